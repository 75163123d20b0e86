# Disputes and mediation

button-plan-mediation = 📅 Arrange · 约调解
button-record-mediation = 📝 Record · 记结果
button-add-parties = ➕ Parties · 当事人
button-invite-parties = ✉️ Invite parties · 请当事人
button-finish = ✔️ That is all · 取消
button-agreed = 🤝 Agreement · 达成协议
button-not-agreed = 🙅 No agreement · 没谈成
mediation-people = people's mediation · 人民调解
mediation-administrative = administrative mediation · 行政调解
mediation-judicial = judicial mediation · 司法调解
mediation-linked = linked mediation · 三调联动
mediation-title = ⚖️ Mediation of #{ $number }
mediation-planned = 📅 { $kind }: { $at }, { $place }
mediation-held = ✔️ { $kind }: { $at }, { $place }, held
mediation-agreement =
    📜 Agreement: { $agreement }
    → agree { $agreed }　do not { $disagreed }　no word yet { $waiting }
ask-parties-more = Names of the parties, one per line.
ask-mediation-kind = Which kind of mediation?
ask-when = When? Tap one, or write it, such as: tomorrow 3pm, 11-26 15:00
time-past = That time is over. Please write one to come; for next year, write the year.
time-unclear = That time could not be read. Please write the day and the hour, such as: tomorrow 3pm, 11-26 15:00
ask-mediation-place = Where? Please write the place.
place-unclear = Please write the place, at most 200 characters.
ask-mediation-result = What came of it?
ask-agreement = Please write the agreement; every party is asked to confirm its words.
ask-why-not-agreed = Why was there no agreement? One sentence, please.
party-link = Please pass this link on to { $name } (a party of #{ $number }); whoever opens it hears of the mediation and confirms the agreement: { $link }
no-party-to-invite = Every party is known, or none was named yet.
agreed-by-you = You agreed in #{ $number }.
disagreed-by-you = You did not agree in #{ $number }; the handler is told.
mediation-recorded = {"    "}{ $recorded } of them without the bot, written down by somebody who had no part
button-witness = ✍️ Write down an answer
ask-which-party = Whose answer?
ask-party-way = How was it said?
ask-party-word = Do they agree to the words of the agreement?
button-way-present = 🤝 In person
button-way-phone = 📞 By phone
