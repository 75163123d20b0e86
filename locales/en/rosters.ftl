# Rosters

rosters-title = 📋 <b>Rosters</b>
rosters-empty = 📋 There is no roster for you yet. A station or a leader makes one from an Excel file, and your part comes here.
roster-line =
    “{ $title }”
    { $bar } { $done } of { $total }　postponed { $postponed }　not needed { $moved }　mine { $mine }
button-new-roster = ➕ New roster
ask-roster-title = Name of the roster? For example: pension certification
ask-roster-file = Fill in the form above and send it back; a list as a system hands it out (.xlsx, .xls, .csv) can be sent as it is. It is split by village and group to the tied cadres.
entries-title = { $count } left:
entries-empty = Nothing of this roster is left for you. /roster shows the others.
entry-line = ・{ $name } { $where }　📞 { $phone }　{ $remark }
entry-line-postponed = ⏳ { $name } { $where }　📞 { $phone }　postponed: { $remark }
entry-card =
    👤 <b>{ $name }</b>
    📍 { $where }
    📞 { $phone }
    📝 { $remark }
    Served by { $taker }
button-served = ✅ Served
button-postpone = ⏳ Postpone
button-export = 📤 Export
ask-proof = { $name }: send a photo, a voice message, a place or a sentence as proof.
ask-postpone = { $name }: why, and until when? Write the day (such as: in 3 days) and you are reminded.
ask-not-needed = { $name }: please write what is known (who said so, where to …), or send a photo, a voice message or a place.
entry-noted-done = ✅ { $name } is served.
entry-noted-postponed = ⏳ { $name } is postponed.
entry-noted-moved = 🚫 { $name } needs nothing.
entry-open = open
entry-postponed = postponed
entry-done = served
entry-moved = not needed
button-columns = 🔧 Wrong column
ask-list-column = Which column was taken wrongly? (Left: what the bot needs; right: the heading in the file)
ask-list-heading = Which heading of the file is “{ $column }”? If there is none, press 跳过. It will be read like this from now on.
button-find-person = 🔍 Find somebody
ask-roster-find = Whom? Write a part of the name, or the last four signs of the identity number.
entries-found = 🔍 “{ $name }”:
entries-found-none = Nobody called “{ $name }” stands in a list that you may see.
entry-found-line = ・{ $name } { $where } “{ $title }” { $result }
button-why-moved_away = 🚚 Moved 搬走了
button-why-died = 🕯 Died 过世了
button-why-refused = ✋ Refused 不愿办
button-why-other = 🚫 Not needed 不用办
why-moved_away = moved away
why-died = died
why-refused = refused
why-other = not needed
entry-noted-next = ⏳ { $name } is postponed. You are reminded on { $until }.
button-hand-on = 🔁 转给别人 Hand on
button-sheet = 🖨 打印表 Sheet to print
button-ticked = 📷 打勾的照片 Ticked photo
ask-hand-from = Whose part is to go to somebody else?
hand-from = { $name }: { $count }
hand-from-gone = { $name }: { $count } (left office)
ask-hand-to = To whom? Tap one, or write the name.
roster-handed = ✅ { $count } went to { $name }; both were told.
ask-ticked-photo = Please send a photo of the sheet with its ticks and signatures.
ticked-photo-please = A photo, please: the whole sheet, with ticks and signatures that can be read.
ask-ticked-numbers = Which numbers were served? Write what stands behind the #, such as: 1-8, 10
ticked-numbers-unclear = I cannot read these numbers. Write them like: 1-8, 10
ticked-numbers-unknown = These are not among those who are left, or not yours to serve: { $numbers }. Please write them again.
ticked-look = All { $count } become “served”, with the photo as proof: { $names }. Tap Submit if that is right.
ticked-done = ✅ { $count } served.
