# 事件推送（webhook）

button-webhooks = 🪝 事件推送
button-webhook-add = ➕ 加地址
webhooks =
    🪝 <b>事件推送</b>
    事项的状态一变，就告诉下面的地址：编号、类别、村、状态、时间。没有名字，没有原话；纠纷、信访、紧急、保密的不推。
webhook-line = { $place }. { $url }：送到 { $sent } 条，等着 { $waiting } 条　{ $failing }
webhook-failing = ⚠️ 从 { $at } 起送不到
ask-webhook-url = 请发对方的地址，https:// 开头，例如：https://county.example.org/doorstep
webhook-added =
    🔑 { $url } 的签名密钥，只显示这一次：
    <code>{ $secret }</code>
    交给管那个程序的人，用来核对是不是我们发的，然后删掉这条消息。
webhook-log = 📜 最近推送的：
webhook-log-empty = 📜 还没有推送过。
webhook-log-line = { $at } #{ $number } { $action } { $sign } { $became }
told-webhook-given-up = 🪝 { $url } 三天都送不到，已经不再推送。好了以后在 /org → 🪝 事件推送 里重新加上。
refused-url-unclear = 这不是网址，或者里面带了密码。请发 https:// 开头的网址。
refused-url-not-https = 请用 https:// 开头的地址：http 谁都能偷看、改动。
refused-url-inside = { $host } 是内部的地址，推送只到互联网上。一定要推到内网，请管服务器的人在 WEBHOOK_HOSTS 里写上它。
