import type { Rating } from "../../database/values.ts";

/** How somebody says what became of their matter, as rules over one clause; what makes it something else stands beside it. */
export type VerdictRule = { verdict: Rating; pattern: RegExp; unless?: RegExp };

/** What a clause is rather than a verdict: a wish, a condition, hearsay. Nothing in such a clause counts. */
export const noVerdict: readonly RegExp[] = [
  /^(?:等|等到|要是|如果|假如|假使|万一|只要|若是?|除非)/,
  /的话$|再说$|再讲$|再看$/,
  /(?<!谁)(?:说|讲|以为|听说|据说|报|写)(?:是|的是|已经|都)?(?:修|办|弄|搞|处理|解决|清)(?:好|完)?了$/,
  /\b(?:if|unless|until|once|before (?=it|you|they|we|i\b)|as soon as)\b/,
  /\b(?:says?|said|told|claims?|heard)\b.*\b(?:fixed|done|solved|finished)\b/,
];

/** A question or a wish praises nothing, whatever words are in it. */
export const noPraise: readonly RegExp[] = [
  /[?？]$|(?:吗|么|没|没有|不)$|是否|是不是|有没有|能不能|可不可以|什么时候|几时|多久|哪天|何时|怎么|如何|咋|哪个|嘛$/,
  /希望|盼|请|尽快|赶快|赶紧|快点|早点|早日|麻烦|最好|应该|必须|想要?|要(?=修|弄|办|把)|得(?=修|弄|办)|会(?=修|弄|办)|能(?=修|弄|办)|才(?=能|算|行|满意)/,
  /^(?:is|are|was|were|did|do|does|has|have|had|will|would|can|could you|could it be (?:fixed|done)|when|how|what|why)\b/,
  /\b(?:hope|please|wish|want|will be|should|need|needs|must|would be|going to)\b/,
];

/** Two negatives, and words that only look like one: they are taken out before anything is read. */
export const calming: readonly RegExp[] = [
  /(?:没有?|不是|并非|不会|谈不上|说不上|没什么|没啥|冇)(?:什么|啥|很|太)?不满意?(?:的地方|的)?/g,
  /不好意思|没(?:有|得|什么|啥)?(?:问题|毛病|意见|事)(?:了|的)?|不(?:会|用|必)?(?:再)?客气|不用(?:再)?(?:来|管|担心)了?/g,
  /(?:没有?|不)(?:再|会再)(?:漏|堵|坏|断|停|臭|吵|黑|塌)/g,
  /\bnot (?:at all )?(?:un|dis)(?:happy|satisfied)\b|\bno (?:complaints?|problems?|issues?)\b|\bnot bad\b/g,
];

/**
 * Words of dialects by their plain ones, in this order, and what is praise by two negatives: so that a rule knows each negation once.
 */
export const plainWords: readonly (readonly [dialect: RegExp, plain: string])[] = [
  [/唔该晒?/g, "谢谢"],
  [/[莫没冇唔]得(?=用|水|电|网|人|解决|问题|毛病|办|修|搞|弄|来|$)|[冇莫]得/g, "没有"],
  [/仲(?=[系未唔冇有在])/g, "还"],
  [/冇/g, "没"],
  [/唔/g, "不"],
  [/搞(?:掂|定|归一)|整归一/g, "搞好"],
  [/不得行|不中用?(?=$|[,，。!！])|不成器?(?=$|[,，。!！])/g, "不行"],
  [/(?<=还|就|都|也)系/g, "是"],
  [/没有?(?:什么|啥)?(?:问题|毛病)[了啦咯嘞]/g, "好了"],
];

const things = "修|弄|搞|办|解决|处理|清|清理|清运|装|换|疏通|通|补|填|拆|做|到位|落实|动|治|收|拉|发|给|来|整改|整|管|打扫|扫|抢修|恢复";
const broken = "坏|断|漏|堵|塌|垮|烂|倒|歪|裂|臭|脏|黑|停|乱|吵|熄|灭|爆|进水|亮不了|开不了|用不了|走不了|过不去";
const idle = `不亮|不通|不行|不能|不出水|没水|没电|没有水|没有电|没网|老样子|原样|一样|这样|那样|那个样|这个样|没变|没动静|没反应|${broken}`;
const yet = "还|仍|仍然|还是|依然|依旧|照样|照旧|一直|始终|又|再次";

/** Not content: it is not done, it is as before, or it came again. */
const unsatisfied: readonly VerdictRule[] = [
  { verdict: "unsatisfied", pattern: /(?:不|没|不太|不怎么|不是很|很不|不够|极不|非常不)满意|差评|太差|差得远|差劲|失望|寒心/ },
  {
    verdict: "unsatisfied",
    pattern: new RegExp(
      `(?:没有?|未|不曾|没人|没有人|不见人|没见人)(?:给|把|帮|替|真正?|完全|彻底|全部|再|人|谁|一个人|得到|有人|按时|及时|我们?家?)*(?:${things}|[干见]|到(?=账|手|位|$))`,
    ),
    unless:
      /没(?:有)?来得及|没(?:有)?收到(?:消息|信息|短信|通知)|没(?:有)?(?:发|给)(?:位置|照片|地址)|没(?:有)?见(?:到)?(?:消息|信息|短信|通知)/,
  },
  {
    verdict: "unsatisfied",
    pattern: new RegExp(`(?:${yet})(?:是|在|有|要|那么|这么|那|这|很|都|会|给|就|的)*.{0,4}(?:${idle})`),
    unless: /不再|不(?:漏|堵|臭|吵|停|断)了/,
  },
  { verdict: "unsatisfied", pattern: new RegExp(`(?:${yet})(?:是)?没有?(?:呢|啊|呀)?$`) },
  {
    verdict: "unsatisfied",
    pattern: new RegExp(
      `(?:${yet})(?:是)?在(?:那里?|这里?|原地|老地方)?(?:的|呢|啊|呀|哦)?$|(?:${yet})(?:是)?在?(?:[流滴冒渗响叫烧掉]|[挂倒堆摆横躺丢立悬]在)`,
    ),
    unless: /(?:人|师傅|施工队|他们|我们?|干部|书记|电话)(?:都)?还在/,
  },
  { verdict: "unsatisfied", pattern: /^(?:这样?|那样?|现在|家里|屋里|还是)?(?:不行|没有?(?:水|电|网|信号))(?:啊|呀|哦|的|呢|用|喝)?$/ },
  { verdict: "unsatisfied", pattern: new RegExp(`(?:这|那)(?:也|就|还)?(?:能)?(?:叫|算)(?:是)?(?:${things}|满意)`) },
  { verdict: "unsatisfied", pattern: new RegExp(`(${things})了?个(?:寂寞|鬼|屁|空气)`) },
  { verdict: "unsatisfied", pattern: new RegExp(`(?:也|都|根本|完全|就)(?:${idle.replace("一样|", "")})`), unless: /一样好/ },
  {
    verdict: "unsatisfied",
    pattern: /(?:根本|压根|从来|一点|完全)(?:儿|都|也)*[没不]|哪里(?:修|办|解决|弄|有人)|哪有(?:修|人|办)|谁说(?:修|办|弄|解决)/,
  },
  {
    verdict: "unsatisfied",
    pattern:
      /糊弄|忽悠|敷衍|骗人|骗我|骗鬼|鬼扯|应付|走过场|[瞎乱](?:搞|弄|弹琴)|投诉|还差(?:一|得|好|很|太)|[半一]点.{0,3}(?:没有|不)|做样子|做做样子|假的|白[修跑办弄搞做]|豆腐渣|没有?用(?!到|过|上)|不管用|不顶用|没有?效果|没有?作用/,
  },
  {
    verdict: "unsatisfied",
    pattern:
      /重新(?:修|弄|做|搞|办|来)|返工|再(?:来|派人)?(?:修|弄|搞|办|看)(?:一)?(?:次|下|遍)|(?:才|只|就)(?:修|弄|清|换|补|做|搞|填|收|拉)了?(?:一半|一点|一段|半|一部分|表面)/,
  },
  {
    verdict: "unsatisfied",
    pattern:
      /不(?:彻底|到位|干净|牢|结实|合格|像样|管事|解决问题)|修了?跟没修|(?:修|弄|办|搞)不好|(?:修|弄|搞)得(?:不好|很差|太差|乱七八糟|一塌糊涂)|越(?:修|弄|搞)越/,
  },
  {
    verdict: "unsatisfied",
    pattern:
      /\b(?:not|isn'?t|wasn'?t|aren'?t|hasn'?t|haven'?t|never|ain'?t)\b(?: \w+){0,3} (?:fixed|solved|resolved|repaired|done|finished|satisfied|happy|content|working|cleared|cleaned|good|good enough|come|came|showed|turned up|changed|ok(?:ay)?)\b/,
  },
  {
    verdict: "unsatisfied",
    pattern:
      /\b(?:doesn'?t|does not|didn'?t|did not|don'?t|won'?t|can'?t|cannot) (?:\w+ ){0,2}(?:work|help|fix|solve|come|clear|repair|flow|light|use|get through|do (?:anything|it|much)|show up)\b/,
  },
  {
    verdict: "unsatisfied",
    pattern:
      /\bstill (?:\w+ ){0,2}(?:broken|leak\w*|not|no|the same|dark|blocked|there|out|waiting|bad|dirty|smell\w*|flooded|cracked|off|down|stuck|open)\b|\b(?:is|are|it'?s|looks?|smells?) still (?!fine|good|ok|great|working|on\b)\w+|\bsame as before\b|\bno (?:change|difference|water|power|light)\b|\bnothing (?:has |was )?(?:changed|happened|been done|done)\b/,
  },
  {
    verdict: "unsatisfied",
    pattern:
      /\b(?:nobody|no one|no-one|noone) (?:has |ever )?(?:came|come|fixed|did|showed|repaired)\b|\b(?:broke|broken|leak\w*|blocked|out|collapsed|dark|flooded|down|off|dirty) again\b|\b(?:only|just) half\b|\bagain (?:broken|leaking|blocked)\b/,
  },
  {
    verdict: "unsatisfied",
    pattern:
      /\b(?:unsatisf\w+|dissatisf\w+|unhappy|disappointed|useless|a joke|a lie|lied|worse|terrible|bad job|poor job|waste of time|unacceptable)\b|^(?:it'?s |very |really |that'?s )*(?:bad|no)$/,
  },
];

/** More or less. */
const fair: readonly VerdictRule[] = [
  {
    verdict: "fair",
    pattern:
      /基本(?:上)?(?:满意|可以|解决)|马马虎虎|凑合|将就|过得去|勉强|差不多(?:了|吧)?$|^(?:也)?(?:就)?(?:一般般?|还行|还可以|还凑合|还好|行吧|算了吧|可以吧|就那样|就这样吧)(?:吧|啦|了)?$/,
  },
  {
    verdict: "fair",
    pattern:
      /^(?:it'?s |it is |that'?s |all )?(?:so[- ]so|(?<= )ok(?:ay)?(?: now)?|ok(?:ay)? i guess|fair(?: enough)?|alright|acceptable|good enough|not perfect)\b|\bcould be better\b|\bmore or less\b/,
  },
];

/** Content: it is done, it works, it is good. */
const satisfied: readonly VerdictRule[] = [
  { verdict: "satisfied", pattern: /满意/ },
  {
    verdict: "satisfied",
    pattern: new RegExp(`(?:${things}|亮|疏|抽|搬)(?:好|通|完|干净|妥|妥当|到位|起来|平|下来|走)?(?:了|啦|咯|嘞|哒)`),
    unless:
      /([\p{Script=Han}]{1,2})是\1了|(?:不|没|别|停|断|坏|漏|堵|塌)(?:.{0,2})(?:了|啦)|了(?:一半|一点|半|好久|几次|好多|多少|很久|几天)|收到了$|人来了$|来了(?:人|车)/u,
  },
  {
    verdict: "satisfied",
    pattern:
      /不(?:再)?(?:漏|堵|臭|脏|黑|断|停|吵|乱|积水|淹)(?:水|电)?了|(?:钱|款|补贴|低保|补助|工资|证).{0,4}(?:到|拿到|收到|办下来|发下来|到账|到手)了?/,
  },
  {
    verdict: "satisfied",
    pattern:
      /(?:很|挺|蛮|真|非常|太|特别|都|好得|十分|相当|几|真是|办得|修得|弄得|搞得|做得)(?:很|挺|蛮|真|太|非常)?(?:好|不错|及时|快|负责|漂亮|给力|到位|棒)(?:了|的|啦|啊|哦|呀)?|不错|点赞|点个赞|👍|好得很|亮堂|(?:平|好走|通畅|畅通|干净)了|巴适|刮刮叫|顶呱呱|要得/,
  },
  {
    verdict: "satisfied",
    pattern:
      /^(?:已经|现在|都)?(?:(?:好|可以|行|没问题|好使|能用|能走|通|ok)(?:了|啦|咯|嘞))+$|^(?:(?:可以)+|没问题|没有说)$|(?:能|可以)(?:用|走|过|喝|开|通车)了/,
  },
  {
    verdict: "satisfied",
    pattern:
      /\b(?:satisfied|very happy|happy (?:with|now|about)|pleased|well done|great|very good|perfect|excellent|good job|nice job|good work|wonderful|all good|all fine|thumbs up)\b/,
  },
  {
    verdict: "satisfied",
    pattern:
      /\b(?:it'?s|that'?s|is|it has been|has been|been|was|got|all|now|already|thanks?,?(?: for)?|everything(?:'s| is)?)\b.{0,14}\b(?:fixed|solved|repaired|resolved|sorted|cleared|done|working)\b|\b(?:works?|working|flows?|running) (?:now|again|fine|well|great|perfectly)\b|^(?:fixed|solved|done|sorted)(?: now| it)?$|^(?:good|nice|super|fine)$|\b(?:back )?on again\b/,
  },
];

/** In this order: what is said to be wrong counts, whatever else is praised. */
export const verdictRules: readonly VerdictRule[] = [...unsatisfied, ...fair, ...satisfied];
