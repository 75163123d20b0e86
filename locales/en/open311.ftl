# The interface for programs of others (Open311 GeoReport v2)

button-open311 = 🔌 对外接口 Programs
button-open311-add = ➕ 发钥匙 Key
open311-none =
    🔌 <b>Programs of others</b> (Open311 GeoReport v2)
    Closed. It opens with the first key for a program, such as a hotline or the county's platform: that may report problems and ask for services for villagers, and what comes is routed, has its deadlines and is called back as any other.
    Address: that of this bot's server with /open311/v2/
    Without a key one sees: which kind of problem, which village, its state, which day. Nothing of services, disputes, petitions, emergencies or what is confidential; nobody's name, and not one word of theirs.
open311-on =
    🔌 <b>Programs of others</b> (Open311 GeoReport v2): open, at /open311/v2/
    Without a key one sees which kind of problem, which village, its state and the day, no names and no words. Words are shown only to the program that filed them. It closes when the last key is taken back.
open311-key-line = ・{ $name }: made { $at }, { $filed } filed　{ $last }
ask-open311-name = For which program? Its name stands on what it files, for example: Hotline 12345
open311-key-made =
    🔑 The key for “{ $name }”, shown this once and kept nowhere:
    <code>{ $secret }</code>
    Give it to whoever runs that program, then delete this message. If it is lost, take it back and make another.
told-open311-danger = ⚠️ #{ $number } was passed on by “{ $source }”, and its words may speak of danger. Please look at once, and call first if you can.
told-open311-similar = #{ $number } was passed on by “{ $source }” and may be the same as { $others }. If so, open it and press 合并.
open311-contact = Please contact the township government.
open311-key-service = Keys are made by the town's admin in the bot: /org → 🔌 对外接口.
open311-village = Which village
open311-off = This town is not open to programs of others.
open311-nothing-there = There is nothing here. What there is: discovery, services, requests.
open311-body-unread = Could not be read: please send application/x-www-form-urlencoded, at most 64 KB.
open311-code-missing = service_code was not provided.
open311-key-wrong = api_key is missing, wrong or was taken back.
open311-no-service = There is no service_code { $code }: please get services again.
open311-no-request = There is no request { $id }, or it is not public.
open311-filed = Accepted as #{ $number }, to be resolved by { $until }.
open311-danger = In danger please call at once: police 110, ambulance 120, fire 119, crisis line 12356.
refused-village-missing = Which village is not known: please give attribute[{ $code }], or the village's name in address_string.
refused-fields-missing = Still missing: { $names }
refused-filed-enough = At most { $count } in an hour, please try later.
open311-no-jurisdiction = There is no town { $id } here: jurisdiction_id is the user name of the bot of a town below this county; without it, the county itself is meant.
