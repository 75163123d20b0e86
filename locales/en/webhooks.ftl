# What programs of others are told (webhooks)

button-webhooks = 🪝 事件推送 Webhooks
button-webhook-add = ➕ 加地址 Address
webhooks =
    🪝 <b>Webhooks</b>
    Whenever the state of a matter changes, the addresses below are told: number, category, village, state, times. No names and no words; nothing of disputes, petitions, emergencies or what is confidential.
webhook-line = { $place }. { $url }: { $sent } delivered, { $waiting } waiting　{ $failing }
webhook-failing = ⚠️ nothing gets there since { $at }
ask-webhook-url = Please send the address, beginning with https://, for example: https://county.example.org/doorstep
webhook-added =
    🔑 The signing secret for { $url }, shown this once:
    <code>{ $secret }</code>
    Give it to whoever runs that program, who can then see that it was us, and delete this message.
webhook-log = 📜 Sent lately:
webhook-log-empty = 📜 Nothing was sent yet.
webhook-log-line = { $at } #{ $number } { $action } { $sign } { $became }
told-webhook-given-up = 🪝 { $url } took nothing for three days and is told nothing any more. Once it works again, add it under /org → 🪝 事件推送.
refused-url-unclear = That is no address, or has a password in it. Please send one that begins with https://.
refused-url-not-https = Please use an address that begins with https://: http can be read and changed by anybody.
refused-url-inside = { $host } is an address inside; webhooks go to the internet only. If it has to be, ask whoever runs the server to name it in WEBHOOK_HOSTS.
