# 矛盾纠纷、调解

button-plan-mediation = 📅 约调解
button-record-mediation = 📝 记结果
button-add-parties = ➕ 当事人
button-invite-parties = ✉️ 请当事人
button-finish = ✔️ 好了（取消）
button-agreed = 🤝 达成协议
button-not-agreed = 🙅 没谈成
mediation-people = 人民调解
mediation-administrative = 行政调解
mediation-judicial = 司法调解
mediation-linked = 三调联动
mediation-title = ⚖️ #{ $number } 调解
mediation-planned = 📅 { $kind }：{ $at }，{ $place }
mediation-held = ✔️ { $kind }：{ $at }，{ $place }，已开
mediation-agreement =
    📜 协议：{ $agreement }
    → 同意 { $agreed }　不同意 { $disagreed }　未答复 { $waiting }
ask-parties-more = 请写当事人的名字，一行一个。
ask-mediation-kind = 哪种调解？
ask-when = 什么时候？点一个，或直接写，例如：明天下午三点、下周三上午九点、11-26 15:00
time-past = 这个时间已经过了。请写以后的时间；要写明年的，请写上年份。
time-unclear = 时间没看懂。请写上哪天几点，例如：明天下午三点、11-26 15:00
ask-mediation-place = 在哪里调解？请写地点。
place-unclear = 请用文字写地点，200 字以内。
ask-mediation-result = 谈得怎样？
ask-agreement = 请写协议的内容，会发给每一位当事人确认。
ask-why-not-agreed = 没谈成的原因是什么？请写一句。
party-link = 请把这条链接转给 { $name }（#{ $number } 的当事人），打开后就能收到调解通知、确认协议：{ $link }
no-party-to-invite = 当事人都已联系上，或者还没有写当事人。
agreed-by-you = 您已同意 #{ $number } 的协议。
disagreed-by-you = 您不同意 #{ $number } 的协议，已告诉经办人。
mediation-recorded = {"    "}其中 { $recorded } 人没用机器人，由没经手的人记下
button-witness = ✍️ 记下答复
ask-which-party = 谁的答复？
ask-party-way = 怎么说的？
ask-party-word = 协议的内容，他同意吗？
button-way-present = 🤝 当面
button-way-phone = 📞 电话
