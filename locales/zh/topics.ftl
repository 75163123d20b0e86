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
