# Rounds

rounds-title = 🔁 <b>Rounds</b>
rounds-empty = 🔁 There are no rounds yet. Leaders and stations set what is to be looked at, by whom and how often; the bot reminds at the hour.
round-line = ・{ $title } ({ $where }), { $whose }, { $rhythm }, next { $until }
rounds-missed-count =
    { $count ->
        [one] ⚠️ Within 7 days one was not done, nor written down later.
       *[other] ⚠️ Within 7 days { $count } were not done, nor written down later.
    }
button-rounds-missed = ⚠️ Missed
button-new-round = ➕ New round
rounds-none-missed = 👍 Within 7 days everything was looked at.
missed-title = ⚠️ <b>Missed within 7 days: { $count }</b>
missed-line = ・{ $day } { $title } ({ $where })
ask-round-title = What is to be looked at? Such as: the reservoir in the flood season, fire lanes.
ask-round-village = Where?
ask-round-whose = By whom? While they are on leave their deputy is reminded; when they have left office, whoever follows.
button-village-cadres = 👥 The village's cadres
ask-round-rhythm = How often?
often-daily = Every day
often-workdays = Every working day
often-weekly = Every week
often-monthly = Every month
often-dates = On given days
ask-round-weekdays = On which day of the week? Tap one, or write several: Mon, Thu
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
ask-round-days = On which days of the month? Several are fine: 5, 20, last
day-of-month = { $day }.
last-of-month = last day
ask-round-dates = On which days? Month and day: 12-1, 12-15
ask-round-season = Only in a season? Such as: 4-1 to 9-30. If always, tap 跳过 Skip.
ask-round-time = At what time is the reminder? Tap one, or write: 8:30
time-of-day-unclear = That is no time of day. Please write it like 8:30 or 5 pm.
ask-round-proof = Is proof needed to say 没问题 All fine?
proof-none = No proof
proof-photo = 📷 A photo
proof-place = 📍 The place
on-daily = every day
on-workdays = every working day
on-weekly = every week: { $days }
on-monthly = every month: { $days }
on-dates = { $days }
in-season = ({ $from } to { $to })
round-look =
    🔁 <b>{ $title }</b>
    Where: { $where }
    Whose: { $whose }
    When: { $rhythm }
    Proof: { $proof }
    First: { $until }

    If this is right, tap 提交 Submit.
round-made = ✅ Round “{ $title }” is set, first { $until }. Whoever it is for is reminded at the hour, and you see what is missed.
round-card =
    🔁 <b>{ $title }</b> ({ $where })
    Whose: { $whose }
    When: { $rhythm }
    Proof: { $proof }
    Next: { $until }
    This month: due { $due }, done { $done }, matters found { $found }, could not be done { $undone }, not done on the day { $missed }
round-is-over = ended
turn-line-open = ・{ $day } ⏳ not written down yet
turn-line-missed = ・{ $day } ⚠️ missed
turn-line-clear = ・{ $day } ✅ all fine, { $name }
turn-line-found = ・{ $day } 🔎 found { $count }, { $name }
turn-line-undone = ・{ $day } 🚫 could not be done: { $note } { $name }
turn-late = { $name } (late)
button-end-round = ⏹ End it
button-end-really = ⏹ Really end it
round-end-sure = Nobody will be reminded of “{ $title }” any more; what was written down stays. Sure?
round-ended = ⏹ “{ $title }” has ended.
button-turn-clear = ✅ 没问题 All fine
button-turn-found = 🔎 发现问题 Found a problem
button-turn-undone = 🚫 做不了 Cannot do it
ask-turn-photo = Please send a photo.
turn-photo-please = This one needs a photo or a video as proof.
ask-turn-place = Please send where you are: tap 📎, then Location.
turn-place-please = Please send the place: tap 📎, then Location.
turn-cleared = ✅ “{ $title }” is noted: all fine.
ask-found = What did you find? Words, a photo or a voice message.
ask-found-place = Where? Send the place, or write it.
ask-found-village = In which village?
ask-found-category = Of which category?
found-reported = ✅ It is #{ $number } now; { $name } is responsible. For one more tap 发现问题 above again.
ask-turn-why = Why can it not be done? Those who lead will read it.
turn-undone = Noted: “{ $title }” could not be done, and those who lead are told. When it can, tap 没问题 or 发现问题.
told-round = 🔁 { $name } asks you to look regularly: “{ $title }”, first { $until }; you will be reminded. All of them: /rounds
told-turn =
    🔁 It is time: <b>{ $title }</b>
    { $proof ->
        [photo] 没问题 needs a photo.
        [place] 没问题 needs the place.
       *[none] Tap when you have looked.
    }
told-turn-missed = ⚠️ Nothing was noted for “{ $title }” of { $day }. If it was done, note it now; if not, tap 做不了 and say why.
told-turn-undone = 🚫 “{ $title }”: { $name } cannot do it today: { $reason }
digest-rounds =
    { $count ->
        [one] 🔁 One round was missed within 7 days
       *[other] 🔁 { $count } rounds were missed within 7 days
    }
button-edit-round = ✏️ 修改 Change
ask-round-edit = What is changed? It holds from the next time on; what was written down stays.
round-edit-whose = 👷 谁去 Who goes
round-edit-rhythm = 📅 多久一次 How often
round-edit-minute = 🕘 几点 At what hour
round-edit-title = 🏷 查什么 What
round-edit-proof = 📷 凭据 Proof
round-edited = ✅ “{ $title }” is changed; next { $until }.
told-round-changed = 🔁 { $name } changed “{ $title }”; next { $until }. /rounds shows all
told-round-passed-on = 🔁 { $name } gave “{ $title }” to somebody else; from the next time ({ $until }) on it is not yours.
