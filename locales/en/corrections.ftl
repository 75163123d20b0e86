# Visits, rosters, condolences: evidence seen again, and corrections

deed-visit =
    🚶 { $at } { $village } { $name } · { $by }
    { $body }
deed-entry =
    📋 “{ $what }” { $at } { $village } { $name } · { $by }
    { $body }
deed-gift = 🎁 { $at } { $village } { $name }: { $what } · { $by }
deed-evidence = 📎 { $village } { $name } { $body }
deed-kept-back = 📄 The proof is a photo of the whole ticked list; it names others, and is shown to those who may see the whole list.
deed-reversed = ↩️ { $by } took it back { $at }: { $note }
button-reverse = ↩️ 更正 It was not so
button-proof = 📎 看凭据 Evidence
button-photo-in = 📷 放进简报 Into the briefing
button-photo-out = 📷 从简报里拿掉 Out of the briefing
button-brief-photos = 📷 选照片 Photos
ask-reversal-reason = Why is it not so? A sentence, which is kept; the figures follow, and whoever did it is told.
told-deed-reversed = ↩️ { $by } took back { $until } { $village } { $name }: { $note }. It is in the figures no more.
brief-photos = 📷 Press a number to see the photo, then 放进简报. The Word file has { $count } at most, with the day and the village and no names. Whom a photo shows is for you to see.
brief-photos-none = 📷 There are no photos of this time. Send one with a visit, a roster or a condolence, and it is here.
photo-visit = visit
photo-entry = service at the door
photo-gift = condolence
brief-photos-heading = Photos
