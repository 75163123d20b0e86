button-public-page = 🌐 公开网页
button-public-on = 公开
button-public-off = 不再公开
public-page =
    🌐 <b>公开网页</b>　{ $state }

    谁都能看，不用登录：在本机器人服务器的网址后面加 /public。
    看得到：上一个季度各村、各类收到多少件、大约解决多少，最近十二个月，四个率，发给全镇的政策，排好的宣讲。
    看不到：谁报的、报了什么、任何人名；保密的、紧急的、涉及干部本人的一件也不算在内；不足 5 件的数不单列，从合计里也减不出来。
    政策和宣讲照原文登出：里面写了人名、电话的，请先改好。
button-points = 📍 村的位置
button-no-point = 🗑 不要位置
org-points =
    📍 <b>村的位置</b>　{ $placed }/{ $count }

    有位置的村，公开网页上画成一张图：一个村一个圆点，只有各村表里能写的数，没有别的地点。点一个村，再发它的位置。
ask-village-point = { $name }在哪里？请发位置：点 📎，选“位置”，把图钉放到村子上。
village-point-kept = 📍 { $name }的位置记下了。
village-point-gone = { $name }不再有位置。
public-state-on = 已公开
public-state-off = 没有公开
public-title = { $town }　家门口
public-lead = { $from } 至 { $to } 村民反映的事。保密的、紧急的、涉及干部本人的不在内。
public-closed = 本镇没有公开网页。
public-busy = 现在看的人太多，请过一会儿再来。
public-total = 收到 { $count } 件
public-total-few = 收到的不足 5 件
public-villages = 各村
public-categories = 各类
public-months = 最近十二个月
public-rates = 四个率
public-sessions = 近期宣讲和夜校
public-notes = 惠民政策
public-column-name = 名称
public-column-month = 月份
public-column-solved = 解决的比例
public-others = 其余合计
public-few = 不写
public-no-rows = 没有能单列的数。
public-no-sessions = 还没有排。
public-no-notes = 还没有。
public-band = { $from }–{ $to }%
public-how = 数少于 5 的不写，比例只写一段（每段里至少有 5 件），免得认出人来。“不写”的可能没有，可能少，也可能多。解决：反映的人自己说解决了。
public-other-language = English
public-session-talk = 宣讲
public-session-night_school = 夜校
public-map-what = 各村位置和收到的件数，数和下面的表一样。
public-map-how = 上北下南。圆越大件数越多；空心小圆：不写数。
