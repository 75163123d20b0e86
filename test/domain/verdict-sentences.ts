import type { Rating } from "../../src/database/values.ts";

type Heard = Rating | "nothing";
const of = (heard: Heard, words: string): [string, Heard][] =>
  words
    .trim()
    .split("\n")
    .map((line) => [line.trim(), heard]);

/** What people write after 办结, with what it says of the outcome. */
export const verdictSentences: [words: string, heard: Heard][] = [
  ...of(
    "unsatisfied",
    `没有修好，桥还是断的
    没修好
    不满意
    很不满意！
    我不太满意
    不是很满意
    根本没有来人
    根本没人来
    没有人来修过
    没来人啊
    哪里修好了？
    你们骗人
    这是糊弄老百姓
    路灯还是不亮
    水还是没有
    还在漏水
    又漏了
    昨天修的今天又坏了
    修是修好了，但是又堵了
    修了跟没修一样
    还是老样子
    跟原来一样，根本不行
    只修了一半
    才清了一半就走了
    没解决问题
    问题没有解决
    没处理干净
    垃圾没人拉
    垃圾还是没人收
    钱没发下来
    补贴没有给我
    白跑一趟
    请再来修一下
    要重新修
    修得不好
    不到位
    怎么还没修好？
    为什么没人来？
    谢谢，但是灯还是不亮
    满意是满意，不过水沟还是堵的
    灯亮了，可是水没通
    照样臭得很
    冇修好
    冇人来
    未解决
    一点都没动
    不彻底，下雨又会漏
    敷衍了事
    压根没修
    谁说修好了
    没有给我们家装
    没用，照样停电
    It is not fixed
    not fixed yet
    It's still broken
    the bridge is still not repaired
    nobody came
    No one has come
    It broke again
    I am not satisfied
    I'm not happy with it
    unsatisfied
    the lamp doesn't work
    it does not work
    still no water
    same as before
    nothing has changed
    It hasn't been fixed
    thanks, but it is still leaking
    fixed on Monday, broken again on Tuesday
    They only did half, just half
    唔满意
    不得行，又垮了
    修了个寂寞
    没得用
    莫得解决
    不行
    白搞了
    冇用，水还在流
    毛病还在
    路还是烂的
    那个坑还在
    还冇水
    没有水
    修是修了，没两天又烂了
    电线还挂在那
    这叫修好了？
    扶么子正哦，风一吹又倒了，冇搞好
    唔得行，路还系烂的
    修咩啊，仲系烂
    钱还没到
    哪里见过人，影子都没见到
    又熄了
    瞎搞
    啥都没干
    the water is still brown
    it leaks again
    lamp went dark again
    They never showed up
    You lied
    it got worse`,
  ),
  ...of(
    "satisfied",
    `满意，谢谢
    满意
    非常满意！
    很满意，辛苦你们了
    修好了
    修好了，谢谢
    已经修好了谢谢
    谢谢，路灯亮了
    水通了，谢谢李干部
    解决了
    问题解决了，感谢
    办好了
    处理好了
    挺好的
    很好
    不错
    修得很好
    办得好快，点赞
    灯装好了
    垃圾拉走了
    不漏了
    不堵了，好
    钱到账了
    补贴收到了
    没有再漏，满意
    没什么不满意的，修好了
    好了
    可以了
    没问题，满意
    车能走了
    水来了
    👍
    巴适得很
    好了好了
    冇问题了
    没问题了
    好得很
    多谢哩，搞掂了
    路好走了
    可以可以
    good
    the lamp is on again
    very good thank you
    太好了，谢谢
    satisfied, thank you
    Very satisfied
    It is fixed
    It's fixed now, thanks
    it works now
    the lamp is working again
    all good
    great, thanks
    well done
    Happy with it
    solved
    no complaints, it works fine
    Everything is fixed`,
  ),
  ...of(
    "fair",
    `基本满意
    还行
    还可以
    马马虎虎
    一般般
    凑合
    过得去吧
    勉强可以
    行吧
    so-so
    it's ok
    okay I guess
    acceptable
    could be better
    It's fixed, more or less`,
  ),
  ...of(
    "nothing",
    `谢谢
    好的
    好
    收到
    知道了
    嗯
    辛苦了
    我去看看
    等我看了再说
    还没去看
    明天去看
    修好了吗？
    修好了没有
    什么时候修好？
    什么时候来修
    希望早点修好
    请尽快修好
    等修好了我再说
    如果没修好怎么办
    要是还漏呢
    听说修好了
    李干部说修好了
    我在外面打工
    我妈在家
    电话是13800138000
    你好
    在村口小桥边
    不好意思，没看到消息
    昨天人来了
    我没收到消息
    三组还有一盏
    多谢干部
    不用客气
    唔该
    我人还在外面
    师傅还在
    哪个修了嘛
    没得时间去看
    thanks
    thank you
    ok
    I will look tomorrow
    is it fixed?
    When will it be fixed?
    please fix it soon
    I hope it is fixed soon
    if it is not fixed I will call
    They said it is done
    my phone is 13800138000
    hello`,
  ),
];
