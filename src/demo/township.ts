import type { Role } from "../database/values.ts";

export type DemoPerson = {
  id: number;
  name: string;
  roleZh: string;
  roleEn: string;
  grants?: { role: Role; village?: string; station?: string; isHead?: boolean }[];
  home?: string;
  phone?: string;
};

/** Invented, like all names here; no such town, village or person is meant. */
export const demoTown = "青石镇";
export const demoVillages = [
  "东坑村：一组、二组、三组、四组",
  "石背村：一组、二组、三组",
  "枫林村：上屋组、下屋组、河背组",
  "大塘村：一组、二组、三组、四组、五组",
  "桥头村：老街组、新街组",
];
export const demoStations = ["民政站", "社保站", "经济综合服务站", "司法所", "党政办"];

const cadre = (village: string) => ({ role: "cadre" as const, village });

/** The first three are on the phones that the page opens first: villager, cadre, admin. */
export const demoPeople: DemoPerson[] = [
  { id: 700000101, name: "王有根", roleZh: "村民 · 东坑村", roleEn: "villager · 东坑村", home: "东坑村", phone: "19900000101" },
  { id: 700000102, name: "李建国", roleZh: "包村干部 · 东坑村", roleEn: "cadre · 东坑村", grants: [cadre("东坑村")] },
  { id: 700000103, name: "周敏", roleZh: "管理员", roleEn: "admin", grants: [{ role: "admin" }] },
  {
    id: 700000104,
    name: "陈志远",
    roleZh: "镇领导 · 东坑、石背",
    roleEn: "leader",
    grants: [
      { role: "leader", village: "东坑村" },
      { role: "leader", village: "石背村" },
    ],
  },
  {
    id: 700000105,
    name: "黄秀英",
    roleZh: "镇领导 · 其他村",
    roleEn: "leader",
    grants: [
      { role: "leader", village: "枫林村" },
      { role: "leader", village: "大塘村" },
      { role: "leader", village: "桥头村" },
    ],
  },
  { id: 700000106, name: "刘芳", roleZh: "包村干部 · 石背村", roleEn: "cadre · 石背村", grants: [cadre("石背村")] },
  { id: 700000107, name: "张伟民", roleZh: "包村干部 · 枫林村", roleEn: "cadre · 枫林村", grants: [cadre("枫林村")] },
  { id: 700000108, name: "赖小平", roleZh: "包村干部 · 大塘村", roleEn: "cadre · 大塘村", grants: [cadre("大塘村")] },
  { id: 700000109, name: "谢丽", roleZh: "包村干部 · 桥头村", roleEn: "cadre · 桥头村", grants: [cadre("桥头村")] },
  { id: 700000110, name: "钟明", roleZh: "包村干部 · 大塘村", roleEn: "cadre · 大塘村", grants: [cadre("大塘村")] },
  {
    id: 700000111,
    name: "何春兰",
    roleZh: "民政站站长",
    roleEn: "head of 民政站",
    grants: [{ role: "station", station: "民政站", isHead: true }],
  },
  {
    id: 700000112,
    name: "罗海",
    roleZh: "社保站站长",
    roleEn: "head of 社保站",
    grants: [{ role: "station", station: "社保站", isHead: true }],
  },
  {
    id: 700000113,
    name: "邱果",
    roleZh: "经济综合服务站站长",
    roleEn: "head of 经济综合服务站",
    grants: [{ role: "station", station: "经济综合服务站", isHead: true }],
  },
  {
    id: 700000114,
    name: "温正",
    roleZh: "司法所所长",
    roleEn: "head of 司法所",
    grants: [{ role: "station", station: "司法所", isHead: true }],
  },
  { id: 700000115, name: "曾严", roleZh: "纪检", roleEn: "discipline desk", grants: [{ role: "discipline" }] },
  { id: 700000116, name: "肖静", roleZh: "民政站工作人员", roleEn: "member of 民政站" },
  { id: 700000121, name: "刘桂花", roleZh: "村民 · 东坑村", roleEn: "villager · 东坑村", home: "东坑村", phone: "19900000121" },
  { id: 700000122, name: "黄老四", roleZh: "村民 · 石背村", roleEn: "villager · 石背村", home: "石背村" },
  { id: 700000123, name: "张翠莲", roleZh: "村民 · 枫林村", roleEn: "villager · 枫林村", home: "枫林村", phone: "19900000123" },
  { id: 700000124, name: "赖福生", roleZh: "村民 · 大塘村", roleEn: "villager · 大塘村", home: "大塘村", phone: "19900000124" },
  { id: 700000125, name: "谢大妈", roleZh: "村民 · 桥头村", roleEn: "villager · 桥头村", home: "桥头村" },
];

/** The group chat in which a station's members see what comes in, and one of them claims it. */
export const demoGroups = [
  {
    id: -1007000000001,
    name: "民政站工作群",
    station: "民政站",
    roleZh: "站所的群",
    roleEn: "group of the station",
    members: [700000111, 700000116],
  },
];

export type DemoTicket = {
  daysAgo: number;
  by: number;
  category: string;
  kind?: "problem" | "service" | "emergency";
  text: string;
  /** The other side of a dispute. */
  parties?: string[];
  place?: string;
  /** How far it has come, and with which rating it ended. */
  story:
    | "satisfied"
    | "fair"
    | "reopened"
    | "silent"
    | "resolved"
    | "answered"
    | "asked"
    | "accepted"
    | "extended"
    | "new"
    | "withdrawn"
    | "declined";
  result?: string;
};

/** Who is on duty, from today on. */
export const demoDuty = ["李建国、刘芳", "张伟民", "赖小平、谢丽", "刘芳", "李建国", "钟明、张伟民", "谢丽"];

/** A month of a township. */
export const demoTickets: DemoTicket[] = [
  {
    daysAgo: 29,
    by: 700000101,
    category: "道路水利",
    text: "村口小桥边的水泥路塌了一块，摩托车差点翻下去",
    place: "村口小桥边",
    story: "satisfied",
    result: "已填石硬化，放了反光桩。",
  },
  {
    daysAgo: 28,
    by: 700000122,
    category: "供电通信",
    text: "三组路灯坏了七八天，晚上黑麻麻的",
    place: "三组晒谷坪",
    story: "satisfied",
    result: "换了两盏灯头，亮了。",
  },
  {
    daysAgo: 27,
    by: 700000123,
    category: "农业生产",
    text: "脐橙叶子发黄掉果，怕是黄龙病，能不能派人看一下",
    place: "上屋后山果园",
    story: "satisfied",
    result: "农技员到园看了，是缺镁，教了配肥。",
  },
  {
    daysAgo: 27,
    by: 700000124,
    category: "环境卫生",
    text: "塘边垃圾堆了半个月没人拉，臭死了",
    place: "大塘三组水塘边",
    story: "fair",
    result: "已清运，加了一个桶。",
  },
  {
    daysAgo: 25,
    by: 700000125,
    category: "社保救助",
    text: "我家老头子残疾补贴三个月没到账",
    story: "satisfied",
    result: "账号换卡没登记，已补录，下月补发。",
  },
  {
    daysAgo: 24,
    by: 700000121,
    category: "养老认证",
    kind: "service",
    text: "婆婆八十六了走不动，请上门认证",
    story: "satisfied",
    result: "上门刷脸认证好了。",
  },
  {
    daysAgo: 22,
    by: 700000122,
    category: "矛盾纠纷",
    text: "隔壁砌墙占了我家滴水，讲了几次不听",
    place: "石背二组",
    story: "fair",
    result: "两家在司法所签了调解书，墙退三十公分。",
  },
  { daysAgo: 21, by: 700000101, category: "供电通信", text: "一下雨就跳闸，冰箱都不敢开", story: "reopened", result: "换了空气开关。" },
  {
    daysAgo: 20,
    by: 700000123,
    category: "道路水利",
    text: "水渠塌了田里进不去水，禾苗要干死了",
    place: "河背组水圳",
    story: "satisfied",
    result: "挖机清了淤，临时接了管，冬修再砌。",
  },
  {
    daysAgo: 18,
    by: 700000124,
    category: "治安安全",
    text: "塘边井盖不见了，小孩放学都走那里",
    place: "大塘小学路口",
    story: "satisfied",
    result: "当天装了新井盖。",
  },
  {
    daysAgo: 17,
    by: 700000125,
    category: "其他",
    text: "赶集那天老街堵得走不动，能不能有人管一下",
    place: "老街",
    story: "silent",
    result: "赶集日安排人疏导，划了停车线。",
  },
  {
    daysAgo: 16,
    by: 700000121,
    category: "环境卫生",
    text: "上面养猪场的污水流到我们菜地来了",
    place: "东坑二组菜地",
    story: "fair",
    result: "责令养殖户修沉淀池，已停排。",
  },
  {
    daysAgo: 14,
    by: 700000122,
    category: "医疗保险",
    kind: "service",
    text: "在广州住院的发票怎么报销",
    story: "satisfied",
    result: "材料齐了，代交县医保局，十五个工作日到账。",
  },
  {
    daysAgo: 13,
    by: 700000101,
    category: "道路水利",
    kind: "emergency",
    text: "后山落石头下来，路堵死了，车过不去",
    place: "东坑到石背公路转弯处",
    story: "satisfied",
    result: "半夜设了警戒，天亮用铲车清开了。",
  },
  {
    daysAgo: 12,
    by: 700000123,
    category: "户口办理",
    kind: "service",
    text: "孙子出生三个月，还没上户口",
    story: "satisfied",
    result: "派出所已办，户口簿送到家。",
  },
  {
    daysAgo: 10,
    by: 700000124,
    category: "农业生产",
    text: "红火蚁好多，咬得下不了田",
    place: "大塘五组",
    story: "resolved",
    result: "统一发了饵剂，做了两遍防治。",
  },
  { daysAgo: 9, by: 700000125, category: "供电通信", text: "手机一点信号都没有，打电话要跑到马路上", place: "新街尾", story: "answered" },
  { daysAgo: 8, by: 700000121, category: "干部作风", text: "有人收低保户的手续费，请查一下", story: "accepted" },
  { daysAgo: 7, by: 700000122, category: "道路水利", text: "自来水三天没来了，老人家挑不动水", place: "石背一组", story: "answered" },
  { daysAgo: 6, by: 700000123, category: "矛盾纠纷", text: "包工头欠我八千块工钱不给", parties: ["包工头老曾"], story: "accepted" },
  { daysAgo: 5, by: 700000124, category: "其他", text: "想在村里办个红白喜事理事会", story: "declined" },
  { daysAgo: 4, by: 700000125, category: "低保申请", kind: "service", text: "儿子出车祸以后家里没收入", story: "asked" },
  { daysAgo: 3, by: 700000101, category: "环境卫生", text: "溪里漂着死鸡，水都不敢洗菜", place: "东坑三组溪边", story: "answered" },
  { daysAgo: 2, by: 700000121, category: "供电通信", text: "电线杆歪了，风一吹就晃", place: "东坑四组路口", story: "accepted" },
  { daysAgo: 2, by: 700000122, category: "其他", text: "发错了", story: "withdrawn" },
  { daysAgo: 1, by: 700000123, category: "农技上门", kind: "service", text: "想学嫁接沃柑，二十亩", story: "new" },
  { daysAgo: 0.2, by: 700000101, category: "道路水利", text: "一组到二组的路边护栏被车撞断了", place: "一组上坡处", story: "new" },
];
