# Duty and roll-call

duty-title = 👮 Duty roster
duty-line = { $day }: { $names }
ask-duty =
    Send the roster, a day a line, such as:
    11-25 李建国、刘芳
    A day sent again is replaced.
duty-set = { $count } days set. Emergencies go to whoever is on duty first.
ask-roll-call-village = A roll-call of which village?
ask-roll-call-words = Everybody of { $village } is asked “Are you safe?”. Write a sentence to add (such as: heavy rain tonight), or press 提交.
roll-called = { $count } people of { $village } are asked; the list keeps itself up to date.
safe-noted = Good to know. Should that change, press “I need help” or call 110 / 119 / 120.
ask-number-for-help = By which number can you be reached? Send it with the button, or type it.
help-noted = Village and town are told and will call you. In danger, call 110 / 119 / 120 first.
told-place-over = 📍 #{ $number }: the live location of { $name } ended. The map shows the last place.
told-place-over-unnamed = 📍 #{ $number }: the live location ended. The map shows the last place.
place-over-by-itself = 📍 Your live location ended and is followed no more. If others still need to find you, share it again.
