# Rosters

rosters-title = 📋 <b>Rosters</b>
rosters-empty = 📋 There is no roster for you yet. A station or a leader makes one from an Excel file, and your part comes here.
roster-line =
    “{ $title }”
    { $bar } { $done } of { $total }　postponed { $postponed }　not needed { $moved }　mine { $mine }
button-new-roster = ➕ New roster
ask-roster-title = Name of the roster? For example: pension certification
ask-roster-file = Fill in the form above and send it back (.xlsx). It is split by village to the tied cadres.
entries-title = { $count } left:
entries-empty = Nothing of this roster is left for you. /roster shows the others.
entry-line = ・{ $name } { $where } 📞 { $phone } { $remark }
entry-line-postponed = ⏳ { $name } { $where } 📞 { $phone } postponed: { $remark }
entry-card =
    👤 <b>{ $name }</b>
    📍 { $where }
    📞 { $phone }
    📝 { $remark }
    Served by { $taker }
button-served = ✅ Served
button-postpone = ⏳ Postpone
button-not-needed = 🚫 Not needed
button-export = 📤 Export
ask-proof = { $name }: send a photo or a sentence as proof.
ask-postpone = { $name }: why, and until when?
ask-not-needed = { $name }: why is it not needed (moved away, died …)?
entry-noted-done = ✅ { $name } is served.
entry-noted-postponed = ⏳ { $name } is postponed.
entry-noted-moved = 🚫 { $name } needs nothing.
entry-open = open
entry-postponed = postponed
entry-done = served
entry-moved = not needed
