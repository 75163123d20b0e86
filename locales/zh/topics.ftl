# 专题

topics-title = 📌 <b>每月一题</b>
topics-empty = 📌 还没有立题。同村同类的事 90 天内报了三次，会列在下面，点它就能立题。
topic-line = ・{ $title }（{ $village } { $category }）牵头 { $owner }，进展 { $milestones } 条
topic-line-closed = ✅ { $title }（{ $village } { $category }）牵头 { $owner }，进展 { $milestones } 条，已办结
recurring-title = 🔁 <b>反复出现的问题</b>（近 90 天）
recurring-line = ・{ $village } { $category } { $count } 件
ask-topic-title = 给这一题起个名。
ask-topic-owner = 谁牵头？
ask-topic-measure = 准备怎么从根上解决？
topic-made = ✅ 已立题《{ $title }》。
topic-card =
    📌 <b>{ $title }</b>（{ $village } { $category }）
    牵头：{ $owner }
    措施：{ $measure }
    结果：{ $result }
milestone-line = ・{ $until } { $body }
button-milestone = ➕ 进展
button-topic-result = 🏁 结题
ask-milestone = 有什么进展？
ask-topic-result = 结果怎样？
topic-advanced = ✅ 进展记下了。
topic-closed = ✅ 已结题。
topic-money = 资金合计：{ $yuan } 元
topic-yuan = { $yuan } 元
topic-before = 整治前
topic-after = 整治后
button-topic-money = 💰 资金
button-topic-before = 🖼 整治前
button-topic-after = 🖼 整治后
button-topic-photos = 🖼 看前后照片
ask-topic-money = 多少钱？比如：3200 元、3万
ask-topic-money-for = 哪来的、做什么用？可以跳过。
ask-topic-before = 请发一张整治前的照片，下面可以写几个字。
ask-topic-after = 请发一张整治后的照片，最好是同一个地方。
topic-photo-please = 请发照片或视频。
told-topic-photo = 🖼 { $what } { $until } { $body }
