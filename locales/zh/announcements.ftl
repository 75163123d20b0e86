# 通知、广播、政策

notices-title = 📢 最近的通知
notices-empty = 还没有通知。镇里、村里发的通知会出现在这里，也会直接发给您。
notice-entry =
    <b>{ $at }</b>
    { $body }
ask-broadcast-where = 发给哪里？
ask-broadcast-what = 请发通知内容（文字，或一张照片、一个文件加说明）。
broadcast-look =
    发给：{ $where }
    { $body }

    确定就点 提交。
broadcast-sent = 已发给 { $count } 人，正在送出。
ask-broadcast-group = 发给 { $village } 哪个组？
broadcast-waits = 已记下，发给 { $count } 人。现在是休息时间，{ $until } 再发。
read-noted = 好的，知道您看过这条通知了。
read-line = 👀 { $body }……：发 { $sent } 人，已阅 { $read } 人
notices-more = 还可以：
sessions-coming = 📅 <b>近期宣讲和夜校</b>
button-mute = 🔕 不收通知
button-unmute = 🔔 重新收通知
unmuted = 好的，又会收到通知了。
button-join-named = ✋ 参加《{ $topic }》
