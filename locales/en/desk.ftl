# A station's desk

button-private-chat = Private chat
come-to-private-chat = Please write to me in private, where nobody reads along.
desk-set = This is now the desk of { $name }: new tickets are shown here, and whoever presses 接单 has one.
desk-in-private = /desk is meant for a station's group, not for this chat: add me to the group, then the admin or the head of the station writes “/desk” and the station's name there, such as /desk { $station }. New matters are shown in that group from then on, and whoever taps 接单 takes one.
desk-which = Please write the station's name behind /desk, such as /desk { $station }. There are: { $stations }.
desk-no-stations = There is no station yet. The admin adds one with /org in the private chat with me, and then writes “/desk” and its name here.
desk-not-yours = You may not do this: a desk is set up by the admin or by the head of that station.
desk-said = Passed on to the villager (#{ $number }). Their answer comes to your own chat with the bot.
desk-claim-first = Nobody has accepted #{ $number } yet, and the villager does not see what is written here. Press 接单 on the card first, then reply to it.
desk-ask-handler = #{ $number } is with { $name }; the villager does not see what is written here. To tell the villager something, { $name } replies to this card, or in their own chat with the bot.
desk-in-own-name = Please reply to the card of #{ $number } in your own name (not anonymously), or write in your own chat with the bot.
desk-topic = #{ $number } { $state } · { $category } { $village }
desk-topic-elsewhere = #{ $number } is elsewhere now
