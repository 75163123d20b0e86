# Figures and briefing

stats-title = 📊 <b>{ $where }</b>　{ $period }
stats-received = Received { $received } (before: { $before }): solved { $solved }, closed unrated { $silent }, unfinished { $unfinished }
stats-nothing-yet = Nothing has come in yet. The button below shows the period before.
stats-now = Open now { $open }, overdue { $overdue }
stats-own = In my hands
stats-share = { $name }: received { $received }, solved { $solved }
stats-number = { $name }: { $count }
stats-none = None.
stats-kept-line = 🔒 #{ $number } { $village }: { $state }
stats-how =
    Which period? Tap one, or write it:
    /stats 9.1-9.30
    /stats last month
    /stats 2026 Q3
    /stats 东坑村
stats-words =
    <b>What these words mean</b>
    Received: reported in this period. Withdrawn, declined and merged ones are not among them, and have numbers of their own.
    Solved: closed because its reporter said satisfied or fair; those without the bot are asked by somebody who had no part in it. An office's own word does not count, and has a number of its own.
    Closed unrated: it ended by itself because nobody rated it. That is not solved.
    Unfinished: of what was received, what has not ended; also what waits for a rating.
    Open, overdue: as of now, whenever it came in. Overdue means that the step that is due is late; what waits for the villager is not.
    Response rate: answered in time, of what was answered or is due for an answer.
    On-time rate: resolved in time, of what was resolved or is due.
    Solved rate: its reporter says solved, of those whose reporter spoke and those past their term.
    Satisfaction rate: satisfied and fair, of those rated.
    What still has time lowers no rate.
rate-response = Response
rate-punctuality = On time
rate-resolution = Solved
rate-satisfaction = Satisfaction
figure-received = Received
figure-solved = Solved
figure-silent = Closed unrated
figure-unfinished = Unfinished
figure-awaiting = Waiting for a rating
figure-reopened = Reopened
figure-withdrawn = Withdrawn (not in received)
figure-declined = Declined (not in received)
figure-merged = Merged (not in received)
figure-answer_due = Answers due
figure-answered_in_time = Answered in time
figure-answered_late = Not answered in time
figure-done_due = Results due
figure-done_in_time = Resolved in time
figure-done_late = Not resolved in time
figure-outcome_due = Outcomes due
figure-unsolved = Not solved yet
figure-rated = Rated
figure-content = Satisfied and fair
figure-satisfied = Satisfied
figure-fair = Fair
figure-unsatisfied = Unsatisfied
figure-open = Open
figure-overdue = Overdue
figure-open_3 = Open up to 3 days
figure-open_7 = Open 4 to 7 days
figure-open_15 = Open 8 to 15 days
figure-open_30 = Open 16 to 30 days
figure-open_older = Open over 30 days
figure-confidential = 🔒 Confidential
picture-before = before: { $count }
picture-silent = unrated { $count }
picture-now = now
picture-over-time = Over time
picture-received-before = before
picture-villages = Villages (solved/all)
picture-categories = Categories (solved/all)
picture-others = { $count } others
picture-ages = Open for how long (red: overdue)
picture-open_3 = ≤3 days
picture-open_7 = 4–7
picture-open_15 = 8–15
picture-open_30 = 16–30
picture-open_older = 30+
button-by-village = 🏘 Villages · 各村
button-by-category = 🗂 Categories · 类别
button-all-figures = 🔢 All numbers · 全部数字
button-periods = ⏱ Period · 换时间
button-own-figures = 👤 Mine · 我的
button-dark = 🌙 Dark · 深色
button-light = ☀️ Light · 浅色
button-picture = 📊 Picture · 看图
button-words = ❓ The words · 词的意思
period-today = Today
period-week = This week
period-last_week = Last week
period-month = This month
period-last_month = Last month
period-quarter = This quarter
period-last_quarter = Last quarter
period-year = This year
period-last_year = Last year
button-call-backs = 📞 Draw call-backs · 抽回访名单
brief-title = { $town }: briefing on the work at the grassroots ({ $dates })
brief-heading = { $town }: briefing on the work at the grassroots
brief-how = Please give two dates, for example: /brief 2026-10-01 2026-12-31
brief-tap = Tap a number to see its rows.
brief-rows = <b>{ $name }</b>　page { $page }
brief-caption = Briefing (Word)
brief-open-dispute = { $what }, until { $until }
brief-open-dispute-late = { $what }, until { $until } ({ $late })
brief-late = overdue since { $by }: { $step }
brief-made = Made: { $at }
brief-edition = Edition { $edition }, handed in { $at }
brief-changes = What changed since edition { $edition }
brief-change = { $name }: { $before } → { $after }
brief-change-come = + { $what }
brief-change-gone = − { $what }
brief-change-more = … and { $count } more
brief-handed-in = 📌 Edition { $edition } is kept with its figures and rows. What changes later makes a new edition, which says what changed.
brief-handed-in-changed =
    📌 Edition { $edition } is kept with its figures and rows. Since edition { $before }:
    { $list }
brief-same = It says the same as edition { $edition }; there is no new one.
brief-editions = 📌 Handed in: edition { $edition } ({ $at })
button-hand-in = 📌 Hand in and keep · 归档上报
button-edition = 📄 Edition { $edition }
button-word-zh = 📄 Word (Chinese)
button-word-en = 📄 Word (English)
part-outreach = 1. Outreach
part-visits = 2. Visits
part-complaints = 3. Complaints and disputes
part-service = 4. Service on the spot
stats-facts = <b>At the grassroots</b>
fact-sessions =
    { $count ->
        [one] 1 outreach session
       *[other] { $count } outreach sessions
    }
fact-name-sessions = Outreach sessions
fact-night_school =
    { $count ->
        [one] 1 of them a night-school class
       *[other] { $count } of them night-school classes
    }
fact-name-night_school = Night-school classes
fact-leaders_lecturing =
    { $count ->
        [one] 1 lecture by a leader in the villages
       *[other] { $count } lectures by leaders in the villages
    }
fact-name-leaders_lecturing = Lectures by leaders
fact-listeners =
    { $count ->
        [one] 1 person came
       *[other] { $count } people came
    }
fact-name-listeners = People who came
fact-found_useful =
    { $count ->
        [one] { $count } person found a class useful
       *[other] { $count } people found a class useful
    }
fact-name-found_useful = Found a class useful
fact-surveyed =
    { $count ->
        [one] 1 answer to surveys
       *[other] { $count } answers to surveys
    }
fact-name-surveyed = Answers to surveys
fact-rounds_done =
    { $count ->
        [one] 1 round done
       *[other] { $count } rounds done
    }
fact-name-rounds_done = Rounds done
fact-rounds_found =
    { $count ->
        [one] 1 problem found on rounds
       *[other] { $count } problems found on rounds
    }
fact-name-rounds_found = Problems found on rounds
fact-rounds_missed =
    { $count ->
        [one] 1 round not done on its day
       *[other] { $count } rounds not done on their day
    }
fact-name-rounds_missed = Rounds not done on their day
fact-cadres =
    { $count ->
        [one] 1 cadre went down
       *[other] { $count } cadres went down
    }
fact-name-cadres = Cadres going down
fact-visits =
    { $count ->
        [one] 1 visit
       *[other] { $count } visits
    }
fact-name-visits = Visits
fact-interviewed =
    { $count ->
        [one] 1 villager interviewed
       *[other] { $count } villagers interviewed
    }
fact-name-interviewed = Villagers interviewed
fact-problems =
    { $count ->
        [one] 1 problem collected
       *[other] { $count } problems collected
    }
fact-name-problems = Problems collected
fact-problems_solved = { $count } of them solved, as the villagers say
fact-name-problems_solved = Problems solved
fact-problems_silent = { $count } of them closed unrated
fact-name-problems_silent = Problems closed unrated
fact-disputes =
    { $count ->
        [one] 1 dispute found
       *[other] { $count } disputes found
    }
fact-name-disputes = Disputes found
fact-disputes_resolved = { $count } resolved
fact-name-disputes_resolved = Disputes resolved
fact-disputes_silent = { $count } closed unrated
fact-name-disputes_silent = Disputes closed unrated
fact-disputes_open =
    { $count ->
        [one] 1 under way, with a deadline and a responsible person
       *[other] { $count } under way, each with a deadline and a responsible person
    }
fact-name-disputes_open = Disputes under way
fact-petitions =
    { $count ->
        [one] 1 petition
       *[other] { $count } petitions
    }
fact-name-petitions = Petitions
fact-emergencies =
    { $count ->
        [one] 1 emergency dealt with
       *[other] { $count } emergencies dealt with
    }
fact-name-emergencies = Emergencies
fact-services =
    { $count ->
        [one] 1 service asked for
       *[other] { $count } services asked for
    }
fact-name-services = Services
fact-served_at_home =
    { $count ->
        [one] 1 person served at home from rosters
       *[other] { $count } people served at home from rosters
    }
fact-name-served_at_home = Served at home
fact-condolence_money = { $count } yuan of condolence money
fact-name-condolence_money = Condolence money (yuan)
fact-condolence_items =
    { $count ->
        [one] 1 item of condolence
       *[other] { $count } items of condolence
    }
fact-name-condolence_items = Condolence items
fact-agreements =
    { $count ->
        [one] 1 agreement to which all sides said yes
       *[other] { $count } agreements to which all sides said yes
    }
fact-name-agreements = Agreements of all sides
fact-agreements_by_record =
    { $count ->
        [one] of these, the yes of 1 party without Telegram written down by somebody else
       *[other] of these, the yes of { $count } parties without Telegram written down by somebody else
    }
fact-name-agreements_by_record = Agreed on record
fact-goods_received =
    { $count ->
        [one] 1 item of condolence goods came in
       *[other] { $count } items of condolence goods came in
    }
fact-name-goods_received = Goods in (items)
fact-goods_left =
    { $count ->
        [one] 1 item in the store at the end
       *[other] { $count } items in the store at the end
    }
fact-name-goods_left = In the store (items)

# Figures by themselves

button-reports = ⏰ Send regularly
reports =
    <b>Figures by themselves</b>
    Those of each week or month arrive on the first working morning after it; nothing is sent when nothing was recorded.
    { $list }
    To have them in a group, write /brief weekly or /brief monthly there (a group gets numbers, no names).
reports-none = There are none now.
reports-line = ・{ $rhythm }　{ $place }　next { $due }
reports-to-me = to me
reports-in-group = to a group
rhythm-weekly = Weekly
rhythm-monthly = Monthly
button-report-me-weekly = Weekly to me
button-report-me-monthly = Monthly to me
button-report-other = To somebody else
button-end-report = End: { $rhythm } { $place }
report-scheduled = Done: { $rhythm }, { $place }. The first comes { $due }.
report-ended = No longer sent: { $rhythm }, { $place }.
ask-rhythm = How often?
ask-report-reader = To whom? What is sent is what they may see themselves.
reports-group-how = Write /brief weekly, /brief monthly or /brief stop. The briefing itself is in the private chat with me.
reports-group-ended = No figures are sent to this group any more.
reports-group-none = No figures are sent to this group by themselves.
told-weekly-report-ended = { $name } may no longer read the briefing: the weekly figures have stopped.
told-monthly-report-ended = { $name } may no longer read the briefing: the monthly figures have stopped.
stats-words-of = By their own word { $own }, by call-back { $byCall }; by the office's word alone { $byOffice } (not solved)
figure-solved_own = Solved by their own word
figure-solved_by_call = Solved by call-back
figure-said_by_office = By the office's word alone (not solved)
fact-solved_by_call = { $count } solved as confirmed by call-back
fact-name-solved_by_call = Confirmed by call-back
fact-said_by_office = { $count } solved by the office's word alone (not counted as solved)
fact-name-said_by_office = By the office's word alone
