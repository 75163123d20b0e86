# 调研

button-surveys = 📋 调研
surveys-title = 📋 <b>先调研后决策</b>
surveys-empty = 📋 还没有调研。定措施之前，先问一问村民：用机器人的在聊天里点着答，没用机器人的走访时代填。
survey-line = ・{ $title }：{ $count } 份，{ $until } 截止
survey-line-over = ✅ { $title }：{ $count } 份，已结束
button-new-survey = ➕ 发起调研
ask-survey-title = 调研什么？比如：老果园要不要改种。
ask-survey-places = 问谁？点一个村；或者写几处，一行一处：东坑村、石背村 一组、石背村 钟阿公（户主）。
ask-survey-kind = 第 { $at } 个问题，怎么答？
survey-kind-one = 选一个
survey-kind-several = 可选几个
survey-kind-number = 填数
survey-kind-words = 自己写
ask-survey-question = 问题怎么问？写出来，村民看到的就是这句。
ask-survey-options = 有哪些答案？一行一个。
ask-survey-more = 已有 { $count } 个问题。再加一个吗？
button-more-questions = ➕ 再加一个
button-enough = 够了
ask-survey-unit = 按什么算一份？
survey-unit-household = 一户一份
survey-unit-person = 一人一份
ask-survey-anonymous = 记名吗？不记名：谁答了什么不告诉任何人，人太少的村组不单独列。
button-anonymous = 🙈 不记名
button-named = 记名
ask-survey-end = 什么时候截止？到时之前都可以改答案。
survey-end-unclear = 没看懂截止时间。请写：11-30 20:00
survey-look =
    📋 <b>{ $title }</b>
    问谁：{ $places }
    { $questions }
    { $unit }，{ $anonymous }，{ $until } 截止

    对的话点 提交，马上发给用机器人的村民。
survey-made = ✅ 《{ $title }》已发给 { $count } 人。还没用机器人的收不到：有 { $homes } 户，走访时在 /visit 里点那一户代填。
button-answer-survey = ✍️ 回答
button-answer-anew = ✏️ 改答案
survey-ask = （{ $at }/{ $of }）{ $body }
survey-ask-several = （{ $at }/{ $of }）{ $body }（可选几个，选完点 选好了）
button-chosen = 👌 选好了
survey-choose-some = 请点上面的答案，选好再点 选好了。
survey-number-unclear = 请写一个数，比如：3 或 2.5
survey-ask-who = 是谁说的？
survey-thanks = 🙏 记下了，谢谢您。
survey-answered = 《{ $title }》{ $until } 之前都可以改。
survey-answered-door = ✅ 《{ $title }》{ $name } 的已记下。
button-door-survey = 📋 { $title }
survey-card =
    📋 <b>{ $title }</b>（{ $places }）
    { $unit }，{ $anonymous }，{ $over ->
        [yes] { $until } 已结束
       *[no] { $until } 截止
    }
survey-count = 收到 { $count } 份，其中上门代填 { $door } 份
survey-too-few = 不记名的，满 5 份才给看结果。
button-survey-places = 🏘 按村按组
button-survey-words = 💬 原话
button-survey-names = 👥 谁答的
button-survey-export = 📤 表格
button-survey-topic = 📌 写进每月一题
button-survey-tell = 📣 告诉大家
button-survey-end = ⏹ 现在结束
survey-places-title = 🏘 <b>按村按组</b>
survey-village = <b>{ $place }</b> { $count } 份
survey-group = ◦ { $place } { $count } 份
survey-place-few = ◦ { $place }：人少，不单独列
survey-words-title = 💬 <b>原话</b>
survey-no-words = 💬 没有原话。
survey-names-title = 👥 <b>谁答的</b>
survey-by = （{ $name } 代填）
survey-ended = ⏹ 《{ $title }》结束了，不再收。
survey-which-topic = 作为哪一题的依据？
survey-no-topic = 这几个村还没有您能改的题。请领导先立题。
button-new-topic = ➕ 立一个新题
survey-topic-village = 立在哪个村？
survey-topic-category = 属于哪一类？
survey-joined = 📌 《{ $title }》的结果已作为这一题的依据，在 /topics 里看得到。
ask-survey-tell = 结果会发给问过的人。要加一句准备怎么办吗？可以跳过。
survey-told = 📣 结果已发给 { $count } 人。
told-survey =
    📋 { $name } 想听听您的意见：<b>{ $title }</b>
    点 回答，{ $until } 之前都可以改。{ $anonymous ->
        [yes] 不记名：谁答了什么，不告诉任何人。
       *[no] 记名：村里、镇里负责的人看得到是谁答的。
    }
told-survey-soon = 📋 《{ $title }》{ $until } 截止，您家还没答。只提醒这一次。
told-survey-over = 📋 《{ $title }》到期了，结果可以看了。
told-survey-results =
    📣 您答过或被问过的《{ $title }》，共收到 { $count } 份：
    { $results }
    { $words }
told-topic-result = 🏁 问过您意见的《{ $title }》办完了：{ $result }
sheet-survey = 调研
column-survey_question = 问题
column-survey_answer = 答案
column-count = 数
workbook-survey = 📋 《{ $title }》的结果
ground-title = 📊 依据：《{ $title }》
button-survey-edit = ✏️ 修改
ask-survey-edit = 改什么？有人答过以后，题目和问法不能再改。
survey-edit-end = 🕘 截止时间
survey-edit-places = 🏘 再问别的村组
survey-edit-title = 🏷 名称
survey-edit-question = ❓ 问法
ask-survey-which = 改哪一题？
survey-edited-end = ✅ 《{ $title }》改到 { $until } 截止。
survey-edited-places = ✅ 《{ $title }》又发给 { $count } 人。没用机器人、要上门问的共 { $homes } 户。
survey-edited-words = ✅ 《{ $title }》已改。
