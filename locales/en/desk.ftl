# A station's desk

button-private-chat = Private chat
come-to-private-chat = Please write to me in private, where nobody reads along.
desk-set = This is now the desk of { $name }: new tickets are shown here, and whoever presses 接单 has one.
desk-said = Passed on to the villager (#{ $number }). Their answer comes to your own chat with the bot.
desk-claim-first = Nobody has accepted #{ $number } yet, and the villager does not see what is written here. Press 接单 on the card first, then reply to it.
desk-ask-handler = #{ $number } is with { $name }; the villager does not see what is written here. To tell the villager something, { $name } replies to this card, or in their own chat with the bot.
desk-in-own-name = Please reply to the card of #{ $number } in your own name (not anonymously), or write in your own chat with the bot.
desk-topic = #{ $number } { $state } · { $category } { $village }
desk-topic-elsewhere = #{ $number } is elsewhere now
