# Buttons, menu, and what is said everywhere

menu-report = 📝 Report · 报问题
menu-service = 🏛 Services · 办事
menu-my = 📋 My matters · 我的事项
menu-notices = 📢 Notices · 通知
menu-emergency = 🚨 Emergency · 紧急
menu-queue = 🗂 Queue · 待办
menu-stats = 📊 Figures · 统计
back-to-menu = Good. Press a button below whenever you need something.
nothing-to-do = Nothing is being filled in now. Press a button below.
greeting = Hello! To report something, just say what it is (words, voice or photo), or press a button below.
button-submit = ✅ Submit · 提交
button-skip = ⏭ Skip · 跳过
button-back = ◀️ Back · 返回
button-cancel = ✖️ Cancel · 取消
button-resume = ▶️ Go on
button-anew = 🆕 Begin anew
button-as-emergency = 🚨 Emergency · 紧急
ask-village = Which village are you in?
village-unknown = There is no such village here; please use the buttons below.
ask-group = Which group of { $village }? Skip it if you are not sure.
phone-kept-back = #{ $number } is confidential, so your number was not passed on. To let the handlers know it, type it.
phone-alone = Phone number received. To report something, please say first what it is, or press a button below.
content-unreadable = I cannot read this. Please send words, voice, photos, video or a location.
content-unreadable-menu = I cannot read this. Please send words, voice or a photo, or press a button below.
use-the-buttons = Please use the buttons below.
colleague-unknown = Nobody of that name was found. Please use the buttons, or write the name; a part of it will do.
which-colleague = These have “{ $name }” in their name. Which one?
button-others-by-name = 🔎 Somebody else, by name
ask-name-of-other = Please write the name; a part of it will do.
too-long-in-all = Together with what you wrote before that is { $given } characters, at most { $most }, so this one was not kept; what you gave before is. Please shorten it, or submit first and add to it later.
too-long = Too long ({ $given } characters, at most { $most }). Please shorten it or send it in parts; what you gave before is kept.
cancelled = Cancelled.
submitted =
    ✅ Submitted, number <b>#{ $number }</b>
    Responsible: { $name }
    Taken up by { $until }, resolved by { $resolve }
    You will hear of every step here; to add a photo, the place or a phone, reply to this message.
already-submitted = Already submitted, number #{ $number }
unfinished-report = You have an unfinished report. Go on with it, or begin anew?
still-open = You still have something unfinished.
button-old = This button was used before
button-of-earlier-step = This button belongs to an earlier step; please see the question at the bottom
button-unknown = This button cannot be used
said-to-handlers = Passed on to the person responsible for #{ $number }. If it is another matter, press Report · 报问题.
said-to-villager = Passed on to the villager (#{ $number }).
accepted-toast = Accepted #{ $number }
assign-how = Please give the number, for example: /assign 1042
nobody-else = There is nobody else yet. An admin can invite people with /invite.
announcement =
    📢 Notice
    { $body }
whole-town = Whole town
button-whole-town = 🏘 Whole town
ask-language = 请选语言 / Choose a language
language-chosen = Good, English from now on.
went-wrong = Your last message could not be handled; it was kept for the admin to look at. Please send it again; what you filled in is still there.
help =
    <b>How it works</b>
    · Press Report · 报问题 and go step by step; or just send words, voice or a photo.
    · My matters · 我的事项: progress, additions, chasing, withdrawing.
    · To answer a cadre, just write.
    · You are asked whether you are satisfied; if not, it goes one level up.
    · In danger call 110 / 119 / 120 first, then press Emergency · 紧急.
help-staff =
    <b>For cadres</b>
    · A new matter is a card: accept, reply, transfer, co-handler, deadline, resolve.
    · Telegram's reply to the card or to the villager's words answers the villager: words, voice, photos.
    · A card shows what is likely next; the rest is behind More · 更多: assign, outside body, merge, note and so on. Disputes have Mediation · 调解 on their card.
    · /queue (with call-backs), /stats (your own figures), /leave, /poster
    · Leaders: /stats (and the call-back list), /overdue, /ledger, /rollcall, /duty, /broadcast
    · “/desk station” in a station's group shows new matters there; whoever presses 接单 has one.
    ・/visit visits　/roster rosters　/care care and condolence　/outreach meetings　/topics topics　/rounds rounds
    ・Leaders: /brief briefing
help-admin =
    <b>For admins</b>
    /org the town: ties, stations, categories, services, routing; change them here, or send the workbook back changed; /invite people; /poster
    /brief briefing　/visit visits　/roster rosters　/care care and condolence　/outreach meetings　/topics topics　/rounds rounds
    /stats figures; /overdue; /ledger; /assign number; /broadcast
    /audit who read what　/erase somebody’s entries　/privacy keeping terms
    /duty roster; /rollcall; /queue your work; /my your own matters
    “/desk station” in a station's group makes the group its desk.
number-unknown = There is no #{ $number } that you may see. Please check the number; what you reported is under My matters · 我的事项.
parties-unclear = Please write the names, one per line, at most { $most }.
menu-visit = 🚶 Visits
menu-roster = 📋 Rosters
words-please = Please write it in words.
person-phone-unclear = { $digits } does not look like a phone number (mobiles have 11 digits). Please write name and phone again; without a phone, just the name.
number-unclear = Please write a number from { $least } to { $most }.
button-whole-village = The whole village
muted = You get no more announcements. What concerns your own matters, and emergencies, still reach you. To get them again, open Notices.
button-heard = 📝 What was heard
button-undo = ↩️ By mistake
alarm-self_harm =
    Thank you for saying it. You are not alone.
    📞 Took something or hurt: ambulance <b>120</b>, at once
    📞 To talk to somebody: psychological help <b>12356</b>
    📞 In danger: police <b>110</b>, fire 119
    If somebody is near, ask them to stay with you.
    For somebody to come now press 紧急; to stay unnamed press 保密.
alarm-violence =
    Nobody has the right to hurt you. It is not your fault.
    📞 Happening now: police <b>110</b>. Hurt: ambulance <b>120</b>, fire 119
    📞 Women's rights <b>12338</b>, psychological help <b>12356</b>, government line 12345
    紧急: those on duty come at once. 保密: nobody sees who you are. The village's cadre does not learn of it unless you want it.
violence-not-passed-on = These words have not been passed on to whoever handles #{ $number }, who is a cadre of the village. You decide.
words-not-passed-on = All right, those words were not passed on.
named-official = { $name } ({ $role })
ask-named = Do you mean { $name }? If it is about them, they will not see it, and somebody else handles it.
ask-named-which = About which of them is it? Whom you choose will not see it, and somebody else handles it.
button-about-them = 🙈 Yes, about them · 是，是反映他的
button-only-mentioned = No, only mentioned · 不是，只是提到他
button-none-of-them = None of them · 都不是，只是提到
button-named-unknown = I don't know · 不知道
redirected-for-you = 🔒 #{ $number } is confidential now and with somebody else; whom it is about no longer sees it.
alarm-word-self_harm = Wanting to die
alarm-word-danger = Danger
alarm-word-violence = Violence
alarm-word-harmless = Harmless
button-from-list = 📇 Pick in Telegram
button-pick-person = 👤 选人 Pick a person
button-pick-group = 👥 A group with the bot
button-pick-forum = 🗂 A group with topics (adds the bot)
ask-pick-person = Tap the key below and pick somebody in your Telegram, or type a name.
ask-pick-other = Tap the key below and pick the person in your Telegram, or type a name.
picked = { $name } it is.
picked-no-colleague = { $name } holds no office in this town. Pick somebody else, or type a name.
picked-unknown = { $name } has not opened the bot yet. Send a link of /invite first.
