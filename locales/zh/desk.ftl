# 站所群

button-private-chat = 私聊我
come-to-private-chat = 请和我私聊，您的事不会被别人看到。
desk-set = 这里现在是 { $name } 的受理群，新事项会发到这里，谁点 接单 就是谁的。
desk-said = 已转给村民（#{ $number }）。村民的答复会发到您和机器人的私聊里。
desk-claim-first = #{ $number } 还没有人接，村民看不到这里的话。先点卡片上的 接单，再回复卡片，就会转给村民。
desk-ask-handler = #{ $number } 由 { $name } 办，这里的话村民看不到。要告诉村民，请 { $name } 回复这张卡片，或在和机器人的私聊里回复。
desk-in-own-name = 请用自己的名字（不要匿名）回复 #{ $number } 的卡片，或到和机器人的私聊里写。
desk-topic = #{ $number } { $state } · { $category } { $village }
desk-topic-elsewhere = #{ $number } 已转走
