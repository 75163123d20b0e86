# 您的资料

privacy =
    <b>您的资料</b>
    记着的：称呼 { $name }，电话 { $phone }，您的 Telegram 编号；您报的 { $reports } 件事和说过的 { $said } 句话、没填完的 { $drafts } 份。
    为什么：谁来办、怎么答复您、办没办好，都靠它；统计只用数，不用名字。
    谁看得到：负责的干部和上级；选了保密，经办人看不到您是谁。
    多久：您发来的原样 { $wordDays } 天（编号 { $updateDays } 天，现有 { $updates } 条），发给您的（{ $messages } 条）{ $messageDays } 天，没填完的 { $draftDays } 天；事项办完 { $years } 年后，原话、电话、地点都抹掉，只留哪个村、哪类事、什么时候、结果怎样。
    照片、语音留在 Telegram，这里只记编号；日志里没有姓名、电话和内容。
    想删就点 🗑 删除。
button-erase = 🗑 删除我的资料
erase-what =
    <b>删除您的资料</b>
    删掉：您的称呼、电话、Telegram 编号，您报的事和说过的话、照片、语音、地点，没填完的；别人聊天里的卡片和转发，Telegram 还让改的也会抹掉。
    留下：哪个村、哪类事、什么时候、结果和满意度，不带您的名字。
erase-withdrawn = 撤回没办完的：{ $numbers }
erase-ended = 办好等您评价的，按已办结：{ $numbers }
erase-office = 您的身份会收回，手上 { $count } 件事交给接手的人；您在工作中做的、写的留在事项里，不带名字。
erase-final =
    镇里自己登记的册子（户册、名单、关爱档案）里的您，请找管理员删。
    镇里夜里留的备份里还有，等旧备份换掉才没，一般两周。
    删了找不回来。以后再发 /start，就是新来的人。
button-erase-really = 🗑 确定删除
button-erase-keep = 不删
erase-done = 已删除您的资料，这里不再认得您。要再用，发 /start，就是新来的人。
erase-kept = 好的，什么都没删。
erased-before = 这里没有您的资料。要用请发 /start。
ask-erase-who = 要抹掉谁？发姓名（或电话）。找的是户册、名单、关爱档案、慰问、代记的村民、纠纷里没用机器人的当事人；用机器人的人自己在 /privacy 里删。
erase-nobody = 没有找到“{ $who }”。换个写法再来，或点 取消。
ask-erase-entry = 找到这些，抹掉哪一条？
register-household = 🏠 户
register-roster = 📋 名单
register-care = ❤️ 关爱
register-gift = 🎁 慰问
register-paper = 📝 代记的村民
register-party = ⚖️ 当事人
button-erase-all = 同名的 { $count } 条全部
ask-erase-why = 为什么？（本人要求、登记错了……会记入查阅记录，不要写姓名）
ask-erase-really = 抹掉 { $count } 条登记里的姓名、电话、住址和说过的话？数字留着，抹了找不回来。
entries-erased = 已抹掉 { $count } 条。数字、台账不变。
audit-title-sensitive = <b>查阅记录</b>（新的在前）
audit-title-refused = <b>被拒的尝试</b>（新的在前）
audit-empty = 还没有。
audit-line = { $at }　{ $name }　{ $deed }
audit-line-detail = { $at }　{ $name }　{ $deed }：{ $detail }
audit-machine = （机器上的人）
audit-tried = 试了 { $what }
audit-reveal = 查看了保密来件人
audit-read-care = 看了别人的关爱档案
audit-export-ledger = 导出台账
audit-export-org = 导出架构工作簿
audit-export-roster = 导出名单
audit-export-briefing = 导出简报
audit-export-own = 导出自己的资料
audit-erase = 抹掉登记
audit-erased-self = 删除了自己
audit-keeping = 改保存期限
audit-claim-made = 生成管理员链接
audit-claim-used = 用链接成为管理员
audit-bot-changed = 换了机器人
audit-older-release = 旧版本的程序还在新版本的数据库上运行
button-audit-sensitive = 🔎 查阅记录
button-audit-refused = 🚫 被拒的尝试
first-use = 🔒 您发来的话、照片、地点和您的称呼会记下来，只给办事的人看，用来办事、答复您；办完 { $years } 年后抹掉。想看、想要一份、想删，随时都行。
button-privacy = 🔒 我的资料
button-keeping = ⏳ 保存期限
keeping-title = <b>保存期限</b>（到期后每晚自动抹掉内容，数字和台账留着）
keeping-line = { $what }：{ $years }
keeping-how = 点一项来改。
keeping-years = { $years } 年
keeping-tickets = 办完的事项
keeping-visits = 走访听到的
keeping-care = 结束的关爱档案和慰问
keeping-rosters = 办完的名单
keeping-households = 搬走的户
ask-keeping = “{ $what }”保存几年？
keeping-set = 好的，“{ $what }”保存 { $years }。
privacy-no-phone = 没有
button-own-data = 📤 导出我的资料
own-title = { $town }“家门口”里您的资料　{ $at }
own-files-note = 照片、语音等文件在 Telegram 里，这里只有编号。全部内容在同时发来的 my-data.json 里。
own-page-caption = 📄 您的资料，点开就能看
own-json-caption = 🗂 同样的资料，给电脑读的
own-account = 您是谁
own-roles = 身份
own-reports = 您报的事
own-said = 您说过的
own-deeds = 您在事项里做过的
own-joined = 您“我也是”的
own-questions = 您在宣讲里问的
own-sessions = 您报名的宣讲
own-drafts = 没填完的
own-telegram = Telegram 编号
own-username = 用户名
own-phone = 电话
own-language = 语言
own-state = 状态
own-rating = 评价
own-confidential = 保密
own-place = 地点
own-beneficiary = 替谁办
