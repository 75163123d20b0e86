button-public-page = 🌐 Public page
button-public-on = Make it public
button-public-off = No longer public
public-page =
    🌐 <b>Public page</b>: { $state }

    Everybody can look, without an account: at the address of this bot's server, with /public behind it.
    It shows how much came in last quarter by village and category and about how much of it is solved, the last twelve months, the four rates, policy notes for the whole town, and planned talks.
    It does not show who reported, what was reported, or any name. What is confidential, an emergency or about a cadre is in no number; numbers under 5 are not shown and cannot be subtracted from a sum.
    Policy notes and talks are shown as written: where they name people or phones, change that first.
button-points = 📍 Where villages lie
button-no-point = 🗑 No place
org-points =
    📍 <b>Where villages lie</b>: { $placed } of { $count }

    Villages that have a place are drawn as a map on the public page: one circle each, with the number that the table shows, and no other places. Press a village, then send where it lies.
ask-village-point = Where is { $name }? Send its location: 📎, “Location”, and put the pin on the village.
village-point-kept = 📍 The place of { $name } is noted.
village-point-gone = { $name } has no place any more.
public-state-on = public
public-state-off = not public
public-title = { $town }: at the doorstep
public-lead = What villagers reported from { $from } to { $to }. What is confidential, an emergency or about a cadre is not counted.
public-closed = This town has no public page.
public-busy = Too many people are looking just now. Please come back in a while.
public-total = { $count } received
public-total-few = Fewer than 5 received
public-villages = Villages
public-categories = Categories
public-months = The last twelve months
public-rates = Rates
public-sessions = Coming talks and evening classes
public-notes = Policies
public-column-name = Name
public-column-month = Month
public-column-solved = Share solved
public-others = All others
public-few = not shown
public-no-rows = No number can be shown by itself.
public-no-sessions = None planned yet.
public-no-notes = None yet.
public-band = { $from }–{ $to }%
public-how = Numbers under 5 are not written and shares are bands with at least 5 reports in each, so that nobody is recognised. What is not shown may be none, few or many. Solved: whoever reported it says so.
public-other-language = 中文
public-session-talk = Talk
public-session-night_school = Evening class
public-map-what = Where the villages lie and how much came in, with the numbers of the table below.
public-map-how = North is up. The larger the circle, the more came in; a small empty circle: no number is shown.
