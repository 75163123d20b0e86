# 政策栏

button-policy = 🔎 查政策
button-submit-policy = 📚 提交并放上政策栏
ask-policy = 您想问哪方面的政策？用您自己的话写，例如：老人看病报销。也可以按类别看：
ask-policy-empty = 您想问哪方面的政策？用您自己的话写，例如：老人看病报销。政策栏还是空的，您问的由专人答复。
policy-found = 📚 <b>镇里发过这些</b>
policy-found-more = 没有答到您要问的，或者还要请人办，点下面。
button-report-all-the-same = 📝 还是要报上去
policy-entry =
    <b>{ $title }</b>　{ $at }
    { $body }
policy-entry-untitled =
    { $at }
    { $body }
policy-file = 📎 { $title }
policy-unknown =
    “{ $words }”：镇里还没有发过这方面的政策，我不乱说。
    换个说法再写一次，按类别看看，或者问镇里的人，有人专门答复您。
button-ask-town = 🙋 问镇里的人
button-policy-more = 🔎 再查
policy-subject = 📚 { $subject }
policy-subject-empty = { $subject } 还没有。
subject-medical = 医保看病
subject-pension = 养老高龄
subject-welfare = 低保救助
subject-disability = 残疾
subject-children = 孩子上学
subject-housing = 建房住房
subject-farming = 种养山林
subject-work = 务工就业
subject-business = 贷款创业
subject-family = 婚育丧葬
subject-papers = 户口证件
subject-soldiers = 退役军人
subject-living = 水电生活
subject-other = 其他
ask-policy-question = 您想问什么？写下来，有人专门答复您。
ask-policy-title = 放在政策栏里叫什么？（例如：高龄津贴。跳过就用开头的话）
ask-policy-subject = 属于哪一类？
ask-policy-keywords = 大家会怎么问？写几个说法，用逗号隔开（例如：长寿钱，老人钱）。可以跳过。
ask-policy-body = 问题：{ $question }。请发要放上政策栏的话（不要写人的姓名电话）。
policy-look =
    📚 { $title }
    { $body }

    放上去大家都能查到。确定就点 提交。
policy-shelved = 已放上政策栏：{ $title }。
policy-taken-off = 已从政策栏拿下：{ $title }。
button-aloud = 🔊 读给我听
aloud-coming = 🔊 马上读给您听
told-no-speech = 现在读不了，请您看上面的文字，或者请家人读给您听。
button-off-shelf = 🗑 从政策栏拿下
button-synonyms = 🔤 同义词
policy-synonyms = 🔤 这里的说法（查政策时当作一回事；点一下去掉）：
policy-synonyms-none = 🔤 这里还没有自己的说法。加上以后，用哪个说法都查得到。
button-add-synonyms = ➕ 加一组
ask-synonyms = 请发一组意思一样的说法，用等号或逗号隔开，例如：老人钱=高龄津贴
policy-synonyms-added = 记下了：{ $words }
button-shelve = 📚 放上政策栏
told-shelf-offer =
    📚 #{ $number } 问的政策有了答复，要不要放上政策栏，让大家都查得到？
    问：{ $question }
    答：{ $answer }
policy-inline =
    <b>{ $title }</b>
    { $body }
    —— { $town } { $day }
policy-inline-untitled =
    { $body }
    —— { $town } { $day }
button-inline-more = 📚 { $town }：查政策
button-inline-file = 📎 { $town }：看附件
button-inline-none = 镇里没有发过这方面的，点这里问镇里的人
