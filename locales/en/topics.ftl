# Topics

topics-title = 📌 <b>Topics</b>
topics-empty = 📌 There is no topic yet. What a village reports three times within 90 days is listed below; tap it to make it a topic.
topic-line = ・{ $title } ({ $village }, { $category }), owner { $owner }, { $milestones } milestones
topic-line-closed = ✅ { $title } ({ $village }, { $category }), owner { $owner }, { $milestones } milestones, closed
recurring-title = 🔁 <b>What keeps coming back</b> (90 days)
recurring-line = ・{ $village }, { $category }: { $count }
ask-topic-title = Name the topic.
ask-topic-owner = Who owns it?
ask-topic-measure = What is the measure?
topic-made = ✅ Topic “{ $title }” is made.
topic-card =
    📌 <b>{ $title }</b> ({ $village }, { $category })
    Owner: { $owner }
    Measure: { $measure }
    Result: { $result }
milestone-line = ・{ $until } { $body }
button-milestone = ➕ Milestone
button-topic-result = 🏁 Result
ask-milestone = What is the progress?
ask-topic-result = What came of it?
topic-advanced = ✅ Noted.
topic-closed = ✅ The topic is closed.
topic-money = Money in all: ¥{ $yuan }
topic-yuan = ¥{ $yuan }
topic-before = Before
topic-after = After
button-topic-money = 💰 Money
button-topic-before = 🖼 Before
button-topic-after = 🖼 After
button-topic-photos = 🖼 Photos before and after
ask-topic-money = How much? Such as: 3200
ask-topic-money-for = From where, and for what? You may skip it.
ask-topic-before = Please send a photo of how it was before; you may write a few words below it.
ask-topic-after = Please send a photo of how it is now, of the same place if you can.
topic-photo-please = Please send a photo or a video.
told-topic-photo = 🖼 { $what } { $until } { $body }
