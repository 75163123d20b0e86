# 界面用语。每条一句话；{ $x } 由程序填入。

value = { $value }
list-comma = 、

## 主菜单
menu-report = 📝 报问题
menu-service = 🏛 办事
menu-my = 📋 我的事项
menu-notices = 📢 通知
menu-emergency = 🚨 紧急
menu-queue = 🗂 待办
menu-stats = 📊 统计

## 命令说明
command-report = 报一个问题
command-service = 办一件事
command-my = 我的事项
command-notices = 通知
command-help = 怎么用
command-language = 换语言
command-privacy = 隐私说明
command-cancel = 取消正在填的

## 开始
welcome = { $name }，您好！这里是{ $town }“家门口”。有事点下面的按钮，也可以直接发文字、语音或照片。
welcome-first = 您好！这里是{ $town }“家门口”：有问题、要办事，发给我就行，负责的干部马上会知道，办没办好由您说了算。
welcome-back = 您好！您刚才还有一份没填完，接着来：
welcome-admin = 您现在是管理员。/org 看架构，/invite 邀请人，/stats 看统计，/help 看全部。
welcome-leader = 您现在是镇领导。{ $where } 的事项逾期会上报给您。/overdue 看逾期，/stats 看统计。
welcome-cadre = 您现在是 { $where } 的包村干部。村民报的事会直接发到这里：点 接单，直接回复卡片就是回复村民。/queue 看待办。
welcome-station = 您现在是 { $where } 的工作人员。归口的事项会发到这里。/queue 看待办。
welcome-discipline = 您现在负责纪检。保密和反映干部的事项只发给您。/queue 看待办。
home-chosen = 好的，您在 { $village }。有事点下面的按钮，也可以直接发文字、语音或照片。
back-to-menu = 好的。有事点下面的按钮。
nothing-to-do = 现在没有在填的内容。有事点下面的按钮。
greeting = 您好！要报问题，请直接说是什么事（文字、语音、照片都行），或者点下面的按钮。
town-not-ready = 这个镇还没有开通。请管理员先打开启动时显示的链接。
town-claimed = { $name }，您现在是本镇的第一个管理员。下面三步：镇名 → 村 → 邀请人。
ask-town-name = 您的镇叫什么名字？请直接发过来，例如：青石镇
ask-village-names =
    请发村名，一行一个。有村民小组的，写在冒号后面，例如：
    东坑村
    石背村：一组、二组、三组
villages-added = 已加 { $count } 个村：{ $names }。
setup-paused = 先到这里。用 /org 可以接着设置。
names-added = 已加 { $count } 个：{ $names }

## 会话里的按钮
button-submit = ✅ 提交
button-skip = ⏭ 跳过
button-back = ◀️ 返回
button-cancel = ✖️ 取消
button-send-location = 📍 发送我的位置
button-send-phone = 📱 发送我的手机号
button-change-village = ✏️ 改村
button-change-category = ✏️ 改类别
button-change-content = ✏️ 改内容
button-change-place = ✏️ 改地点
button-change-phone = ✏️ 改电话
button-confidential-on = 🔒 已保密（点一下公开）
button-confidential-off = 🔓 要保密，不让经办人知道我是谁
button-resume = ▶️ 接着填
button-anew = 🆕 重新填
button-as-report = 📝 报问题
button-as-emergency = 🚨 紧急，马上有人管
button-private-chat = 私聊我

## 报问题
ask-village = 您在哪个村？
village-unknown = 没有找到这个村，请点下面的按钮选。
ask-group = { $village } 哪个组？不清楚可以跳过。
ask-category = 是哪一类的事？
ask-service = 您要办什么？
category-unknown = 请点下面的按钮选一类；拿不准就选“其他”。
ask-content = 请说说是什么事：打字、说语音、拍照片、录视频都可以，一样就够。
ask-content-service = 谁要办、什么情况，说一句就行（文字、语音、照片都可以）。没有要说的就跳过。
ask-content-emergency = 🚨 什么事、在哪里？说一句语音，或发位置、照片、文字，一样就够。
ask-content-dispute = 请说说是什么事：打字、说语音、拍照片都可以。
ask-content-petition = 请写明您的诉求，或拍下书面材料。
ask-place = 在什么地方？可以点“发送我的位置”，也可以打几个字，例如“村口小桥边”。
ask-phone = 留个电话，干部好联系您。点“发送我的手机号”，或直接打号码。
phone-unclear = 这不像一个电话号码（手机 11 位）。请再发一次，或者点 跳过。
phone-kept = 电话记下了。
place-kept = 位置记下了。
phone-alone = 电话收到。要报问题，请先说是什么事，或者点下面的按钮。
added-to-report = 已加到您要报的内容里。
edit-kept = 您改的字已经换上了。
content-unreadable = 这个我看不懂。请发文字、语音、照片、视频或位置。
content-unreadable-menu = 这个我看不懂。有事请发文字、语音或照片，或者点下面的按钮。
use-the-buttons = 请点下面的按钮。
colleague-unknown = 没有找到这个人。请点按钮，或者写全姓名。
too-long = 太长了（{ $given } 字，最多 { $most } 字）。请写短一点，或者分几次发；前面填的都还在。
too-many-files = 最多 { $most } 个文件，已经够了。前面的都还在。
summary-title = 请看一看对不对：
ask-submit = 对的话点 提交。还可以接着补充文字、照片、语音。
sounds-dangerous = ⚠️ 如果现在有危险，请先打 110 / 119 / 120，再点主菜单的“紧急”。
emergency-numbers =
    🚨 有危险先打电话：
    公安 110　火警 119　急救 120
service-guide = ℹ️ { $guide }
shown-village = 📍 { $village }
shown-category = 🏷 { $category }
shown-emergency = 🚨 紧急
shown-content = 📄 { $content }
shown-files = 📎 { $files }
shown-place = 🗺 { $place }
shown-phone = 📞 { $phone }
shown-confidential = 🔒 保密
place-pin = 地图位置
files-photo = { $count } 张照片
files-voice = { $count } 段语音
files-video = { $count } 段视频
files-document = { $count } 个文件
files-audio = { $count } 段录音
files-video_note = { $count } 段小视频
files-animation = { $count } 个动图
report-cancelled = 已取消，没有提交。
cancelled = 已取消。
submitted =
    ✅ 已提交，编号 <b>#{ $number }</b>
    负责人：{ $name }
    { $until } 前接单，{ $resolve } 前办结
    有进展会在这里告诉您；要补充，直接回复这条消息。
submitted-confidential =
    ✅ 已提交，编号 <b>#{ $number }</b>，已保密
    经办人只看到事情，看不到您是谁；他的回复会转到这里。
    { $until } 前接单，{ $resolve } 前办结
submitted-emergency =
    🚨 已报出，编号 <b>#{ $number }</b>
    已经通知 { $name } 和值班领导，没人接会每 2 分钟再催一次。
    有危险请先打 110 / 119 / 120。
already-submitted = 已经提交过了，编号 #{ $number }
unfinished-report = 您有一份还没填完。接着填，还是重新填？
still-open = 您还有一份没填完。
button-old = 这个按钮已经用过了
button-of-earlier-step = 这是前面一步的按钮，请看最下面的问题
button-unknown = 这个按钮不能用
ask-unasked = 收到。要把这件事报上去吗？
ask-unasked-urgent = ⚠️ 听起来很急。有危险先打 110 / 119 / 120。要怎么报？
ask-unasked-or-ticket = 收到。这是一件新的事，还是补充下面哪一件？
unasked-dropped = 好的，没有上报。有事点下面的按钮。

## 晨报
digest-title = ☀️ 早上好！手上有 <b>{ $count }</b> 件，急的在前：
digest-title-idle = ☀️ 早上好！手上没有待办。
digest-late = 🔴 逾期 { $count }
digest-today = ⏰ 今天到期 { $count }
digest-waiting = 📥 未接单 { $count }
digest-owed = 📞 欠回访 { $count }
digest-town = 🏛 全镇逾期 { $count } 件
button-queue = 🗂 全部待办
button-overdue = 🔴 全镇逾期

## 我的事项
my-title = 📋 您的事项（{ $count }）
my-empty = 您还没有事项。有事点 报问题，或者直接发过来。
queue-title = 🗂 待办 { $count } 件，急的在前
queue-empty = 没有待办。
overdue-title = 🔴 逾期 { $count } 件
overdue-empty = 没有逾期的事项。
list-page = 第 { $page } / { $pages } 页
list-line =
    { $mark } <b>#{ $number }</b> { $category } · { $village }
    { $words }
    { $state }，时限 { $until }
list-line-closed =
    { $mark } <b>#{ $number }</b> { $category } · { $village }
    { $words }
    { $state } { $until }
button-add = ➕ 补充
button-chase = ⏰ 催办
button-withdraw = ↩️ 撤回
button-withdraw-really = 确定撤回
ask-withdraw = 确定要撤回 #{ $number } 吗？撤回后就不再办了。
withdrawn-by-you = #{ $number } 已撤回。
chased-by-you = 已替您催办 #{ $number }，负责人会收到提醒。
ask-addition = 请发要补充到 #{ $number } 的内容（文字、语音、照片都可以）。
said-to-handlers = 已转给 #{ $number } 的负责人。如果是另一件事，点 报问题。
said-to-villager = 已转给村民（#{ $number }）。
said-but-waits = 📭 { $name } 暂时收不到消息（停用了机器人）。内容已保存，对方回来就会收到。#{ $number }
timeline-title = 🕘 #{ $number } 经过
timeline-entry = { $at }　{ $action }
timeline-entry-by = { $at }　{ $action }　{ $name }

## 卡片
shown-state = 状态：<b>{ $state }</b>
shown-state-offered = 状态：<b>{ $state }</b>（转办中，等对方接单）
shown-reporter = 👤 { $name }
shown-reporter-phone = 👤 { $name }　📞 { $phone }
shown-reporter-hidden = 🔒 保密来件（回复会转到）
shown-blocked = 　📭 暂时收不到消息
shown-responsible = 👷 负责人：{ $name }
shown-deadline = ⏰ { $until } 前{ $duty }
shown-overdue = 🔴 已逾期：应在 { $until } 前{ $duty }
shown-rating = ⭐ 村民评价：{ $rating }
shown-reopened = 🔁 已重办 { $times } 次
duty-submitted = 派单
duty-assigned = 接单
duty-accepted = 首次答复
duty-in_progress = 办结
duty-waiting_villager = 等村民答复
duty-resolved = 村民确认
kind-problem = 问题
kind-service = 办事
kind-dispute = 矛盾纠纷
kind-petition = 信访
kind-emergency = 紧急
state-submitted = 已提交
state-assigned = 待接单
state-accepted = 已接单
state-in_progress = 办理中
state-waiting_villager = 等村民答复
state-resolved = 已办结，等村民确认
state-closed = 已完结
state-withdrawn = 已撤回
state-declined = 不予受理
state-merged = 已合并
event-submit = 提交
event-accept = 接单
event-reply = 回复
event-ask = 提问
event-respond = 村民答复
event-add = 村民补充
event-note = 备注
event-chase = 催办
event-offer = 转办
event-take_over = 接手
event-give_back = 退回
event-assign = 指派
event-invite_co_handler = 请人协办
event-extend = 延长时限
event-refuse_extension = 不同意延长
event-remind = 提醒
event-escalate = 上报
event-resolve = 办结
event-confirm = 完结
event-reopen = 不满意，重办
event-withdraw = 撤回
event-decline = 不予受理
button-accept = ✋ 接单
button-take-over = ✋ 接单（转来的）
button-give-back = ↩️ 退回
button-reply = 💬 回复
button-ask = ❓ 提问
button-offer = 🔀 转办
button-helper = 🤝 协办
button-extend = 📅 限期
button-note = 📝 备注
button-resolve = ✅ 办结
button-assign = 👉 指派
button-decline = 🚫 不予受理
button-timeline = 🕘 经过
button-open = 📄 查看
button-veto = ❌ 不同意延期
button-rate-satisfied = 😊 满意
button-rate-fair = 😐 基本满意
button-rate-unsatisfied = 😞 不满意
rating-satisfied = 满意
rating-fair = 基本满意
rating-unsatisfied = 不满意

## 干部办理
accepted-toast = 已接单 #{ $number }
accepted-by-you = 您已接单 #{ $number }。回复卡片或本条消息，就是回复村民。
ask-reply = 回复 #{ $number }：请发给村民的话（文字、语音、照片都可以），或选一句常用语。
ask-question = 要问 #{ $number } 的村民什么？等答复时不计时限。
ask-note = 给 #{ $number } 记一条备注（村民看不到）。
ask-result = #{ $number } 办得怎样？用一句话或一张照片告诉村民。
button-add-canned = ➕ 加一句常用语
ask-canned = 请发一句常用语（200 字以内）。
canned-unclear = 请发一句 200 字以内的文字。
asked-villager = 已问村民（#{ $number }），等答复时不计时限。
noted = 备注已记（#{ $number }），村民看不到。
resolved-by-you = #{ $number } 已报办结，等村民确认。
ask-offer = #{ $number } 转给谁？对方接单前仍由您负责。
ask-offer-reason = 转给 { $name }，说一句原因（可跳过）。
offered-by-you = #{ $number } 已转给 { $name }，对方接单前仍由您负责。
ask-give-back = 为什么退回 #{ $number }？请说一句。
given-back-by-you = #{ $number } 已退回。
ask-helper = 请谁协办 #{ $number }？
helper-invited = 已请 { $name } 协办 #{ $number }。
ask-assign = #{ $number } 指派给谁？
assigned-by-you = #{ $number } 已指派给 { $name }。
assign-how = 请写上编号，例如：/assign 1042
nobody-else = 还没有别的干部。请管理员用 /invite 邀请。
ask-extend = #{ $number } 现在的时限是 { $until }。延到什么时候？
button-extend-by = +{ $days } 个工作日（{ $until }）
ask-extend-reason = 为什么延长 #{ $number }？村民会看到。
extended-by-you = #{ $number } 的时限已延长，已告诉村民。
extension-refused-by-you = 已不同意 #{ $number } 延期，恢复原时限。
ask-decline = 为什么不受理 #{ $number }？村民会看到。
declined-by-you = #{ $number } 已定为不予受理，已告诉村民。
reason-unclear = 请用文字说一句原因（500 字以内）。
closed-by-you = 谢谢您！#{ $number } 已完结。
reopened-by-you = #{ $number } 已重新办理，并升级给 { $name }。
ask-unhappy = 哪里不满意？请说一句（文字、语音、照片都可以），会转给负责人。

## 通知各方
told-accepted = 👷 { $name } 已接单 #{ $number }，{ $until } 前办结。要补充，直接回复这条消息。
told-taken-over = #{ $number } 现在由 { $name } 负责。
told-assigned = #{ $number } 现在由 { $name } 负责。
told-offered = 🔀 { $name } 把 #{ $number } 转给您。{ $reason }
    请在卡片上点 接单 或 退回。
told-given-back = ↩️ { $name } 退回了 #{ $number }，仍由您负责。原因：{ $reason }
told-co-handler = 🤝 { $name } 请您协办 #{ $number }。
told-extended = 📅 #{ $number } 的时限延到 { $until }。原因：{ $reason }
told-extended-leader = 📅 { $name } 把 #{ $number } 的时限延到 { $until }。原因：{ $reason }
told-extension-refused = { $name } 不同意 #{ $number } 延期，时限仍是 { $until }。
told-resolved =
    ✅ #{ $number } 已办结（{ $name }）
    { $body }

    请问您满意吗？
told-rated = ⭐ #{ $number } 村民评价：{ $rating } { $note }
told-reopened = 🔁 #{ $number } 村民不满意，升级给您（第 { $times } 次重办）。{ $note }
told-reopened-former = 🔁 #{ $number } 村民不满意，已升级重办。{ $note }
told-leader-calls = 📞 #{ $number } 已两次重办仍不满意，请您亲自给村民打电话：{ $phone }
told-withdrawn = ↩️ 村民撤回了 #{ $number }。
told-declined = 🚫 #{ $number } 不予受理。原因：{ $reason }
told-chased = ⏰ 村民催办 #{ $number }，请尽快答复。
told-remind-handler = ⏰ #{ $number } 快到时限了：{ $until }
told-overdue = 🔴 #{ $number } 已逾期（{ $until }），请尽快办理。
told-remind-rate = #{ $number } 办好了吗？请评价一下；到 { $until } 不评价就自动完结。
told-remind-answer = ❓ #{ $number } 的负责人在等您答复，请直接回复。
told-alert-again = 🚨 紧急 #{ $number } 还没人接！
told-escalated = 🔴 #{ $number } 逾期，已上报。
told-escalated-leader = 🔴 #{ $number } 逾期未办（{ $until }），上报给您。
told-escalated-villager = #{ $number } 到时还没办，已上报上级督办。
told-no-answer = #{ $number } 的村民没有答复，时限恢复计算。
told-closed-silently = #{ $number } 已自动完结。如果没办好，请再报一次，我们接着办。
told-closed-silently-handler = #{ $number } 村民 7 天未评价，已自动完结。
relay-to-villager =
    💬 { $name }（#{ $number }）：
    { $body }
relay-question =
    ❓ { $name } 想问您（#{ $number }），直接回复就行：
    { $body }
relay-to-handler =
    👤 { $name }（#{ $number }）：
    { $body }
relay-note =
    📝 { $name } 的备注（#{ $number }，村民看不到）：
    { $body }
relay-file = #{ $number } { $body }
relay-result = #{ $number } 办理结果
reporter-hidden = 🔒 保密来件人
announcement =
    📢 通知
    { $body }

## 通知、广播
notices-title = 📢 最近的通知
notices-empty = 还没有通知。
notice-entry =
    <b>{ $at }</b>
    { $body }
ask-broadcast-where = 发给哪里？
ask-broadcast-what = 请发通知内容（文字，或一张照片、一个文件加说明）。
broadcast-look =
    发给：{ $where }
    { $body }

    确定就点 提交。
broadcast-sent = 已发给 { $count } 人，正在送出。
whole-town = 全镇
button-whole-town = 🏘 全镇

## 管理
ask-invite-role = 邀请谁？先选身份。
ask-invite-village = 负责哪个村？
ask-invite-station = 哪个站所？
invite-link =
    把这条链接发给{ $where }{ $role }，打开就生效，只能用一次，{ $days } 天内有效：
    { $link }
no-station-yet = 还没有站所，先加上。
role-cadre = 包村干部
role-station = 站所人员
role-leader = 镇领导
role-admin = 管理员
role-discipline = 纪检
button-invite = ✉️ 邀请人
button-add-villages = ➕ 村
button-add-stations = ➕ 站所
button-categories = 🏷 类别
button-add-category = ➕ 加类别
ask-station-names = 请发站所名，一行一个，例如：民政站
ask-category-name = 新类别叫什么？
org-title = 🏘 <b>{ $town }</b>
org-village = ・{ $name }（{ $groups } 个组）：{ $people }
org-station = ・{ $name }：{ $people }
org-town-people = 全镇：{ $people }
org-nobody = （还没有人）
org-categories = 🏷 <b>类别</b>：点一个看看、改改。🚫 是停用的。
ask-poster = 哪个村的海报？
poster-caption = { $village } 的海报，A4 打印，贴在村口。
poster-title = 有事找干部，就在家门口
poster-scan = 用 Telegram 扫一扫
poster-how = 打字、说语音、拍照片都可以
poster-promise = 件件有人管、有时限，办没办好您说了算
poster-emergency = 有危险先打 110 · 119 · 120

## 统计
stats-title = 📊 <b>{ $where }</b> { $period }
stats-counts = 收到 { $received }　完结 { $closed }　在办 { $open }　逾期 { $overdue }
stats-others = 撤回 { $withdrawn }　不予受理 { $declined }　重办 { $reopened }　未评价自动完结 { $silent }
stats-kinds = 类型：{ $list }
stats-categories = 类别：{ $list }
stats-villages = 各村：{ $list }
stats-response = 响应率：{ $rate }
stats-resolution = 解决率：{ $rate }
stats-satisfaction = 满意率：{ $rate }
stats-ratings = 满意 { $satisfied }　基本满意 { $fair }　不满意 { $unsatisfied }
stats-how = 可以这样写：/stats 2026-10-01 2026-12-31，或 /stats 东坑村
period-today = 今天
period-week = 本周
period-month = 本月
period-last_quarter = 上季度
period-year = 今年

## 其他
ask-language = 请选语言 / Choose a language
language-chosen = 好的，以后用中文。
come-to-private-chat = 请和我私聊，您的事不会被别人看到。
command-unknown = 没有这个命令。/help 看怎么用，或者点下面的按钮。
went-wrong = 刚才那条没有处理成功，已经记下来让管理员看。请再发一次；您填的内容还在。
help =
    <b>怎么用</b>
    ・点 报问题，一步步来；或者直接发文字、语音、照片。
    ・我的事项：看进度、补充、催办、撤回。
    ・干部答复后，直接回复就是回复他。
    ・办好了会问您满意不满意；不满意就升级重办。
    ・有危险先打 110 / 119 / 120，再点 紧急。
help-staff =
    <b>干部怎么用</b>
    ・新事项是一张卡片：接单 · 回复 · 转办 · 协办 · 限期 · 办结。
    ・用 Telegram 的“回复”回卡片或村民的话，就是回复村民；文字、语音、照片都行。
    ・纠纷卡片上有 调解；要外单位一起办点 外单位；重复报的点 合并。
    ・/queue 待办和回访　/leave 请假　/poster 海报
    ・/visit 走访　/roster 名单　/care 关爱慰问　/outreach 宣讲夜校　/topics 每月一题
    ・领导：/brief 简报　/stats 统计和回访名单　/overdue 逾期　/ledger 台账　/rollcall 平安确认　/duty 值班　/broadcast 发通知
    ・站所的群里发“/desk 站所名”，新事项就会发到群里，谁点 接单 就是谁的。
help-admin =
    <b>管理员</b>
    /org 架构：包联、站所、类别、办事、归口，在这里改，或改好工作簿发回来　/invite 邀请人　/poster 海报
    /brief 简报　/visit 走访　/roster 名单　/care 关爱慰问　/outreach 宣讲夜校　/topics 每月一题
    /stats 统计　/overdue 逾期　/ledger 台账　/assign 编号 指派　/broadcast 发通知
    /duty 值班　/rollcall 平安确认　/queue 待办　/my 我的事项
    站所的群里发“/desk 站所名”，群就是站所的受理台。
privacy =
    <b>隐私说明</b>
    ・您报的事只给负责的干部和上级看；选了保密，经办人看不到您是谁。
    ・照片、语音留在 Telegram，这里只记编号；日志里没有姓名、电话和内容。
    ・要删除您的资料，请联系管理员。

## 请假
ask-leave-days = 请几天假（含今天）？请假期间新事项转给代理人，手上的仍由您负责。
button-leave-days = { $days } 天
button-leave-end = 销假
ask-deputy = 谁代理？
leave-taken = 已请假 { $days } 天，新事项由 { $name } 代理。回来早了用 /leave 销假。
leave-ended = 已销假，新事项恢复派给您。
told-deputy = 🪑 { $name } 请假到 { $until }，期间的新事项由您代理。
told-parked = ⚠️ 有一条消息处理不了，已搁置（{ $update }），请转告维护人员。原因：{ $failure }

## 不能做的时候
refused-not-yours = 您没有这个权限，或者这不是您的事项。
number-unknown = 没有您能看的 #{ $number }。请看看号码；您报的都在“我的事项”里。
refused-not-now = #{ $number } 现在不能这样做，可能刚刚有人处理过。请看最新的卡片。
refused-not-found = 没有找到，可能已经变了。请重新打开。
refused-no-admin = 这个镇还没有管理员，暂时报不了。您填的内容还在。
refused-no-village = 还没有设置村。请管理员用 /org 添加。
refused-bad-code = 这个链接无效或已过期，请向管理员要一个新的。
refused-used-code = 这个链接已经有人用过了，请向管理员要一个新的。
refused-already-claimed = 这个镇已经有管理员了。
refused-chased-today = 今天已经催过 #{ $number } 了，明天可以再催。
refused-deadline-not-later = 新时限要比现在的晚。
refused-reason-missing = 请说一句原因。
refused-nobody-there = 那里还没有人可以接，请选别人。
refused-already-member = 已经是了，不用再加。
refused-names-missing = 没有读到名字。请用文字发，一行一个，每个 40 字以内。
refused-too-many = 太多了，最多 { $most } 个。请分几次发。

## 归口、办事、纠纷、同一件事
shown-about = 🙈 反映的干部：{ $name }
shown-parties = 👥 对方：{ $names }
shown-for = 🙋 替 { $name } 办
shown-field = ▪️ { $name }：{ $value }
shown-at-home = 🏠 要上门办
shown-followers = 🙋 另有 { $count } 人也反映了
button-change-fields = ✏️ 改填的项
ask-about = 说的是哪位干部？这件事不会让他知道。不想说或不在里面，可以跳过。
ask-parties = 和谁有纠纷？请写对方的名字，一行一个。说不清可以跳过。
parties-unclear = 请用文字写名字，一行一个，最多 { $most } 个。
button-for-me = 🙋 给自己办
button-for-other = 👵 替别人办
ask-other-name = 替谁办？请写他的名字。
field-text = { $name }？请写一下。
field-number = { $name }？请写数字。
field-date = { $name }？请写年月日，例如 2026-11-24。
field-phone = { $name }？请写电话号码。
field-id_card = { $name }？请写 18 位身份证号。
field-choice = { $name }？请选一个。
field-unclear = 这个不对，请看清楚再写一次。前面填的都还在。
button-at-home = 🏠 上门办
button-come-myself = 🚶 不用上门，自己来
ask-similar = 🙋 村里已经有人报过像是同一件的事（见下面的按钮）。是同一件就点它，有进展一起告诉您；不是就照常 提交。
joined = 🙋 好的，#{ $number } 已算上您，有进展会告诉您。
told-joined = 🙋 #{ $number } 又有人反映，现在另有 { $count } 人。
told-merged = 🔗 您报的 #{ $number } 和 #{ $into } 是同一件事，已合并办理，进展会一起告诉您。
told-unmerged = #{ $number } 已恢复单独办理，负责人：{ $name }。
event-join = 有人也反映
event-merge = 合并
event-unmerge = 取消合并
event-plan_mediation = 约调解
event-record_mediation = 调解记录
event-answer_agreement = 当事人答复协议
event-ask_outside = 请外单位办
event-record_outside = 外单位答复
event-extend_petition = 信访延期
event-reveal = 查看来件人
refused-not-mergeable = 只能合并到同村、在办、不保密的另一件事项。请核对编号。
button-merge = 🔗 合并
button-unmerge = ✂️ 取消合并
ask-merge = #{ $number } 合并到哪一件？请发编号，例如 #1001。
merged-by-you = #{ $number } 已合并到 { $name }，报的人会一起收到进展。
unmerged-by-you = #{ $number } 已恢复单独办理。

## 调解、外单位、回访、来件人
button-mediate = ⚖️ 调解
button-outside = 🏢 外单位
button-extend-petition = 📅 信访延期 30 天
button-reveal = 🔍 查看来件人
button-agree = ✅ 同意
button-disagree = ❌ 不同意
button-follow-up = ✅ 已回访
button-plan-mediation = 📅 约调解
button-record-mediation = 📝 记结果
button-add-parties = ➕ 当事人
button-invite-parties = ✉️ 请当事人
button-finish = ✔️ 好了（取消）
button-agreed = 🤝 达成协议
button-not-agreed = 🙅 没谈成
button-call-backs = 📞 抽回访名单
mediation-people = 人民调解
mediation-administrative = 行政调解
mediation-judicial = 司法调解
mediation-linked = 三调联动
mediation-title = ⚖️ #{ $number } 调解
mediation-planned = 📅 { $kind }：{ $at }，{ $place }
mediation-held = ✔️ { $kind }：{ $at }，{ $place }，已开
mediation-agreement =
    📜 协议：{ $agreement }
    → 同意 { $agreed }　不同意 { $disagreed }　未答复 { $waiting }
ask-parties-more = 请写当事人的名字，一行一个。
ask-mediation-kind = 哪种调解？
ask-when = 什么时候？点一个，或直接写，例如：11-26 15:00
time-unclear = 时间没看懂，或者已经过了。请再写一次，例如：11-26 15:00
ask-mediation-place = 在哪里调解？请写地点。
place-unclear = 请用文字写地点，200 字以内。
ask-mediation-result = 谈得怎样？
ask-agreement = 请写协议的内容，会发给每一位当事人确认。
ask-why-not-agreed = 没谈成的原因是什么？请写一句。
party-link = 请把这条链接转给 { $name }（#{ $number } 的当事人），打开后就能收到调解通知、确认协议：{ $link }
no-party-to-invite = 当事人都已联系上，或者还没有写当事人。
welcome-party = 您好，{ $name }。调解的时间地点和协议会发到这里，请您确认。
told-mediation = ⚖️ #{ $number } 约了{ $mediation }：{ $until }，{ $place }。请按时到。
told-agreement =
    📜 #{ $number } 调解协议，请您看一看是不是这样：
    { $agreement }
told-agrees = ✅ { $name } 同意 #{ $number } 的协议，还有 { $waiting } 人没有答复。
told-all-agree = ✅ { $name } 同意 #{ $number } 的协议，当事人都同意了，可以办结。
told-disagrees = ❌ { $name } 不同意 #{ $number } 的协议。
agreed-by-you = 您已同意 #{ $number } 的协议。
disagreed-by-you = 您不同意 #{ $number } 的协议，已告诉经办人。
ask-outside = #{ $number } 要请哪个外单位？点一个，或直接写名称和电话，例如：县公路段 0797-6666666
asked-outside = 已记：请 { $name } 办 #{ $number }（📞 { $phone }）。请您联系他们；有答复点 外单位 记下来。仍由您负责。
ask-outside-answer = #{ $number } 外单位怎么答复的？请写一句，会告诉村民。
outside-answer-recorded = #{ $number } 外单位的答复已记，已告诉村民。
told-asked-outside = 🏢 #{ $number } 需要 { $name } 一起办，已经联系，负责人不变。
told-outside-answer = 🏢 #{ $number } { $name } 答复：{ $body }
ask-reveal = 为什么要看 #{ $number } 是谁报的？请写一句；会记入台账，并告诉来件人。
revealed = 🔍 #{ $number } 来件人：{ $name }　📞 { $phone }。请勿外传。
told-revealed = 🔍 管理员 { $name } 查看了 #{ $number } 是谁报的。原因：{ $reason }
told-resolved-follower = ✅ #{ $number } 已办结（{ $name }）：{ $body }
told-owes-visit = 🏠 #{ $number } 结案满一个月，请回访一次，看看有没有反复。
told-owes-call = 📞 #{ $number } 该回访了，请给报的人打个电话。
ask-follow-up = #{ $number } 回访怎样？请写一句。
followed-up = #{ $number } 回访已记。
owed-title = 🔁 回访
owed-visit = 🏠 #{ $number } { $name }　📞 { $phone }　{ $until } 前上门
owed-call = 📞 #{ $number } { $name }　📞 { $phone }　{ $until } 前电话
call-backs-drawn = 抽出 { $count } 件（近 30 天完结的十分之一，随机）。
leader-will-call = #{ $number } 已经重办两次。{ $name } 会亲自给您打电话；打过以后，办没办好还是由您说了算。
event-insist = 仍不满意，领导回访
refused-not-a-dispute = 只有矛盾纠纷才调解。
refused-not-in-the-past = 这个时间已经过了，请另选一个。
refused-no-mediation = 还没有约调解，或者已经记过结果了。
refused-extended-before = 信访只能由领导延期一次，最多 { $days } 天。

## 值班、平安确认、站所群
duty-title = 👮 值班表
duty-line = { $day }：{ $names }
ask-duty =
    请发值班安排，一天一行，例如：
    11-25 李建国、刘芳
    同一天再发一次就是改。
duty-set = 值班表已改 { $count } 天。紧急事项先找当天值班的人。
refused-duty-unclear = 这一行没看懂：{ $line }。请写成“11-25 李建国、刘芳”，名字要和机器人里的一样。没有改动。
ask-roll-call-village = 给哪个村做平安确认？
ask-roll-call-words = 给 { $village } 每个人发“您平安吗？”。要加一句话就写下来（例如：今晚有暴雨），不加就点 提交。
roll-called = 已问 { $village } { $count } 人，名单会随时更新。
told-roll-call =
    🆘 平安确认（{ $body }）
    您平安吗？请点一下。
button-safe = ✅ 平安
button-need-help = 🆘 需要帮助
safe-noted = 好的，知道您平安。要是情况变了，请点“需要帮助”或者打 110 / 119 / 120。
help-noted = 已告诉村里和镇里，马上联系您。有危险请先打 110 / 119 / 120。
told-needs-help = 🆘 { $name } 需要帮助！📞 { $phone }
roll-call-title =
    🆘 平安确认（{ $body }）
    平安 { $safe } / { $asked }，还有 { $open } 人
roll-call-help = 🆘 { $name }　📞 { $phone }　需要帮助
roll-call-open = ⏳ { $name }　📞 { $phone }
roll-call-blocked = 📭 { $name }　📞 { $phone }　收不到消息
roll-call-more = ……还有 { $count } 人
desk-set = 这里现在是 { $name } 的受理群，新事项会发到这里，谁点 接单 就是谁的。
timetable-title = 🗓 时间表
timetable-open = { $mark } { $duty }：{ $due } 前
timetable-done = { $mark } { $duty }：{ $due } 前（{ $done } 做了）
timetable-next = 🔔 下次提醒或上报：{ $at }

## 工作簿
workbook-org = 全镇架构。改好发回来，先看差别，再点 提交。村、站所、类别只增改不删；包联、规则以表为准。
workbook-ledger = 台账：每件事项和全部经过。保密来件不写姓名电话。
workbook-read = 收到工作簿，正在和现在的架构比对……
workbook-too-large = 文件太大（最多 20 MB）。请只留需要的表再发。
workbook-imported = ✅ 已写入 { $count } 处改动。
told-workbook-unreadable = 这个文件打不开，不是 Excel 工作簿（.xlsx）。请用 /org 发来的模板。没有改动。
told-workbook-wrong =
    ❌ 有 { $count } 处不对，一处也没有改。请改好再发：
    { $list }
told-workbook-same = 和现在的架构一样，没有要改的。
told-workbook-diff =
    📋 有 { $count } 处改动（+ 增加，- 去掉，~ 修改）：
    { $list }
    对的话点 提交。
refused-workbook-outdated = 架构在这期间变了，这份工作簿对不上了。请用 /org 重新取一份。

## 宣讲、走访、上门、简报
menu-visit = 🚶 走访
menu-roster = 📋 名单
words-please = 请用文字写。
number-unclear = 请写一个数，从 { $least } 到 { $most }。
button-whole-village = 全村
button-submit-policy = 📚 提交并放上政策栏
ask-broadcast-group = 发给 { $village } 哪个组？
broadcast-waits = 已记下，发给 { $count } 人。现在是休息时间，{ $until } 再发。
policy-note =
    📚 <b>惠民政策</b>
    { $body }
button-read = 👍 已阅
read-noted = 谢谢，记下了。
read-line = 👀 { $body }……：发 { $sent } 人，已阅 { $read } 人
notices-more = 还可以：
sessions-coming = 📅 <b>近期宣讲和夜校</b>
button-policy = 🔎 查政策
button-mute = 🔕 不收通知
button-unmute = 🔔 重新收通知
muted = 好的，以后不给您发通知和宣讲了。您自己的事项、紧急情况照样告诉您。想再收，点 通知 里的“重新收通知”。
unmuted = 好的，又会收到通知了。
ask-policy = 您想问哪方面的政策？用您自己的话写，例如：老人看病报销
policy-found = 📚 <b>镇里发过这些</b>
policy-unknown = 镇里还没有发过这方面的政策，我不乱说。可以点 报问题 问包村干部。
outreach-title = 📣 <b>宣讲和夜校</b>：{ $count } 场在计划中
session-line =
    { $kind }《{ $topic }》 { $speaker }
    {"　"}🕘 { $until }　📍 { $place }
session-counts = 报名 { $signed }，签到 { $checked }，名额 { $seats }
session-talk = 📣 宣讲
session-night_school = 🌙 夜校
button-plan-session = ➕ 安排一场
ask-session-kind = 安排哪一种？
ask-session-topic = 讲什么？写个题目。
ask-session-speaker = 谁来讲？点名字，或者写名字（农技员、种植能手都行）。
ask-session-where = 讲给哪个村？
ask-session-at = 什么时候？例如：11-26 19:30，明天下午3点
session-time-unclear = 没看懂时间，或者已经过了。请写成 11-26 19:30 这样。
ask-session-place = 在哪里？
ask-session-seats = 多少个名额？不限就点 跳过。
session-look =
    { $kind }《{ $topic }》
    🗣 { $speaker }
    🏘 { $village }
    🕘 { $until }
    📍 { $place }
    💺 { $seats }

    对的话点 提交，马上通知村里。
session-planned = ✅ 《{ $topic }》已安排，通知 { $count } 人。
told-talk =
    📣 <b>宣讲</b>《{ $topic }》
    🗣 { $speaker }
    🕘 { $until }
    📍 { $place }
    欢迎来听，点一下报名。
told-night_school =
    🌙 <b>农民夜校</b>《{ $topic }》
    🗣 { $speaker }
    🕘 { $until }
    📍 { $place }
    欢迎来学，点一下报名。
button-join = ✋ 我要参加
button-join-named = ✋ 参加《{ $topic }》
button-ask-session = ❓ 提问
button-leave-session = 不去了
session-joined = ✅ 已报名《{ $topic }》：{ $until }，{ $place }。前一天和前一小时会提醒您。
session-left = 已取消报名《{ $topic }》（{ $until }，{ $place }）。
told-session-soon = ⏰ 《{ $topic }》快开始了：{ $until }，{ $place }，{ $speaker } 讲。
told-session-moved = 🔁 《{ $topic }》改到 { $until }，{ $place }，{ $speaker } 讲。您的报名还在。
told-session-cancelled = ❌ 《{ $topic }》（{ $until }，{ $place }，{ $speaker }）取消了：{ $reason }
told-session-thanks = 🙏 谢谢您来听《{ $topic }》。{ $body }
button-held = ✅ 讲完了
button-qr = 🔳 签到码
button-move = 🔁 改时间地点
button-call-off = ❌ 取消这场
ask-session-move-place = 在哪里？不变就点 跳过。
session-moved = 《{ $topic }》已改，报名的人都通知了。
ask-session-cancel = 为什么取消？这句话会发给报名的人。
session-cancelled = 《{ $topic }》已取消，报名的人都通知了。
ask-attendance = 来了多少人？扫码签到的有 { $checked } 人。
ask-material = 发一份材料（照片或文件）给来的人，没有就点 跳过。
session-held = ✅ 《{ $topic }》已记下，感谢和材料已发出。
ask-session-question = 您想问什么？讲的人会回答您。
question-noted = 记下了，讲的人会回答您。{ $topic }
told-question =
    ❓ 《{ $topic }》{ $name } 问：
    { $body }
button-answer = 💬 回答
ask-answer = 请写回答。
answer-sent = 回答已发给提问的人。{ $topic }
told-answer =
    💬 您问：{ $body }
    { $name } 回答：{ $answer }
checked-in = ✅ 签到成功：《{ $topic }》
poster-check-in = 宣讲夜校 签到
poster-scan-in = 扫一扫，签到
households-title = 🚶 <b>走访</b>：点一户就记下。排在前面的最久没去。
households-empty = 🚶 <b>走访</b>：户名册还是空的。可以加新户，或者用 Excel 一次导入。
household-line = ・{ $head }（{ $where }）上次 { $until }
button-in-the-field = 🌾 田间地头
in-the-field = 田间地头
button-new-household = ➕ 新户
button-coverage = 📊 走访进度
button-households-file = 📥 导入户名册
visit-or-note = 也可以先说一段语音或写几句，再点是哪一户。
ask-whose-visit = 记下了。是哪一户？
ask-visit-village = 哪个村？
ask-household = 户主姓名，后面可以写电话，例如：王有根 13800000001
visit-logged = ✅ 已记走访：{ $name }，{ $until }，谈了 { $people } 人。谈了几个人？
visit-heard = ✅ 已记下 { $name } 说的话（{ $until }，{ $people } 人）。
visit-people = 好，谈了 { $people } 人。
visit-undone = 这次走访不算了。
household-moved = 已标为搬走，不再列出，以前的走访还在。
button-heard = 📝 听到什么
button-report-heard = 📮 登记为事项
button-undo = ↩️ 记错了
button-moved-away = 🚚 已搬走
ask-heard = 听到了什么？写几句，或者发语音、照片。
ask-heard-problem = 是什么问题？写几句，或者发语音、照片。
ask-heard-category = 属于哪一类？
ask-people = 谈了几个人？
heard-reported = ✅ 已登记 #{ $number }，负责人 { $name }。
told-reported-for-you = 📮 { $cadre } 走访时替您登记了 #{ $number }。负责人 { $name }，{ $until } 前办好。
coverage-title = 📊 <b>本月走访</b>
coverage-line = { $village }：{ $visited } / { $households } 户　{ $cadre }
ask-households-file = 请按上面的表填好户名册发回来（.xlsx）。
workbook-please = 请发 Excel 文件（.xlsx）。
list-read = 收到，正在看表……
workbook-roster = 名单《{ $title }》和结果
workbook-roster-form = 名单的表：填好发回来。村名要和第二页一样。
workbook-households-form = 户名册的表：填好发回来。村名要和第二页一样。
rosters-title = 📋 <b>上门名单</b>
rosters-empty = 📋 还没有名单。
roster-line =
    《{ $title }》
    { $bar } { $done } / { $total }　改期 { $postponed }　不用办 { $moved }　我还有 { $mine }
button-new-roster = ➕ 新名单
ask-roster-title = 名单叫什么？例如：养老待遇资格认证
ask-roster-file = 请按上面的表填好发回来（.xlsx）。按村分给包村干部。
told-roster = 📋 新名单《{ $title }》，您 { $count } 人，请逐个上门。
entries-title = 还有 { $count } 人：
entries-empty = 这份名单您没有要办的了。
entry-line = ・{ $name } { $where } 📞 { $phone } { $remark }
entry-line-postponed = ⏳ { $name } { $where } 📞 { $phone } 改期：{ $remark }
entry-card =
    👤 <b>{ $name }</b>
    📍 { $where }
    📞 { $phone }
    📝 { $remark }
    承办：{ $taker }
button-served = ✅ 办好了
button-postpone = ⏳ 改期
button-not-needed = 🚫 不用办
button-export = 📤 导出
ask-proof = { $name }：请发照片或写一句，作为办好的凭据。
ask-postpone = { $name }：为什么改期，改到哪天？
ask-not-needed = { $name }：为什么不用办（搬走、过世……）？
entry-noted-done = ✅ { $name } 办好了。
entry-noted-postponed = ⏳ { $name } 改期。
entry-noted-moved = 🚫 { $name } 不用办。
entry-open = 未办
entry-postponed = 改期
entry-done = 已办
entry-moved = 不用办
care-title = 💗 <b>关爱档案</b>
care-empty = 💗 您还没有关爱档案。
care-line = ・{ $name }：{ $situation }　下次 { $until }
care-line-due = 🔴 { $name }：{ $situation }　{ $until } 就该去了
button-visited = ✅ 去过了
button-visited-name = ✅ 去看了 { $name }
button-close-file = 结档
button-new-file = ➕ 建档
button-gift = 🎁 慰问登记
every-days = 每 { $days } 天
ask-care-village = 哪个村？
ask-care-name = 谁？写姓名。
ask-care-situation = 什么情况？例如：独居，腿脚不便
ask-care-rhythm = 多久去看一次？
care-opened = ✅ 已为 { $name } 建档，每 { $days } 天提醒您去看。
care-visited = ✅ 已记：去看了 { $name }。{ $days } 天后再提醒。
care-closed = { $name } 的档案已结。
told-care-due = 💗 该去看看 { $name } 了（每 { $days } 天）。
ask-recipient = 给谁？写姓名。
ask-money = 慰问金多少元？没有就点 跳过。
money-unclear = 没看懂金额。请写成 200 或 199.50，单位是元，最多 50000。
ask-items = 慰问品几件？例如：2 大米 食用油。没有就点 跳过。
ask-gift-photo = 发一张照片，没有就点 跳过。
gift-look =
    🎁 { $village } { $name }
    💴 { $yuan } 元
    📦 { $items } 件 { $goods }

    对的话点 提交。
gift-recorded = ✅ 已登记：{ $name }，{ $yuan } 元，{ $items } 件。
gift-waits = ✅ 已登记：{ $name }，{ $yuan } 元，{ $items } 件。慰问金要另一个人确认后才算数。
told-second = 💴 { $giver } 登记：给 { $name } 慰问金 { $yuan } 元，{ $items } 件 { $goods }。请您核实。
button-money-right = ✅ 属实
button-money-wrong = ❌ 不对
money-right = 已确认：{ $name } { $yuan } 元。
money-wrong = 已退回：{ $name } { $yuan } 元，不计入。
told-money-right = ✅ { $by } 确认了给 { $name } 的 { $yuan } 元。
told-money-wrong = ❌ { $by } 说给 { $name } 的 { $yuan } 元不对，没有计入。请重新登记。
topics-title = 📌 <b>每月一题</b>
topics-empty = 📌 还没有立题。
topic-line = ・{ $title }（{ $village } { $category }）牵头 { $owner }，进展 { $milestones } 条
topic-line-closed = ✅ { $title }（{ $village } { $category }）牵头 { $owner }，进展 { $milestones } 条，已办结
recurring-title = 🔁 <b>反复出现的问题</b>（近 90 天）
recurring-line = ・{ $village } { $category } { $count } 件
ask-topic-title = 给这一题起个名。
ask-topic-owner = 谁牵头？
ask-topic-measure = 准备怎么从根上解决？
topic-made = ✅ 已立题《{ $title }》。
told-topic = 📌 { $name } 请您牵头《{ $title }》：{ $measure }
topic-card =
    📌 <b>{ $title }</b>（{ $village } { $category }）
    牵头：{ $owner }
    措施：{ $measure }
    结果：{ $result }
milestone-line = ・{ $until } { $body }
button-milestone = ➕ 进展
button-topic-result = 🏁 结题
ask-milestone = 有什么进展？
ask-topic-result = 结果怎样？
topic-advanced = ✅ 进展记下了。
topic-closed = ✅ 已结题。
brief-title = { $town } 四下基层工作简报（{ $dates }）
brief-how = 请写两个日期，例如：/brief 2026-10-01 2026-12-31
brief-tap = 点数字看明细。
brief-rows = <b>{ $name }</b>　第 { $page } 页
brief-caption = 简报（Word）
brief-open-dispute = { $what }，{ $until } 前
button-word-zh = 📄 Word（中文）
button-word-en = 📄 Word（英文）
part-outreach = 一、宣传下基层
part-visits = 二、调研下基层
part-complaints = 三、信访下基层
part-service = 四、现场办公下基层
stats-facts = <b>四下基层</b>
refused-session-full = 这场已经满了（{ $seats } 个名额）。
refused-session-over = 这场已经开始、结束或取消了。
refused-session-not-begun = 这场 { $until } 才开始。讲完再记；提前讲的，请先点 改时间。
refused-signed-up-before = 您已经报过名了，不用再报。
refused-not-signed-up = 您没有报名这场，或者已经签到了。
refused-title-taken = 已经有名单《{ $title }》了，请换个名字。
refused-served-before = { $name } 已经办好了。
refused-second-person = 这笔钱要由登记人以外的人确认，只确认一次。
refused-household-moved = { $name } 这户已经搬走了。要恢复就重新加这一户。
fact-sessions = 开展宣讲和夜校 { $count } 场
fact-name-sessions = 宣讲和夜校场次
fact-night_school = 其中农民夜校 { $count } 场
fact-name-night_school = 农民夜校场次
fact-leaders_lecturing = 领导进村宣讲 { $count } 场
fact-name-leaders_lecturing = 领导宣讲
fact-listeners = 参加群众 { $count } 人次
fact-name-listeners = 参加人次
fact-cadres = 下沉干部 { $count } 人
fact-name-cadres = 下沉干部
fact-visits = 走访 { $count } 次
fact-name-visits = 走访次数
fact-interviewed = 走访群众 { $count } 人次
fact-name-interviewed = 走访群众
fact-problems = 收集问题 { $count } 个
fact-name-problems = 收集问题
fact-problems_solved = 群众确认解决或到期完结 { $count } 个
fact-name-problems_solved = 完结问题
fact-disputes = 排查矛盾纠纷 { $count } 起
fact-name-disputes = 矛盾纠纷
fact-disputes_resolved = 化解 { $count } 起
fact-name-disputes_resolved = 化解纠纷
fact-disputes_open = 正在化解 { $count } 起，都有时限和责任人
fact-name-disputes_open = 在办纠纷
fact-petitions = 信访 { $count } 件
fact-name-petitions = 信访
fact-emergencies = 处置紧急事项 { $count } 件
fact-name-emergencies = 紧急事项
fact-services = 受理办事 { $count } 件
fact-name-services = 办事
fact-served_at_home = 按名单上门办理 { $count } 人
fact-name-served_at_home = 上门办理
fact-condolence_money = 发放慰问金 { $count } 元
fact-name-condolence_money = 慰问金（元）
fact-condolence_items = 发放慰问品 { $count } 件
fact-name-condolence_items = 慰问品（件）

## 架构：包联、站所、类别、办事、归口规则
role-head = 站所负责人
button-ties = 👥 包联
button-stations = 🏢 站所
button-services = 📋 办事项目
button-rules = 🧭 归口规则
button-only-group = 换成只包 { $name }
button-invite-head = 换成邀请负责人
org-whole-town = 全镇
org-yes = 是
org-no = 否
org-no-station = 不归站所，由包村干部办
org-discipline-desk = 纪检
org-ties = 👥 <b>包联</b>：看哪里、改哪里？
org-ties-of =
    👥 <b>{ $where }</b>
    { $list }
button-add-tie = ➕ 加人
button-head = ⭐ 设为负责人
button-not-head = ☆ 不再是负责人
button-members = 👥 成员
button-rename = ✏️ 改名
ask-tie-person = 谁？点名字；还没有身份的人，写出他的姓名（要先用过机器人），或者点 返回 用 ✉️ 邀请人。
tie-person-unknown = 没有叫“{ $name }”的人。请看看名字写得对不对；他还没用过机器人的话，请用 /invite 邀请他。
tie-person-several = 叫“{ $name }”的有 { $count } 个人，分不清。请用 /invite 邀请他本人。
ask-tie-role = { $name } 当什么？
ask-tie-group = 包整个村，还是只包一个组？
tie-added = ✅ 已加上 { $name }，也告诉他了。
ask-untie = 不再由 { $what }？
ask-untie-held = 不再由 { $what }？他手上还有 { $held } 件没办结。
button-untie = ✔️ 是，去掉
button-untie-hand-over = ✔️ 去掉，没办结的按归口交给接手的人
button-untie-keep = ✔️ 去掉，没办结的仍由他办完
tie-ended = 已去掉 { $name }，没有要交接的事项。
tie-ended-handed = 已去掉 { $name }，{ $count } 件事项已交给接手的人，村民也知道了。
told-tie-ended = 您不再负责 { $where }。/queue 看还有没有要办的。
org-stations = 🏢 <b>站所</b>：点一个看看、改改。
org-station-card =
    🏢 <b>{ $name }</b>
    成员：{ $people }
    归口类别：{ $categories }
    { $desk }
org-desk-none = 还没有值班群。把机器人拉进站所的群，在群里发 /desk { $name } 就行。
org-desk-set = 新事项也发到站所的群里。
ask-station-name = 站所改叫什么？
org-services = 📋 <b>办事项目</b>：点一个看看、改改。🚫 是停用的。
button-add-service = ➕ 加办事项目
org-category-card =
    <b>{ $name }</b>（{ $kind }）
    英文名：{ $nameEn }
    归口：{ $station }
    时限：{ $terms }
    关键词：{ $keywords }
    说明：{ $guide }
    停用：{ $hidden }
org-service-card =
    <b>{ $name }</b>（{ $kind }）
    英文名：{ $nameEn }
    归口：{ $station }
    时限：{ $terms }
    可上门：{ $atHome }
    要填的：{ $fields }
    关键词：{ $keywords }
    办什么、带什么：{ $guide }
    停用：{ $hidden }
button-category-station = 🏢 归口
button-category-terms = ⏰ 时限
button-category-name = ✏️ 名称
button-category-nameEn = ✏️ 英文名
button-category-emoji = ✏️ 图标
button-category-guide = ✏️ 说明
button-category-keywords = ✏️ 关键词
button-category-fields = ✏️ 要填的
button-may-be-at-home = 🏠 可以上门
button-not-at-home = 🚶 不上门
button-to-discipline = ⚖️ 改为交纪检
button-not-to-discipline = ⚖️ 不再交纪检
button-hide = 🚫 停用
button-show = ✅ 启用
ask-category-nameEn = 英文名是什么？
ask-category-emoji = 发一个图标（表情）。
ask-category-guide = 请写说明：是什么事、给谁办、要带什么（600 字以内）。
ask-category-keywords = 村民会用哪些词说这件事？用顿号隔开，例如：路灯、停电、电线
ask-category-station = 归哪个站所？
ask-category-terms = 用哪一种时限？
terms-urgent = 紧急：10 分钟接单，1 天办结
terms-quick = 快办：2 工作小时接单，2 个工作日办结
terms-standard = 一般：4 工作小时接单，5 个工作日办结
terms-service = 办事：4 工作小时接单，7 个工作日办结
terms-dispute = 纠纷：4 工作小时接单，15 个工作日办结
terms-conduct = 作风：1 个工作日接单，15 个工作日办结
terms-petition = 信访：15 天受理，60 天办结
field-type-text = 文字
field-type-number = 数字
field-type-date = 日期
field-type-phone = 电话
field-type-id_card = 身份证
field-type-choice = 选择
ask-service-name = 新的办事项目叫什么？（20 字以内）
ask-service-guide = 是什么事、给谁办、要带什么？（600 字以内，村民先看到这段话）
ask-service-field =
    要村民填什么？写一样的名字，例如：老人姓名。没有了就点 跳过。
    已有：
    { $list }
ask-field-type = “{ $name }”填什么样的？
ask-field-options = 有哪几样可选？用顿号隔开，例如：迁入、迁出
options-unclear = 请写 2 到 10 样，用顿号隔开，每样 20 字以内。
ask-field-required = “{ $name }”一定要填吗？不一定要填的不会问，村民想写可以自己点“改填的项”。
button-required = ❗ 一定要填
button-optional = 不一定要填
field-twice = 这一样已经有了，请换个名字。
fields-full = 最多 { $most } 样，村民填不了更多。没有了就点 跳过。
ask-service-at-home = 老人走不动时，可以上门办吗？
service-look =
    📋 <b>{ $name }</b>
    { $guide }
    要填的：
    { $fields }
    可上门：{ $atHome }
    归口：{ $station }

    对的话点 提交，村民马上就能办。
service-added = ✅ 已加上办事项目 { $name }。
org-rules = 🧭 <b>归口</b>：从上到下，先碰到谁就是谁负责；请假的由代理人接，反映的人本人永远不接。
routing-line = { $number }. { $what }
routing-discipline = 保密的、反映干部的：纪检
routing-discreet-admin = 这两样纪检都不在：管理员
routing-duty = 紧急：当天值班的人
routing-own-rules = 本镇自己的规则（紧急不算）：
routing-station = 归站所的类别：站所负责人，再是成员
routing-group = 本组的包村干部
routing-village = 本村的包村干部
routing-other-group = 本村其他组的包村干部
routing-leader = 分管本村的镇领导
routing-admin = 管理员
routing-any-leader = 任何一位镇领导
rule-line = { "　　" }{ $number }) { $which } → { $target }
button-add-rule = ➕ 加规则
ask-rule-kind = 哪一种事项？
ask-rule-category = 哪一类？
ask-rule-village = 哪个村的？
ask-rule-target = 交给谁？
button-any-kind = 哪一种都算
button-any-category = 哪一类都算
button-any-village = 哪个村都算
rule-added = ✅ 规则已加上，从现在起的新事项按它走。
refused-name-taken = 已经有“{ $name }”了，请换个名字。
refused-last-admin = 这是最后一位管理员，去掉就没人能管了。请先加一位。
