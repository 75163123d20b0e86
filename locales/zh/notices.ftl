# 通知各方

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
told-leader-calls-later = 📞 #{ $number } 已两次重办仍不满意，请您亲自给村民打电话。还没有他的号码，正在问他，问到就发给您。
told-insisted = 🔁 #{ $number } 两次重办后仍不满意（保密件，不打电话）。请您直接回复，把话说清楚。{ $note }
told-leader-calls = 📞 #{ $number } 已两次重办仍不满意，请您亲自给村民打电话：{ $phone }
told-withdrawn = ↩️ 村民撤回了 #{ $number }。
told-declined = 🚫 #{ $number } 不予受理。原因：{ $reason }
told-chased = ⏰ 村民催办 #{ $number }，请尽快答复。
told-remind-handler = ⏰ #{ $number } 快到时限了：{ $until }
told-overdue = 🔴 #{ $number } 已逾期（{ $until }），请尽快办理。
told-remind-rate = #{ $number } 办好了吗？请评价一下；到 { $until } 不评价就自动完结。
told-remind-answer = ❓ #{ $number } 的负责人在等您答复，请直接回复。
told-alert-again = 🚨 紧急 #{ $number } 还没人接！
told-alert-taken =
    🚨 紧急 #{ $number } 还没人接！
    ✅ 现在 { $name } 接了。
told-alert-over =
    🚨 紧急 #{ $number } 还没人接！
    ✅ 现在不用再接了。
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
relay-file = 👤 { $name }（#{ $number }） { $body }
relay-result =
    👷 { $name }（#{ $number }）办理结果：
    { $body }
reporter-hidden = 🔒 保密来件人
poster-caption = { $village } 的海报，A4 打印，贴在村口。
poster-title = 有事找干部，就在家门口
poster-scan = 用 Telegram 扫一扫
poster-how = 打字、说语音、拍照片都可以
poster-promise = 件件有人管、有时限，办没办好您说了算
poster-emergency = 有危险先打 110 · 119 · 120
told-deputy = 🪑 { $name } 请假到 { $until }，期间的新事项由您代理。
told-parked = ⚠️ 有一条消息处理不了，已搁置（{ $update }），请转告维护人员。原因：{ $failure }
told-claim-made = ⚠️ 有人在运行机器人的那台机器上生成了一个管理员链接，{ $hours } 小时内打开它的人会成为管理员。如果不是你们安排的，请马上找管那台机器的人。
told-older-release = ⚠️ 数据库已经由新版本升级，可旧版本（{ $release }）的程序还在运行。事情照常办，什么也没有丢；但旧版本停下后就启动不了。请转告维护人员：把所有进程都换成新版本。
told-claim-used = ⚠️ { $name } 用那台机器上生成的链接成了管理员。如果不是你们安排的，请用 /org 收回这个身份。
told-no-document = 您要的文件没有做成，已经告诉管理员。其他功能照常。
told-message-parked = ⚠️ 有一份文件或消息处理不了，已搁置（{ $what } { $message }），其他的照常。请转告维护人员。原因：{ $failure }
told-timer-parked =
    ⚠️ 有一件到点要办的事办不成，已搁置：{ $timer ->
        [ticket] 事项 { $what } 的时限提醒和上报
        [follow_up] 事项 { $what } 的回访提醒
        [live_place] 实时位置 { $what }
        [session] 宣讲 { $what } 的提醒
        [care] { $what } 的走访提醒
        [digest] 给 { $what } 的晨报
        [report] 给 { $what } 的定期数据
       *[other] 晨报
    }。其他的照常。请转告维护人员；修好以后会自己接着办，事项有变动也会。原因：{ $failure }
told-timer-goes-on =
    ✅ 搁置的接着办了：{ $timer ->
        [ticket] 事项 { $what } 的时限提醒和上报
        [follow_up] 事项 { $what } 的回访提醒
        [live_place] 实时位置 { $what }
        [session] 宣讲 { $what } 的提醒
        [care] { $what } 的走访提醒
        [digest] 给 { $what } 的晨报
        [report] 给 { $what } 的定期数据
       *[other] 晨报
    }。
told-too-much = 🙏 您一下子发得太多了，机器人忙不过来，先歇一歇。请 { $until } 以后再发。前面收到的都在，不用重发；歇着的时候发的收不到。
told-joined = 🙋 #{ $number } 又有人反映，现在另有 { $count } 人。
told-merged = 🔗 您报的 #{ $number } 和 #{ $into } 是同一件事，已合并办理，进展会一起告诉您。
told-unmerged = #{ $number } 已恢复单独办理，负责人：{ $name }。
told-mediation = ⚖️ #{ $number } 约了{ $mediation }：{ $until }，{ $place }。请按时到。
told-agreement =
    📜 #{ $number } 调解协议，请您看一看是不是这样：
    { $agreement }
told-agrees = ✅ { $name } 同意 #{ $number } 的协议，还有 { $waiting } 人没有答复。
told-all-agree = ✅ { $name } 同意 #{ $number } 的协议，当事人都同意了，可以办结。
told-disagrees = ❌ { $name } 不同意 #{ $number } 的协议。
told-asked-outside = 🏢 #{ $number } 需要 { $name } 一起办，已经联系，负责人不变。
told-outside-answer = 🏢 #{ $number } { $name } 答复：{ $body }
told-revealed = 🔍 管理员 { $name } 查看了 #{ $number } 是谁报的。原因：{ $reason }
told-resolved-follower = ✅ #{ $number } 已办结（{ $name }）：{ $body }
told-owes-visit = 🏠 #{ $number } 结案满一个月，请回访一次，看看有没有反复。
told-owes-call = 📞 #{ $number } 该回访了，请给报的人打个电话。
told-roll-call =
    🆘 平安确认（{ $body }）
    您平安吗？请点一下。
told-needs-help = 🆘 { $name } 需要帮助！📞 { $phone }
told-desk-removed = ⚠️ 机器人被移出了 { $name } 的群，新事项不再发到那里；负责人照常收到，事项不受影响。请把机器人加回群里，或在新的群里发 /desk { $name }。
told-desk-muted = ⚠️ 机器人在 { $name } 的群里不能发言了，新事项不再发到那里；负责人照常收到，事项不受影响。恢复发言后，请在群里发 /desk { $name }。
told-desk-gone = ⚠️ { $name } 的群不在了，新事项不再发到那里；负责人照常收到，事项不受影响。请在新的群里发 /desk { $name }。
told-desk-back = ✅ 机器人又在 { $name } 的群里了，等人接的事项已发到那里。
told-desk-topic-gone = ⚠️ { $name } 的话题被删除或关闭了，新事项改发到整个群里。要换到别的话题，请在那个话题里发 /desk { $name }。
told-workbook-empty = 这个文件是空的。请在 Excel 里打开看看，存好再发一次。没有改动。
told-workbook-unreadable = 这个文件打不开，不是 Excel 工作簿（.xlsx），或者坏了。请把内容复制到机器人发的空表里，另存为 .xlsx 再发。没有改动。
told-workbook-locked = 这个工作簿有密码，打不开。请在 Excel 里去掉密码（文件 → 信息 → 保护工作簿），存好再发。没有改动。
told-workbook-old = 这个旧格式的文件（.xls）读不出来。请在 Excel 里另存为“Excel 工作簿（.xlsx）”再发。没有改动。
told-workbook-file-too-large = 文件太大（最多 20 MB）。请只留需要的表再发。没有改动。
told-workbook-too-large = 这个工作簿展开后太大（最多 { $mb } MB），没有读。请只把要用的几列复制到机器人发的空表里再发。没有改动。
told-workbook-sheets = 这个工作簿的表太多（最多 { $most } 张），没有读。请只留需要的表再发。没有改动。
told-workbook-rows = 写到了单元格 { $cell }，行数太多（最多 { $most } 行），没有读。请删掉下面用不到的行；名单太长就分成几份发。没有改动。
told-workbook-columns = 写到了单元格 { $cell }，列数太多（最多 { $most } 列），没有读。请删掉右边用不到的列再发。没有改动。
told-workbook-cells = 这个工作簿的格子太多（最多 { $most } 格），没有读。请只把要用的几列复制到机器人发的空表里；名单太长就分成几份发。没有改动。
told-workbook-cell = 单元格 { $cell } 的字太多（最多 { $most } 字），没有读。请写短一些再发。没有改动。
told-workbook-text = 这个工作簿的字太多（最多 { $most } 字），没有读。请分成几份发。没有改动。
told-workbook-slow = 这个工作簿太复杂，读不完。请只把要用的几列（粘贴为数值）复制到机器人发的空表里再发。没有改动。
told-workbook-unfetched = 文件没有传过来。请再发一次。没有改动。
told-workbook-wrong =
    ❌ 有 { $count } 处不对，一处也没有改。请改好，随时把文件再发一次：
    { $list }
told-workbook-same = 和现在的架构一样，没有要改的。
told-workbook-diff =
    📋 有 { $count } 处改动（+ 增加，- 去掉，~ 修改）：
    { $list }
    对的话点 提交。
told-list-diff =
    📋 { $title }：{ $count } 处改动。表是这样读的（✓ 认出的列，+ 写入）：
    { $list }
    对的话点 提交。身份证号只留后四位。
told-workbook-which = 📋 收到一张表。是哪一种？
policy-note =
    📚 <b>惠民政策</b>
    { $body }
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
told-session-soon = ⏰ 《{ $topic }》快开始了：{ $until }，{ $place }，{ $speaker } 讲。
told-session-moved = 🔁 《{ $topic }》改到 { $until }，{ $place }，{ $speaker } 讲。您的报名还在。
told-session-cancelled = ❌ 《{ $topic }》（{ $until }，{ $place }，{ $speaker }）取消了：{ $reason }
told-session-thanks = 🙏 谢谢您来听《{ $topic }》。{ $body }
told-question =
    ❓ 《{ $topic }》{ $name } 问：
    { $body }
told-answer =
    💬 您问：{ $body }
    { $name } 回答：{ $answer }
poster-check-in = 宣讲夜校 签到
poster-scan-in = 扫一扫，签到
told-reported-for-you = 📮 { $cadre } 走访时替您登记了 #{ $number }。负责人 { $name }，{ $until } 前办好。
told-roster = 📋 新名单《{ $title }》，您 { $count } 人，请逐个上门。
told-care-due = 💗 该去看看 { $name } 了（每 { $days } 天）。
told-second = 💴 { $until }，{ $giver } 登记：给 { $village } { $name } 慰问金 { $yuan } 元{ $items ->
        [0] {""}
       *[other] ，{ $items } 件 { $goods }
    }。请您核实。{ $body }
told-money-right = ✅ { $by } 确认了给 { $name } 的 { $yuan } 元。
told-money-wrong = ❌ { $by } 说给 { $name } 的 { $yuan } 元不对，没有计入。请重新登记。
told-topic = 📌 { $name } 请您牵头《{ $title }》：{ $measure }
told-tie-ended = 您不再负责 { $where }。/queue 看还有没有要办的。
relay-to-handler-urgent =
    ⚠️ 有危险，请马上联系！
    👤 { $name }（#{ $number }）：
    { $body }
told-redirected = 🔒 #{ $number } 已改为保密，交给另外的人办。
told-redirected-former = #{ $number } 已改交别处办理，您不用再管。
relay-erased = #{ $number } 这条内容已按本人要求删除。
relay-taken-back = #{ $number } 已改交别处办理。
relay-amended =
    ✏️ { $name } 改了 #{ $number } 的内容：
    { $body }
relay-to-handler-party =
    ⚖️ 当事人 { $name }（#{ $number }），回复这条只给他：
    { $body }
relay-to-handler-follower =
    🙋 也反映的 { $name }（#{ $number }），回复这条只给他：
    { $body }
told-doubt = ⚠️ #{ $number } { $name } 说还没办好。到村民评价前不会自动完结，请再去看看。
told-doubt-reporter = 🙋 也反映 #{ $number } 的人里，有人说还没解决。
told-solved = 🙋 { $name } 说 #{ $number } 解决了。
told-still-doubted = ⚠️ #{ $number } 有人说过还没办好，到现在没有评价，请联系村民。
told-remind-doubted = #{ $number } 说过还没办好。现在怎么样了？请点一下；您不点就一直开着。
told-resolved-party = ⚖️ #{ $number } 已办结（{ $name }）。您这边解决了吗？
told-session-moved-invited = 🔁 《{ $topic }》改到 { $until }，{ $place }，{ $speaker } 讲。想来的点一下报名。
told-mediation-moved = ⚖️ #{ $number } 的{ $mediation }改到：{ $until }，{ $place }。请按时到，前面说的时间不算了。
told-withdrawn-party = ⚖️ #{ $number } 对方撤回了，约好的调解不用来了。
told-withdrawn-follower = ↩️ 报 #{ $number } 的人撤回了。您这边还没解决的话，请点 报问题 再报一次。
told-call-owed = ☎️ #{ $number } 已报办结。{ $name }（📞 { $phone }）没用机器人，请您在 { $until } 前打电话或上门问一句办好没有。您没经手这件事，您记的才算村民的话。
told-call-arranged = ☎️ #{ $number } 的村民没用机器人，由 { $name } 回访；您自己说的不算村民评价。
told-nobody-calls = ☎️ #{ $number }：{ $name } 没用机器人，除了经手的没有别人可以回访。请让本人扫码加入，或者请管理员再邀请一位。
told-call-failed = ☎️ #{ $number }：{ $name } 回访没联系上：{ $note }
told-called-back = ☎️ #{ $number }：{ $name } 回访了，村民的话：{ $rating }。{ $note }
told-call-missing = ☎️ #{ $number } 到期了还没人回访村民，先不完结，已再催一次。
paper-caption = 给 { $name } 的扫码单（#{ $number }）：打印留在他家。他或家里人用 Telegram 一扫，这些事就归他自己，评价也由他来说。只能用一次；再打一张，前一张作废。
paper-title = { $name } 的事（#{ $number }）办好没有，您说了算
paper-how = 扫了以后，进展直接发给您；这个码只能用一次
told-help-ended = 您替人代报的同意已经撤销，以后请本人来报或者找包村干部。
told-entry-due =
    ⏰ 今天约好去办：{ $name }
    { $note }
told-desk-no-topics = ⚠️ { $name } 的受理群里，机器人不能开话题，新事项照旧发在群里。要一事一话题：在群里把机器人设为管理员，给“管理话题”的权限，再发一次 /desk { $name }。
told-session-material =
    📎 《{ $topic }》的材料
    { $body }
told-answer-all =
    💬 《{ $topic }》有人问：{ $body }
    { $name } 回答：{ $answer }
told-series =
    🗓 <b>每周一次</b>《{ $topic }》，共 { $times } 次
    🗣 { $speaker }
    🕘 第一次：{ $until }，以后每周同一时间
    📍 { $place }
    每次开始前会提醒报了名的人。点一下报名第一次，以后的在 通知 里报。
told-witness-needed = ✍️ #{ $number } 调解有了协议，{ $names } 没用机器人。请您（没经手的人）当面或打电话问清楚，在 调解 里点 记下答复。
told-agreement-recorded = ✍️ { $name } 同意 #{ $number } 的协议（{ $how }，{ $by } 记下）。
told-disagreement-recorded = ✍️ { $name } 不同意 #{ $number } 的协议（{ $how }，{ $by } 记下）。
told-roster-handed = 🔁 { $name } 把名单《{ $title }》里剩下的 { $count } 人交给您办。
told-roster-taken = 🔁 名单《{ $title }》里您剩下的 { $count } 人，已转给 { $name } 办。
told-results-diff =
    📋 填回来的表：{ $count } 人有结果（✓ 没动的，~ 写入）。核对后点 提交：
    { $list }
told-results-none = 表里没有新的结果：没填的和已经办过的都没动。在 结果 一栏打勾或写 办好、改期……再发。
