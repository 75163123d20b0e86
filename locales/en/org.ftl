# The town as it is set up

town-claimed = { $name }, you are now the first admin of this town. Three steps follow: its name, its villages, its people.
ask-town-name = What is the name of your town? Please send it, for example: 青石镇 (a county: its own name, for example 赣江县)
ask-village-names =
    Please send the villages, one per line. Groups go after a colon, for example:
    东坑村
    石背村: 一组、二组、三组
villages-added = Added { $count } villages: { $names }.
setup-paused = Let us stop here. /org continues the set-up.
names-added = Added { $count }: { $names }
ask-invite-role = Whom do you invite? First the role.
ask-invite-village = For which village?
ask-invite-station = To which station?
invite-link =
    Pass this link on ({ $who }); it works once, within { $days } days:
    { $link }
villages-first = There is no village yet; please add one first.
village-awaited = This town has no villages yet, so it cannot be handed in. What you said is kept: once the admin has added them, send /report and go on.
no-village-yet = There is no village yet; please add one first, then invite its cadre.
no-station-yet = There is no station yet; please add one first.
button-invite = ✉️ Invite · 邀请人
button-add-villages = ➕ Villages
button-add-stations = ➕ Stations
button-categories = 🏷 Categories
button-add-category = ➕ New category
ask-station-names = Please send the stations, one per line, for example: 民政站
ask-category-name = What is the new category called?
org-title = 🏘 <b>{ $town }</b>
org-village = · { $name } ({ $groups } groups): { $people }
org-station = · { $name }: { $people }
org-town-people = Whole town: { $people }
org-nobody = (nobody yet)
org-categories = 🏷 <b>Categories</b>: tap one to see and change it. 🚫 is hidden.
ask-poster = Which village's poster?
# Names of files
file-org = Town
file-roster-form = Roster form
file-households-form = Household register form
workbook-org = The town. Change it and send it back: you see the differences, then press 提交. Villages, stations and categories are only added or changed; ties are as the sheet says.
workbook-ledger = The ledger: every ticket and all its events, visits, sessions, rosters, condolences and figures, { $rows } rows. Confidential reporters are not named; what is not yours to see says “confidential”. Seal { $seal }: whoever verifies the file (npm run verify) must find the same.
workbook-read = Got the workbook; comparing it with the town …
workbook-too-large = The file is too large (20 MB at most). Please send only the sheets that are needed.
workbook-imported = ✅ { $count } changes written.
workbook-please = Please send an Excel file (.xlsx, .xls) or .csv.
workbook-roster = Roster “{ $title }” with results
workbook-roster-form = The form of a roster: fill it in and send it back. Village names as on the second sheet.
workbook-households-form = The form of the household register: fill it in and send it back. Village names as on the second sheet.
button-ties = 👥 Ties · 包联
button-stations = 🏢 Stations · 站所
button-services = 📋 Services
button-rules = 🧭 Routing · 归口规则
button-only-group = Only { $name } instead
button-invite-head = As head of the station instead
org-whole-town = Whole town
org-yes = yes
org-no = no
org-no-station = No station: the village's cadre
org-discipline-desk = Discipline desk
org-ties = 👥 <b>Ties</b>: of which place?
org-ties-of =
    👥 <b>{ $where }</b>
    { $list }
button-add-tie = ➕ Add somebody
button-head = ⭐ Make head
button-not-head = ☆ No longer head
button-members = 👥 Members
button-rename = ✏️ Rename
ask-tie-person = Who? Tap a name; for somebody without a role yet, write the name (they must have used the bot before), or go back and use ✉️ Invite.
tie-person-unknown = Nobody is called “{ $name }”. Please check the name; if they have never used the bot, invite them with /invite.
tie-person-several = There are { $count } people called “{ $name }”. Please invite the one you mean with /invite.
ask-tie-role = { $name } as what?
ask-tie-group = The whole village, or one group of it?
tie-added = ✅ { $name } is added and has been told.
ask-untie = End this: { $what }?
ask-untie-held = End this: { $what }? { $held } matters are still in their hands.
button-untie = ✔️ Yes, end it
button-untie-hand-over = ✔️ End it; hand the open matters to whoever takes over
button-untie-keep = ✔️ End it; they finish what is open
tie-ended = { $name } is removed; nothing had to be handed over.
tie-ended-handed = { $name } is removed; { $count } matters were handed over, and the villagers told.
org-stations = 🏢 <b>Stations</b>: tap one to see and change it.
org-station-card =
    🏢 <b>{ $name }</b>
    Members: { $people }
    Categories: { $categories }
    { $desk }
org-desk-none = No group chat yet. Add the bot to the station's group and send /desk { $name } there.
org-desk-set = New matters are shown in the station's group as well.
org-desk-lost = ⚠️ The bot cannot write to the station's group: it is not in it, or may not speak. Then send /desk { $name } there.
ask-station-name = What is the station called from now on?
org-services = 📋 <b>Services</b>: tap one to see and change it. 🚫 is hidden.
button-add-service = ➕ New service
org-category-card =
    <b>{ $name }</b> ({ $kind })
    In English: { $nameEn }
    Goes to: { $station }
    Terms: { $terms }
    Keywords: { $keywords }
    Guide: { $guide }
    Hidden: { $hidden }
org-service-card =
    <b>{ $name }</b> ({ $kind })
    In English: { $nameEn }
    Goes to: { $station }
    Terms: { $terms }
    At the door: { $atHome }
    Asks for: { $fields }
    Keywords: { $keywords }
    What it is, what to bring: { $guide }
    Hidden: { $hidden }
button-category-station = 🏢 Goes to
button-category-terms = ⏰ Terms
button-category-name = ✏️ Name
button-category-nameEn = ✏️ English
button-category-emoji = ✏️ Icon
button-category-guide = ✏️ Guide
button-category-keywords = ✏️ Keywords
button-category-fields = ✏️ Asks for
button-may-be-at-home = 🏠 At the door
button-not-at-home = 🚶 Not at the door
button-to-discipline = ⚖️ To the discipline desk
button-not-to-discipline = ⚖️ No longer to the discipline desk
button-hide = 🚫 Hide
button-show = ✅ Show
ask-category-nameEn = What is it called in English?
ask-category-emoji = Send one icon (an emoji).
ask-category-guide = What is it, for whom, what to bring? (up to 600 characters)
ask-category-keywords = With which words do villagers speak of it? Separate them by commas, for example: 路灯, 停电, 电线
ask-category-station = To which station does it go?
ask-category-terms = Which terms?
terms-urgent = Urgent: accept in 10 minutes, resolve in 1 day
terms-quick = Quick: accept in 2 working hours, resolve in 2 working days
terms-standard = Standard: accept in 4 working hours, resolve in 5 working days
terms-service = Service: accept in 4 working hours, resolve in 7 working days
terms-dispute = Dispute: accept in 4 working hours, resolve in 15 working days
terms-conduct = Conduct: accept in 1 working day, resolve in 15 working days
terms-petition = Petition: accept in 15 days, decide in 60 days
field-type-text = text
field-type-number = number
field-type-date = date
field-type-phone = phone
field-type-id_card = identity card
field-type-choice = choice
ask-service-name = What is the new service called? (up to 20 characters)
ask-service-guide = What is it, for whom, what to bring? (up to 600 characters; the villager reads this first)
ask-service-field =
    What should the villager fill in? Write the name of one thing, for example: 老人姓名. Press Skip when there is nothing more.
    So far:
    { $list }
ask-field-type = What kind of answer is “{ $name }”?
ask-field-options = Which ones are there to choose from? Separate them by commas.
options-unclear = Please write 2 to 10 of them, separated by commas, up to 20 characters each.
ask-field-required = Must “{ $name }” be filled in? What need not be is asked as well, and may be skipped.
button-required = ❗ Required
button-optional = Not required
field-twice = That one is there already; please use another name.
fields-full = { $most } are the most that anybody fills in. Press Skip when there is nothing more.
ask-service-at-home = Can it be done at the door of somebody who cannot walk?
service-look =
    📋 <b>{ $name }</b>
    { $guide }
    Asks for:
    { $fields }
    At the door: { $atHome }
    Goes to: { $station }

    Press Submit · 提交, and villagers can ask for it at once.
service-added = ✅ The service { $name } is added.
org-rules = 🧭 <b>Routing</b>: from top to bottom, whoever is met first is responsible; a deputy stands in for whoever is on leave, and never whom a report is about.
routing-line = { $number }. { $what }
routing-discipline = Confidential, or about a cadre: the discipline desk
routing-discreet-admin = These, with nobody at the discipline desk: an admin
routing-duty = Emergency: whoever is on duty today
routing-own-rules = The town's own rules (not for emergencies):
routing-station = A category of a station: its head, then its members
routing-group = The cadre tied to the group
routing-village = The cadre tied to the village
routing-other-group = A cadre of another group of the village
routing-leader = The leader in charge of the village
routing-admin = An admin
routing-any-leader = Any leader
rule-line = { "    " }{ $number }) { $which } → { $target }
button-add-rule = ➕ New rule
ask-rule-kind = Which kind of matter?
ask-rule-category = Which category?
ask-rule-village = Of which village?
ask-rule-target = Who gets it?
button-any-kind = Any kind
button-any-category = Any category
button-any-village = Any village
rule-added = ✅ The rule is added; new matters follow it from now on.
routing-chosen = the station that the reporter chose
button-alarm-words = ⚠️ Words of danger
org-alarm-words =
    ⚠️ <b>Words of danger</b>: whoever writes one is shown 110 / 120 / 12356 first and then asked how to report. The usual ways of saying it are known; add those of this place.
alarm-words-line = ・{ $kind }: { $words }
ask-alarm-word-kind = Which kind of word? "Harmless" is what only sounds like it.
ask-alarm-word = Please send the words to add, divided by commas.
ask-alarm-word-off = Press a word to take it away.
alarm-words-added = { $count } words added.
button-add-alarm-word = ➕ Add words
button-remove-alarm-word = ➖ Take away
button-desk-group = 👥 值班群 Pick the desk
ask-desk-group = In which group are new matters of { $name } shown? Pick one below. Bring the bot into the group first; into a group with topics it can be added at once.
desk-picked = “{ $title }” is the desk of { $name } now.
workbook-roster-sheet = Roster “{ $title }”, what is left of it, to print: tick it, have it signed, or fill in result, date and remarks and send it back.
