# 值班、平安确认

duty-title = 👮 值班表
duty-line = { $day }：{ $names }
ask-duty =
    请发值班安排，一天一行，例如：
    11-25 李建国、刘芳
    同一天再发一次就是改。
duty-set = 值班表已改 { $count } 天。紧急事项先找当天值班的人。
ask-roll-call-village = 给哪个村做平安确认？
ask-roll-call-words = 给 { $village } 每个人发“您平安吗？”。要加一句话就写下来（例如：今晚有暴雨），不加就点 提交。
roll-called = 已问 { $village } { $count } 人，名单会随时更新。
safe-noted = 好的，知道您平安。要是情况变了，请点“需要帮助”或者打 110 / 119 / 120。
ask-number-for-help = 打哪个号码找您？点“发送我的手机号”，或直接打号码。
help-noted = 已告诉村里和镇里，马上联系您。有危险请先打 110 / 119 / 120。
told-place-over = 📍 #{ $number } { $name }的实时位置到此为止，地图上是最后的地方。
told-place-over-unnamed = 📍 #{ $number } 的实时位置到此为止，地图上是最后的地方。
place-over-by-itself = 📍 您的实时位置到时间了，不再跟着您。还需要别人找到您，就再发一次。
