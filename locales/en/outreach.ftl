# Sessions and night school

outreach-title = 📣 <b>Meetings and night school</b>: { $count } planned
session-line =
    { $kind } “{ $topic }”, { $speaker }
    {"　"}🕘 { $until }　📍 { $place }
session-counts = Signed up { $signed }, checked in { $checked }{ $seats ->
        [0] {""}
       *[other] {", seats "}{ $seats }
    }
session-talk = 📣 Meeting
session-night_school = 🌙 Night school
button-plan-session = ➕ Plan one
ask-session-kind = Which kind?
ask-session-topic = What about? Write the topic.
ask-session-speaker = Who speaks? Tap a name or write one.
ask-session-where = For which village? Several may be written in one line, with commas.
button-several-villages = 🏘 几个村一起 Several villages
ask-session-villages = For which villages? Tap each, then 选好了 Done.
session-tick-some = No village is chosen yet. Tap them above, then 选好了 Done.
ask-session-at = When? For example: tomorrow 7:30pm, 11-26 19:30, every Friday 7:30pm
session-time-unclear = That time could not be read. Please write the day and the hour, such as: tomorrow 7:30pm, 11-26 19:30
ask-session-place = Where?
ask-session-place-of-several = Where? Of several villages, say in which, such as: Dongkeng, the hall
session-for = 🏘 { $villages }
ask-session-seats = How many seats? Skip for no limit.
session-look =
    { $kind } “{ $topic }”
    🗣 { $speaker }
    🏘 { $village }
    🕘 { $until }
    📍 { $place }
    💺 { $seats }

    Submit announces it to the village.
session-planned = ✅ “{ $topic }” is planned and announced to { $count } people.
button-leave-session = I cannot come
session-joined = ✅ You are signed up for “{ $topic }”: { $until }, { $place }. You are reminded a day and an hour before.
session-left = You are no longer signed up for “{ $topic }” ({ $until }, { $place }).
button-held = ✅ It took place
button-qr = 🔳 Check-in code
button-move = 🔁 Move it
button-call-off = ❌ Call it off
ask-session-move-place = Where? Skip if it stays.
session-moved = “{ $topic }” is moved; everybody who was invited or signed up was told.
ask-session-cancel = Why? Everybody who was invited or signed up reads this.
session-cancelled = “{ $topic }” is cancelled; everybody who was invited or signed up was told.
ask-attendance = How many came? { $checked } checked in with the code.
ask-material = Send the material (photo or file) for those who came, or skip.
session-held = ✅ “{ $topic }” is recorded; thanks and material are sent.
ask-session-question = What do you want to ask? The speaker will answer.
question-noted = Noted; the speaker will answer you. { $topic }
ask-answer = Write the answer.
answer-sent = The answer is sent. { $topic }
button-ask-topics = 🗳 问大家 Ask what to teach
ask-poll-where = Whom do you ask?
ask-poll-topics = What could the night school teach? One a line, 2 to 10; people may choose several.
poll-sent = Asked { $count } people. The results stand under /outreach.
poll-topics = What would you like to hear at the night school? You may choose several.
poll-helped = Did the class “{ $topic }” help you?
poll-helped-yes = 👍 It helped
poll-helped-partly = 👌 A little
poll-helped-no = 👎 It did not
poll-line = 🗳 { $question } { $counts }
poll-noted = Noted, thank you. Tap again to change it.
refused-poll-options = Please write 2 to { $most } of them, one a line, each of at most 100 characters.
button-record-session = 📝 Record one 补记
button-held-list = 📁 Past ones
held-title = 📁 <b>Past sessions</b>
held-none = 📁 None took place lately.
ask-record-kind = Which kind took place? (One that was not planned here.)
ask-record-at = When was it? For example: yesterday 7:30pm, 11-20 19:30
ask-record-attendance = How many came?
time-not-over = That time is still to come. Record what is over; for what is to come, use Plan one.
record-look =
    { $kind } “{ $topic }”
    🗣 { $speaker }
    🏘 { $village }
    🕘 { $until }
    📍 { $place }
    👥 { $attendance }

    If that is right, press 提交. It is over, so nobody is told.
session-recorded = ✅ “{ $topic }” is recorded with { $attendance } people.
session-came = 👥 { $attendance } came
session-corrected = ✏️ Was { $was }; put right by { $name }, { $until }: { $reason }
button-correct-attendance = ✏️ Attendance
button-send-material = 📎 Send material
ask-correct-why = Why is it changed? The reason is kept with the former number.
ask-correct-attendance = It says { $was }. How many were there?
attendance-corrected = ✅ “{ $topic }”: { $was } is now { $attendance }; the figures follow.
ask-material-for-all = What is sent to everybody who was invited, there or not? A photo, a file or words.
material-sent = ✅ The material of “{ $topic }” goes to { $count } people.
button-answer-all = 📣 Everybody
ask-session-times = Every week: how many times in all?
session-weekly = every week, { $times } times
answer-for-all = Is it of use to others? It can go to everybody who was invited, without saying who asked.
answer-sent-all = The answer goes to everybody who was invited.
