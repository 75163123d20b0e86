# 对外接口（Open311 GeoReport v2）

button-open311 = 🔌 对外接口
button-open311-add = ➕ 发钥匙
open311-none =
    🔌 <b>对外接口</b>（Open311 GeoReport v2）
    没有开。给热线、县里平台这样的程序发一把钥匙就开了：它能替村民报问题、申请办事，来的件照样派单、限时、回访。
    地址：本机器人服务器的网址后面加 /open311/v2/
    没有钥匙的人能看到：哪类问题、哪个村、什么状态、哪一天。办事、纠纷、信访、紧急、保密的都看不到，谁都没有名字，也没有一句原话。
open311-on =
    🔌 <b>对外接口</b>（Open311 GeoReport v2）已开，地址：/open311/v2/
    没有钥匙的人能看到：哪类问题、哪个村、什么状态、哪一天，没有名字和原话。原话只有报它的程序看得到。收回最后一把钥匙就关了。
open311-key-line = ・{ $name }：{ $at } 发的，来了 { $filed } 件　{ $last }
ask-open311-name = 给哪个程序？它报来的事会写上这个名字，例如：12345热线
open311-key-made =
    🔑 给“{ $name }”的钥匙，只显示这一次，哪里都不留：
    <code>{ $secret }</code>
    交给管那个程序的人，然后删掉这条消息。丢了就收回，再发一把。
told-open311-danger = ⚠️ #{ $number } 是“{ $source }”转来的，话里像有危险。请马上看，能打电话就先打。
told-open311-similar = #{ $number } 是“{ $source }”转来的，可能和 { $others } 是同一件事。是的话，打开它点 合并。
open311-contact = 请联系镇政府。
open311-key-service = 钥匙由本镇的管理员在机器人里发：/org → 🔌 对外接口。
open311-village = 哪个村
open311-off = 本镇没有开对外接口。
open311-nothing-there = 这里没有东西。有的是：discovery、services、requests。
open311-body-unread = 没有读懂：请用 application/x-www-form-urlencoded，不超过 64 KB。
open311-code-missing = 没有给 service_code。
open311-key-wrong = 没有给 api_key，或者它不对、已收回。
open311-no-service = 没有 service_code { $code } 这一类，请重新取 services。
open311-no-request = 没有 { $id } 这一件，或者不公开。
open311-filed = 已受理，编号 #{ $number }，{ $until } 前办结。
open311-danger = 有危险请马上打电话：公安 110，急救 120，火警 119，心理援助 12356。
refused-village-missing = 不知道是哪个村：请给 attribute[{ $code }]，或者在 address_string 里写上村名。
refused-fields-missing = 还缺：{ $names }
refused-filed-enough = 一小时最多 { $count } 件，请稍后再报。
open311-no-jurisdiction = 没有 { $id } 这个镇：jurisdiction_id 是下属乡镇机器人的用户名，不写就是县里自己。
