# 统计、简报

stats-title = 📊 <b>{ $where }</b>　{ $period }
stats-received = 收到 { $received }（上期 { $before }）：解决 { $solved }　未评价完结 { $silent }　未完结 { $unfinished }
stats-nothing-yet = 这段时间还没有新的事。要看上一段，点下面的按钮。
stats-now = 现在在办 { $open }　逾期 { $overdue }
stats-own = 我经手的
stats-share = { $name }　收到 { $received }　解决 { $solved }
stats-number = { $name } { $count }
stats-none = 没有。
stats-kept-line = 🔒 #{ $number } { $village }　{ $state }
stats-how =
    看哪段时间？点下面的按钮，或者这样写：
    /stats 9.1-9.30
    /stats 上个月
    /stats 2026年三季度
    /stats 东坑村
stats-words =
    <b>这些词的意思</b>
    收到：这段时间报上来的；撤回、不予受理、并入别件的不算，另有数。
    解决：报的人说“满意”或“基本满意”而完结的；没用机器人的，由没经手的人回访来问。办理方自己说的不算，另有数。
    未评价完结：到期没人评价，自动完结的。不算解决。
    未完结：收到的里面还没完结的；等群众评价的也在内。
    在办、逾期：现在的数，不管哪天收到。逾期是该办的一步过了时限；等群众回话的不算。
    响应率：按时答复的，占已答复和到了答复时限的。
    按期率：在时限内办结的，占已办结和到了办结时限的。
    解决率：报的人说解决的，占报的人说过话的和过了时限还没办结的。
    满意率：满意和基本满意，占评价过的。
    没到时限的不拉低任何率。
rate-response = 响应率
rate-punctuality = 按期率
rate-resolution = 解决率
rate-satisfaction = 满意率
figure-received = 收到
figure-solved = 解决
figure-silent = 未评价完结
figure-unfinished = 未完结
figure-awaiting = 等群众评价
figure-reopened = 重办过
figure-withdrawn = 撤回（不算收到）
figure-declined = 不予受理（不算收到）
figure-merged = 并入别件（不算收到）
figure-answer_due = 该答复的
figure-answered_in_time = 按时答复
figure-answered_late = 没按时答复
figure-done_due = 该办结的
figure-done_in_time = 按期办结
figure-done_late = 没按期办结
figure-outcome_due = 该有结果的
figure-unsolved = 还没解决
figure-rated = 评价过
figure-content = 满意和基本满意
figure-satisfied = 满意
figure-fair = 基本满意
figure-unsatisfied = 不满意
figure-open = 在办
figure-overdue = 逾期
figure-open_3 = 在办 3 天内
figure-open_7 = 在办 4 到 7 天
figure-open_15 = 在办 8 到 15 天
figure-open_30 = 在办 16 到 30 天
figure-open_older = 在办 30 天以上
figure-confidential = 🔒 保密
picture-before = 上期 { $count }
picture-silent = 未评价完结 { $count }
picture-now = 现在
picture-over-time = 收到与解决
picture-received-before = 上期收到
picture-villages = 各村（解决/收到）
picture-categories = 类别（解决/收到）
picture-others = 其他 { $count } 个
picture-ages = 在办多久（红的是逾期）
picture-open_3 = 3天内
picture-open_7 = 4–7天
picture-open_15 = 8–15天
picture-open_30 = 16–30天
picture-open_older = 30天以上
button-by-village = 🏘 各村
button-by-category = 🗂 类别
button-all-figures = 🔢 全部数字
button-periods = ⏱ 换时间
button-own-figures = 👤 我的
button-dark = 🌙 深色
button-light = ☀️ 浅色
button-picture = 📊 看图
button-words = ❓ 词的意思
period-today = 今天
period-week = 本周
period-last_week = 上周
period-month = 本月
period-last_month = 上月
period-quarter = 本季度
period-last_quarter = 上季度
period-year = 今年
period-last_year = 去年
button-call-backs = 📞 抽回访名单
brief-title = { $town } 四下基层工作简报（{ $dates }）
brief-heading = { $town } 四下基层工作简报
brief-how = 请写两个日期，例如：/brief 2026-10-01 2026-12-31
brief-tap = 点数字看明细。
brief-rows = <b>{ $name }</b>　第 { $page } 页
brief-caption = 简报（Word）
brief-open-dispute = { $what }，{ $until } 前
brief-open-dispute-late = { $what }，{ $until } 前（{ $late }）
brief-late = 已逾期：{ $by } 前该{ $step }
brief-made = 制表：{ $at }
brief-edition = 第 { $edition } 版，{ $at } 归档
brief-changes = 和第 { $edition } 版相比
brief-change = { $name }：{ $before } → { $after }
brief-change-come = + { $what }
brief-change-gone = − { $what }
brief-change-more = ……还有 { $count } 条
brief-handed-in = 📌 第 { $edition } 版已归档，数字和明细都留底。以后有改动，再归档就是新的一版，会写明改了什么。
brief-handed-in-changed =
    📌 第 { $edition } 版已归档，数字和明细都留底。和第 { $before } 版相比：
    { $list }
brief-same = 和第 { $edition } 版一样，没有新的一版。
brief-editions = 📌 已归档到第 { $edition } 版（{ $at }）
button-hand-in = 📌 归档上报
button-edition = 📄 第 { $edition } 版
button-word-zh = 📄 Word（中文）
button-word-en = 📄 Word（英文）
part-outreach = 一、宣传下基层
part-visits = 二、调研下基层
part-complaints = 三、信访下基层
part-service = 四、现场办公下基层
stats-facts = <b>四下基层</b>
fact-sessions = 开展宣讲和夜校 { $count } 场
fact-name-sessions = 宣讲和夜校场次
fact-night_school = 其中农民夜校 { $count } 场
fact-name-night_school = 农民夜校场次
fact-leaders_lecturing = 领导进村宣讲 { $count } 场
fact-name-leaders_lecturing = 领导宣讲
fact-listeners = 参加群众 { $count } 人次
fact-name-listeners = 参加人次
fact-found_useful = { $count } 人说夜校有用
fact-name-found_useful = 说夜校有用
fact-surveyed = 调研收到答复 { $count } 份
fact-name-surveyed = 调研答复
fact-rounds_done = 例行巡查 { $count } 次
fact-name-rounds_done = 例行巡查
fact-rounds_found = 巡查发现问题 { $count } 件
fact-name-rounds_found = 巡查发现问题
fact-rounds_missed = 当天没查 { $count } 次
fact-name-rounds_missed = 巡查当天没查
fact-cadres = 下沉干部 { $count } 人
fact-name-cadres = 下沉干部
fact-visits = 走访 { $count } 次
fact-name-visits = 走访次数
fact-interviewed = 走访群众 { $count } 人次
fact-name-interviewed = 走访群众
fact-problems = 收集问题 { $count } 个
fact-name-problems = 收集问题
fact-problems_solved = 群众确认解决 { $count } 个
fact-name-problems_solved = 解决问题
fact-problems_silent = 未评价到期完结 { $count } 个
fact-name-problems_silent = 未评价完结问题
fact-disputes = 排查矛盾纠纷 { $count } 起
fact-name-disputes = 矛盾纠纷
fact-disputes_resolved = 化解 { $count } 起
fact-name-disputes_resolved = 化解纠纷
fact-disputes_silent = 未评价到期完结 { $count } 起
fact-name-disputes_silent = 未评价完结纠纷
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
fact-agreements = 达成调解协议、各方同意 { $count } 起
fact-name-agreements = 各方同意的协议
fact-agreements_by_record = 其中没有上机器人的当事人由他人代记同意 { $count } 人
fact-name-agreements_by_record = 代记的同意
fact-goods_received = 慰问品入库 { $count } 件
fact-name-goods_received = 入库（件）
fact-goods_left = 期末库存 { $count } 件
fact-name-goods_left = 库存（件）

# 定期报送

button-reports = ⏰ 定期报送
reports =
    <b>定期报送</b>
    每周、每月的数据过后第一个工作日早上自动发来；没有数据就不发。
    { $list }
    要发到群里，请在群里发 /brief 每周 或 /brief 每月（群里只有数字，没有姓名）。
reports-none = 现在没有。
reports-line = ・{ $rhythm }　{ $place }　下次 { $due }
reports-to-me = 发给我
reports-in-group = 发到群里
rhythm-weekly = 每周
rhythm-monthly = 每月
button-report-me-weekly = 每周发给我
button-report-me-monthly = 每月发给我
button-report-other = 发给别人
button-end-report = 停发：{ $rhythm } { $place }
report-scheduled = 好了：{ $rhythm }，{ $place }。第一次 { $due }。
report-ended = 不再发了：{ $rhythm }，{ $place }。
ask-rhythm = 多久发一次？
ask-report-reader = 发给谁？发的是这个人自己看得到的数据。
reports-group-how = 请写 /brief 每周、/brief 每月，或者 /brief 停。简报本身请在和我的私聊里看。
reports-group-ended = 这个群不再发数据了。
reports-group-none = 这个群没有定期报送。
told-weekly-report-ended = { $name } 现在不能看简报了，每周发的数据已停。
told-monthly-report-ended = { $name } 现在不能看简报了，每月发的数据已停。
stats-words-of = 其中村民自己说 { $own }　回访说 { $byCall }；办理方自己说的 { $byOffice }（不算解决）
figure-solved_own = 解决：村民自己说的
figure-solved_by_call = 解决：回访说的
figure-said_by_office = 办理方自己说办好（不算解决）
fact-solved_by_call = 没用机器人的群众经回访确认解决 { $count } 件
fact-name-solved_by_call = 回访确认解决
fact-said_by_office = 只有办理方自己说办好的 { $count } 件（不算解决）
fact-name-said_by_office = 办理方自己说办好
