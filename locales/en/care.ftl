# Care files and condolences

care-title = 💗 <b>Care files</b>
care-empty = 💗 You have no care file yet. For a household in need press 建档, and you are reminded to visit.
care-line = ・{ $name }: { $situation }　next { $until }
care-line-due = 🔴 { $name }: { $situation }　due { $until }
button-visited-name = ✅ Visited { $name }
button-close-file = Close
button-new-file = ➕ New file
button-gift = 🎁 Condolence
every-days = every { $days } days
ask-care-village = Which village?
ask-care-name = Who? Write the name.
ask-care-situation = What is the situation? For example: lives alone, cannot walk well
ask-care-rhythm = How often to visit?
care-opened = ✅ A file for { $name } is open; you are reminded every { $days } days.
care-visited = ✅ Logged: { $name } was visited. Next reminder in { $days } days.
care-closed = The file of { $name } is closed.
ask-recipient = To whom? Write the name.
ask-money = How many yuan? Skip for none.
money-unclear = I could not read the amount. Write 200 or 199.50, in yuan, at most 50000.
ask-items = Which goods, and how many of each? For example: rice 3 bags, oil 2. If none, tap 跳过.
ask-gift-photo = Send a photo, or skip.
gift-look =
    🎁 { $village } { $name }
    💴 { $yuan } yuan
    📦 { $items } items { $goods }

    If this is right, submit.
gift-recorded = ✅ Recorded: { $name }, { $yuan } yuan, { $items } items.
gift-waits = ✅ Recorded: { $name }, { $yuan } yuan, { $items } items. Money counts when a second person has confirmed it.
money-right = Confirmed: { $name }, { $yuan } yuan.
money-wrong = Rejected: { $name }, { $yuan } yuan; it does not count.
goods-unclear = That was not clear. Please write how many of each, such as: rice 3 bags, oil 2 bottles (kinds divided by commas or blanks).
button-gifts-waiting = ⏳ To confirm { $count }
button-receipts = 🧾 签收表 Receipts
gifts-waiting = These wait for you as the second person. Tap one to see its photo and details:
gifts-none-waiting = Nothing waits for you.
gift-waiting = { $name } ¥{ $yuan }
button-care-file = 📂 档案 File
button-care-changed = 🔄 情况变了 Changed
button-care-look = 👀 去了看什么 What to look at
care-page =
    💗 <b>{ $name }</b>: { $situation }
    {"👷"} { $keeper } every { $days } days, next { $until }
    👀 { $look }
care-look-none = nothing written down yet about what to look at
care-history-visit = ・{ $until } { $name } visited: { $body }
care-history-was = ・{ $until } { $name } changed the situation, which was: { $body }
care-history-end = ・{ $until } { $name } closed the file: { $body }
ask-care-changed = How does { $name } live now? What it was before stays in the file.
ask-care-look = What is to be looked at on each visit to { $name }? For example: medicine, wiring, the stove
ask-care-close = Why does the file of { $name } end? For example: moved to a son, died, out of need
care-changed = ✅ The situation of { $name } is brought up to date; what it was stays in the file.
care-planned = ✅ It is noted what to look at when visiting { $name }.
button-stock = 📦 库存 Store
stock-title = 📦 <b>Store of condolence goods</b>
stock-empty = 📦 No store is kept yet. Tap 入库 to note the first goods; from then on each gift is taken off it, and you are told when there is not enough. Goods that were never noted here are recorded as before.
stock-line = ・{ $what }: received { $received } { $unit }, handed out { $given } { $unit }, <b>left { $left } { $unit }</b>
stock-received = Came in last:
stock-receipt = ・{ $until } { $what } { $count } { $unit }　{ $source } ({ $name })
stock-receipt-reversed = ・<s>{ $until } { $what } { $count } { $unit }</s>　put right: { $reason }
button-stock-in = 📥 入库 Goods in
button-stock-back = ↩️ { $what } { $count } { $unit }
ask-stock-in = What came in, and how much of each? Such as: rice 100 bags, oil 50 bottles
ask-stock-source = From whom? Skip if there is nothing to say.
stock-look =
    📥 { $goods }
    🏷 { $source }

    Tap 提交 Submit if that is right.
stock-noted = ✅ In the store: { $goods }.
ask-stock-why = Why is “{ $what } { $count } { $unit }” taken back? The reason stays.
stock-reversed = ✅ Taken back: { $what } { $count } { $unit }; the store follows.
ask-items-left = Which goods, and how many of each? Such as: rice 3 bags, oil 2. In the store: { $left }. Skip if there were none.
