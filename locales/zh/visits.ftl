# 走访

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
ask-visit-undo = 为什么不算？点一个，或写一句。
visit-undo-slip = 点错了
visit-undo-other = 记错人家了
visit-undone = 这次走访不算了。
household-moved = 已标为搬走，不再列出，以前的走访还在。
button-report-heard = 📮 登记为事项
button-moved-away = 🚚 已搬走
ask-heard = 听到了什么？写几句，或者发语音、照片。
ask-heard-problem = 是什么问题？写几句，或者发语音、照片。
ask-heard-category = 属于哪一类？
ask-people = 谈了几个人？
heard-reported = ✅ 已登记 #{ $number }，负责人 { $name }。
coverage-title = 📊 <b>本月走访</b>
coverage-line = { $village }：{ $visited } / { $households } 户　{ $cadre }
ask-households-file = 请按上面的表填好户名册发回来；系统导出的户名册（.xlsx、.xls、.csv）也可以直接发。
list-read = 收到，正在看表……
ask-heard-from = 谁反映的？点户主；家里别人反映的，请写姓名和电话。
ask-heard-from-field = 谁反映的？请写姓名和电话，例如：王有根 13800000001
button-found-myself = 我自己发现的
heard-leave-paper = 他没用机器人：办结后由没经手的人打电话问他。想让他自己跟进，可以打印一张扫码单留下。
button-visit-day = 📅 不是今天
button-along = 👥 一起去的
button-household = 🏠 这一户
button-log-visit = 🚶 记一次走访
button-round = 🗓 本月待走
button-find-household = 🔍 找户
ask-visit-day = 哪天去的？例如：昨天下午三点、11月20日
visit-day-unclear = 没看懂是哪天。请写成 昨天下午三点、11月20日 这样。
visit-day-future = 那天还没到。走访过了再记。
visit-dated = ✅ 已改成 { $until } 的走访：{ $name }，谈了 { $people } 人。
ask-along = 谁和您一起去的？再点同一个人就去掉。
visit-along = 👥 一起去的：{ $names }
told-went-along = 👥 { $name } 记了您 { $until } 一起走访，计入您的走访数。没有去的话，请他去掉。
visit-words = 🎙 走访语音的机器转写：{ $words }
household-page =
    🏠 <b>{ $head }</b>
    📍 { $where }
    👪 { $people } 人　📞 { $phone }
    {"👷"} { $cadre }　{ $bot }
household-page-gone =
    🏠 <b>{ $head }</b>（已搬走）
    📍 { $where }
    👪 { $people } 人　📞 { $phone }
    {"👷"} { $cadre }　{ $bot }
household-with-bot = 用机器人
household-without-bot = 没用机器人
household-history-none = 还没有记录。
household-hidden = 🔒（保密事项）
household-visit = 🚶 { $names }：{ $said } { $number }
household-matter = 📮 #{ $number } { $state }：{ $said }
household-care = 💗 关爱档案，每 { $days } 天去一次：{ $situation }
household-care-closed = 💗 关爱档案已结：{ $situation }
household-care-was = 🔄 情况变了，原来是：{ $body }
household-care-end = 💗 结档：{ $body }
household-roster = 📋 { $title }：{ $result } { $note }
household-gift = 🎁 { $yuan } 元　{ $goods }
household-consent = 👥 同意 { $name } 代报（{ $way }）
household-consent-over = 👥 已不再由 { $name } 代报
household-heard = 🎧 { $until } 走访时留下的：{ $body }
ask-household-find = 户主姓名、地址或电话的一部分？
households-found = 🔍 “{ $name }”有这些户：
households-found-none = 🔍 没有找到“{ $name }”。请换一个字，或者看 /visit。
month-title = 🗓 <b>本月待走</b>：还有 { $left } 户。点一组，挨户走：
month-done = 🎉 本月都走到了。
month-line = ・{ $where }：还有 { $left } / { $all } 户
route-title = 🧭 <b>挨户走</b>：这一组还有 { $left } 户，点一户就记下并划掉。
route-done = 🎉 这一组本月走完了。
route-line = ・{ $head }（{ $people } 人）
