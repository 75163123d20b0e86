# Reporting

button-send-location = 📍 Send my location
button-send-phone = 📱 Send my phone number
button-changes = ✏️ Change · 改一改
button-add-place = 📍 Add the place · 加地点
button-add-phone = 📞 Add a phone · 留电话
going-on = All right, here is what you have:
ask-changes = What would you like to change?
button-change-village = ✏️ Village
button-change-category = ✏️ Category
button-change-content = ✏️ Content
button-change-place = ✏️ Place
button-change-phone = ✏️ Phone
button-confidential-on = 🔒 Confidential (tap to open)
button-confidential-off = 🔓 Keep confidential: handlers shall not know who I am
button-as-report = 📝 Report it · 报问题
ask-category = What kind of matter is it?
ask-service = What do you need?
category-unknown = Please choose one with the buttons below; if in doubt, “Other”.
ask-content = Please say what it is: words, a voice message, photos or a video. One of them is enough.
ask-content-service = Who needs it, and how do things stand? One sentence will do (words, voice or a photo).
ask-content-emergency = 🚨 What is happening, and where? A voice message, a location, a photo or words: one of them is enough. If you are on the move, share your live location: everybody finds you along the way.
ask-content-dispute = Please say what the dispute is about and with whom: words, voice or photos.
ask-content-petition = Please write down your request, or photograph the letter.
ask-place = Where is it? Press “Send my location”, or write a few words such as “by the small bridge”.
ask-phone = A phone number helps the cadre to reach you. Press “Send my phone number” or type it.
phone-unclear = This does not look like a phone number (11 digits for a mobile). Please send it again, or skip.
phone-kept = The phone number is noted.
place-kept = The place is noted.
added-to-report = Added to your report.
too-many-files = At most { $most } files; that is enough. Those before are kept.
summary-title = Please check:
ask-submit = If it is right, press Submit · 提交. You can still add words, photos or voice.
emergency-numbers =
    🚨 In danger, call first:
    police 110, fire 119, ambulance 120
service-guide = ℹ️ { $guide }
place-pin = on the map
report-cancelled = Cancelled; nothing was submitted.
submitted-confidential =
    ✅ Submitted, number <b>#{ $number }</b>, confidential
    The handler sees the matter, not you; their answers reach you here.
    Taken up by { $until }, resolved by { $resolve }
submitted-emergency =
    🚨 Reported, number <b>#{ $number }</b>
    Told just now: { $names }. They are told again every 2 minutes until someone takes it.
    In danger, call 110 / 119 / 120 first.
ask-first = Received. Shall I report this?
ask-first-question = The policy shelf says nothing about this yet, and I do not guess. Shall I report it, so that somebody of the town answers?
ask-first-service = This can be arranged: <b>{ $name }</b>. Press 办事 to begin; we ask for what is needed step by step.
button-as-service = 🏛 Service · 办事: { $name }
ask-first-or-ticket = Received. Is this something new, or does it belong to one of these?
first-dropped = Good, nothing was reported. Press a button below whenever you need something.
button-change-fields = ✏️ Details · 改填的项
ask-about = Which official is it about? They will not learn of it. Write the name if it is not here; skip if you would rather not say.
ask-parties = With whom is the dispute? Names, one per line. You may skip this.
button-for-me = 🙋 For me · 给自己办
button-for-other = 👵 For somebody else · 替别人办
ask-other-name = For whom? Please write the name.
field-text = { $name }? Please write it.
field-number = { $name }? Please write a number.
field-date = { $name }? Year, month, day, such as 2026-11-24.
field-phone = { $name }? A phone number, please.
field-id_card = { $name }? The 18 characters of the identity card, please.
field-choice = { $name }? Please choose.
fields-first = { $count ->
    [one] One more question
   *[other] { $count } more questions
}, and then you can submit; skip what you do not know.
field-unclear = That does not look right. Please check and write it again; nothing else is lost.
button-at-home = 🏠 Come to the door · 上门办
button-come-myself = 🚶 I will come · 自己来
offer-home = 🏠 If coming is difficult, press 上门办 and we come to the door.
ask-similar = 🙋 Somebody in the village reported what looks like the same matter (buttons below). If it is, tap it and you will hear its news; if not, submit as usual.
joined =
    🙋 Counted in: #{ $number }. It stands in 我的事项, you will hear its news, and you are asked at the end.
    Its handlers see your name; whoever reported it, and other villagers, do not.
alarm-danger =
    ⚠️ Danger: call first
    📞 Ambulance <b>120</b>, police <b>110</b>, fire <b>119</b>
    Get to a safe place. To tell those on duty at once press 紧急.
button-as-confidential = 🔒 Confidential · 保密
button-as-usual = 📝 As usual · 照常报
ask-whom = Who should get this? Only whom you choose; the village's cadre sees it only if you press that.
button-whom-desk = 🛡 Somebody apart at the town (纪检), confidential
button-whom-village = 👷 The village's cadre
whom-desk = somebody apart at the town, confidential
whom-village = the village's cadre
button-change-about = ✏️ Change whom it is about
ask-several =
    These seem to be { $count } matters for different people:
    { $list }
    Reported one by one, each has somebody in charge and a date; or they stay together as one.
button-split = 📑 One by one · 分开报
button-as-one = 📄 As one · 就报一件
next-matter = ➡️ Now the next matter ({ $count } to go).
button-report-for = 替 { $name } 报 (for them)
meant-answer = This went into the report that you are writing. If it answers what { $name } asked about #{ $number }, tap below; the report stays as it is.
meant-answer-only = Does this answer what { $name } asked about #{ $number }? Then tap below; the report stays as it is.
button-meant-answer = ↪️ It answers #{ $number }
meant-too-late = These words are not in an open report any more. To answer, please reply to the message that asks.
