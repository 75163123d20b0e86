import { type AlarmRule, animal, byMistake, person } from "./rule.ts";

/** Not wanting to live on. */
export const despair: readonly AlarmRule[] = [
  {
    kind: "self_harm",
    pattern: /(?:不|没|冇|莫|唔)(?:怎么|太|大)?(?:想|象|愿意?|响)(?:再|要)?(?:活(?!动|跃|计|儿|塞)|火了)/,
    unless: animal,
  },
  {
    kind: "self_harm",
    pattern:
      /活不下(?:去|克|切|起)|活不起|没(?:有)?法(?:子)?活|没脸(?:再)?活|(?:说|喊|闹|哭)着?不活(?:了|啦)|活腻|(?:我|俺|老娘|老子|她|他|妈|爸|不如)[^养种救]{0,3}不活(?:了|啦)/,
    unless: animal,
  },
  { kind: "self_harm", pattern: /活不(?:成|了|长)|没法活|怎么活|咋活/, needs: person, unless: animal },
  { kind: "self_harm", pattern: /(?<![干农做重粗苦力忙家])活(?:够|腻|厌|怕)/ },
  {
    kind: "self_harm",
    pattern:
      /活(?:着|起|到|倒)(?:真|也|都|实在|太|好|就是|还)?(?:没|无|冇|累|难受|受罪|遭罪|痛苦|干啥|干什么|做什么|有(?:什么|啥)意|有么子意)/,
  },
  {
    kind: "self_harm",
    pattern:
      /想死(?!你|我们|他|她|了你)|寻死|求死|(?:我|想|要|不如|干脆|还是|一起|准备)去死|(?:说|闹|喊)着?(?:要|想)(?:去)?死(?![人的角机])|我(?:要是|如果)?死了(?:你们|他们|就|大家|谁)|让我(?:去)?死|我就?死在(?:这|你|他|那)|(?:我|俺|老子|老娘)死了算|(?:一头|想|要|去)撞死(?!了?[人狗牛羊鸡猪])|死了(?:省心|省事|清静|清净|解脱|算(?:了|球|逑|啦|$)|干净|好了|好过|得了|拉倒|一了)|死掉(?:算|好了)|不如死|生不如死|一死(?:了之|百了)|一了百了|以死|死给.{1,4}看/,
  },
  { kind: "self_harm", pattern: /死在(?:你们?|镇|村|政府|他们?|乡).{0,6}(?:门口|面前|门前|家)/ },
  {
    kind: "self_harm",
    pattern:
      /自(?:杀|刹|沙|尽|残|焚|\s?s\s?h\s?a|s杀)|zi ?sha(?![a-z])|轻生|寻短|想不开|割(?:手)?(?:腕|脉)|(?:想|要|去|在|准备)烧炭(?!火|取暖|卖)|绳.{0,4}(?:勒|套).{0,4}脖|脖.{0,5}(?:套|勒).{0,3}绳|上吊|吊颈|吊死/,
  },
  {
    kind: "self_harm",
    pattern: /跳(?:到|进|下)?(?:楼|河|井|江|塘|水库|桥|崖|海|湖|渠)/,
    unless: /价|甩卖|游泳|洗澡|玩水|井盖|青蛙|鱼|跳楼机/,
  },
  { kind: "self_harm", pattern: /从.{1,8}(?:跳|蹦)下去/, unless: /游泳|玩水|洗澡|[狗猫羊鸡蛙]/ },
  {
    kind: "self_harm",
    pattern: /不想(?:再|继续)?(?:在|留在|待在)?(?:这个?)?(?:世上|人世|世界上?|人间)|离开(?:这个)?(?:世界|人世)|不想再?(?:连累|拖累)/,
  },
  { kind: "self_harm", pattern: /(?:拿|带|找)[了着根条一]*绳子?.{0,3}(?:去|上|进|往)了?后?(?:山|树林|屋|房)/, unless: /柴|捆|牛|羊|草|绑/ },
  {
    kind: "self_harm",
    pattern:
      /(?:喝|和|吃|吞|服|灌)(?:了|下|过|点|掉|完|一|整|半|好多|很多|大|几|瓶|量|口|的)*(?:农药|农约|弄药|浓药|毒药|敌敌畏|百草枯|老鼠药|鼠药|耗子药|除草剂|草甘膦|甲胺磷|敌草快|乐果|杀虫剂|洁厕|消毒液)/,
    unless: byMistake,
  },
  {
    kind: "self_harm",
    pattern: /服毒|(?:农药|毒药|敌敌畏|百草枯|老鼠药|鼠药|除草剂|草甘膦|安眠药)(?:都|全|一口|直接)*给?(?:喝|吃|吞|灌)(?:了|下|掉|完|进)/,
    unless: byMistake,
  },
  {
    kind: "self_harm",
    pattern:
      /(?:准备|买|备|藏)(?:了|好|着)*(?:一|两|几)?瓶?(?:农药|敌敌畏|百草枯|毒药|安眠药).{0,3}(?:喝|了结|死)|准备了一?瓶(?:农药|敌敌畏|百草枯)|世界.{0,3}(?:没|冇|不值得).{0,3}留恋/,
  },
  {
    kind: "self_harm",
    pattern:
      /(?:吃|吞|服)(?:了|下|掉|完)*一板.{0,3}药|(?:吃|吞|服)(?:了|下|掉|完)*(?:一整?瓶|整瓶|半瓶|好多|很多|大量|一把|几十|上百).{0,3}(?:药|片)/,
  },
  {
    kind: "self_harm",
    pattern: /(?:想|要|去|就|又|准备|威胁)喝药|喝了?药(?:了|死|自|寻|倒|$)/,
    unless: /中药|感冒|医生|按时|每天|药店|病|煎|咳|烧|医院|汤|打药|喝药水/,
  },
  { kind: "self_harm", pattern: /遗书|永别|结束(?:自己|生命|这一切)|了断(?:自己|生命)|自我了断|做个了断|(?:想|求|要)解脱/ },
  { kind: "self_harm", pattern: /(?:没|冇|无|莫)(?:有|得|啥)?(?:活路|活头|活法)|走上?绝路|逼死(?:我|人)/ },
  {
    kind: "self_harm",
    pattern:
      /\bkill(?:ing|ed)? (?:myself|himself|herself|themsel\w+)|\bsuicid(?:e|al)\b|\b(?:want|wants|going|ready) to die\b|\bwanna (?:to )?die\b|\b(?:end|ending|take|taking) (?:my|his|her) (?:own )?life\b|\bend it(?: all)?(?=$|[.!,])|\bwish (?:i|he|she) (?:was|were) dead|\b(?:can'?t|cannot) live (?:any ?more|like this)|\b(?:don'?t|do not|doesn'?t|no longer) (?:want to )?live\b|\bno reason to live\b|\bcan'?t go on\b|\boverdos\w+|\bhang(?:ed|ing)? (?:myself|himself|herself)|\bself[- ]harm|\bbetter off dead\b|\bcut (?:my|his|her) wrists?|\b(?:drink|drank|drinking|swallow\w*) (?:\w+ ){0,2}(?:pesticide|poison|weedkiller|paraquat|ddvp)/,
    unless: /prevention|squad|campaign|poster|\bcows?\b|\bdogs?\b|\bchickens?\b|\bpigs?\b/,
  },
];
