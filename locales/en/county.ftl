# The county: the level above towns

button-above = 🏛 County above · 上级县
button-below = 🏘 Towns below · 下属乡镇
county-above = 🏛 County: { $name } (since { $since }). What the town cannot do: More → Hand up on the card.
county-above-none =
    🏛 No county yet.
    Ask the county's admin to press /org → Towns below → Code in the county's bot and to send it to you; then press Join below.
ask-county-code = Send the code that the county gave you (the whole line).
button-join-county = Join a county · 接入县里
button-part-county = Leave { $name } · 退出
county-joined-by-you = ✅ Joined { $name }. From now on: More → Hand up on the card of a matter.
ask-part = Part from { $name }? What was handed up goes on to its end; nothing more can be.
button-part-really = Yes, part · 是，分开
county-parted-by-you = Parted from { $name }.
county-below =
    🏘 Towns below ({ $count })
    { $overdue ->
        [on] 🔺 What is overdue at a town's highest level comes up by itself.
       *[off] What is overdue in a town does not come up by itself.
    }
county-below-line = { $name }  since { $since }
button-county-code = ➕ Code · 接入码
button-overdue-on = 🔺 Take what is overdue: on · 打开
button-overdue-off = 🔺 Take what is overdue: off · 关掉
county-code =
    Code (works once within { $days } days):
    <code>{ $code }</code>
    The town's admin presses /org → County above → Join in the town's bot and sends this line.
told-town-joined = 🏘 { $name } has joined this county.
told-county-parted = 🏘 { $name } has parted: what was handed up goes on to its end, nothing more comes.

button-hand-up = 🏛 Hand up · 上报县里
button-answer-county = 💬 To the county · 回县里
ask-hand-up = To which county office does #{ $number } go? You stay the first receiver, with your deadline.
hand-up-to-county = 🏛 { $name } (by category)
ask-hand-up-reason = Why is { $name } needed for #{ $number }? One sentence.
handed-up-by-you = 🏛 #{ $number } is handed up to { $name }. You stay the first receiver; the county's answers come here, and a reply to them goes to the county.
ask-answer-county = What do you say to the county (#{ $number })? Words, a photo, a voice message; the villager does not read it.
said-to-county = Passed on to the county (#{ $number }).
said-to-town = Passed on to { $name } (#{ $number }); the villager reads it in the town's bot.
event-hand_up = Handed up to the county
event-county_answer = County's answer
shown-handed-up = 🏛 Handed up to { $name }{ $theirs ->
        [0] {""}
       *[other] {" "}(their #{ $theirs })
    }{ $state ->
        [done] : the county has resolved it; check with the villager, then resolve
       *[other] {""}
    }
shown-handed-from = 🏘 { $town } #{ $number }  first receiver: { $name }{ $phone ->
        [none] {""}
       *[other] {"  "}📞 { $phone }
    }
shown-villager-of = { $name } ({ $town })

told-handed-up = 🏛 #{ $number } is handed up to { $name } as well. The person responsible in the town stays; you will hear of every answer.
told-handed-up-handler = 🏛 #{ $number } was handed up to { $name }; the first receiver stays responsible.
told-handed-up-overdue = 🔺 #{ $number } is overdue at the town's highest level and was handed up to { $name }. The first receiver stays responsible.
told-town-reason = 🏘 #{ $number } why { $name } hands it up: { $reason }
told-town-withdrew = ↩️ #{ $number } { $name } has taken it back. { $reason }
told-town-solved = ✅ #{ $number } { $name } has solved it and the villager agrees; nothing is left for the county.
told-town-overdue = 🔺 #{ $number } was overdue in { $name } and is with the county now.
told-county-taken = 🏛 #{ $number } has arrived at the county as #{ $theirs }; responsible: { $name }.
told-county-accepted = 🏛 #{ $number } accepted by { $name }, to be resolved by { $until }.
told-county-extended = 🏛 #{ $number } { $name } needs until { $until }: { $reason }
told-county-extension-refused = 🏛 #{ $number } the county's later date was refused; it is { $until } again.
told-county-escalated = 🔺 #{ $number } is overdue at the county and was escalated there.
told-county-done = 🏛 #{ $number } { $name } has resolved it. Check with the villager, then press Resolve.
told-county-declined = 🏛 #{ $number } declined by { $name }: { $reason }. You stay responsible and may hand it to another office.
told-county-declined-villager = 🏛 #{ $number } { $name } does not take it: { $reason }. The person responsible in the town goes on.
told-county-nobody = 🏛 #{ $number } Nobody of { $name } can take it now. You stay responsible.
relay-from-county =
    🏛 { $name } (#{ $number }):
    { $body }
relay-county-asks =
    🏛❓ { $name } asks (#{ $number }); a reply to this goes to the county:
    { $body }
relay-county-done =
    🏛✅ { $name } has resolved #{ $number }:
    { $body }
relay-file-missing = 📎 A file of { $name } (#{ $number }) could not be brought over (too large, or gone); ask the town for it. { $body }

refused-county-before = There is a county above already. Leave it first in /org → County above.
refused-county-in-county = A county has towns below, a town has a county above; it cannot be both.
refused-county-code = This code is wrong, used or too old; ask the county's admin for another.
refused-county-none = There is no county above yet. The admin joins one in /org → County above.
refused-county-has-it = #{ $number } is with the county already. To say something to it, press To the county.
audit-county-code-made = Made a county code
audit-county-joined = Joined a county
audit-county-parted = Parted from a county or town
audit-county-overdue = Taking what is overdue

# The county and its towns

button-towns = 🏘 Towns · 各镇
towns-title = 🏘 <b>Towns ({ $count })</b>  { $period }
towns-line =
    <b>{ $name }</b>  received { $received }  solved { $solved }  open { $open }{ $overdue ->
        [0] {""}
       *[other] {"  "}🔴 overdue { $overdue }
    }
    { $rates }
towns-rows = 🏘 <b>{ $name }: { $figure } { $count }</b>  { $period }
towns-ticket = { $mark } #{ $number } { $category }  { $state }  { $until }
towns-confidential = 🔒 confidential

# What a county announces to its towns

announcement-from =
    📢 Notice of { $name }
    { $body }
broadcast-towns = 🏘 { $count } towns' own bots tell their people as well: { $names }.
read-line-town = 　🏘 { $name }: sent to { $sent }, read by { $read }
