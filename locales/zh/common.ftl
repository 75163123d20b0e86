# 按钮、菜单和到处要用的话

menu-report = 📝 报问题
menu-service = 🏛 办事
menu-my = 📋 我的事项
menu-notices = 📢 通知
menu-emergency = 🚨 紧急
menu-queue = 🗂 待办
menu-stats = 📊 统计
back-to-menu = 好的。有事点下面的按钮。
nothing-to-do = 现在没有在填的内容。有事点下面的按钮。
greeting = 您好！要报问题，请直接说是什么事（文字、语音、照片都行），或者点下面的按钮。
button-submit = ✅ 提交
button-skip = ⏭ 跳过
button-back = ◀️ 返回
button-cancel = ✖️ 取消
button-resume = ▶️ 接着填
button-anew = 🆕 重新填
button-as-emergency = 🚨 紧急，马上有人管
ask-village = 您在哪个村？
village-unknown = 没有找到这个村，请点下面的按钮选。
ask-group = { $village } 哪个组？不清楚可以跳过。
phone-kept-back = #{ $number } 是保密的，电话没有转过去。要让办的人知道号码，就打字发来。
phone-alone = 电话收到。要报问题，请先说是什么事，或者点下面的按钮。
content-unreadable = 这个我看不懂。请发文字、语音、照片、视频或位置。
content-unreadable-menu = 这个我看不懂。有事请发文字、语音或照片，或者点下面的按钮。
use-the-buttons = 请点下面的按钮。
colleague-unknown = 没有找到这个人。请点按钮，或者写姓名（写一个姓也行）。
which-colleague = 名字里有“{ $name }”的有这几位，是哪一位？
button-others-by-name = 🔎 不在上面，写姓名
ask-name-of-other = 请写他的姓名，写一个姓也行。
too-long-in-all = 加上前面写的一共 { $given } 字，最多 { $most } 字，所以刚才这一条没有记下；前面的都还在。请写短一点，或者先提交，以后再补充。
too-long = 太长了（{ $given } 字，最多 { $most } 字）。请写短一点，或者分几次发；前面填的都还在。
cancelled = 已取消。
submitted =
    ✅ 已提交，编号 <b>#{ $number }</b>
    负责人：{ $name }
    { $until } 前接单，{ $resolve } 前办结
    有进展会在这里告诉您；要补充（照片、位置、电话都行），直接回复这条消息。
already-submitted = 已经提交过了，编号 #{ $number }
unfinished-report = 您有一份还没填完。接着填，还是重新填？
still-open = 您还有一份没填完。
button-old = 这个按钮已经用过了
button-of-earlier-step = 这是前面一步的按钮，请看最下面的问题
button-unknown = 这个按钮不能用
said-to-handlers = 已转给 #{ $number } 的负责人。如果是另一件事，点 报问题。
said-to-villager = 已转给村民（#{ $number }）。
accepted-toast = 已接单 #{ $number }
assign-how = 请写上编号，例如：/assign 1042
nobody-else = 还没有别的干部。请管理员用 /invite 邀请。
announcement =
    📢 通知
    { $body }
whole-town = 全镇
button-whole-town = 🏘 全镇
ask-language = 请选语言 / Choose a language
language-chosen = 好的，以后用中文。
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
    ・卡片上是眼下最可能要点的几样，其余在 更多 里：指派、外单位、合并、备注……；纠纷卡片上有 调解。
    ・/queue 待办和回访　/stats 自己的统计　/leave 请假　/poster 海报
    ・/visit 走访　/roster 名单　/care 关爱慰问　/outreach 宣讲夜校　/topics 每月一题　/rounds 例行巡查
    ・领导：/brief 简报　/stats 统计和回访名单　/overdue 逾期　/ledger 台账　/rollcall 平安确认　/duty 值班　/broadcast 发通知
    ・站所的群里发“/desk 站所名”，新事项就会发到群里，谁点 接单 就是谁的。
help-admin =
    <b>管理员</b>
    /org 架构：包联、站所、类别、办事、归口，在这里改，或改好工作簿发回来　/invite 邀请人　/poster 海报
    /brief 简报　/visit 走访　/roster 名单　/care 关爱慰问　/outreach 宣讲夜校　/topics 每月一题　/rounds 例行巡查
    /stats 统计　/overdue 逾期　/ledger 台账　/assign 编号 指派　/broadcast 发通知
    /audit 查阅记录　/erase 抹掉某人的登记　/privacy 保存期限
    /duty 值班　/rollcall 平安确认　/queue 待办　/my 我的事项
    站所的群里发“/desk 站所名”，群就是站所的受理台。
number-unknown = 没有您能看的 #{ $number }。请看看号码；您报的都在“我的事项”里。
parties-unclear = 请用文字写名字，一行一个，最多 { $most } 个。
menu-visit = 🚶 走访
menu-roster = 📋 名单
words-please = 请用文字写。
person-phone-unclear = { $digits } 不像电话号码（手机 11 位）。请把姓名和电话再写一遍；没有电话就只写姓名。
number-unclear = 请写一个数，从 { $least } 到 { $most }。
button-whole-village = 全村
muted = 好的，以后不给您发通知和宣讲了。您自己的事项、紧急情况照样告诉您。想再收，点 通知 里的“重新收通知”。
button-heard = 📝 听到什么
button-undo = ↩️ 记错了
alarm-self_harm =
    您说出来了，这很重要。您不是一个人，我们在。
    📞 喝了药、受了伤，马上打 急救 <b>120</b>
    📞 心里难受，想找人说说话：心理援助 <b>12356</b>
    📞 有危险：公安 <b>110</b>　火警 119
    身边有人的话，请先让他陪着您。
    要人马上来，点 紧急；不想让人知道您是谁，点 保密。
alarm-violence =
    打人不对，这不是您的错。
    📞 正在出事、怕他再动手：公安 <b>110</b>　受了伤：急救 <b>120</b>　火警 119
    📞 妇女维权 <b>12338</b>　心理援助 <b>12356</b>　政务热线 12345
    点 紧急，值班的人马上管；点 保密，经办人看不到您是谁。村里的干部不会知道，除非您要他管。
violence-not-passed-on = 这几句话还没有转给 #{ $number } 的负责人：他是村里的干部。给不给他看，您来定。
words-not-passed-on = 好的，刚才的话没有转出去。
named-official = { $name }（{ $role }）
ask-named = 您说的是不是 { $name }？说的是他，这件事就不会让他看到，另外的人来办。
ask-named-which = 您反映的是哪一位？选了谁，这件事就不会让谁看到，另外的人来办。
button-about-them = 🙈 是，是反映他的
button-only-mentioned = 不是，只是提到他
button-none-of-them = 都不是，只是提到
button-named-unknown = 不知道
redirected-for-you = 🔒 #{ $number } 已改为保密，交给另外的人办，被反映的人看不到了。
alarm-word-self_harm = 轻生
alarm-word-danger = 危险
alarm-word-violence = 家暴
alarm-word-harmless = 不算
button-from-list = 📇 从 Telegram 里选
button-pick-person = 👤 选人
button-pick-group = 👥 机器人已经在的群
button-pick-forum = 🗂 分话题的群（把机器人加进去）
ask-pick-person = 点下面的“选人”，从您的 Telegram 里选一位；也可以直接写姓名。
ask-pick-other = 点下面的“选人”，从您的 Telegram 里选这一位；也可以直接写姓名。
picked = 选了 { $name }。
picked-no-colleague = { $name } 在镇里没有职务，不能交给这一位。换一位，或写姓名。
picked-unknown = { $name } 还没有打开过机器人。先用 /invite 发一个链接给这一位。
