# 宣讲、夜校

outreach-title = 📣 <b>宣讲和夜校</b>：{ $count } 场在计划中
session-line =
    { $kind }《{ $topic }》 { $speaker }
    {"　"}🕘 { $until }　📍 { $place }
session-counts = 报名 { $signed }，签到 { $checked }{ $seats ->
        [0] {""}
       *[other] ，名额 { $seats }
    }
session-talk = 📣 宣讲
session-night_school = 🌙 夜校
button-plan-session = ➕ 安排一场
ask-session-kind = 安排哪一种？
ask-session-topic = 讲什么？写个题目。
ask-session-speaker = 谁来讲？点名字，或者写名字（农技员、种植能手都行）。
ask-session-where = 讲给哪个村？几个村一起的，写在一行也行，例如：东坑村、石背村
button-several-villages = 🏘 几个村一起
ask-session-villages = 讲给哪几个村？一个个点，选好再点 选好了。
session-tick-some = 还没选村。请点上面的村，选好再点 选好了。
ask-session-at = 什么时候？例如：明天晚上七点半、11-26 19:30、每周五晚上七点半
session-time-unclear = 没看懂时间。请写上哪天几点，例如：明天晚上七点半、11-26 19:30
ask-session-place = 在哪里？
ask-session-place-of-several = 在哪里？几个村一起的，写清是哪个村，例如：东坑村祠堂
session-for = 🏘 { $villages }
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
button-leave-session = 不去了
session-joined = ✅ 已报名《{ $topic }》：{ $until }，{ $place }。前一天和前一小时会提醒您。
session-left = 已取消报名《{ $topic }》（{ $until }，{ $place }）。
button-held = ✅ 讲完了
button-qr = 🔳 签到码
button-move = 🔁 改时间地点
button-call-off = ❌ 取消这场
ask-session-move-place = 在哪里？不变就点 跳过。
session-moved = 《{ $topic }》已改，通知过的人和报名的人都告诉了。
ask-session-cancel = 为什么取消？这句话会发给通知过的人和报名的人。
session-cancelled = 《{ $topic }》已取消，通知过的人和报名的人都告诉了。
ask-attendance = 来了多少人？扫码签到的有 { $checked } 人。
ask-material = 发一份材料（照片或文件）给来的人，没有就点 跳过。
session-held = ✅ 《{ $topic }》已记下，感谢和材料已发出。
ask-session-question = 您想问什么？讲的人会回答您。
question-noted = 记下了，讲的人会回答您。{ $topic }
ask-answer = 请写回答。
answer-sent = 回答已发给提问的人。{ $topic }
button-ask-topics = 🗳 问大家想学什么
ask-poll-where = 问哪里的人？
ask-poll-topics = 夜校可以讲什么？一行一个，2 到 10 个，大家可以选几个。
poll-sent = 已问 { $count } 人。结果在 /outreach 里看。
poll-topics = 农民夜校想听什么？可以选几个。
poll-helped = 《{ $topic }》这一课对您有用吗？
poll-helped-yes = 👍 有用
poll-helped-partly = 👌 有一点用
poll-helped-no = 👎 没用
poll-line = 🗳 { $question } { $counts }
poll-noted = 记下了，谢谢。想改再点一次。
refused-poll-options = 请写 2 到 { $most } 个，一行一个，每个不超过 100 个字。
button-record-session = 📝 补记一场
button-held-list = 📁 讲过的
held-title = 📁 <b>讲过的</b>
held-none = 📁 最近还没有讲过的。
ask-record-kind = 补记哪一种？（已经讲过、没有在这里安排的）
ask-record-at = 哪天几点讲的？例如：昨晚七点半、11月20日晚上
ask-record-attendance = 来了多少人？
time-not-over = 这个时间还没到。补记写已经过去的时间；还没讲的请用 安排一场。
record-look =
    { $kind }《{ $topic }》
    🗣 { $speaker }
    🏘 { $village }
    🕘 { $until }
    📍 { $place }
    👥 { $attendance } 人

    对的话点 提交。已经讲过，不再通知村里。
session-recorded = ✅ 《{ $topic }》已补记，{ $attendance } 人。
session-came = 👥 到场 { $attendance } 人
session-corrected = ✏️ 原记 { $was } 人，{ $name } { $until } 改：{ $reason }
button-correct-attendance = ✏️ 改人数
button-send-material = 📎 发材料
ask-correct-why = 为什么改？原因会和原来的人数一起留着，例如：签到表上漏了后排
ask-correct-attendance = 原来记的是 { $was } 人。应该是多少人？
attendance-corrected = ✅ 《{ $topic }》{ $was } 人改为 { $attendance } 人，统计跟着改。
ask-material-for-all = 发什么给通知过的人（没来的也发）？照片、文件或一段话。
material-sent = ✅ 《{ $topic }》的材料已发给 { $count } 人。
button-answer-all = 📣 发给所有人
ask-session-times = 每周一次，共讲几次？
session-weekly = 每周一次，共 { $times } 次
answer-for-all = 这个回答别人也用得上吗？可以发给所有通知过的人，不写是谁问的。
answer-sent-all = 回答已发给所有通知过的人。
