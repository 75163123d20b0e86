# 例行巡查

rounds-title = 🔁 <b>例行巡查</b>
rounds-empty = 🔁 还没有例行巡查。领导和站所可以定：查什么、谁去、多久一次，到点提醒。
round-line = ・{ $title }（{ $where }）{ $whose }，{ $rhythm }，下次 { $until }
rounds-missed-count = ⚠️ 近 7 天有 { $count } 次没查，也没补记。
button-rounds-missed = ⚠️ 没查的
button-new-round = ➕ 定一项
rounds-none-missed = 👍 近 7 天该查的都查了。
missed-title = ⚠️ <b>近 7 天没查的 { $count } 次</b>
missed-line = ・{ $day } { $title }（{ $where }）
ask-round-title = 查什么？比如：汛期水库巡查、消防通道排查。
ask-round-village = 查哪里？
ask-round-whose = 谁去查？他请假时提醒代办人，离任后提醒接手的人。
button-village-cadres = 👥 村里的包村干部
ask-round-rhythm = 多久一次？
often-daily = 每天
often-workdays = 每个工作日
often-weekly = 每周
often-monthly = 每月
often-dates = 指定日子
ask-round-weekdays = 每周哪天？点一天，或者写几天：周一、周四
weekday-1 = 周一
weekday-2 = 周二
weekday-3 = 周三
weekday-4 = 周四
weekday-5 = 周五
weekday-6 = 周六
weekday-7 = 周日
ask-round-days = 每月几号？可以写几个：5号、20号、月底
day-of-month = { $day }号
last-of-month = 月底
ask-round-dates = 哪些日子？写月和日：12-1、12-15
ask-round-season = 只在哪一段时间？比如：4-1 到 9-30。一直要查就点 跳过。
ask-round-time = 几点提醒？点一个，或者写：8:30
time-of-day-unclear = 没看懂几点。请这样写：8:30 或 下午5点。
ask-round-proof = 报 没问题 的时候，要不要凭据？
proof-none = 不用凭据
proof-photo = 📷 要拍照
proof-place = 📍 要发位置
on-daily = 每天
on-workdays = 每个工作日
on-weekly = 每周 { $days }
on-monthly = 每月 { $days }
on-dates = { $days }
in-season = （{ $from } 到 { $to }）
round-look =
    🔁 <b>{ $title }</b>
    地方：{ $where }
    谁去：{ $whose }
    时间：{ $rhythm }
    凭据：{ $proof }
    第一次：{ $until }

    对的话点 提交。
round-made = ✅ 定好了：《{ $title }》，第一次 { $until }。到点会提醒，没查的您看得到。
round-card =
    🔁 <b>{ $title }</b>（{ $where }）
    谁去：{ $whose }
    时间：{ $rhythm }
    凭据：{ $proof }
    下次：{ $until }
    本月：该查 { $due } 次，查了 { $done } 次，发现 { $found } 件，做不了 { $undone } 次，当天没查 { $missed } 次
round-is-over = 已停止
turn-line-open = ・{ $day } ⏳ 还没记
turn-line-missed = ・{ $day } ⚠️ 没查
turn-line-clear = ・{ $day } ✅ 没问题 { $name }
turn-line-found = ・{ $day } 🔎 发现 { $count } 件 { $name }
turn-line-undone = ・{ $day } 🚫 做不了：{ $note } { $name }
turn-late = { $name }（补记）
button-end-round = ⏹ 不再查
button-end-really = ⏹ 真的不再查
round-end-sure = 《{ $title }》以后不再提醒，记过的都留着。确定吗？
round-ended = ⏹ 《{ $title }》不再提醒了。
button-turn-clear = ✅ 没问题
button-turn-found = 🔎 发现问题
button-turn-undone = 🚫 做不了
ask-turn-photo = 请拍一张照片发过来。
turn-photo-please = 这一项要照片为凭，请发一张照片或一段视频。
ask-turn-place = 请发您现在的位置：点 📎，再点 位置。
turn-place-please = 请发位置：点 📎，再点 位置。
turn-cleared = ✅ 《{ $title }》记下了：没问题。
ask-found = 发现了什么？文字、照片、语音都行。
ask-found-place = 在哪里？发位置，或者写出来。
ask-found-village = 在哪个村？
ask-found-category = 属于哪一类？
found-reported = ✅ 已立为 #{ $number }，由 { $name } 负责。又发现一处，再点上面的 发现问题。
ask-turn-why = 为什么做不了？领导会看到。
turn-undone = 记下了：《{ $title }》做不了，已告诉领导。能做了再点 没问题 或 发现问题。
told-round = 🔁 { $name } 请您定期查：《{ $title }》，第一次 { $until }，到点提醒您。/rounds 看全部
told-turn =
    🔁 该查了：<b>{ $title }</b>
    { $proof ->
        [photo] 报 没问题 要拍一张照片。
        [place] 报 没问题 要发位置。
       *[none] 查完点一下。
    }
told-turn-missed = ⚠️ { $day } 的《{ $title }》没有记。查过就补一下，没查成请点 做不了 写原因。
told-turn-undone = 🚫 《{ $title }》{ $name } 今天做不了：{ $reason }
digest-rounds = 🔁 近 7 天例行巡查没查 { $count } 次
button-edit-round = ✏️ 修改
ask-round-edit = 改什么？从下一次起照新的，记过的都留着。
round-edit-whose = 👷 谁去
round-edit-rhythm = 📅 多久一次
round-edit-minute = 🕘 几点
round-edit-title = 🏷 查什么
round-edit-proof = 📷 凭据
round-edited = ✅ 《{ $title }》已改，下次 { $until }。
told-round-changed = 🔁 { $name } 改了《{ $title }》，下次 { $until }。/rounds 看全部
told-round-passed-on = 🔁 { $name } 把《{ $title }》交给别人了，从下一次（{ $until }）起不归您。
