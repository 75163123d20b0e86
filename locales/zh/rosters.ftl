# 名单

rosters-title = 📋 <b>上门名单</b>
rosters-empty = 📋 还没有名单。站所或镇领导点 新名单、发来 Excel，就会分到您这里。
roster-line =
    《{ $title }》
    { $bar } { $done } / { $total }　改期 { $postponed }　不用办 { $moved }　我还有 { $mine }
button-new-roster = ➕ 新名单
ask-roster-title = 名单叫什么？例如：养老待遇资格认证
ask-roster-file = 请按上面的表填好发回来；系统导出的名单（.xlsx、.xls、.csv）也可以直接发。按村、组分给包联的干部。
entries-title = 还有 { $count } 人：
entries-empty = 这份名单里，归您办的都办完了。/roster 看别的名单。
entry-line = ・{ $name } { $where }　📞 { $phone }　{ $remark }
entry-line-postponed = ⏳ { $name } { $where }　📞 { $phone }　改期：{ $remark }
entry-card =
    👤 <b>{ $name }</b>
    📍 { $where }
    📞 { $phone }
    📝 { $remark }
    承办：{ $taker }
button-served = ✅ 办好了
button-postpone = ⏳ 改期
button-export = 📤 导出
ask-proof = { $name }：请发照片、语音、位置，或写一句，作为办好的凭据。
ask-postpone = { $name }：为什么改期，改到哪天？写了日子（例如 下周三）到时提醒您。
ask-not-needed = { $name }：请写一句情况（听谁说的、搬到哪里……），或发照片、语音、位置。
entry-noted-done = ✅ { $name } 办好了。
entry-noted-postponed = ⏳ { $name } 改期。
entry-noted-moved = 🚫 { $name } 不用办。
entry-open = 未办
entry-postponed = 改期
entry-done = 已办
entry-moved = 不用办
button-columns = 🔧 列不对
ask-list-column = 哪一列认错了？点一下（左边是机器人要的，右边是表里的）：
ask-list-heading = “{ $column }”是表里的哪一列？没有这一列点 跳过。选好后下次自动这样认。
button-find-person = 🔍 找人
ask-roster-find = 找谁？写名字里的一两个字，或身份证号后四位。
entries-found = 🔍 “{ $name }”：
entries-found-none = 名单里没有“{ $name }”，或不归您看。
entry-found-line = ・{ $name } { $where } 《{ $title }》 { $result }
button-why-moved_away = 🚚 搬走了
button-why-died = 🕯 过世了
button-why-refused = ✋ 不愿办
button-why-other = 🚫 不用办
why-moved_away = 搬走
why-died = 过世
why-refused = 不愿办
why-other = 不用办
entry-noted-next = ⏳ { $name } 改期。{ $until } 提醒您。
button-hand-on = 🔁 转给别人
button-sheet = 🖨 打印表
button-ticked = 📷 打勾的照片
ask-hand-from = 把谁剩下的转给别人？
hand-from = { $name } { $count } 人
hand-from-gone = { $name } { $count } 人（已离任）
ask-hand-to = 转给谁？点一个，或者写姓名。
roster-handed = ✅ { $count } 人已转给 { $name }，双方都通知了。
ask-ticked-photo = 请发打了勾、签了名的那张纸的照片。
ticked-photo-please = 请发照片（纸要拍全，看得清勾和签名）。
ask-ticked-numbers = 哪几号办好了？写编号里 # 后面的数，例如：1-8、10
ticked-numbers-unclear = 没看懂编号。请写成 1-8、10 这样。
ticked-numbers-unknown = 这些编号不在剩下的人里，或不归您办：{ $numbers }。请再写一次。
ticked-look = 这 { $count } 人都记为“办好”，照片作凭据：{ $names }。对的话点 提交。
ticked-done = ✅ { $count } 人办好了。
