# 架构、邀请、海报、工作簿

town-claimed = { $name }，您现在是本镇的第一个管理员。下面三步：镇名 → 村 → 邀请人。
ask-town-name = 您的镇叫什么名字？请直接发过来，例如：青石镇（县就写县名，例如：赣江县）
ask-village-names =
    请发村名，一行一个。有村民小组的，写在冒号后面，例如：
    东坑村
    石背村：一组、二组、三组
villages-added = 已加 { $count } 个村：{ $names }。
setup-paused = 先到这里。用 /org 可以接着设置。
names-added = 已加 { $count } 个：{ $names }
ask-invite-role = 邀请谁？先选身份。
ask-invite-village = 负责哪个村？
ask-invite-station = 哪个站所？
invite-link =
    把这条链接发给 { $who }，打开就生效，只能用一次，{ $days } 天内有效：
    { $link }
villages-first = 还没有村，请先加上。
village-awaited = 镇里还没有设置村，现在还交不上去。您说的都留着：等管理员加了村，回来发 /report 接着填。
no-village-yet = 还没有村，先加上，再邀请包村干部。
no-station-yet = 还没有站所，先加上。
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
# Names of files
file-org = 全镇架构
file-roster-form = 名单空表
file-households-form = 户名册空表
workbook-org = 全镇架构。改好发回来，先看差别，再点 提交。村、站所、类别只增改不删；包联、规则以表为准。
workbook-ledger = 台账：每件事项和全部经过，走访、宣讲、名单、慰问和数字，共 { $rows } 行。保密来件不写姓名电话，不归您看的写“保密”。封条 { $seal }：核对文件（npm run verify）得出的要与这里一样。
workbook-read = 收到工作簿，正在和现在的架构比对……
workbook-too-large = 文件太大（最多 20 MB）。请只留需要的表再发。
workbook-imported = ✅ 已写入 { $count } 处改动。
workbook-please = 请发 Excel 文件（.xlsx、.xls）或 .csv。
workbook-roster = 名单《{ $title }》和结果
workbook-roster-form = 名单的表：填好发回来。村名要和第二页一样。
workbook-households-form = 户名册的表：填好发回来。村名要和第二页一样。
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
org-stations = 🏢 <b>站所</b>：点一个看看、改改。
org-station-card =
    🏢 <b>{ $name }</b>
    成员：{ $people }
    归口类别：{ $categories }
    { $desk }
org-desk-none = 还没有值班群。把机器人拉进站所的群，在群里发 /desk { $name } 就行。
org-desk-set = 新事项也发到站所的群里。
org-desk-lost = ⚠️ 机器人发不到站所的群里了：不在群里，或不能发言。处理好后在群里发 /desk { $name }。
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
ask-field-required = “{ $name }”一定要填吗？不一定要填的也会问，村民可以跳过。
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
routing-chosen = 报的人自己选的站所
button-alarm-words = ⚠️ 警示词
org-alarm-words =
    ⚠️ <b>警示词</b>：村民的话里有这些词，先给 110 / 120 / 12356 等电话，再问怎么报。常见的说法机器人已经认得，这里加本地的说法。
alarm-words-line = ・{ $kind }：{ $words }
ask-alarm-word-kind = 加哪一种词？“不算”是听着像、其实没事的说法。
ask-alarm-word = 请发要加的词，几个用逗号隔开，例如：犯浑、寻短路
ask-alarm-word-off = 点一下要去掉的词。
alarm-words-added = 已加 { $count } 个词。
button-add-alarm-word = ➕ 加词
button-remove-alarm-word = ➖ 去掉
button-desk-group = 👥 选值班群
ask-desk-group = { $name } 的新事项发到哪个群？点下面选一个。机器人还没进群的，先拉进去；分话题的群可以直接加。
desk-picked = “{ $title }”现在是 { $name } 的受理群。
workbook-roster-sheet = 名单《{ $title }》还没办的，可以打印：打勾、签名；填好 结果、日期、备注 发回来，核对后写入。
