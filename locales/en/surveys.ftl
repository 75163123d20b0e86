# Surveys

button-surveys = 📋 Surveys
surveys-title = 📋 <b>Asked before it is decided</b>
surveys-empty = 📋 There is no survey yet. Before a measure is decided, ask the villagers: in chat by buttons, and at the door where nobody uses the bot.
survey-line = ・{ $title }: { $count } answers, until { $until }
survey-line-over = ✅ { $title }: { $count } answers, over
button-new-survey = ➕ New survey
ask-survey-title = What is it about? Such as: whether to replant the old orchards.
ask-survey-places = Whom do you ask? Tap a village; or write several places, one per line: a village, a village and a group, a village and a householder.
ask-survey-kind = Question { $at }: how is it answered?
survey-kind-one = One answer
survey-kind-several = Several answers
survey-kind-number = A number
survey-kind-words = In their own words
ask-survey-question = What is the question? Villagers read it as you write it.
ask-survey-options = Which answers are there? One per line.
ask-survey-more =
    { $count ->
        [one] There is 1 question. One more?
       *[other] There are { $count } questions. One more?
    }
button-more-questions = ➕ One more
button-enough = Enough
ask-survey-unit = What counts once?
survey-unit-household = Once per household
survey-unit-person = Once per person
ask-survey-anonymous = With names? Anonymous: nobody is told who answered what, and places with few answers are not told apart.
button-anonymous = 🙈 Anonymous
button-named = With names
ask-survey-end = Until when? Until then answers may be changed.
survey-end-unclear = That time is not clear. Please write it like 11-30 20:00
survey-look =
    📋 <b>{ $title }</b>
    Asked: { $places }
    { $questions }
    { $unit }, { $anonymous }, until { $until }

    If this is right, tap 提交 Submit; villagers who use the bot get it at once.
survey-made =
    ✅ “{ $title }” went to { $count ->
        [one] 1 person
       *[other] { $count } people
    }. Whoever has not started the bot is not reached: { $homes ->
        [one] 1 household
       *[other] { $homes } households
    }, to be asked at the door in /visit.
button-answer-survey = ✍️ 回答 Answer
button-answer-anew = ✏️ Change my answers
survey-ask = ({ $at }/{ $of }) { $body }
survey-ask-several = ({ $at }/{ $of }) { $body } (tap as many as you like, then 选好了 Done)
button-chosen = 👌 选好了 Done
survey-choose-some = Please tap answers above, then 选好了 Done.
survey-number-unclear = Please write a number, such as 3 or 2.5
survey-ask-who = Who says so?
survey-thanks = 🙏 Noted, thank you.
survey-answered = “{ $title }” can be changed until { $until }.
survey-answered-door = ✅ “{ $title }”: noted for { $name }.
button-door-survey = 📋 { $title }
survey-card =
    📋 <b>{ $title }</b> ({ $places })
    { $unit }, { $anonymous }, { $over ->
        [yes] over since { $until }
       *[no] until { $until }
    }
survey-count = { $count } answers, { $door } of them written down at the door
survey-too-few = What is anonymous is shown from 5 answers on.
button-survey-places = 🏘 By village and group
button-survey-words = 💬 In their words
button-survey-names = 👥 Who said what
button-survey-export = 📤 Workbook
button-survey-topic = 📌 Into a topic
button-survey-tell = 📣 Tell them
button-survey-end = ⏹ End it now
survey-places-title = 🏘 <b>By village and group</b>
survey-village = <b>{ $place }</b>: { $count }
survey-group = ◦ { $place }: { $count }
survey-place-few = ◦ { $place }: too few to be told apart
survey-words-title = 💬 <b>In their words</b>
survey-no-words = 💬 Nobody wrote words.
survey-names-title = 👥 <b>Who said what</b>
survey-by = (written down by { $name })
survey-ended = ⏹ “{ $title }” has ended.
survey-which-topic = The ground of which topic?
survey-no-topic = There is no topic of these villages that you may change. Please ask those who lead to make one.
button-new-topic = ➕ A new topic
survey-topic-village = In which village?
survey-topic-category = Of which category?
survey-joined = 📌 What “{ $title }” brought is the ground of that topic now; see /topics.
ask-survey-tell = Those who were asked get the results. A sentence about what is to be done? You may skip it.
survey-told =
    { $count ->
        [one] 📣 1 person was told.
       *[other] 📣 { $count } people were told.
    }
told-survey =
    📋 { $name } would like to hear what you think: <b>{ $title }</b>
    Tap 回答 Answer; you may change it until { $until }. { $anonymous ->
        [yes] Anonymous: nobody is told who answered what.
       *[no] With names: those in charge of the village and the town see who answered.
    }
told-survey-soon = 📋 “{ $title }” ends { $until }, and your home has not answered yet. This is the only reminder.
told-survey-over = 📋 “{ $title }” is over; the results are there.
told-survey-results =
    📣 “{ $title }”, which you were asked, brought { $count ->
        [one] 1 answer
       *[other] { $count } answers
    }:
    { $results }
    { $words }
told-topic-result = 🏁 “{ $title }”, about which you were asked, is done: { $result }
sheet-survey = Survey
column-survey_question = Question
column-survey_answer = Answer
column-count = Count
workbook-survey = 📋 What “{ $title }” brought
ground-title = 📊 Ground: “{ $title }”
button-survey-edit = ✏️ 修改 Change
ask-survey-edit = What is changed? Once somebody has answered, the title and the questions stay.
survey-edit-end = 🕘 截止时间 Its end
survey-edit-places = 🏘 再问别的村组 Ask more places
survey-edit-title = 🏷 名称 Title
survey-edit-question = ❓ 问法 A question
ask-survey-which = Which question?
survey-edited-end = ✅ “{ $title }” ends { $until } now.
survey-edited-places = ✅ “{ $title }” went to { $count } more. { $homes } households without the bot are asked at the door.
survey-edited-words = ✅ “{ $title }” is changed.
