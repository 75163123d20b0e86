# Your data

privacy =
    <b>Your data</b>
    What is kept: your name { $name }, telephone { $phone }, your Telegram number; the { $reports } matters that you reported, { $said } things you said, { $drafts } unfinished.
    Why: so that somebody handles them, answers you, and hears from you whether it is done; figures use numbers, not names.
    Who reads it: the responsible cadre and those above; if confidential, handlers do not learn who you are.
    How long: what you sent, as it came, { $wordDays } days (its number { $updateDays } days, { $updates } now); what was sent to you ({ $messages }) { $messageDays } days; unfinished reports { $draftDays } days. { $years } years after a matter has ended its words, telephone and place are erased; which village, what kind, when and with what end stays.
    Photos and voice stay with Telegram, only references are kept here; logs hold no names, phones or contents.
    To have it erased, tap 🗑 删除.
button-erase = 🗑 删除 Erase my data
erase-what =
    <b>Erase your data</b>
    What goes: your name, telephone, Telegram number, what you reported and said, photos, voices, places, what is unfinished; cards and copies in others’ chats too, where Telegram still allows it.
    What stays: which village, what kind of matter, when, with what end and rating, without your name.
erase-withdrawn = Withdrawn, as not done yet: { $numbers }
erase-ended = Closed, as done and waiting for your word: { $numbers }
erase-office = Your roles are taken back, and { $count } matters in your hands go to others; what you did and wrote in office stays with the matters, without your name.
erase-final =
    What the town has written down about you itself (registers, lists, care files) is for the admin to erase.
    Backups of the town still hold it until old ones are replaced, two weeks as a rule.
    It cannot be undone. With /start you come back as somebody new.
button-erase-really = 🗑 Erase it
button-erase-keep = Keep it
erase-done = Your data are erased; you are not known here any more. With /start you come back as somebody new.
erase-kept = All right, nothing was erased.
erased-before = Nothing is kept about you here. To begin, send /start.
ask-erase-who = Whose entries? Send the name (or telephone). Looked through are households, lists, care files, gifts, people of whom others wrote down what they said, and parties of disputes without Telegram; who uses the bot erases themselves under /privacy.
erase-nobody = “{ $who }” was not found. Write it in another way, or tap 取消.
ask-erase-entry = Found; which one is to be erased?
register-household = 🏠 Household
register-roster = 📋 List
register-care = ❤️ Care file
register-gift = 🎁 Gift
register-paper = 📝 Written down
register-party = ⚖️ Party
button-erase-all = All { $count } of this very name
ask-erase-why = Why? (their own wish, a mistake … it is noted in the audit; please name nobody)
ask-erase-really = Erase name, telephone, address and words of { $count ->
    [one] 1 entry
   *[other] { $count } entries
  }? Figures stay; it cannot be undone.
entries-erased = Erased: { $count }. Figures and ledger are unchanged.
audit-title-sensitive = <b>Who read what</b> (the newest first)
audit-title-refused = <b>What was refused</b> (the newest first)
audit-empty = Nothing yet.
audit-line = { $at }　{ $name }　{ $deed }
audit-line-detail = { $at }　{ $name }　{ $deed }: { $detail }
audit-machine = (somebody at the machine)
audit-tried = tried { $what }
audit-reveal = looked who reported confidentially
audit-read-care = read care files of others
audit-export-ledger = took the ledger along
audit-export-org = took the town’s workbook along
audit-export-roster = took a list along
audit-export-briefing = took a briefing along
audit-export-own = took their own data along
audit-erase = erased entries
audit-erased-self = erased themselves
audit-keeping = changed a keeping term
audit-claim-made = made a link for an admin
audit-claim-used = became admin by the link
audit-bot-changed = gave the town another bot
audit-older-release = left an older release running on a newer one's database
button-audit-sensitive = 🔎 Who read what
button-audit-refused = 🚫 What was refused
first-use = 🔒 What you send, words, photos, places, and your name are kept, for those who handle your matter and to answer you; { $years } { $years ->
    [one] year
   *[other] years
  } after its end they are erased. You can see, take along or erase your data at any time.
button-privacy = 🔒 My data
button-keeping = ⏳ Keeping terms
keeping-title = <b>Keeping terms</b> (after them the contents are erased by night; figures and ledger stay)
keeping-line = { $what }: { $years }
keeping-how = Tap one to change it.
keeping-years = { $years ->
    [one] 1 year
   *[other] { $years } years
  }
keeping-tickets = Matters that ended
keeping-visits = What was heard on visits
keeping-care = Closed care files, and gifts
keeping-rosters = Lists, once served
keeping-households = Households that moved away
ask-keeping = For how many years is “{ $what }” kept?
keeping-set = All right, “{ $what }” is kept for { $years }.
privacy-no-phone = none
button-own-data = 📤 Send me my data
own-title = Your data in { $town }’s Doorstep　{ $at }
own-files-note = Photos, voices and other files are with Telegram; only their references are here. Everything is in my-data.json, which comes with this.
own-page-caption = 📄 Your data, to be read
own-json-caption = 🗂 The same, for a computer
own-account = Who you are
own-roles = Roles
own-reports = What you reported
own-said = What you said
own-deeds = What you did in matters
own-joined = What you joined
own-questions = What you asked at sessions
own-sessions = Sessions you signed up for
own-drafts = Unfinished
own-telegram = Telegram number
own-username = user name
own-phone = telephone
own-language = language
own-state = state
own-rating = rating
own-confidential = confidential
own-place = place
own-beneficiary = for
