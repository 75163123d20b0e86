# The policy shelf

button-policy = 🔎 Look up a policy
button-submit-policy = 📚 Submit and keep as a policy note
ask-policy = What would you like to know? Write it in your own words, for example: help with hospital bills. Or look by subject:
ask-policy-empty = What would you like to know? Write it in your own words, for example: help with hospital bills. The shelf is still empty; somebody answers what you ask.
policy-found = 📚 <b>What the town has published</b>
policy-found-more = If this is not what you asked, or somebody should see to it, press below.
button-report-all-the-same = 📝 Report it all the same · 报上去
policy-entry =
    <b>{ $title }</b>　{ $at }
    { $body }
policy-entry-untitled =
    { $at }
    { $body }
policy-file = 📎 { $title }
policy-unknown =
    “{ $words }”: the town has published nothing about this yet, and I do not guess.
    Write it in other words, look by subject, or ask the town: somebody will answer you.
button-ask-town = 🙋 Ask the town
button-policy-more = 🔎 Look again
policy-subject = 📚 { $subject }
policy-subject-empty = There is nothing about { $subject } yet.
subject-medical = Medical care
subject-pension = Old age
subject-welfare = Welfare
subject-disability = Disability
subject-children = School
subject-housing = Housing
subject-farming = Farming
subject-work = Work
subject-business = Loans
subject-family = Family
subject-papers = Papers
subject-soldiers = Veterans
subject-living = Daily life
subject-other = Other
ask-policy-question = What would you like to ask? Write it down: somebody will answer you.
ask-policy-title = What is it called on the shelf? (For example: allowance for the very old. When you skip, its first words)
ask-policy-subject = What is it about?
ask-policy-keywords = How will people ask for it? Some words, with commas between. You may skip this.
ask-policy-body = The question: { $question }. Send what is to stand on the shelf (no names, no telephone numbers).
policy-look =
    📚 { $title }
    { $body }

    Everybody will find it. Press Submit if it is right.
policy-shelved = On the policy shelf: { $title }.
policy-taken-off = Taken off the policy shelf: { $title }.
button-aloud = 🔊 Read it to me
aloud-coming = 🔊 It is being read to you
told-no-speech = It cannot be read to you just now; please read the words above, or have somebody read them to you.
button-off-shelf = 🗑 Take off the shelf
button-synonyms = 🔤 Words for the same
policy-synonyms = 🔤 What people call things here (the same when somebody asks; tap to remove):
policy-synonyms-none = 🔤 There are no words of this place yet. Once added, each of them finds the same.
button-add-synonyms = ➕ Add
ask-synonyms = Send words that mean the same, with = or commas between, for example: long-life money = allowance for the very old
policy-synonyms-added = Noted: { $words }
button-shelve = 📚 Put on the shelf
told-shelf-offer =
    📚 The question of #{ $number } has its answer. Put it on the policy shelf, so that everybody finds it?
    Asked: { $question }
    Answered: { $answer }
policy-inline =
    <b>{ $title }</b>
    { $body }
    —— { $town } { $day }
policy-inline-untitled =
    { $body }
    —— { $town } { $day }
button-inline-more = 📚 { $town }: 查政策 policies
button-inline-file = 📎 { $town }: 看附件 attachment
button-inline-none = Nothing on this yet. Tap here to ask the town
