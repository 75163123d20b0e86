# 站所群

button-private-chat = 私聊我
come-to-private-chat = 请和我私聊，您的事不会被别人看到。
desk-set = 这里现在是 { $name } 的受理群，新事项会发到这里，谁点 接单 就是谁的。
desk-in-private = /desk 要发在站所的工作群里，不是这里：先把我拉进群，再由管理员或站所负责人在群里发“/desk 站所名”，例如 /desk { $station }。新事项就会发到那个群，谁点 接单 就是谁的。
desk-which = 请在 /desk 后面写站所名，例如 /desk { $station }。现有的站所：{ $stations }。
desk-no-stations = 还没有站所。管理员先在和我的私聊里用 /org 添加，再到这里发“/desk 站所名”。
desk-not-yours = 您没有这个权限：受理群由管理员或这个站所的负责人来设。
desk-said = 已转给村民（#{ $number }）。村民的答复会发到您和机器人的私聊里。
desk-claim-first = #{ $number } 还没有人接，村民看不到这里的话。先点卡片上的 接单，再回复卡片，就会转给村民。
desk-ask-handler = #{ $number } 由 { $name } 办，这里的话村民看不到。要告诉村民，请 { $name } 回复这张卡片，或在和机器人的私聊里回复。
desk-in-own-name = 请用自己的名字（不要匿名）回复 #{ $number } 的卡片，或到和机器人的私聊里写。
desk-topic = #{ $number } { $state } · { $category } { $village }
desk-topic-elsewhere = #{ $number } 已转走
