import type { Role } from "../../database/values.ts";

/** A title as it is spoken, what may not follow it (it would be another word), and which roles such a person may hold here. */
type Title = { word: string; notBefore?: string; roles: readonly Role[] };

const anybody = ["cadre", "leader", "station", "admin", "discipline"] as const;
const village = ["cadre"] as const;
const town = ["leader", "admin", "discipline"] as const;
const office = ["station"] as const;
/** 所长期, 村长满了草, 组长大: the second half belongs to the next word. */
const grows = "期|满|大|高|久|出|年|时|草|得|着|势";

/** How people call an official; those longer than another stand first. */
export const titles: readonly Title[] = [
  { word: "书记", notBefore: "员|处|录|本", roles: anybody },
  { word: "书计", roles: anybody },
  { word: "書記", notBefore: "員|處|錄", roles: anybody },
  { word: "支书", roles: village },
  { word: "主任", notBefore: "医|护|科员|委员|技师|药师|检|法官|记者|编辑|教练|办公", roles: anybody },
  { word: "村长", notBefore: grows, roles: village },
  { word: "镇长", notBefore: grows, roles: town },
  { word: "乡长", notBefore: grows, roles: town },
  { word: "县长", notBefore: grows, roles: town },
  { word: "区长", notBefore: grows, roles: town },
  { word: "局长", notBefore: grows, roles: office },
  { word: "科长", notBefore: grows, roles: office },
  { word: "股长", notBefore: grows, roles: office },
  { word: "所长", notBefore: grows, roles: office },
  { word: "站长", notBefore: grows, roles: office },
  { word: "队长", notBefore: grows, roles: anybody },
  { word: "组长", notBefore: grows, roles: village },
  { word: "部长", notBefore: grows, roles: town },
  { word: "社长", notBefore: grows, roles: village },
  { word: "会计", notBefore: "师|证|室|局|法|年|报|凭", roles: anybody },
  { word: "出纳", roles: anybody },
  { word: "文书", notBefore: "档|材", roles: village },
  { word: "委员", notBefore: "会", roles: anybody },
  { word: "主席", notBefore: "台|团", roles: town },
  { word: "干部", notBefore: "学|培|会|大会|队伍|任|群", roles: anybody },
  { word: "幹部", roles: anybody },
  { word: "领导", notBefore: "力|班子|小组", roles: anybody },
  { word: "网格员", roles: village },
  { word: "办事员", roles: office },
  { word: "专干", roles: anybody },
  { word: "民警", roles: office },
  { word: "警官", roles: office },
  { word: "村官", roles: village },
];

/** 张局, 李所, 王镇: said so only before a verb or at the end. */
export const shortTitles = "(?:局|所|镇|乡)(?=$|[，,。.！!；;：:]|不|没|把|拿|收|要|说|就|自己|让|来|去|也|他|是|贪|骂|打|吃)";

/** Titles in Latin letters behind a surname: 张ganbu, zhang shuji, 张sj. */
export const latinTitles =
  "\\s*(?:shu\\s?ji|sj|gan\\s?bu|cun\\s?zhang|zhen\\s?zhang|zhu\\s?ren|zhi\\s?shu|ling\\s?dao|suo\\s?zhang|zhan\\s?zhang)(?![a-z])";

/** How somebody is called among people who know them. */
export const nicknames = "哥|头儿?(?!家)|胖子|瘦子|麻子|瘸子|秃子|光头|大头|矮子|瞎子|大嘴|老板|总(?!共|是|的|数)|同志|先生|包村|大人";

/** Behind 老张 it is somebody's family or a place: 老张家的牛, 老张叔. */
export const kinship = "家|庄|村|湾|坪|沟|屋|[大二三四五六]?(?:爷|奶|婆|公|婶|叔|伯|嫂|娘|妈|爸|舅|姨|姑|弟|妹|姐)";

/** Behind a given name it is the name of something: 建军节, 建军路, 志强水泥店. */
export const behindGivenName = "节|路|街|村|桥|组|厂|店|小学|中学|学校|超市|诊所|水泥|饭|公司|农场|合作社|广场|商|家的?(?:狗|牛|猪|鸡|羊)";

/** Behind a whole name it is what was called after somebody. */
export const calledAfter = "小学|中学|学校|超市|诊所|饭店|商店|水泥厂|农场|广场";

/** What may stand between surname and title: 张副书记, 李老支书, 王第一书记, 赵村主任. */
export const betweenNameAndTitle = "(?:第一|驻村|包村|联村|支部|副|老|代|村|镇|乡|总|大|小|妇女|治保)?";

/** Titles in English; a surname stands before or behind. */
export const englishTitles =
  "cadre|official|officer|secretary|director|chief|head|mayor|leader|chairman|chairwoman|accountant|comrade|mr|mrs|ms|boss|captain|commissioner";

/** Surnames of two characters. */
export const compoundSurnames = [
  "欧阳",
  "上官",
  "司马",
  "诸葛",
  "司徒",
  "皇甫",
  "尉迟",
  "公孙",
  "令狐",
  "夏侯",
  "东方",
  "慕容",
  "长孙",
  "宇文",
  "端木",
  "南宫",
];

/**
 * Surnames that end an ordinary word: what stands before them so that they are none. 提高干部 is no 高干部, 修路的钱干部拿了 may be nobody's name,
 * 万, 千 and the like count.
 */
export const endsOfWords: Readonly<Record<string, string>> = {
  高: "提增拔抬最较很更太升身",
  石: "岩山大化矿碎青乱采",
  田: "农水稻种耕下良梯旱",
  水: "放用来饮山雨污喝停缺供下洪河井排治",
  黄: "变发枯",
  万: "十百千几两一二三四五六七八九多0123456789",
  马: "下上骑立",
  路: "修公铁道大小村上走带让马山水电条",
  金: "资奖现押罚保补租基佣本",
  钱: "的拿给要收花交没有块骗欠还",
  林: "森山造护园树竹",
  江: "长过沿",
  时: "及按准平小当同有随",
  常: "经正平异非日",
  方: "地对双西东南北各这那一",
  成: "完做变建不",
  安: "平治公不保",
  白: "明清空表",
  余: "剩多其",
  项: "事各几多这",
  程: "工过里",
  温: "高低升体",
  关: "有无相机",
  车: "开汽坐货修",
  文: "语公作",
  龙: "水",
  包: "承红书面",
  明: "说证清",
  都: "全首",
  应: "反相",
  管: "水主没不来",
  计: "会统设",
  支: "开一几",
  党: "共入",
  村: "全本各每农",
};

/** Names of two characters that are also plain words: without a title beside them they are taken as the word. */
export const plainWords: ReadonlySet<string> = new Set(
  (
    "高山 石头 马路 水田 田地 黄土 黄河 金山 白云 江山 山水 水井 水沟 水池 方便 严重 安全 平安 和平 温泉 高兴 高速 成功 时间 马上 万一 常常 经常 " +
    "向阳 关心 冷水 林地 林业 雷雨 雷电 龙头 花生 叶子 车站 党员 毛病 明白 路灯 路面 路口 项目 方向 干净 包子 东方 国庆 建设 文化 文明 金钱 " +
    "水平 石板 石桥 黄金 温度 于是 应该 都是 管理 计划 支持 时候 程度 成立 安排 全面 解放 和气 康复 胡说 胡乱 牛羊 牛奶 阳光 丁字 白天"
  ).split(" "),
);
