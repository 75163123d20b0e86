# Visits

households-title = 🚶 <b>Visits</b>: one tap logs it. Those not visited longest come first.
households-empty = 🚶 <b>Visits</b>: the register is empty. Add a household, or import an Excel list.
household-line = ・{ $head } ({ $where }), last { $until }
button-in-the-field = 🌾 In the field
in-the-field = in the field
button-new-household = ➕ New household
button-coverage = 📊 Coverage
button-households-file = 📥 Import a list
visit-or-note = Or send a voice note or a few words first, then tap whose.
ask-whose-visit = Noted. Whose household?
ask-visit-village = Which village?
ask-household = Name of the head, and the phone if known: 王有根 13800000001
visit-logged = ✅ Visit logged: { $name }, { $until }, { $people } talked to. How many were it?
visit-heard = ✅ What { $name } said is noted ({ $until }, { $people }).
visit-people = Noted: { $people } talked to.
ask-visit-undo = Why does it not count? Tap one, or write a sentence.
visit-undo-slip = 点错了 Tapped by mistake
visit-undo-other = 记错人家了 Another household
visit-undone = This visit no longer counts.
household-moved = Marked as moved away; earlier visits stay.
button-report-heard = 📮 Make it a ticket
button-moved-away = 🚚 Moved away
ask-heard = What was heard? Write, or send voice or a photo.
ask-heard-problem = What is the problem? Write, or send voice or a photo.
ask-heard-category = Which category?
ask-people = How many people?
heard-reported = ✅ Ticket #{ $number } is made; { $name } is responsible.
coverage-title = 📊 <b>Households visited this month</b>
coverage-line = { $village }: { $visited } of { $households }　{ $cadre }
ask-households-file = Fill in the form above and send it back, or send a register as a system hands it out (.xlsx, .xls, .csv).
list-read = Received; reading the list…
ask-heard-from = Who said it? Tap the head of the household, or write name and phone of another member.
ask-heard-from-field = Who said it? Please write name and phone, such as: 王有根 13800000001
button-found-myself = 我自己发现的 I saw it myself
heard-leave-paper = They do not use the bot: once it is resolved, somebody who had no part in it calls them. To let them follow it themselves, print a sheet to scan and leave it there.
button-visit-day = 📅 Another day
button-along = 👥 Who came along
button-household = 🏠 This household
button-log-visit = 🚶 Log a visit
button-round = 🗓 Left this month
button-find-household = 🔍 Find a household
ask-visit-day = Which day was it? For example: yesterday 3pm, 11-20
visit-day-unclear = That is no day I can read. Write it like: yesterday 3pm, 11-20.
visit-day-future = That day is still to come. Log a visit once it is over.
visit-dated = ✅ Now a visit of { $until }: { $name }, { $people } talked to.
ask-along = Who came along? Choosing the same person again takes them off.
visit-along = 👥 Also there: { $names }
told-went-along = 👥 { $name } noted that you went along on { $until }; it counts in your visits. If you did not, ask them to take you off.
visit-words = 🎙 What a machine heard in your visit's voice note: { $words }
household-page =
    🏠 <b>{ $head }</b>
    📍 { $where }
    👪 { $people }　📞 { $phone }
    {"👷"} { $cadre }　{ $bot }
household-page-gone =
    🏠 <b>{ $head }</b> (moved away)
    📍 { $where }
    👪 { $people }　📞 { $phone }
    {"👷"} { $cadre }　{ $bot }
household-with-bot = uses the bot
household-without-bot = without the bot
household-history-none = Nothing on record yet.
household-hidden = 🔒 (confidential)
household-visit = 🚶 { $names }: { $said } { $number }
household-matter = 📮 #{ $number } { $state }: { $said }
household-care = 💗 Care file, every { $days } days: { $situation }
household-care-closed = 💗 Care file, closed: { $situation }
household-care-was = 🔄 The situation changed; it was: { $body }
household-care-end = 💗 Closed: { $body }
household-roster = 📋 { $title }: { $result } { $note }
household-gift = 🎁 { $yuan } yuan　{ $goods }
household-consent = 👥 Lets { $name } report for them ({ $way })
household-consent-over = 👥 { $name } no longer reports for them
household-heard = 🎧 Left on the visit of { $until }: { $body }
ask-household-find = A part of the name, address or phone?
households-found = 🔍 Households with “{ $name }”:
households-found-none = 🔍 Nothing with “{ $name }”. Try another part, or look at /visit.
month-title = 🗓 <b>Left this month</b>: { $left } households. Tap a group and go from door to door:
month-done = 🎉 Everybody was visited this month.
month-line = ・{ $where }: { $left } of { $all } left
route-title = 🧭 <b>Door to door</b>: { $left } left here. One tap logs a visit and crosses it off.
route-done = 🎉 This group is done for the month.
route-line = ・{ $head } ({ $people })
