# 走访、名单、慰问：再看凭据，更正

deed-visit =
    🚶 { $at } { $village } { $name } · { $by }
    { $body }
deed-entry =
    📋 《{ $what }》 { $at } { $village } { $name } · { $by }
    { $body }
deed-gift = 🎁 { $at } { $village } { $name }：{ $what } · { $by }
deed-evidence = 📎 { $village } { $name } { $body }
deed-kept-back = 📄 凭据是打了勾的整张名单，上面有别人的名字，只给能看整张名单的人看。
deed-reversed = ↩️ { $by } { $at } 更正掉了：{ $note }
button-reverse = ↩️ 更正：没有这回事
button-proof = 📎 看凭据
button-photo-in = 📷 放进简报
button-photo-out = 📷 从简报里拿掉
button-brief-photos = 📷 选照片
ask-reversal-reason = 为什么要更正？写一句，会留下记录；数字跟着改，做这件事的人会知道。
told-deed-reversed = ↩️ { $by } 更正掉了 { $until } { $village } { $name }：{ $note }。数字里不再算它。
brief-photos = 📷 点编号看照片，再点 放进简报。Word 文件里最多放 { $count } 张，只写哪天、哪个村，不写名字。照片里有谁，请您自己看。
brief-photos-none = 📷 这段时间没有照片。走访、名单、慰问的时候发一张，这里就有了。
photo-visit = 走访
photo-entry = 上门办理
photo-gift = 慰问
brief-photos-heading = 照片
