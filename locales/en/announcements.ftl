# Announcements and the policy shelf

notices-title = 📢 Latest notices
notices-empty = There are no notices yet. What town and village announce appears here, and is sent to you.
notice-entry =
    <b>{ $at }</b>
    { $body }
ask-broadcast-where = To whom?
ask-broadcast-what = Please send the notice (words, or one photo or file with a caption).
broadcast-look =
    To: { $where }
    { $body }

    Press Submit · 提交 to send it.
broadcast-sent = On its way to { $count } people.
ask-broadcast-group = To which group of { $village }?
broadcast-waits = Noted for { $count } people. These are quiet hours; it goes out { $until }.
read-noted = Thank you, we know that you have read this notice.
read-line = 👀 { $body }…: sent to { $sent }, read by { $read }
notices-more = You can also:
sessions-coming = 📅 <b>Meetings and classes to come</b>
button-mute = 🔕 Unsubscribe
button-unmute = 🔔 Subscribe again
unmuted = You get announcements again.
button-join-named = ✋ Come to “{ $topic }”
