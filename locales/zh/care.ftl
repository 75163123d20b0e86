# 关爱档案、慰问

care-title = 💗 <b>关爱档案</b>
care-empty = 💗 您还没有关爱档案。村里有独居、病残、困难的人家，点 建档，到时提醒您去看。
care-line = ・{ $name }：{ $situation }　下次 { $until }
care-line-due = 🔴 { $name }：{ $situation }　{ $until } 就该去了
button-visited-name = ✅ 去看了 { $name }
button-close-file = 结档
button-new-file = ➕ 建档
button-gift = 🎁 慰问登记
every-days = 每 { $days } 天
ask-care-village = 哪个村？
ask-care-name = 谁？写姓名。
ask-care-situation = 什么情况？例如：独居，腿脚不便
ask-care-rhythm = 多久去看一次？
care-opened = ✅ 已为 { $name } 建档，每 { $days } 天提醒您去看。
care-visited = ✅ 已记：去看了 { $name }。{ $days } 天后再提醒。
care-closed = { $name } 的档案已结。
ask-recipient = 给谁？写姓名。
ask-money = 慰问金多少元？没有就点 跳过。
money-unclear = 没看懂金额。请写成 200 或 199.50，单位是元，最多 50000。
ask-items = 慰问品有哪些、各几件？例如：大米3袋、油2桶。没有就点 跳过。
ask-gift-photo = 发一张照片，没有就点 跳过。
gift-look =
    🎁 { $village } { $name }
    💴 { $yuan } 元
    📦 { $items } 件 { $goods }

    对的话点 提交。
gift-recorded = ✅ 已登记：{ $name }，{ $yuan } 元，{ $items } 件。
gift-waits = ✅ 已登记：{ $name }，{ $yuan } 元，{ $items } 件。慰问金要另一个人确认后才算数。
money-right = 已确认：{ $name } { $yuan } 元。
money-wrong = 已退回：{ $name } { $yuan } 元，不计入。
goods-unclear = 没看懂。请写清楚每样几件，例如：大米3袋、油2桶（几样用顿号或空格隔开）。
button-gifts-waiting = ⏳ 待我确认 { $count }
button-receipts = 🧾 签收表
gifts-waiting = 这些慰问金等您确认，点一笔看照片和明细：
gifts-none-waiting = 没有等您确认的。
gift-waiting = { $name } { $yuan } 元
button-care-file = 📂 档案
button-care-changed = 🔄 情况变了
button-care-look = 👀 去了看什么
care-page =
    💗 <b>{ $name }</b>：{ $situation }
    {"👷"} { $keeper } 每 { $days } 天去一次，下次 { $until }
    👀 { $look }
care-look-none = 还没写去了看什么
care-history-visit = ・{ $until } { $name } 去看了：{ $body }
care-history-was = ・{ $until } { $name } 改了情况，原来是：{ $body }
care-history-end = ・{ $until } { $name } 结档：{ $body }
ask-care-changed = { $name } 现在是什么情况？原来的会留在档案里。
ask-care-look = 每次去 { $name } 家要看什么？例如：药够不够，电线，灶台
ask-care-close = { $name } 为什么结档？例如：搬去儿子家，去世，脱困
care-changed = ✅ { $name } 的情况已更新，原来的留在档案里。
care-planned = ✅ 已记：去 { $name } 家要看什么。
button-stock = 📦 库存
stock-title = 📦 <b>慰问品库存</b>
stock-empty = 📦 还没有记库存。点 入库 记下第一批，以后每次慰问自动扣，不够会提醒。没入过库的东西照常登记，不扣库存。
stock-line = ・{ $what }：收到 { $received }{ $unit }，发出 { $given }{ $unit }，<b>剩 { $left }{ $unit }</b>
stock-received = 最近入库：
stock-receipt = ・{ $until } { $what } { $count }{ $unit }　{ $source }（{ $name }）
stock-receipt-reversed = ・<s>{ $until } { $what } { $count }{ $unit }</s>　已更正：{ $reason }
button-stock-in = 📥 入库
button-stock-back = ↩️ { $what } { $count }{ $unit }
ask-stock-in = 到了什么、各多少？例如：大米100袋、油50桶
ask-stock-source = 从哪里来的？例如：县民政局、某某公司捐。没有就点 跳过。
stock-look =
    📥 { $goods }
    🏷 { $source }

    对的话点 提交。
stock-noted = ✅ 已入库：{ $goods }。
ask-stock-why = 《{ $what } { $count }{ $unit }》这笔入库为什么撤？原因会留着。
stock-reversed = ✅ 已撤：{ $what } { $count }{ $unit }，库存跟着改。
ask-items-left = 慰问品有哪些、各几件？例如：大米3袋、油2桶。库里还有：{ $left }。没有就点 跳过。
