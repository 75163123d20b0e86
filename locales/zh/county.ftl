# 县：乡镇上面的一级

button-above = 🏛 上级县
button-below = 🏘 下属乡镇
county-above = 🏛 上级县：{ $name }（{ $since } 起）。镇里办不了的事，在事项卡片上点 更多 → 上报县里。
county-above-none =
    🏛 还没有上级县。
    请县里的管理员在县的机器人里点 /org → 下属乡镇 → 接入码，把码发给您，再点下面的 接入。
ask-county-code = 请把县里给的接入码发来（整行复制）。
button-join-county = 接入县里
button-part-county = 退出 { $name }
county-joined-by-you = ✅ 已接入 { $name }。以后在事项卡片上点 更多 → 上报县里。
ask-part = 真的和 { $name } 分开吗？已上报的继续办完，以后不能再上报。
button-part-really = 是，分开
county-parted-by-you = 已和 { $name } 分开。
county-below =
    🏘 下属乡镇（{ $count }）
    { $overdue ->
        [on] 🔺 镇里最高一级也逾期的，自动上报到县里。
       *[off] 镇里逾期的，不自动上报。
    }
county-below-line = { $name }　{ $since } 起
button-county-code = ➕ 接入码
button-overdue-on = 🔺 逾期自动上报：打开
button-overdue-off = 🔺 逾期自动上报：关掉
county-code =
    接入码（{ $days } 天内用一次）：
    <code>{ $code }</code>
    请乡镇的管理员在镇里的机器人点 /org → 上级县 → 接入县里，发这一行。
told-town-joined = 🏘 { $name } 已接入本县。
told-county-parted = 🏘 { $name } 已分开：已上报的继续办完，以后不再上报。

button-hand-up = 🏛 上报县里
button-answer-county = 💬 回县里
ask-hand-up = #{ $number } 上报给县里哪个单位？您还是首接负责人，时限不变。
hand-up-to-county = 🏛 { $name }（按类别归口）
ask-hand-up-reason = #{ $number } 为什么要 { $name } 办？请写一句。
handed-up-by-you = 🏛 #{ $number } 已上报 { $name }。您还是首接负责人；县里的答复会发到这里，回复它就是回县里。
ask-answer-county = 对县里说什么（#{ $number }）？文字、照片、语音都可以，村民看不到。
said-to-county = 已转给县里（#{ $number }）。
said-to-town = 已转给 { $name }（#{ $number }），村民在镇里的机器人看到。
event-hand_up = 上报县里
event-county_answer = 县里答复
shown-handed-up = 🏛 已上报 { $name }{ $theirs ->
        [0] {""}
       *[other] （县里编号 #{ $theirs }）
    }{ $state ->
        [done] ：县里已办结，请与村民核实后办结
       *[other] {""}
    }
shown-handed-from = 🏘 { $town } #{ $number }　首接：{ $name }{ $phone ->
        [none] {""}
       *[other] {"　"}📞 { $phone }
    }
shown-villager-of = { $name }（{ $town }）

told-handed-up = 🏛 #{ $number } 已上报 { $name } 一起办，镇里的负责人不变，有答复会告诉您。
told-handed-up-handler = 🏛 #{ $number } 已上报 { $name }，首接负责人不变。
told-handed-up-overdue = 🔺 #{ $number } 在镇里最高一级也逾期，已自动上报 { $name }。首接负责人不变。
told-town-reason = 🏘 #{ $number } { $name } 上报的原因：{ $reason }
told-town-withdrew = ↩️ #{ $number } { $name } 已撤回。{ $reason }
told-town-solved = ✅ #{ $number } { $name } 已经办好，村民已确认，县里不用再办。
told-town-overdue = 🔺 #{ $number } { $name } 逾期的事项，已到县里。
told-county-taken = 🏛 #{ $number } 县里已收件，编号 #{ $theirs }，由 { $name } 负责。
told-county-accepted = 🏛 #{ $number } { $name } 已接单，{ $until } 前办结。
told-county-extended = 🏛 #{ $number } { $name } 把县里的时限延到 { $until }：{ $reason }
told-county-extension-refused = 🏛 #{ $number } 县里的时限不延了，仍是 { $until }。
told-county-escalated = 🔺 #{ $number } 在县里逾期，已升级。
told-county-done = 🏛 #{ $number } { $name } 已办结。请与村民核实，再点 办结。
told-county-declined = 🏛 #{ $number } { $name } 不予受理：{ $reason }。仍由您负责，可以再上报别的单位。
told-county-declined-villager = 🏛 #{ $number } { $name } 答复不受理：{ $reason }。镇里的负责人继续办。
told-county-nobody = 🏛 #{ $number } { $name } 现在没有人接。仍由您负责。
relay-from-county =
    🏛 { $name }（#{ $number }）：
    { $body }
relay-county-asks =
    🏛❓ { $name } 问（#{ $number }），回复这条就是回县里：
    { $body }
relay-county-done =
    🏛✅ { $name } 办结（#{ $number }）：
    { $body }
relay-file-missing = 📎 { $name }（#{ $number }）发的文件转不过来（太大或已失效），请向镇里要。{ $body }

refused-county-before = 已经有上级县。先在 /org → 上级县 里退出。
refused-county-in-county = 有下属乡镇的是县，有上级县的是镇，不能两样都是。
refused-county-code = 这个接入码不对，或者用过了、过期了，请县里的管理员再给一个。
refused-county-none = 还没有上级县。请管理员在 /org → 上级县 里接入。
refused-county-has-it = #{ $number } 已经在县里办。要对县里说话，点 回县里。
audit-county-code-made = 生成接入码
audit-county-joined = 接入上级县
audit-county-parted = 与县（镇）分开
audit-county-overdue = 逾期自动上报

# 县看各镇

button-towns = 🏘 各镇
towns-title = 🏘 <b>各镇（{ $count }）</b>　{ $period }
towns-line =
    <b>{ $name }</b>　收到 { $received }　解决 { $solved }　未完结 { $open }{ $overdue ->
        [0] {""}
       *[other] {"　"}🔴 逾期 { $overdue }
    }
    { $rates }
towns-rows = 🏘 <b>{ $name } { $figure } { $count }</b>　{ $period }
towns-ticket = { $mark } #{ $number } { $category }　{ $state }　{ $until }
towns-confidential = 🔒 保密

# 县发给各镇的通知

announcement-from =
    📢 { $name } 通知
    { $body }
broadcast-towns = 🏘 另由 { $count } 个镇的机器人发给镇里的人：{ $names }。
read-line-town = 　🏘 { $name }：发 { $sent } 人，已阅 { $read } 人
