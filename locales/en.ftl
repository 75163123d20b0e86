# The interface in English. Buttons keep the Chinese word, which is what neighbours and posters call them.

value = { $value }
list-comma = , 

## Main menu
menu-report = 📝 Report · 报问题
menu-service = 🏛 Services · 办事
menu-my = 📋 My matters · 我的事项
menu-notices = 📢 Notices · 通知
menu-emergency = 🚨 Emergency · 紧急
menu-queue = 🗂 Queue · 待办
menu-stats = 📊 Figures · 统计

## Commands
command-report = Report a problem
command-service = Ask for a service
command-my = My matters
command-notices = Notices
command-help = How it works
command-language = Change the language
command-privacy = Privacy
command-cancel = Cancel what is being filled in

## Start
welcome = Hello { $name }! This is { $town } at your doorstep. Press a button below, or just send words, a voice message or a photo.
welcome-first = Hello! This is { $town } at your doorstep: send a problem or a request, the responsible cadre hears of it at once, and it is done only when you say so.
welcome-back = Hello! You have something unfinished, here it is:
welcome-admin = You are now an admin. /org shows the town, /invite invites people, /stats shows figures, /help lists everything.
welcome-leader = You are now a leader. Overdue matters of { $where } come up to you. /overdue, /stats.
welcome-cadre = You are now the cadre tied to { $where }. Reports arrive here as cards: accept them, and reply to the card to answer the villager. /queue shows your work.
welcome-station = You now belong to { $where }. Matters of this station arrive here. /queue shows your work.
welcome-discipline = You are now the discipline desk. Confidential matters and reports about cadres come to you only. /queue shows your work.
home-chosen = Good, you are in { $village }. Press a button below, or just send words, a voice message or a photo.
back-to-menu = Good. Press a button below whenever you need something.
nothing-to-do = Nothing is being filled in now. Press a button below.
greeting = Hello! To report something, just say what it is (words, voice or photo), or press a button below.
town-not-ready = This town is not open yet. The admin has to open the link shown at the first start.
town-claimed = { $name }, you are now the first admin of this town. Three steps follow: its name, its villages, its people.
ask-town-name = What is the name of your town? Please send it, for example: 青石镇
ask-village-names =
    Please send the villages, one per line. Groups go after a colon, for example:
    东坑村
    石背村: 一组、二组、三组
villages-added = Added { $count } villages: { $names }.
setup-paused = Let us stop here. /org continues the set-up.
names-added = Added { $count }: { $names }

## Buttons of conversations
button-submit = ✅ Submit · 提交
button-skip = ⏭ Skip · 跳过
button-back = ◀️ Back · 返回
button-cancel = ✖️ Cancel · 取消
button-send-location = 📍 Send my location
button-send-phone = 📱 Send my phone number
button-change-village = ✏️ Village
button-change-category = ✏️ Category
button-change-content = ✏️ Content
button-change-place = ✏️ Place
button-change-phone = ✏️ Phone
button-confidential-on = 🔒 Confidential (tap to open)
button-confidential-off = 🔓 Keep confidential: handlers shall not know who I am
button-resume = ▶️ Go on
button-anew = 🆕 Begin anew
button-as-report = 📝 Report it · 报问题
button-as-emergency = 🚨 Emergency · 紧急
button-private-chat = Private chat

## Reporting
ask-village = Which village are you in?
village-unknown = There is no such village here; please use the buttons below.
ask-group = Which group of { $village }? Skip it if you are not sure.
ask-category = What kind of matter is it?
ask-service = What do you need?
category-unknown = Please choose one with the buttons below; if in doubt, “Other”.
ask-content = Please say what it is: words, a voice message, photos or a video. One of them is enough.
ask-content-service = Who needs it, and what is the situation? One sentence is enough (words, voice or photo), or skip it.
ask-content-emergency = 🚨 What is happening, and where? A voice message, a location, a photo or words: one of them is enough.
ask-content-dispute = Please say what the dispute is about and with whom: words, voice or photos.
ask-content-petition = Please write down your request, or photograph the letter.
ask-place = Where is it? Press “Send my location”, or write a few words such as “by the small bridge”.
ask-phone = A phone number helps the cadre to reach you. Press “Send my phone number” or type it.
phone-unclear = This does not look like a phone number (11 digits for a mobile). Please send it again, or skip.
phone-kept = The phone number is noted.
place-kept = The place is noted.
phone-alone = Phone number received. To report something, please say first what it is, or press a button below.
added-to-report = Added to your report.
edit-kept = Your change is noted.
content-unreadable = I cannot read this. Please send words, voice, photos, video or a location.
content-unreadable-menu = I cannot read this. Please send words, voice or a photo, or press a button below.
use-the-buttons = Please use the buttons below.
colleague-unknown = There is nobody of exactly that name. Press a button, or write the full name.
too-long = Too long ({ $given } characters, at most { $most }). Please shorten it or send it in parts; what you gave before is kept.
too-many-files = At most { $most } files; that is enough. Those before are kept.
summary-title = Please check:
ask-submit = If it is right, press Submit · 提交. You can still add words, photos or voice.
sounds-dangerous = ⚠️ If there is danger now, call 110 / 119 / 120 first, then press Emergency · 紧急 in the menu.
emergency-numbers =
    🚨 In danger, call first:
    police 110, fire 119, ambulance 120
service-guide = ℹ️ { $guide }
shown-village = 📍 { $village }
shown-category = 🏷 { $category }
shown-emergency = 🚨 Emergency
shown-content = 📄 { $content }
shown-files = 📎 { $files }
shown-place = 🗺 { $place }
shown-phone = 📞 { $phone }
shown-confidential = 🔒 Confidential
place-pin = on the map
files-photo = photos: { $count }
files-voice = voice messages: { $count }
files-video = videos: { $count }
files-document = files: { $count }
files-audio = recordings: { $count }
files-video_note = video messages: { $count }
files-animation = animations: { $count }
report-cancelled = Cancelled; nothing was submitted.
cancelled = Cancelled.
submitted =
    ✅ Submitted, number <b>#{ $number }</b>
    Responsible: { $name }
    Taken up by { $until }, resolved by { $resolve }
    You will hear of every step here; to add something, reply to this message.
submitted-confidential =
    ✅ Submitted, number <b>#{ $number }</b>, confidential
    The handler sees the matter, not you; their answers reach you here.
    Taken up by { $until }, resolved by { $resolve }
submitted-emergency =
    🚨 Reported, number <b>#{ $number }</b>
    { $name } and the leaders on duty were told, and are told again every 2 minutes until someone takes it.
    In danger, call 110 / 119 / 120 first.
already-submitted = Already submitted, number #{ $number }
unfinished-report = You have an unfinished report. Go on with it, or begin anew?
still-open = You still have something unfinished.
button-old = This button was used before
button-of-earlier-step = This button belongs to an earlier step; please see the question at the bottom
button-unknown = This button cannot be used
ask-unasked = Received. Shall I report this?
ask-unasked-urgent = ⚠️ This sounds urgent. In danger, call 110 / 119 / 120 first. How shall I report it?
ask-unasked-or-ticket = Received. Is this something new, or does it belong to one of these?
unasked-dropped = Good, nothing was reported. Press a button below whenever you need something.

## Morning digest
digest-title = ☀️ Good morning! You have <b>{ $count }</b> to do, the most urgent first:
digest-title-idle = ☀️ Good morning! You have nothing to do yourself.
digest-late = 🔴 { $count } overdue
digest-today = ⏰ { $count } due today
digest-waiting = 📥 { $count } to accept
digest-owed = 📞 { $count } follow-ups owed
digest-town = 🏛 { $count } overdue in the whole town
button-queue = 🗂 Everything to do · 全部待办
button-overdue = 🔴 Overdue in town · 全镇逾期

## Lists
my-title = 📋 Your matters ({ $count })
my-empty = You have no matters yet. Press Report · 报问题, or just send something.
queue-title = 🗂 { $count } to do, the most urgent first
queue-empty = Nothing to do.
overdue-title = 🔴 { $count } overdue
overdue-empty = Nothing is overdue.
list-page = page { $page } of { $pages }
list-line =
    { $mark } <b>#{ $number }</b> { $category } · { $village }
    { $words }
    { $state }, by { $until }
list-line-closed =
    { $mark } <b>#{ $number }</b> { $category } · { $village }
    { $words }
    { $state } { $until }
button-add = ➕ Add · 补充
button-chase = ⏰ Chase · 催办
button-withdraw = ↩️ Withdraw · 撤回
button-withdraw-really = Yes, withdraw
ask-withdraw = Do you really want to withdraw #{ $number }? Nobody will work on it any more.
withdrawn-by-you = #{ $number } is withdrawn.
chased-by-you = #{ $number } was chased; the responsible person is reminded.
ask-addition = Please send what belongs to #{ $number } (words, voice or photos).
said-to-handlers = Passed on to the person responsible for #{ $number }. If it is another matter, press Report · 报问题.
said-to-villager = Passed on to the villager (#{ $number }).
said-but-waits = 📭 { $name } cannot be reached now (the bot is blocked). It is kept and delivered when they are back. #{ $number }
timeline-title = 🕘 Course of #{ $number }
timeline-entry = { $at }  { $action }
timeline-entry-by = { $at }  { $action }  { $name }

## Card
shown-state = State: <b>{ $state }</b>
shown-state-offered = State: <b>{ $state }</b> (offered to somebody else)
shown-reporter = 👤 { $name }
shown-reporter-phone = 👤 { $name }  📞 { $phone }
shown-reporter-hidden = 🔒 Confidential reporter (answers reach them)
shown-blocked = {"  "}📭 cannot be reached now
shown-responsible = 👷 Responsible: { $name }
shown-deadline = ⏰ { $duty } by { $until }
shown-overdue = 🔴 Overdue: { $duty } was due { $until }
shown-rating = ⭐ Villager's rating: { $rating }
shown-reopened = 🔁 Reopened { $times } times
duty-submitted = assign
duty-assigned = accept
duty-accepted = first answer
duty-in_progress = resolve
duty-waiting_villager = villager answers
duty-resolved = villager confirms
kind-problem = Problem
kind-service = Service
kind-dispute = Dispute
kind-petition = Petition
kind-emergency = Emergency
state-submitted = submitted
state-assigned = waiting to be accepted
state-accepted = accepted
state-in_progress = in progress
state-waiting_villager = waiting for the villager
state-resolved = resolved, waiting for confirmation
state-closed = closed
state-withdrawn = withdrawn
state-declined = declined
state-merged = merged
event-submit = submitted
event-accept = accepted
event-reply = answered
event-ask = asked
event-respond = villager answered
event-add = villager added
event-note = note
event-chase = chased
event-offer = offered
event-take_over = taken over
event-give_back = given back
event-assign = assigned
event-invite_co_handler = co-handler invited
event-extend = deadline extended
event-refuse_extension = extension refused
event-remind = reminded
event-escalate = escalated
event-resolve = resolved
event-confirm = closed
event-reopen = unsatisfied, reopened
event-withdraw = withdrawn
event-decline = declined
button-accept = ✋ Accept · 接单
button-take-over = ✋ Take over · 接单
button-give-back = ↩️ Give back · 退回
button-reply = 💬 Reply · 回复
button-ask = ❓ Ask · 提问
button-offer = 🔀 Transfer · 转办
button-helper = 🤝 Co-handler · 协办
button-extend = 📅 Deadline · 限期
button-note = 📝 Note · 备注
button-resolve = ✅ Resolve · 办结
button-assign = 👉 Assign · 指派
button-decline = 🚫 Decline · 不予受理
button-timeline = 🕘 Course · 经过
button-open = 📄 Open · 查看
button-veto = ❌ Refuse · 不同意延期
button-rate-satisfied = 😊 Satisfied · 满意
button-rate-fair = 😐 Fair · 基本满意
button-rate-unsatisfied = 😞 Unsatisfied · 不满意
rating-satisfied = satisfied
rating-fair = fair
rating-unsatisfied = unsatisfied

## Handling
accepted-toast = Accepted #{ $number }
accepted-by-you = You accepted #{ $number }. Reply to the card or to this message to answer the villager.
ask-reply = Reply to #{ $number }: send words, voice or photos for the villager, or choose a canned reply.
ask-question = What do you want to ask the villager of #{ $number }? The clock stands still until the answer.
ask-note = A note on #{ $number } (the villager does not see it).
ask-result = What was done about #{ $number }? Tell the villager in one sentence or photo.
button-add-canned = ➕ New canned reply
ask-canned = Please send the reply (at most 200 characters).
canned-unclear = Please send words, at most 200 characters.
asked-villager = Asked (#{ $number }); the clock stands still until the answer.
noted = Noted (#{ $number }); the villager does not see it.
resolved-by-you = #{ $number } is reported as resolved; the villager is asked to confirm.
ask-offer = Transfer #{ $number } to whom? You stay responsible until they accept.
ask-offer-reason = To { $name }. Why? (You may skip this.)
offered-by-you = #{ $number } is offered to { $name }; you stay responsible until they accept.
ask-give-back = Why do you give #{ $number } back?
given-back-by-you = #{ $number } is given back.
ask-helper = Who shall help with #{ $number }?
helper-invited = { $name } was asked to help with #{ $number }.
ask-assign = Who shall be responsible for #{ $number }?
assigned-by-you = #{ $number } is now assigned to { $name }.
assign-how = Please give the number, for example: /assign 1042
nobody-else = There is nobody else yet. An admin can invite people with /invite.
ask-extend = The deadline of #{ $number } is { $until }. Until when shall it be extended?
button-extend-by = +{ $days } working days ({ $until })
ask-extend-reason = Why? The villager reads it (#{ $number }).
extended-by-you = The deadline of #{ $number } is extended; the villager was told.
extension-refused-by-you = The extension of #{ $number } is refused; the former deadline stands.
ask-decline = Why is #{ $number } declined? The villager reads it.
declined-by-you = #{ $number } is declined; the villager was told.
reason-unclear = Please give a reason in words (at most 500 characters).
closed-by-you = Thank you! #{ $number } is closed.
reopened-by-you = #{ $number } is reopened and goes up to { $name }.
ask-unhappy = What is wrong? Say it in words, voice or photos; it reaches the person responsible.

## Told to those concerned
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
told-leader-calls = 📞 #{ $number } was reopened twice; please call the villager yourself: { $phone }
told-withdrawn = ↩️ The villager withdrew #{ $number }.
told-declined = 🚫 #{ $number } is declined. Reason: { $reason }
told-chased = ⏰ The villager chases #{ $number }; please answer soon.
told-remind-handler = ⏰ #{ $number } is due soon: { $until }
told-overdue = 🔴 #{ $number } is overdue ({ $until }).
told-remind-rate = Is #{ $number } solved? Please rate it; without a word it is closed on { $until }.
told-remind-answer = ❓ The person responsible for #{ $number } waits for your answer; please just reply.
told-alert-again = 🚨 Emergency #{ $number }: nobody has taken it yet!
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
relay-file = #{ $number } { $body }
relay-result = #{ $number } result
reporter-hidden = 🔒 Confidential reporter
announcement =
    📢 Notice
    { $body }

## Notices and broadcasts
notices-title = 📢 Latest notices
notices-empty = There are no notices yet.
notice-entry =
    <b>{ $at }</b>
    { $body }
ask-broadcast-where = To whom?
ask-broadcast-what = Please send the notice (words, or one photo or file with a caption).
broadcast-look =
    To: { $where }
    { $body }

    Press Submit · 提交 to send it.
broadcast-sent = On its way to { $count } people.
whole-town = Whole town
button-whole-town = 🏘 Whole town

## Administration
ask-invite-role = Whom do you invite? First the role.
ask-invite-village = For which village?
ask-invite-station = To which station?
invite-link =
    Pass this link on ({ $where } { $role }); it works once, within { $days } days:
    { $link }
no-station-yet = There is no station yet; please add one first.
role-cadre = Cadre · 包村干部
role-station = Station member · 站所人员
role-leader = Leader · 镇领导
role-admin = Admin · 管理员
role-discipline = Discipline desk · 纪检
button-invite = ✉️ Invite · 邀请人
button-add-villages = ➕ Villages
button-add-stations = ➕ Stations
button-categories = 🏷 Categories
button-add-category = ➕ New category
ask-station-names = Please send the stations, one per line, for example: 民政站
ask-category-name = What is the new category called?
org-title = 🏘 <b>{ $town }</b>
org-village = · { $name } ({ $groups } groups): { $people }
org-station = · { $name }: { $people }
org-town-people = Whole town: { $people }
org-nobody = (nobody yet)
org-categories = 🏷 <b>Categories</b>: tap one to see and change it. 🚫 is hidden.
ask-poster = Which village's poster?
poster-caption = Poster of { $village }, A4, for the village entrance.
poster-title = 有事找干部，就在家门口
poster-scan = 用 Telegram 扫一扫
poster-how = 打字、说语音、拍照片都可以
poster-promise = 件件有人管、有时限，办没办好您说了算
poster-emergency = 有危险先打 110 · 119 · 120

## Figures
stats-title = 📊 <b>{ $where }</b> { $period }
stats-counts = Received { $received }, closed { $closed }, open { $open }, overdue { $overdue }
stats-others = Withdrawn { $withdrawn }, declined { $declined }, reopened { $reopened }, closed without a word { $silent }
stats-kinds = Kinds: { $list }
stats-categories = Categories: { $list }
stats-villages = Villages: { $list }
stats-response = Response rate: { $rate }
stats-resolution = Resolution rate: { $rate }
stats-satisfaction = Satisfaction rate: { $rate }
stats-ratings = Satisfied { $satisfied }, fair { $fair }, unsatisfied { $unsatisfied }
stats-how = For example: /stats 2026-10-01 2026-12-31, or /stats 东坑村
period-today = Today
period-week = Week
period-month = Month
period-last_quarter = Last quarter
period-year = Year

## Other
ask-language = 请选语言 / Choose a language
language-chosen = Good, English from now on.
come-to-private-chat = Please write to me in private, where nobody reads along.
command-unknown = There is no such command. /help shows how it works, or press a button below.
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
    · Disputes have Mediation · 调解 on their card; Outside body · 外单位 and Merge · 合并 are there too.
    · /queue (with call-backs), /leave, /poster
    · Leaders: /stats (and the call-back list), /overdue, /ledger, /rollcall, /duty, /broadcast
    · “/desk station” in a station's group shows new matters there; whoever presses 接单 has one.
    ・/visit visits　/roster rosters　/care care and condolence　/outreach meetings　/topics topics
    ・Leaders: /brief briefing
help-admin =
    <b>For admins</b>
    /org the town: ties, stations, categories, services, routing; change them here, or send the workbook back changed; /invite people; /poster
    /brief briefing　/visit visits　/roster rosters　/care care and condolence　/outreach meetings　/topics topics
    /stats figures; /overdue; /ledger; /assign number; /broadcast
    /duty roster; /rollcall; /queue your work; /my your own matters
    “/desk station” in a station's group makes the group its desk.
privacy =
    <b>Privacy</b>
    · What you report is read by the responsible cadre and those above only; if confidential, handlers do not learn who you are.
    · Photos and voice stay with Telegram, only references are kept here; logs hold no names, phones or contents.
    · To have your data deleted, contact the admin.

## Leave
ask-leave-days = How many days, today included? New matters go to your deputy meanwhile; what you have in hand stays yours.
button-leave-days = { $days } days
button-leave-end = End the leave
ask-deputy = Who is your deputy?
leave-taken = On leave for { $days } days; { $name } takes new matters. Back earlier? /leave ends it.
leave-ended = Your leave is over; new matters come to you again.
told-deputy = 🪑 { $name } is on leave until { $until }; new matters come to you meanwhile.
told-parked = ⚠️ An update could not be handled and was set aside ({ $update }); please tell whoever runs the bot. Reason: { $failure }

## When something cannot be done
refused-not-yours = You may not do this, or this is not your matter.
number-unknown = There is no #{ $number } that you may see. Please check the number; what you reported is under My matters · 我的事项.
refused-not-now = This cannot be done with #{ $number } now; somebody may just have handled it. Please see the latest card.
refused-not-found = Not found; it may have changed. Please open it again.
refused-no-admin = This town has no admin yet, so nothing can be reported. What you filled in is kept.
refused-no-village = There are no villages yet. The admin adds them with /org.
refused-bad-code = This link is invalid or too old; please ask the admin for a new one.
refused-used-code = This link was used by somebody already; please ask the admin for a new one.
refused-already-claimed = This town has an admin already.
refused-chased-today = #{ $number } was chased today already; you can chase again tomorrow.
refused-deadline-not-later = The new deadline must be later than the present one.
refused-reason-missing = Please give a reason.
refused-nobody-there = There is nobody there to take it; please choose somebody else.
refused-already-member = That is so already.
refused-names-missing = No names could be read. Please send text, one name per line, at most 40 characters each.
refused-too-many = Too many, at most { $most }. Please send them in parts.

## Routing, services, disputes, the same matter
shown-about = 🙈 About: { $name }
shown-parties = 👥 Other side: { $names }
shown-for = 🙋 For { $name }
shown-field = ▪️ { $name }: { $value }
shown-at-home = 🏠 At home, please
shown-followers = 🙋 { $count } more people reported it
button-change-fields = ✏️ Details · 改填的项
ask-about = Which official is it about? They will not learn of it. Skip if you would rather not say.
ask-parties = With whom is the dispute? Names, one per line. You may skip this.
parties-unclear = Please write the names, one per line, at most { $most }.
button-for-me = 🙋 For me · 给自己办
button-for-other = 👵 For somebody else · 替别人办
ask-other-name = For whom? Please write the name.
field-text = { $name }? Please write it.
field-number = { $name }? Please write a number.
field-date = { $name }? Year, month, day, such as 2026-11-24.
field-phone = { $name }? A phone number, please.
field-id_card = { $name }? The 18 characters of the identity card, please.
field-choice = { $name }? Please choose.
field-unclear = That does not look right. Please check and write it again; nothing else is lost.
button-at-home = 🏠 Come to the door · 上门办
button-come-myself = 🚶 I will come · 自己来
ask-similar = 🙋 Somebody in the village reported what looks like the same matter (buttons below). If it is, tap it and you will hear its news; if not, submit as usual.
joined = 🙋 Counted in: #{ $number }. You will hear its news.
told-joined = 🙋 #{ $number }: somebody else reported it too, { $count } more people by now.
told-merged = 🔗 Your #{ $number } is the same matter as #{ $into }; they go on as one, and you will hear the news.
told-unmerged = #{ $number } goes on by itself again; responsible: { $name }.
event-join = Reported by another
event-merge = Merged
event-unmerge = Merging taken back
event-plan_mediation = Mediation arranged
event-record_mediation = Mediation recorded
event-answer_agreement = Party's word on the agreement
event-ask_outside = Asked an outside body
event-record_outside = Outside body's answer
event-extend_petition = Petition extended
event-reveal = Reporter revealed
refused-not-mergeable = Only into another open, not confidential ticket of the same village. Please check the number.
button-merge = 🔗 Merge · 合并
button-unmerge = ✂️ Undo merging · 取消合并
ask-merge = Into which ticket shall #{ $number } go? Send its number, such as #1001.
merged-by-you = #{ $number } is now part of { $name }; whoever reported it hears its news.
unmerged-by-you = #{ $number } goes on by itself again.

## Mediation, outside bodies, call-backs, reporters
button-mediate = ⚖️ Mediation · 调解
button-outside = 🏢 Outside body · 外单位
button-extend-petition = 📅 Extend petition by 30 days · 信访延期
button-reveal = 🔍 Reveal reporter · 查看来件人
button-agree = ✅ I agree · 同意
button-disagree = ❌ I do not agree · 不同意
button-follow-up = ✅ Done · 已回访
button-plan-mediation = 📅 Arrange · 约调解
button-record-mediation = 📝 Record · 记结果
button-add-parties = ➕ Parties · 当事人
button-invite-parties = ✉️ Invite parties · 请当事人
button-finish = ✔️ That is all · 取消
button-agreed = 🤝 Agreement · 达成协议
button-not-agreed = 🙅 No agreement · 没谈成
button-call-backs = 📞 Draw call-backs · 抽回访名单
mediation-people = people's mediation · 人民调解
mediation-administrative = administrative mediation · 行政调解
mediation-judicial = judicial mediation · 司法调解
mediation-linked = linked mediation · 三调联动
mediation-title = ⚖️ Mediation of #{ $number }
mediation-planned = 📅 { $kind }: { $at }, { $place }
mediation-held = ✔️ { $kind }: { $at }, { $place }, held
mediation-agreement =
    📜 Agreement: { $agreement }
    → agree { $agreed }　do not { $disagreed }　no word yet { $waiting }
ask-parties-more = Names of the parties, one per line.
ask-mediation-kind = Which kind of mediation?
ask-when = When? Tap one, or write it, such as 11-26 15:00
time-unclear = That time could not be read, or is past. Please write it again, such as 11-26 15:00
ask-mediation-place = Where? Please write the place.
place-unclear = Please write the place, at most 200 characters.
ask-mediation-result = What came of it?
ask-agreement = Please write the agreement; every party is asked to confirm its words.
ask-why-not-agreed = Why was there no agreement? One sentence, please.
party-link = Please pass this link on to { $name } (a party of #{ $number }); whoever opens it hears of the mediation and confirms the agreement: { $link }
no-party-to-invite = Every party is known, or none was named yet.
welcome-party = Hello { $name }. Time and place of the mediation, and the agreement, will come to this chat for you to confirm.
told-mediation = ⚖️ #{ $number }: { $mediation } on { $until }, { $place }. Please be there.
told-agreement =
    📜 Agreement in #{ $number }. Are these the words agreed on?
    { $agreement }
told-agrees = ✅ { $name } agrees in #{ $number }; { $waiting } have not answered yet.
told-all-agree = ✅ { $name } agrees in #{ $number }; everybody has agreed, it can be resolved.
told-disagrees = ❌ { $name } does not agree in #{ $number }.
agreed-by-you = You agreed in #{ $number }.
disagreed-by-you = You did not agree in #{ $number }; the handler is told.
ask-outside = Which outside body is needed for #{ $number }? Tap one, or write name and phone, such as: County road section 0797-6666666
asked-outside = Noted: { $name } is needed for #{ $number } (📞 { $phone }). Please call them, and press Outside body again to write their answer down. You stay responsible.
ask-outside-answer = What did the outside body answer about #{ $number }? One sentence; the villager is told.
outside-answer-recorded = The answer about #{ $number } is recorded, and the villager told.
told-asked-outside = 🏢 #{ $number } needs { $name } as well; they were asked. The same person stays responsible.
told-outside-answer = 🏢 #{ $number } { $name } answers: { $body }
ask-reveal = Why must you know who reported #{ $number }? One sentence; it goes into the ledger, and the reporter is told.
revealed = 🔍 #{ $number } was reported by { $name }　📞 { $phone }. Keep it to yourself.
told-revealed = 🔍 The admin { $name } looked up who reported #{ $number }. Reason: { $reason }
told-resolved-follower = ✅ #{ $number } is resolved ({ $name }): { $body }
told-owes-visit = 🏠 #{ $number } was settled a month ago; please look in once and see whether it has stayed so.
told-owes-call = 📞 #{ $number }: please call whoever reported it.
ask-follow-up = What came of the call or visit about #{ $number }? One sentence, please.
followed-up = Recorded for #{ $number }.
owed-title = 🔁 Call-backs and visits
owed-visit = 🏠 #{ $number } { $name }　📞 { $phone }　visit by { $until }
owed-call = 📞 #{ $number } { $name }　📞 { $phone }　call by { $until }
call-backs-drawn = { $count } drawn (a random tenth of those closed in the last 30 days).
leader-will-call = #{ $number } was reopened twice already. { $name } will call you in person; after that, whether it is done is still yours to say.
event-insist = Still not satisfied; a leader calls
refused-not-a-dispute = Only disputes are mediated.
refused-not-in-the-past = That time is past; please choose another.
refused-no-mediation = No mediation is arranged, or its result is recorded already.
refused-extended-before = A petition is extended once only, by a leader, by at most { $days } days.

## Duty, roll-call, station groups
duty-title = 👮 Duty roster
duty-line = { $day }: { $names }
ask-duty =
    Send the roster, a day a line, such as:
    11-25 李建国、刘芳
    A day sent again is replaced.
duty-set = { $count } days set. Emergencies go to whoever is on duty first.
refused-duty-unclear = This line could not be read: { $line }. Write “11-25 李建国、刘芳”, names as the bot knows them. Nothing was changed.
ask-roll-call-village = A roll-call of which village?
ask-roll-call-words = Everybody of { $village } is asked “Are you safe?”. Write a sentence to add (such as: heavy rain tonight), or press 提交.
roll-called = { $count } people of { $village } are asked; the list keeps itself up to date.
told-roll-call =
    🆘 Roll-call ({ $body })
    Are you safe? One tap, please.
button-safe = ✅ Safe · 平安
button-need-help = 🆘 I need help · 需要帮助
safe-noted = Good to know. Should that change, press “I need help” or call 110 / 119 / 120.
help-noted = Village and town are told and will call you. In danger, call 110 / 119 / 120 first.
told-needs-help = 🆘 { $name } needs help! 📞 { $phone }
roll-call-title =
    🆘 Roll-call ({ $body })
    safe { $safe } of { $asked }, { $open } still open
roll-call-help = 🆘 { $name }　📞 { $phone }　needs help
roll-call-open = ⏳ { $name }　📞 { $phone }
roll-call-blocked = 📭 { $name }　📞 { $phone }　cannot be reached
roll-call-more = … and { $count } more
desk-set = This is now the desk of { $name }: new tickets are shown here, and whoever presses 接单 has one.
timetable-title = 🗓 Timetable
timetable-open = { $mark } { $duty }: by { $due }
timetable-done = { $mark } { $duty }: by { $due } (done { $done })
timetable-next = 🔔 Next reminder or escalation: { $at }

## Workbooks
workbook-org = The town. Change it and send it back: you see the differences, then press 提交. Villages, stations and categories are only added or changed; ties are as the sheet says.
workbook-ledger = The ledger: every ticket and all its events. Confidential reporters are not named.
workbook-read = Got the workbook; comparing it with the town …
workbook-too-large = The file is too large (20 MB at most). Please send only the sheets that are needed.
workbook-imported = ✅ { $count } changes written.
told-workbook-unreadable = This file is no Excel workbook (.xlsx). Please use the one that /org sends. Nothing was changed.
told-workbook-wrong =
    ❌ { $count } rows are wrong, so nothing was changed. Please mend them and send it again:
    { $list }
told-workbook-same = It is the same as the town is now; nothing to change.
told-workbook-diff =
    📋 { $count } differences (+ added, - taken away, ~ changed):
    { $list }
    If that is right, press 提交.
refused-workbook-outdated = The town has changed meanwhile, and this workbook no longer fits. Please get a new one with /org.

## Outreach, visits, service at the door, briefing
menu-visit = 🚶 Visits
menu-roster = 📋 Rosters
words-please = Please write it in words.
number-unclear = Please write a number from { $least } to { $most }.
button-whole-village = The whole village
button-submit-policy = 📚 Submit and keep as a policy note
ask-broadcast-group = To which group of { $village }?
broadcast-waits = Noted for { $count } people. These are quiet hours; it goes out { $until }.
policy-note =
    📚 <b>Policy note</b>
    { $body }
button-read = 👍 Read
read-noted = Thank you, noted.
read-line = 👀 { $body }…: sent to { $sent }, read by { $read }
notices-more = You can also:
sessions-coming = 📅 <b>Meetings and classes to come</b>
button-policy = 🔎 Look up a policy
button-mute = 🔕 Unsubscribe
button-unmute = 🔔 Subscribe again
muted = You get no more announcements. What concerns your own matters, and emergencies, still reach you. To get them again, open Notices.
unmuted = You get announcements again.
ask-policy = What do you want to know about? In your own words, for example: medical costs of old people
policy-found = 📚 <b>What the town has published</b>
policy-unknown = The town has published nothing about this, and I do not guess. Tap Report to ask your cadre.
outreach-title = 📣 <b>Meetings and night school</b>: { $count } planned
session-line =
    { $kind } “{ $topic }”, { $speaker }
    {"　"}🕘 { $until }　📍 { $place }
session-counts = Signed up { $signed }, checked in { $checked }, seats { $seats }
session-talk = 📣 Meeting
session-night_school = 🌙 Night school
button-plan-session = ➕ Plan one
ask-session-kind = Which kind?
ask-session-topic = What about? Write the topic.
ask-session-speaker = Who speaks? Tap a name or write one.
ask-session-where = For which village?
ask-session-at = When? For example: 11-26 19:30
session-time-unclear = I could not read that, or it has passed. Please write like 11-26 19:30.
ask-session-place = Where?
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
button-join = ✋ I will come
button-join-named = ✋ Come to “{ $topic }”
button-ask-session = ❓ Ask
button-leave-session = I cannot come
session-joined = ✅ You are signed up for “{ $topic }”: { $until }, { $place }. You are reminded a day and an hour before.
session-left = You are no longer signed up for “{ $topic }” ({ $until }, { $place }).
told-session-soon = ⏰ “{ $topic }” begins soon: { $until }, { $place }, with { $speaker }.
told-session-moved = 🔁 “{ $topic }” is moved to { $until }, { $place }, with { $speaker }. You are still signed up.
told-session-cancelled = ❌ “{ $topic }” ({ $until }, { $place }, { $speaker }) is cancelled: { $reason }
told-session-thanks = 🙏 Thank you for coming to “{ $topic }”. { $body }
button-held = ✅ It took place
button-qr = 🔳 Check-in code
button-move = 🔁 Move it
button-call-off = ❌ Call it off
ask-session-move-place = Where? Skip if it stays.
session-moved = “{ $topic }” is moved; whoever signed up was told.
ask-session-cancel = Why? Whoever signed up reads this.
session-cancelled = “{ $topic }” is cancelled; whoever signed up was told.
ask-attendance = How many came? { $checked } checked in with the code.
ask-material = Send the material (photo or file) for those who came, or skip.
session-held = ✅ “{ $topic }” is recorded; thanks and material are sent.
ask-session-question = What do you want to ask? The speaker will answer.
question-noted = Noted; the speaker will answer you. { $topic }
told-question =
    ❓ “{ $topic }”: { $name } asks:
    { $body }
button-answer = 💬 Answer
ask-answer = Write the answer.
answer-sent = The answer is sent. { $topic }
told-answer =
    💬 You asked: { $body }
    { $name } answers: { $answer }
checked-in = ✅ Checked in: “{ $topic }”
poster-check-in = Check-in
poster-scan-in = Scan to check in
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
visit-undone = This visit no longer counts.
household-moved = Marked as moved away; earlier visits stay.
button-heard = 📝 What was heard
button-report-heard = 📮 Make it a ticket
button-undo = ↩️ By mistake
button-moved-away = 🚚 Moved away
ask-heard = What was heard? Write, or send voice or a photo.
ask-heard-problem = What is the problem? Write, or send voice or a photo.
ask-heard-category = Which category?
ask-people = How many people?
heard-reported = ✅ Ticket #{ $number } is made; { $name } is responsible.
told-reported-for-you = 📮 { $cadre } made ticket #{ $number } for you after the visit. { $name } is responsible, until { $until }.
coverage-title = 📊 <b>Households visited this month</b>
coverage-line = { $village }: { $visited } of { $households }　{ $cadre }
ask-households-file = Fill in the form above and send it back (.xlsx).
workbook-please = Please send an Excel file (.xlsx).
list-read = Received; reading the list…
workbook-roster = Roster “{ $title }” with results
workbook-roster-form = The form of a roster: fill it in and send it back. Village names as on the second sheet.
workbook-households-form = The form of the household register: fill it in and send it back. Village names as on the second sheet.
rosters-title = 📋 <b>Rosters</b>
rosters-empty = 📋 There is no roster yet.
roster-line =
    “{ $title }”
    { $bar } { $done } of { $total }　postponed { $postponed }　not needed { $moved }　mine { $mine }
button-new-roster = ➕ New roster
ask-roster-title = Name of the roster? For example: pension certification
ask-roster-file = Fill in the form above and send it back (.xlsx). It is split by village to the tied cadres.
told-roster = 📋 New roster “{ $title }”: { $count } people for you, one by one at home.
entries-title = { $count } left:
entries-empty = Nothing of this roster is left for you.
entry-line = ・{ $name } { $where } 📞 { $phone } { $remark }
entry-line-postponed = ⏳ { $name } { $where } 📞 { $phone } postponed: { $remark }
entry-card =
    👤 <b>{ $name }</b>
    📍 { $where }
    📞 { $phone }
    📝 { $remark }
    Served by { $taker }
button-served = ✅ Served
button-postpone = ⏳ Postpone
button-not-needed = 🚫 Not needed
button-export = 📤 Export
ask-proof = { $name }: send a photo or a sentence as proof.
ask-postpone = { $name }: why, and until when?
ask-not-needed = { $name }: why is it not needed (moved away, died …)?
entry-noted-done = ✅ { $name } is served.
entry-noted-postponed = ⏳ { $name } is postponed.
entry-noted-moved = 🚫 { $name } needs nothing.
entry-open = open
entry-postponed = postponed
entry-done = served
entry-moved = not needed
care-title = 💗 <b>Care files</b>
care-empty = 💗 You have no care file yet.
care-line = ・{ $name }: { $situation }　next { $until }
care-line-due = 🔴 { $name }: { $situation }　due { $until }
button-visited = ✅ Visited
button-visited-name = ✅ Visited { $name }
button-close-file = Close
button-new-file = ➕ New file
button-gift = 🎁 Condolence
every-days = every { $days } days
ask-care-village = Which village?
ask-care-name = Who? Write the name.
ask-care-situation = What is the situation? For example: lives alone, cannot walk well
ask-care-rhythm = How often to visit?
care-opened = ✅ A file for { $name } is open; you are reminded every { $days } days.
care-visited = ✅ Logged: { $name } was visited. Next reminder in { $days } days.
care-closed = The file of { $name } is closed.
told-care-due = 💗 It is time to visit { $name } (every { $days } days).
ask-recipient = To whom? Write the name.
ask-money = How many yuan? Skip for none.
money-unclear = I could not read the amount. Write 200 or 199.50, in yuan, at most 50000.
ask-items = How many items? For example: 2 rice oil. Skip for none.
ask-gift-photo = Send a photo, or skip.
gift-look =
    🎁 { $village } { $name }
    💴 { $yuan } yuan
    📦 { $items } items { $goods }

    If this is right, submit.
gift-recorded = ✅ Recorded: { $name }, { $yuan } yuan, { $items } items.
gift-waits = ✅ Recorded: { $name }, { $yuan } yuan, { $items } items. Money counts when a second person has confirmed it.
told-second = 💴 { $giver } recorded { $yuan } yuan and { $items } items { $goods } for { $name }. Please check.
button-money-right = ✅ Right
button-money-wrong = ❌ Wrong
money-right = Confirmed: { $name }, { $yuan } yuan.
money-wrong = Rejected: { $name }, { $yuan } yuan; it does not count.
told-money-right = ✅ { $by } confirmed the { $yuan } yuan for { $name }.
told-money-wrong = ❌ { $by } says the { $yuan } yuan for { $name } are wrong; they do not count. Please record them anew.
topics-title = 📌 <b>Topics</b>
topics-empty = 📌 There is no topic yet.
topic-line = ・{ $title } ({ $village }, { $category }), owner { $owner }, { $milestones } milestones
topic-line-closed = ✅ { $title } ({ $village }, { $category }), owner { $owner }, { $milestones } milestones, closed
recurring-title = 🔁 <b>What keeps coming back</b> (90 days)
recurring-line = ・{ $village }, { $category }: { $count }
ask-topic-title = Name the topic.
ask-topic-owner = Who owns it?
ask-topic-measure = What is the measure?
topic-made = ✅ Topic “{ $title }” is made.
told-topic = 📌 { $name } asks you to own “{ $title }”: { $measure }
topic-card =
    📌 <b>{ $title }</b> ({ $village }, { $category })
    Owner: { $owner }
    Measure: { $measure }
    Result: { $result }
milestone-line = ・{ $until } { $body }
button-milestone = ➕ Milestone
button-topic-result = 🏁 Result
ask-milestone = What is the progress?
ask-topic-result = What came of it?
topic-advanced = ✅ Noted.
topic-closed = ✅ The topic is closed.
brief-title = { $town }: briefing on the work at the grassroots ({ $dates })
brief-how = Please give two dates, for example: /brief 2026-10-01 2026-12-31
brief-tap = Tap a number to see its rows.
brief-rows = <b>{ $name }</b>　page { $page }
brief-caption = Briefing (Word)
brief-open-dispute = { $what }, until { $until }
button-word-zh = 📄 Word (Chinese)
button-word-en = 📄 Word (English)
part-outreach = 1. Outreach
part-visits = 2. Visits
part-complaints = 3. Complaints and disputes
part-service = 4. Service on the spot
stats-facts = <b>At the grassroots</b>
refused-session-full = This one is full ({ $seats } seats).
refused-session-over = This one has begun, is over, or was cancelled.
refused-session-not-begun = This one begins at { $until }. Please count it when it is over; if it was brought forward, change its time first.
refused-signed-up-before = You are signed up already.
refused-not-signed-up = You are not signed up, or have checked in already.
refused-title-taken = There is a roster “{ $title }” already; please choose another name.
refused-served-before = { $name } is served already.
refused-second-person = Somebody other than the giver confirms the money, once.
refused-household-moved = { $name } has moved away. Add the household again to bring it back.
fact-sessions = { $count } outreach sessions
fact-name-sessions = Outreach sessions
fact-night_school = { $count } of them night-school classes
fact-name-night_school = Night-school classes
fact-leaders_lecturing = { $count } lectures by leaders in the villages
fact-name-leaders_lecturing = Lectures by leaders
fact-listeners = { $count } people came
fact-name-listeners = People who came
fact-cadres = { $count } cadres went down
fact-name-cadres = Cadres going down
fact-visits = { $count } visits
fact-name-visits = Visits
fact-interviewed = { $count } villagers interviewed
fact-name-interviewed = Villagers interviewed
fact-problems = { $count } problems collected
fact-name-problems = Problems collected
fact-problems_solved = { $count } of them closed
fact-name-problems_solved = Problems closed
fact-disputes = { $count } disputes found
fact-name-disputes = Disputes found
fact-disputes_resolved = { $count } resolved
fact-name-disputes_resolved = Disputes resolved
fact-disputes_open = { $count } under way, each with a deadline and a responsible person
fact-name-disputes_open = Disputes under way
fact-petitions = { $count } petitions
fact-name-petitions = Petitions
fact-emergencies = { $count } emergencies dealt with
fact-name-emergencies = Emergencies
fact-services = { $count } services asked for
fact-name-services = Services
fact-served_at_home = { $count } people served at home from rosters
fact-name-served_at_home = Served at home
fact-condolence_money = { $count } yuan of condolence money
fact-name-condolence_money = Condolence money (yuan)
fact-condolence_items = { $count } items of condolence
fact-name-condolence_items = Condolence items

## The town: ties, stations, categories, services, routing
role-head = Head of station · 站所负责人
button-ties = 👥 Ties · 包联
button-stations = 🏢 Stations · 站所
button-services = 📋 Services
button-rules = 🧭 Routing · 归口规则
button-only-group = Only { $name } instead
button-invite-head = As head of the station instead
org-whole-town = Whole town
org-yes = yes
org-no = no
org-no-station = No station: the village's cadre
org-discipline-desk = Discipline desk
org-ties = 👥 <b>Ties</b>: of which place?
org-ties-of =
    👥 <b>{ $where }</b>
    { $list }
button-add-tie = ➕ Add somebody
button-head = ⭐ Make head
button-not-head = ☆ No longer head
button-members = 👥 Members
button-rename = ✏️ Rename
ask-tie-person = Who? Tap a name; for somebody without a role yet, write the name (they must have used the bot before), or go back and use ✉️ Invite.
tie-person-unknown = Nobody is called “{ $name }”. Please check the name; if they have never used the bot, invite them with /invite.
tie-person-several = There are { $count } people called “{ $name }”. Please invite the one you mean with /invite.
ask-tie-role = { $name } as what?
ask-tie-group = The whole village, or one group of it?
tie-added = ✅ { $name } is added and has been told.
ask-untie = End this: { $what }?
ask-untie-held = End this: { $what }? { $held } matters are still in their hands.
button-untie = ✔️ Yes, end it
button-untie-hand-over = ✔️ End it; hand the open matters to whoever takes over
button-untie-keep = ✔️ End it; they finish what is open
tie-ended = { $name } is removed; nothing had to be handed over.
tie-ended-handed = { $name } is removed; { $count } matters were handed over, and the villagers told.
told-tie-ended = You are no longer responsible for { $where }. /queue shows whether anything is left to do.
org-stations = 🏢 <b>Stations</b>: tap one to see and change it.
org-station-card =
    🏢 <b>{ $name }</b>
    Members: { $people }
    Categories: { $categories }
    { $desk }
org-desk-none = No group chat yet. Add the bot to the station's group and send /desk { $name } there.
org-desk-set = New matters are shown in the station's group as well.
ask-station-name = What is the station called from now on?
org-services = 📋 <b>Services</b>: tap one to see and change it. 🚫 is hidden.
button-add-service = ➕ New service
org-category-card =
    <b>{ $name }</b> ({ $kind })
    In English: { $nameEn }
    Goes to: { $station }
    Terms: { $terms }
    Keywords: { $keywords }
    Guide: { $guide }
    Hidden: { $hidden }
org-service-card =
    <b>{ $name }</b> ({ $kind })
    In English: { $nameEn }
    Goes to: { $station }
    Terms: { $terms }
    At the door: { $atHome }
    Asks for: { $fields }
    Keywords: { $keywords }
    What it is, what to bring: { $guide }
    Hidden: { $hidden }
button-category-station = 🏢 Goes to
button-category-terms = ⏰ Terms
button-category-name = ✏️ Name
button-category-nameEn = ✏️ English
button-category-emoji = ✏️ Icon
button-category-guide = ✏️ Guide
button-category-keywords = ✏️ Keywords
button-category-fields = ✏️ Asks for
button-may-be-at-home = 🏠 At the door
button-not-at-home = 🚶 Not at the door
button-to-discipline = ⚖️ To the discipline desk
button-not-to-discipline = ⚖️ No longer to the discipline desk
button-hide = 🚫 Hide
button-show = ✅ Show
ask-category-nameEn = What is it called in English?
ask-category-emoji = Send one icon (an emoji).
ask-category-guide = What is it, for whom, what to bring? (up to 600 characters)
ask-category-keywords = With which words do villagers speak of it? Separate them by commas, for example: 路灯, 停电, 电线
ask-category-station = To which station does it go?
ask-category-terms = Which terms?
terms-urgent = Urgent: accept in 10 minutes, resolve in 1 day
terms-quick = Quick: accept in 2 working hours, resolve in 2 working days
terms-standard = Standard: accept in 4 working hours, resolve in 5 working days
terms-service = Service: accept in 4 working hours, resolve in 7 working days
terms-dispute = Dispute: accept in 4 working hours, resolve in 15 working days
terms-conduct = Conduct: accept in 1 working day, resolve in 15 working days
terms-petition = Petition: accept in 15 days, decide in 60 days
field-type-text = text
field-type-number = number
field-type-date = date
field-type-phone = phone
field-type-id_card = identity card
field-type-choice = choice
ask-service-name = What is the new service called? (up to 20 characters)
ask-service-guide = What is it, for whom, what to bring? (up to 600 characters; the villager reads this first)
ask-service-field =
    What should the villager fill in? Write the name of one thing, for example: 老人姓名. Press Skip when there is nothing more.
    So far:
    { $list }
ask-field-type = What kind of answer is “{ $name }”?
ask-field-options = Which ones are there to choose from? Separate them by commas.
options-unclear = Please write 2 to 10 of them, separated by commas, up to 20 characters each.
ask-field-required = Must “{ $name }” be filled in? What need not be is not asked; a villager may add it on the summary.
button-required = ❗ Required
button-optional = Not required
field-twice = That one is there already; please use another name.
fields-full = { $most } are the most that anybody fills in. Press Skip when there is nothing more.
ask-service-at-home = Can it be done at the door of somebody who cannot walk?
service-look =
    📋 <b>{ $name }</b>
    { $guide }
    Asks for:
    { $fields }
    At the door: { $atHome }
    Goes to: { $station }

    Press Submit · 提交, and villagers can ask for it at once.
service-added = ✅ The service { $name } is added.
org-rules = 🧭 <b>Routing</b>: from top to bottom, whoever is met first is responsible; a deputy stands in for whoever is on leave, and never whom a report is about.
routing-line = { $number }. { $what }
routing-discipline = Confidential, or about a cadre: the discipline desk
routing-discreet-admin = These, with nobody at the discipline desk: an admin
routing-duty = Emergency: whoever is on duty today
routing-own-rules = The town's own rules (not for emergencies):
routing-station = A category of a station: its head, then its members
routing-group = The cadre tied to the group
routing-village = The cadre tied to the village
routing-other-group = A cadre of another group of the village
routing-leader = The leader in charge of the village
routing-admin = An admin
routing-any-leader = Any leader
rule-line = { "    " }{ $number }) { $which } → { $target }
button-add-rule = ➕ New rule
ask-rule-kind = Which kind of matter?
ask-rule-category = Which category?
ask-rule-village = Of which village?
ask-rule-target = Who gets it?
button-any-kind = Any kind
button-any-category = Any category
button-any-village = Any village
rule-added = ✅ The rule is added; new matters follow it from now on.
refused-name-taken = There is a “{ $name }” already; please use another name.
refused-last-admin = This is the last admin; nobody could manage the town. Please add another one first.
