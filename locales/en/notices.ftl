# What people are told

told-accepted = 👷 { $name } accepted #{ $number }, to be resolved by { $until }. To add something, reply to this message.
told-taken-over = { $name } is now responsible for #{ $number }.
told-assigned = { $name } is now responsible for #{ $number }.
told-offered = 🔀 { $name } offers you #{ $number }. { $reason }
    Please press Take over · 接单 or Give back · 退回 on the card.
told-given-back = ↩️ { $name } gave #{ $number } back; it is still yours. Reason: { $reason }
told-co-handler = 🤝 { $name } asks you to help with #{ $number }.
told-extended = 📅 The deadline of #{ $number } is now { $until }. Reason: { $reason }
told-extended-leader = 📅 { $name } extended #{ $number } to { $until }. Reason: { $reason }
told-extension-refused = { $name } refused the extension of #{ $number }; the deadline is { $until }.
told-resolved =
    ✅ #{ $number } is resolved ({ $name })
    { $body }

    Are you satisfied?
told-rated = ⭐ #{ $number } was rated: { $rating } { $note }
told-reopened = 🔁 #{ $number }: the villager is not satisfied; it comes up to you (reopened { $times } times). { $note }
told-reopened-former = 🔁 #{ $number }: the villager is not satisfied; it goes up. { $note }
told-leader-calls-later = 📞 #{ $number } was reopened twice; please call the villager yourself. Nobody has the number yet; they are being asked, and it comes to you.
told-insisted = 🔁 #{ $number } was reopened twice and they are still not content (confidential, no call). Please answer them here in full. { $note }
told-leader-calls = 📞 #{ $number } was reopened twice; please call the villager yourself: { $phone }
told-withdrawn = ↩️ The villager withdrew #{ $number }.
told-declined = 🚫 #{ $number } is declined. Reason: { $reason }
told-chased = ⏰ The villager chases #{ $number }; please answer soon.
told-remind-handler = ⏰ #{ $number } is due soon: { $until }
told-overdue = 🔴 #{ $number } is overdue ({ $until }).
told-remind-rate = Is #{ $number } solved? Please rate it; without a word it is closed on { $until }.
told-remind-answer = ❓ The person responsible for #{ $number } waits for your answer; please just reply.
told-alert-again = 🚨 Emergency #{ $number }: nobody has taken it yet!
told-alert-taken =
    🚨 Emergency #{ $number }: nobody has taken it yet!
    ✅ Now { $name } has.
told-alert-over =
    🚨 Emergency #{ $number }: nobody has taken it yet!
    ✅ It needs nobody any more.
told-escalated = 🔴 #{ $number } is overdue and was escalated.
told-escalated-leader = 🔴 #{ $number } is overdue ({ $until }) and comes up to you.
told-escalated-villager = #{ $number } was not done in time; it was reported one level up.
told-no-answer = #{ $number }: the villager did not answer; the clock runs again.
told-closed-silently = #{ $number } was closed automatically. If it is not solved, report it again.
told-closed-silently-handler = #{ $number }: no rating within 7 days, closed automatically.
relay-to-villager =
    💬 { $name } (#{ $number }):
    { $body }
relay-question =
    ❓ { $name } asks you (#{ $number }), please just reply:
    { $body }
relay-to-handler =
    👤 { $name } (#{ $number }):
    { $body }
relay-note =
    📝 Note of { $name } (#{ $number }, hidden from the villager):
    { $body }
relay-file = 👤 { $name } (#{ $number }) { $body }
relay-result =
    👷 { $name } (#{ $number }), the result:
    { $body }
reporter-hidden = 🔒 Confidential reporter
poster-caption = Poster of { $village }, A4, for the village entrance.
poster-title = 有事找干部，就在家门口
poster-scan = 用 Telegram 扫一扫
poster-how = 打字、说语音、拍照片都可以
poster-promise = 件件有人管、有时限，办没办好您说了算
poster-emergency = 有危险先打 110 · 119 · 120
told-deputy = 🪑 { $name } is on leave until { $until }; new matters come to you meanwhile.
told-parked = ⚠️ An update could not be handled and was set aside ({ $update }); please tell whoever runs the bot. Reason: { $failure }
told-claim-made = ⚠️ Somebody at the machine that runs the bot made a link to become admin; whoever opens it within { $hours } hours is one. If none of you asked for it, call those who look after that machine at once.
told-older-release = ⚠️ A newer release has brought the database up, and a process of an older one ({ $release }) still runs. Everything goes on and nothing is lost; but once it stops, the older one will not start again. Please tell those who look after the machine: put the newer release in place of every process.
told-claim-used = ⚠️ { $name } has become an admin by the link made at that machine. If none of you asked for it, take the role back with /org.
told-no-document = The file you asked for could not be made; the admins have been told. Everything else works.
told-message-parked = ⚠️ A document or message could not be dealt with and was set aside ({ $what } { $message }); everything else goes on. Please tell whoever runs the bot. Reason: { $failure }
told-timer-parked =
    ⚠️ Something that was due could not be done and was set aside: { $timer ->
        [ticket] the reminders and escalation of matter { $what }
        [follow_up] the reminder of the follow-up of matter { $what }
        [live_place] the moving place { $what }
        [session] the reminder of session { $what }
        [care] the reminder to visit { $what }
        [digest] the morning digest of { $what }
        [report] the regular figures of { $what }
       *[other] the morning digests
    }. Everything else goes on. Please tell whoever runs the bot; once repaired, or when the matter changes, it goes on by itself. Reason: { $failure }
told-timer-goes-on =
    ✅ What was set aside goes on: { $timer ->
        [ticket] the reminders and escalation of matter { $what }
        [follow_up] the reminder of the follow-up of matter { $what }
        [live_place] the moving place { $what }
        [session] the reminder of session { $what }
        [care] the reminder to visit { $what }
        [digest] the morning digest of { $what }
        [report] the regular figures of { $what }
       *[other] the morning digests
    }.
told-too-much = 🙏 That was too much at once. Please take a break and write again after { $until }. What arrived before is kept, no need to repeat it; what you send during the break is not received.
told-joined = 🙋 #{ $number }: somebody else reported it too, { $count } more people by now.
told-merged = 🔗 Your #{ $number } is the same matter as #{ $into }; they go on as one, and you will hear the news.
told-unmerged = #{ $number } goes on by itself again; responsible: { $name }.
told-mediation = ⚖️ #{ $number }: { $mediation } on { $until }, { $place }. Please be there.
told-agreement =
    📜 Agreement in #{ $number }. Are these the words agreed on?
    { $agreement }
told-agrees = ✅ { $name } agrees in #{ $number }; { $waiting } have not answered yet.
told-all-agree = ✅ { $name } agrees in #{ $number }; everybody has agreed, it can be resolved.
told-disagrees = ❌ { $name } does not agree in #{ $number }.
told-asked-outside = 🏢 #{ $number } needs { $name } as well; they were asked. The same person stays responsible.
told-outside-answer = 🏢 #{ $number } { $name } answers: { $body }
told-revealed = 🔍 The admin { $name } looked up who reported #{ $number }. Reason: { $reason }
told-resolved-follower = ✅ #{ $number } is resolved ({ $name }): { $body }
told-owes-visit = 🏠 #{ $number } was settled a month ago; please look in once and see whether it has stayed so.
told-owes-call = 📞 #{ $number }: please call whoever reported it.
told-roll-call =
    🆘 Roll-call ({ $body })
    Are you safe? One tap, please.
told-needs-help = 🆘 { $name } needs help! 📞 { $phone }
told-desk-removed = ⚠️ The bot was removed from the group of { $name }; new matters are shown there no more. Whoever is responsible gets them as before. Please add it again, or send /desk { $name } in another group.
told-desk-muted = ⚠️ The bot may not write in the group of { $name } any more; new matters are shown there no more. Whoever is responsible gets them as before. Once it may, send /desk { $name } in the group.
told-desk-gone = ⚠️ The group of { $name } is gone; new matters are shown there no more. Whoever is responsible gets them as before. Please send /desk { $name } in another group.
told-desk-back = ✅ The bot is back in the group of { $name }; what waits for somebody is shown there.
told-desk-topic-gone = ⚠️ The topic of { $name } was deleted or closed; new matters are shown in the group as a whole. For another topic, send /desk { $name } in it.
told-workbook-empty = This file is empty. Please open it in Excel, save it and send it again. Nothing was changed.
told-workbook-unreadable = This file is no Excel workbook (.xlsx), or it is damaged. Please copy the contents into the empty form that the bot sends, save it as .xlsx and send that. Nothing was changed.
told-workbook-locked = This workbook has a password. Please take the password off in Excel (File → Info → Protect Workbook), save it and send it again. Nothing was changed.
told-workbook-old = This file of the old kind (.xls) cannot be read. Please save it in Excel as “Excel Workbook (.xlsx)” and send that. Nothing was changed.
told-workbook-file-too-large = The file is too large (20 MB at most). Please send only the sheets that are needed. Nothing was changed.
told-workbook-too-large = Unpacked, this workbook is too large ({ $mb } MB at most) and was not read. Please copy only the columns that are needed into the empty form that the bot sends. Nothing was changed.
told-workbook-sheets = This workbook has too many sheets ({ $most } at most) and was not read. Please keep only those that are needed. Nothing was changed.
told-workbook-rows = Cell { $cell } is in use, which is too many rows ({ $most } at most); the workbook was not read. Please delete the rows below your list; send a longer list in parts. Nothing was changed.
told-workbook-columns = Cell { $cell } is in use, which is too many columns ({ $most } at most); the workbook was not read. Please delete the columns to the right of your list. Nothing was changed.
told-workbook-cells = This workbook has too many cells ({ $most } at most) and was not read. Please copy only the columns that are needed into the empty form that the bot sends; send a longer list in parts. Nothing was changed.
told-workbook-cell = There is too much text in cell { $cell } ({ $most } characters at most); the workbook was not read. Please shorten it. Nothing was changed.
told-workbook-text = There is too much text in this workbook ({ $most } characters at most) and it was not read. Please send it in parts. Nothing was changed.
told-workbook-slow = This workbook is too complicated to be read. Please copy only the columns that are needed, as values, into the empty form that the bot sends. Nothing was changed.
told-workbook-unfetched = The file did not arrive. Please send it again. Nothing was changed.
told-workbook-wrong =
    ❌ { $count } rows are wrong, so nothing was changed. Please mend them and send the file again whenever you like:
    { $list }
told-workbook-same = It is the same as the town is now; nothing to change.
told-workbook-diff =
    📋 { $count } differences (+ added, - taken away, ~ changed):
    { $list }
    If that is right, press 提交.
told-list-diff =
    📋 { $title }: { $count } differences. It was read like this (✓ recognised, + written):
    { $list }
    If that is right, press 提交. Of identity numbers only the last four signs are kept.
told-workbook-which = 📋 A list has arrived. Which kind is it?
policy-note =
    📚 <b>Policy note</b>
    { $body }
told-talk =
    📣 <b>Meeting</b> “{ $topic }”
    🗣 { $speaker }
    🕘 { $until }
    📍 { $place }
    Tap to sign up.
told-night_school =
    🌙 <b>Night school</b> “{ $topic }”
    🗣 { $speaker }
    🕘 { $until }
    📍 { $place }
    Tap to sign up.
told-session-soon = ⏰ “{ $topic }” begins soon: { $until }, { $place }, with { $speaker }.
told-session-moved = 🔁 “{ $topic }” is moved to { $until }, { $place }, with { $speaker }. You are still signed up.
told-session-cancelled = ❌ “{ $topic }” ({ $until }, { $place }, { $speaker }) is cancelled: { $reason }
told-session-thanks = 🙏 Thank you for coming to “{ $topic }”. { $body }
told-question =
    ❓ “{ $topic }”: { $name } asks:
    { $body }
told-answer =
    💬 You asked: { $body }
    { $name } answers: { $answer }
poster-check-in = Check-in
poster-scan-in = Scan to check in
told-reported-for-you = 📮 { $cadre } made ticket #{ $number } for you after the visit. { $name } is responsible, until { $until }.
told-roster = 📋 New roster “{ $title }”: { $count } people for you, one by one at home.
told-care-due = 💗 It is time to visit { $name } (every { $days } days).
told-second = 💴 { $until }: { $giver } recorded ¥{ $yuan }{ $items ->
        [0] {""}
       *[other] {" "}and { $items } items { $goods }
    } for { $name } in { $village }. Please check. { $body }
told-money-right = ✅ { $by } confirmed the { $yuan } yuan for { $name }.
told-money-wrong = ❌ { $by } says the { $yuan } yuan for { $name } are wrong; they do not count. Please record them anew.
told-topic = 📌 { $name } asks you to own “{ $title }”: { $measure }
told-tie-ended = You are no longer responsible for { $where }. /queue shows whether anything is left to do.
relay-to-handler-urgent =
    ⚠️ Danger, please get in touch at once!
    👤 { $name } (#{ $number }):
    { $body }
told-redirected = 🔒 #{ $number } is confidential now and with somebody else.
told-redirected-former = #{ $number } is handled elsewhere now; you need not do anything more.
relay-erased = #{ $number } what stood here was erased at its writer’s wish.
relay-taken-back = #{ $number } is handled elsewhere now.
relay-amended =
    ✏️ { $name } changed the words of #{ $number }:
    { $body }
relay-to-handler-party =
    ⚖️ { $name }, a party of #{ $number } (a reply to this goes only there):
    { $body }
relay-to-handler-follower =
    🙋 { $name }, who joined #{ $number } (a reply to this goes only there):
    { $body }
told-doubt = ⚠️ #{ $number }: { $name } says it is not done. It does not end by itself before the villager has rated it; please look again.
told-doubt-reporter = 🙋 Somebody who joined #{ $number } says it is not solved.
told-solved = 🙋 { $name } says #{ $number } is solved.
told-still-doubted = ⚠️ #{ $number }: it was said not to be done, and nobody has rated it since. Please get in touch with the villager.
told-remind-doubted = #{ $number } was said not to be done. How is it now? Please choose; until then it stays open.
told-resolved-party = ⚖️ #{ $number } was resolved ({ $name }). Is it solved for you?
told-session-moved-invited = 🔁 “{ $topic }” is moved to { $until }, { $place }, by { $speaker }. Press to sign up.
told-mediation-moved = ⚖️ #{ $number }: the { $mediation } is moved to { $until }, { $place }. Please be there in time; the earlier appointment no longer holds.
told-withdrawn-party = ⚖️ #{ $number } was withdrawn by the other side; no need to come to the mediation.
told-withdrawn-follower = ↩️ #{ $number } was withdrawn by whoever reported it. If it is not solved for you, please press 报问题 and report it again.
told-call-owed = ☎️ #{ $number } is reported as resolved. { $name } (📞 { $phone }) does not use the bot: please ask them by { $until }, by telephone or at the door, whether it is done. You had no part in it, so what you write down counts as the villager's word.
told-call-arranged = ☎️ The villager of #{ $number } does not use the bot; { $name } will ask them. What you say yourself is no villager's rating.
told-nobody-calls = ☎️ #{ $number }: { $name } does not use the bot, and nobody who had no part in it could ask them. Let them scan their code, or have the admin invite one more person.
told-call-failed = ☎️ #{ $number }: { $name } could not reach the villager: { $note }
told-called-back = ☎️ #{ $number }: { $name } asked the villager. Their word: { $rating }. { $note }
told-call-missing = ☎️ #{ $number }: its time is over and nobody has asked the villager yet. It stays open; the call was asked for again.
paper-caption = The sheet for { $name } (#{ $number }): print it and leave it at their home. Once they scan it with Telegram, these matters are theirs, and so is the rating. It works once; a new sheet ends the one before.
paper-title = { $name } (#{ $number }): whether it is done is yours to say
paper-how = Scan it and hear directly how it goes; this code works once
told-help-ended = The consent by which you reported for somebody is taken back; let them report themselves, or through the village's cadre.
told-entry-due =
    ⏰ To be served today: { $name }
    { $note }
told-desk-no-topics = ⚠️ The bot may open no topics at the desk of { $name }; new matters are shown in the group as before. For a topic for each: make the bot an administrator with “Manage topics”, and send /desk { $name } there again.
told-session-material =
    📎 Material of “{ $topic }”
    { $body }
told-answer-all =
    💬 “{ $topic }”: somebody asked: { $body }
    { $name } answers: { $answer }
told-series =
    🗓 <b>Every week</b>, “{ $topic }”, { $times } times
    🗣 { $speaker }
    🕘 The first: { $until }, then each week at the same time
    📍 { $place }
    Who signed up is reminded before each. Tap to sign up for the first; the others stand under 通知.
told-witness-needed = ✍️ There is an agreement in #{ $number }, and { $names } do not use the bot. You had no part in it: please ask them in person or by phone, and write it down under 调解, 记下答复.
told-agreement-recorded = ✍️ { $name } agrees to the agreement of #{ $number } ({ $how }, written down by { $by }).
told-disagreement-recorded = ✍️ { $name } does not agree to the agreement of #{ $number } ({ $how }, written down by { $by }).
told-roster-handed = 🔁 { $name } hands you what is left of the roster “{ $title }”: { $count }.
told-roster-taken = 🔁 What was left to you of the roster “{ $title }” ({ $count }) went to { $name }.
told-results-diff =
    📋 The sheet that you filled in has { $count } results (✓ left alone, ~ written). Look at them and tap Submit:
    { $list }
told-results-none = There is no new result in it: blank lines and those served before were left alone. Tick or write a result and send it again.
