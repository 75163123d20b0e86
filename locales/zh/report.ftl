# 报问题、办事、紧急

button-send-location = 📍 发送我的位置
button-send-phone = 📱 发送我的手机号
button-changes = ✏️ 改一改
button-add-place = 📍 加地点
button-add-phone = 📞 留电话
going-on = 好的，接着看：
ask-changes = 要改哪一项？
button-change-village = ✏️ 改村
button-change-category = ✏️ 改类别
button-change-content = ✏️ 改内容
button-change-place = ✏️ 改地点
button-change-phone = ✏️ 改电话
button-confidential-on = 🔒 已保密（点一下公开）
button-confidential-off = 🔓 要保密，不让经办人知道我是谁
button-as-report = 📝 报问题
ask-category = 是哪一类的事？
ask-service = 您要办什么？
category-unknown = 请点下面的按钮选一类；拿不准就选“其他”。
ask-content = 请说说是什么事：打字、说语音、拍照片、录视频都可以，一样就够。
ask-content-service = 谁要办、什么情况，说一句就行（文字、语音、照片都可以）。
ask-content-emergency = 🚨 什么事、在哪里？说一句语音，或发位置、照片、文字，一样就够。人在走动就发“实时位置”，大家一路都找得到您。
ask-content-dispute = 请说说是什么事：打字、说语音、拍照片都可以。
ask-content-petition = 请写明您的诉求，或拍下书面材料。
ask-place = 在什么地方？可以点“发送我的位置”，也可以打几个字，例如“村口小桥边”。
ask-phone = 留个电话，干部好联系您。点“发送我的手机号”，或直接打号码。
phone-unclear = 这不像一个电话号码（手机 11 位）。请再发一次，或者点 跳过。
phone-kept = 电话记下了。
place-kept = 位置记下了。
added-to-report = 已加到您要报的内容里。
too-many-files = 最多 { $most } 个文件，已经够了。前面的都还在。
summary-title = 请看一看对不对：
ask-submit = 对的话点 提交。还可以接着补充文字、照片、语音。
emergency-numbers =
    🚨 有危险先打电话：
    公安 110　火警 119　急救 120
service-guide = ℹ️ { $guide }
place-pin = 地图位置
report-cancelled = 已取消，没有提交。
submitted-confidential =
    ✅ 已提交，编号 <b>#{ $number }</b>，已保密
    经办人只看到事情，看不到您是谁；他的回复会转到这里。
    { $until } 前接单，{ $resolve } 前办结
submitted-emergency =
    🚨 已报出，编号 <b>#{ $number }</b>
    已经通知 { $names }，没人接会每 2 分钟再催一次。
    有危险请先打 110 / 119 / 120。
ask-first = 收到。要把这件事报上去吗？
ask-first-question = 政策栏里还没有写这一条，我不乱说。要报上去，请镇里的人答复吗？
ask-first-service = 这件事可以办：<b>{ $name }</b>。点 办事 就开始，手续由我们一步步问。
button-as-service = 🏛 办事：{ $name }
ask-first-or-ticket = 收到。这是一件新的事，还是补充下面哪一件？
first-dropped = 好的，没有上报。有事点下面的按钮。
button-change-fields = ✏️ 改填的项
ask-about = 说的是哪位干部？这件事不会让他知道。不在里面就写他的姓名；不想说可以跳过。
ask-parties = 和谁有纠纷？请写对方的名字，一行一个。说不清可以跳过。
button-for-me = 🙋 给自己办
button-for-other = 👵 替别人办
ask-other-name = 替谁办？请写他的名字。
field-text = { $name }？请写一下。
field-number = { $name }？请写数字。
field-date = { $name }？请写年月日，例如 2026-11-24。
field-phone = { $name }？请写电话号码。
field-id_card = { $name }？请写 18 位身份证号。
field-choice = { $name }？请选一个。
fields-first = 还有 { $count } 项要问，答完就能提交；不清楚的可以跳过。
field-unclear = 这个不对，请看清楚再写一次。前面填的都还在。
button-at-home = 🏠 上门办
button-come-myself = 🚶 不用上门，自己来
offer-home = 🏠 走不动、不方便来的，可以点 上门办，我们到家里办。
ask-similar = 🙋 村里已经有人报过像是同一件的事（见下面的按钮）。是同一件就点它，有进展一起告诉您；不是就照常 提交。
joined =
    🙋 好的，#{ $number } 已算上您，在 我的事项 里看得到，有进展会告诉您，办完也会问您。
    经办的干部看得到您的名字；报的人和别的村民看不到。
alarm-danger =
    ⚠️ 有危险，先打电话：
    📞 急救 <b>120</b>　公安 <b>110</b>　火警 <b>119</b>
    人先到安全的地方。要值班的人马上知道，点 紧急。
button-as-confidential = 🔒 保密报，不让人知道我是谁
button-as-usual = 📝 照常报
ask-whom = 这件事交给谁？您选了谁才给谁；村里的干部只有您点了他才看得到。
button-whom-desk = 🛡 镇上专门的人（纪检），保密
button-whom-village = 👷 村里的包村干部
whom-desk = 镇上专门的人，保密
whom-village = 村里的包村干部
button-change-about = ✏️ 改反映的人
ask-several =
    您说的好像是 { $count } 件事，由不同的人办：
    { $list }
    分开报，每件都有人管、有时限；也可以合成一件报。
button-split = 📑 分开报
button-as-one = 📄 就报一件
next-matter = ➡️ 接着报下一件（还有 { $count } 件）。
button-report-for = 替 { $name } 报
meant-answer = 这句写进您正在填的这份里了。如果是答 { $name } 问的 #{ $number }，点下面转给他，填的照旧。
meant-answer-only = 这句是答 { $name } 问的 #{ $number } 吗？是的话点下面转给他，填的照旧。
button-meant-answer = ↪️ 是答 #{ $number } 的
meant-too-late = 这句已经不在正在填的内容里了。要回答，请直接回复干部问您的那条消息。
