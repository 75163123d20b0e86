import type { Action } from "../../emulator/people.ts";

/** One thing a villager does: words typed or edited, a button pressed, or something sent. */
export type Move = string | { press: string } | { send: Action } | { shared: "phone" } | { edit: [before: string, after: string] };

/** What must come of it: a ticket, or a question that says what is missing. */
export type Outcome =
  | {
      ticket: {
        category: string;
        says?: string;
        /** The words are these and no more. */
        exactly?: boolean;
        files?: string[];
        place?: string;
        hasPin?: boolean;
        phone?: string;
        kind?: string;
        village?: string;
        confidential?: boolean;
      };
    }
  | { tickets: [category: string, says: string][] }
  | { question: RegExp };

export type VillagersReport = { name: string; moves: Move[]; outcome: Outcome };

const press = (words: string): Move => ({ press: words });
const photo = (caption?: string, album?: string): Move => ({
  send: { do: "file", kind: "photo", ...(caption ? { caption } : {}), ...(album ? { album } : {}) },
});
const voice: Move = { send: { do: "file", kind: "voice", duration: 12 } };
const video: Move = { send: { do: "file", kind: "video", duration: 8 } };
const paper: Move = { send: { do: "file", kind: "document", name: "情况说明.docx" } };
const pin: Move = { send: { do: "location", latitude: 25.12, longitude: 114.93 } };
const venue: Move = { send: { do: "venue", latitude: 25.12, longitude: 114.93, title: "东坑小学", address: "东坑村 1 号" } };
const sticker: Move = { send: { do: "file", kind: "sticker" } };
const skip = "跳过";
const submit = press("提交");
const [report, service, emergency] = ["📝 报问题", "🏛 办事", "🚨 紧急"];
/** From the category to the summary, when nothing more is said. */
const straight = (category: string, ...content: Move[]): Move[] => [report as string, press(category), ...content, submit];
const ticket = (category: string, more: Omit<Extract<Outcome, { ticket: object }>["ticket"], "category"> = {}): Outcome => ({
  ticket: { category, ...more },
});

/**
 * Reports as villagers send them: short, in dialect, with typos, without punctuation, several matters in one, by voice
 * or photo only, and with the steps in the wrong order.
 */
export const villagersReports: VillagersReport[] = [
  {
    name: "a plain sentence about a road",
    moves: straight("道路水利", "村口的路塌了一块"),
    outcome: ticket("道路水利", { says: "村口的路塌了一块" }),
  },
  {
    name: "no punctuation at all",
    moves: straight("道路水利", "我们家门口那条路下雨天全是泥巴车子进不来小孩上学都摔跤"),
    outcome: ticket("道路水利", { says: "小孩上学都摔跤" }),
  },
  {
    name: "dialect: no water since two days",
    moves: straight("道路水利", "冇水啊 两日嘞 唔晓得做么个"),
    outcome: ticket("道路水利", { says: "冇水啊" }),
  },
  {
    name: "dialect: the street lamp",
    moves: straight("供电通信", "路灯唔光 夜晡头乌漆墨黑"),
    outcome: ticket("供电通信", { says: "夜晡头" }),
  },
  { name: "typos", moves: straight("供电通信", "电先杆到了快来人"), outcome: ticket("供电通信", { says: "电先杆到了" }) },
  { name: "a single word with a category", moves: straight("供电通信", "停电"), outcome: ticket("供电通信", { says: "停电" }) },
  {
    name: "shouting",
    moves: straight("环境卫生", "臭死了！！！！！垃圾没人拉！！！！"),
    outcome: ticket("环境卫生", { says: "垃圾没人拉" }),
  },
  { name: "only emoji and a word", moves: straight("环境卫生", "😡😡😡垃圾"), outcome: ticket("环境卫生", { says: "😡😡😡垃圾" }) },
  { name: "voice only", moves: straight("农业生产", voice), outcome: ticket("农业生产", { files: ["voice"], says: "" }) },
  { name: "photo only", moves: straight("道路水利", photo()), outcome: ticket("道路水利", { files: ["photo"] }) },
  { name: "video only", moves: straight("治安安全", video), outcome: ticket("治安安全", { files: ["video"] }) },
  { name: "a document", moves: straight("社保救助", paper), outcome: ticket("社保救助", { files: ["document"] }) },
  {
    name: "photo with a caption",
    moves: straight("农业生产", photo("果树叶子黄了")),
    outcome: ticket("农业生产", { says: "果树叶子黄了", files: ["photo"] }),
  },
  {
    name: "an album of three",
    moves: straight("环境卫生", photo("塘里的死猪", "a1"), photo(undefined, "a1"), photo(undefined, "a1")),
    outcome: ticket("环境卫生", { says: "塘里的死猪", files: ["photo", "photo", "photo"] }),
  },
  {
    name: "words, then a late photo at the place step",
    moves: [report as string, press("道路水利"), "桥栏杆断了", photo(), skip, skip, submit],
    outcome: ticket("道路水利", { says: "桥栏杆断了", files: ["photo"] }),
  },
  {
    name: "a second voice message at the phone step",
    moves: [report as string, press("矛盾纠纷"), skip, voice, skip, voice, skip, submit],
    outcome: ticket("矛盾纠纷", { kind: "dispute", files: ["voice", "voice"] }),
  },
  {
    name: "something added at the summary",
    moves: [report as string, press("治安安全"), "有人偷鸡", skip, skip, "昨天夜里两点多", submit],
    outcome: ticket("治安安全", { says: "有人偷鸡\n昨天夜里两点多" }),
  },
  {
    name: "the place in words",
    moves: [report as string, press("道路水利"), "水管爆了", "祠堂后背", skip, submit],
    outcome: ticket("道路水利", { place: "祠堂后背" }),
  },
  {
    name: "the place as a pin",
    moves: [report as string, press("道路水利"), "山上滚石头", pin, skip, submit],
    outcome: ticket("道路水利", { hasPin: true }),
  },
  {
    name: "the phone typed with spaces",
    moves: [report as string, press("社保救助"), "低保没发", skip, "138 0013 8000", submit],
    outcome: ticket("社保救助", { phone: "13800138000" }),
  },
  {
    name: "the phone shared by contact",
    moves: [report as string, press("社保救助"), "老人补贴没到", skip, { shared: "phone" }, submit],
    outcome: ticket("社保救助", { phone: "13900139000" }),
  },
  {
    name: "a wrong phone number, then the right one",
    moves: [report as string, press("其他"), "想问修路的事", skip, "138001", "13800138000", submit],
    outcome: ticket("其他", { phone: "13800138000" }),
  },
  {
    name: "several matters in one message, one by one",
    moves: ["路灯坏了还有垃圾没人收", press("报问题"), press("分开报"), press("⭐ 💡"), submit, press("环境卫生"), submit],
    outcome: {
      tickets: [
        ["供电通信", "路灯坏了"],
        ["环境卫生", "垃圾没人收"],
      ],
    },
  },
  {
    name: "a list of two matters, one by one",
    moves: [report as string, press("道路水利"), "1、桥栏杆断了 2、低保没发", press("分开报"), submit, press("社保救助"), submit],
    outcome: {
      tickets: [
        ["道路水利", "桥栏杆断了"],
        ["社保救助", "低保没发"],
      ],
    },
  },
  {
    name: "one matter in several sentences",
    moves: straight("道路水利", "村口的路塌了一块，车过不去，还有小孩上学都摔跤"),
    outcome: ticket("道路水利", { says: "村口的路塌了一块，车过不去，还有小孩上学都摔跤", exactly: true }),
  },
  {
    name: "an album whose last photo comes after 提交",
    moves: straight("环境卫生", photo("塘里的死猪", "c1"), photo(undefined, "c1")).concat(photo(undefined, "c1")),
    outcome: ticket("环境卫生", { says: "塘里的死猪", files: ["photo", "photo", "photo"] }),
  },
  {
    name: "a photo, whose words come by an edit",
    moves: [report as string, press("道路水利"), photo("水"), { edit: ["水", "水渠塌了"] }, submit],
    outcome: ticket("道路水利", { says: "水渠塌了", exactly: true, files: ["photo"] }),
  },
  {
    name: "several matters in one message, as one",
    moves: [report as string, press("其他"), "路灯坏了 还有垃圾没人收 还有我妈的养老金认证怎么弄", press("就报一件"), submit],
    outcome: ticket("其他", { says: "还有垃圾没人收" }),
  },
  {
    name: "a bare photo first",
    moves: [photo(), press("报问题"), press("道路水利"), skip, skip, submit],
    outcome: ticket("道路水利", { files: ["photo"] }),
  },
  {
    name: "a bare voice message first",
    moves: [voice, press("报问题"), press("其他"), skip, skip, submit],
    outcome: ticket("其他", { files: ["voice"] }),
  },
  {
    name: "a bare sentence first, its category guessed and starred",
    moves: ["三组的路灯好多天不亮了", press("报问题"), press("⭐ 💡"), skip, skip, submit],
    outcome: ticket("供电通信", { says: "三组的路灯好多天不亮了" }),
  },
  {
    name: "a bare location first, words after",
    moves: [pin, press("报问题"), press("道路水利"), "这里路塌了", skip, submit],
    outcome: ticket("道路水利", { says: "这里路塌了", hasPin: true }),
  },
  {
    name: "a bare album first",
    moves: [photo("猪场排污", "b1"), photo(undefined, "b1"), press("报问题"), press("环境卫生"), skip, skip, submit],
    outcome: ticket("环境卫生", { says: "猪场排污", files: ["photo", "photo"] }),
  },
  { name: "three characters and nothing else", moves: ["停电啦", press("报问题"), press("供电"), submit], outcome: ticket("供电通信") },
  {
    name: "a bare sentence, and “yes” typed instead of the button",
    moves: ["水渠堵了田里没水", "是的", press("道路水利"), skip, skip, submit],
    outcome: ticket("道路水利", { says: "水渠堵了田里没水" }),
  },
  {
    name: "two bare sentences one after the other",
    moves: ["隔壁家的狗咬人", "咬了两个小孩了", press("报问题"), press("治安安全"), skip, skip, submit],
    outcome: ticket("治安安全", { says: "隔壁家的狗咬人\n咬了两个小孩了" }),
  },
  { name: "a bare sentence that was not meant", moves: ["今天天气真好啊大家", "不是"], outcome: { question: /没有上报/ } },
  { name: "a greeting", moves: ["你好"], outcome: { question: /直接说是什么事/ } },
  { name: "“is anybody there”", moves: ["在吗"], outcome: { question: /直接说是什么事/ } },
  { name: "a question mark", moves: ["？"], outcome: { question: /直接说是什么事/ } },
  { name: "a bare sticker", moves: [sticker], outcome: { question: /看不懂/ } },
  { name: "a bare phone number", moves: [{ shared: "phone" }], outcome: { question: /先说是什么事/ } },
  {
    name: "the matter typed where the category is asked",
    moves: [report as string, "我家门口水沟堵了臭得很", press("环境卫生"), skip, skip, submit],
    outcome: ticket("环境卫生", { says: "我家门口水沟堵了臭得很" }),
  },
  {
    name: "a photo where the category is asked",
    moves: [report as string, photo(), press("道路水利"), skip, skip, submit],
    outcome: ticket("道路水利", { files: ["photo"] }),
  },
  {
    name: "the category typed",
    moves: [report as string, "道路水利", "桥断了", skip, skip, submit],
    outcome: ticket("道路水利", { says: "桥断了" }),
  },
  {
    name: "half a category typed",
    moves: [report as string, "环境", "河里有死鱼", skip, skip, submit],
    outcome: ticket("环境卫生", { says: "河里有死鱼" }),
  },
  { name: "nonsense where the category is asked", moves: [report as string, "呃"], outcome: { question: /哪一类/ } },
  {
    name: "a location where the content is asked",
    moves: [report as string, press("道路水利"), pin, "护栏撞坏了", skip, submit],
    outcome: ticket("道路水利", { says: "护栏撞坏了", hasPin: true }),
  },
  {
    name: "a sticker where the content is asked",
    moves: [report as string, press("道路水利"), sticker],
    outcome: { question: /说说是什么事/ },
  },
  {
    name: "going back to choose another category",
    moves: [report as string, press("道路水利"), press("返回"), press("供电通信"), "跳闸", skip, skip, submit],
    outcome: ticket("供电通信", { says: "跳闸" }),
  },
  {
    name: "going back from the place with the words kept",
    moves: [report as string, press("道路水利"), "桥洞堵了", "返回", "是学校旁边那个", skip, skip, submit],
    outcome: ticket("道路水利", { says: "桥洞堵了\n是学校旁边那个" }),
  },
  {
    name: "the content changed at the summary",
    moves: [report as string, press("道路水利"), "写错了", press("改一改"), press("改内容"), "是二组的水管漏水", submit],
    outcome: ticket("道路水利", { says: "是二组的水管漏水" }),
  },
  {
    name: "the category changed at the summary",
    moves: [report as string, press("道路水利"), "网断了三天", press("改一改"), press("改类别"), press("供电通信"), submit],
    outcome: ticket("供电通信", { says: "网断了三天" }),
  },
  {
    name: "the village changed at the summary",
    moves: [
      report as string,
      press("道路水利"),
      "路坏了在娘家那边",
      press("改一改"),
      press("改村"),
      press("石背村"),
      press("一组"),
      submit,
    ],
    outcome: ticket("道路水利", { village: "石背村" }),
  },
  { name: "cancelled half way", moves: [report as string, press("道路水利"), "算了不报了", "取消"], outcome: { question: /没有提交/ } },
  {
    name: "submitted by typing the word",
    moves: [report as string, press("其他"), "想要个健身器材", skip, skip, "提交"],
    outcome: ticket("其他", { says: "想要个健身器材" }),
  },
  {
    name: "confidential by choice",
    moves: [report as string, press("治安安全"), "有人在后山赌钱", skip, skip, press("要保密"), submit],
    outcome: ticket("治安安全", { confidential: true }),
  },
  {
    name: "about a cadre, confidential by itself",
    moves: straight("干部作风", "村干部收了我五百块手续费不给条子"),
    outcome: ticket("干部作风", { confidential: true }),
  },
  {
    name: "an emergency by voice in two taps",
    moves: [emergency as string, voice, submit],
    outcome: ticket("紧急", { kind: "emergency", files: ["voice"] }),
  },
  {
    name: "an emergency by pin alone",
    moves: [emergency as string, pin, submit],
    outcome: ticket("紧急", { kind: "emergency", hasPin: true }),
  },
  {
    name: "a bare cry for help becomes an emergency",
    moves: ["着火了快来人啊后山", press("紧急，马上"), submit],
    outcome: ticket("紧急", { kind: "emergency", says: "着火了快来人啊后山" }),
  },
  {
    name: "a service for the grandmother",
    moves: [service as string, press("养老认证"), "我奶奶九十了走不动", skip, skip, submit],
    outcome: ticket("养老认证", { kind: "service", says: "我奶奶九十了走不动" }),
  },
  {
    name: "a service without a word is not filed",
    moves: [service as string, press("医疗保险"), skip, "提交"],
    outcome: { question: /说一句就行/ },
  },
  {
    name: "a service asked about before any button leads to 办事",
    moves: ["给我妈办低保要啥手续", press("办事：低保申请"), skip, "4000", submit],
    outcome: ticket("低保申请", { kind: "service", says: "给我妈办低保要啥手续" }),
  },
  {
    name: "a service is not filed while something is to be asked",
    moves: [service as string, press("低保申请"), "我妈一个人过", "提交"],
    outcome: { question: /家里几口人/ },
  },
  {
    name: "the same by the menu's own key",
    moves: ["办残疾人证需要什么材料", "🏛 办事", press("换证"), skip, submit],
    outcome: ticket("残疾人证", { kind: "service", says: "办残疾人证需要什么材料" }),
  },
  {
    name: "a birth is a service, in everyday words",
    moves: ["生了个妹子要上户口", press("办事：户口办理"), press("出生登记"), skip, submit],
    outcome: ticket("户口办理", { kind: "service", says: "生了个妹子要上户口" }),
  },
  { name: "a telephone number alone is nobody's report", moves: ["13812345678"], outcome: { question: /什么事|报问题/ } },
  {
    name: "a complaint that a service was not done is a problem",
    moves: ["低保申请了半年一直不给办", press("报问题"), press("社保救助"), submit],
    outcome: ticket("社保救助", { says: "一直不给办" }),
  },
  {
    name: "the menu's key after the words keeps the words",
    moves: ["村口的路灯不亮", "📝 报问题", press("供电通信"), submit],
    outcome: ticket("供电通信", { says: "村口的路灯不亮" }),
  },
  {
    name: "a long story of 800 characters",
    moves: straight("矛盾纠纷", "他家砌墙占了我的地，".repeat(80)),
    outcome: ticket("矛盾纠纷", { kind: "dispute", says: "他家砌墙占了我的地，".repeat(80) }),
  },
  {
    name: "HTML in the words",
    moves: straight("其他", "<b>路</b> & <script>alert(1)</script>坏了"),
    outcome: ticket("其他", { says: "<b>路</b> & <script>alert(1)</script>坏了" }),
  },
  {
    name: "several lines",
    moves: straight("农业生产", "1、谷子卖不掉\n2、价格太低\n3、合作社不收"),
    outcome: ticket("农业生产", { says: "2、价格太低" }),
  },
  {
    name: "a forwarded message",
    moves: [
      report as string,
      press("环境卫生"),
      { send: { do: "forward", text: "群里说的：上游有人电鱼", from_name: "村群" } },
      skip,
      skip,
      submit,
    ],
    outcome: ticket("环境卫生", { says: "群里说的：上游有人电鱼" }),
  },
  {
    name: "looking at my matters in the middle",
    moves: [report as string, press("道路水利"), "路肩塌了", "📋 我的事项", press("接着填"), skip, skip, submit],
    outcome: ticket("道路水利", { says: "路肩塌了" }),
  },
  {
    name: "the menu pressed again, and gone on with what was there",
    moves: [report as string, press("道路水利"), "井水发黄", report as string, press("接着填"), skip, skip, submit],
    outcome: ticket("道路水利", { says: "井水发黄" }),
  },
  {
    name: "the menu pressed again, and begun anew",
    moves: [
      report as string,
      press("道路水利"),
      "不要这个",
      report as string,
      press("重新填"),
      press("其他"),
      "要这个才对",
      skip,
      skip,
      submit,
    ],
    outcome: ticket("其他", { says: "要这个才对" }),
  },
  {
    name: "a photo, and the report in one sentence where the place is asked",
    moves: [report as string, press("道路水利"), photo(), "就是从村委会往大塘方向走两百米右边那个大坑", skip, skip, submit],
    outcome: ticket("道路水利", { files: ["photo"], says: "就是从村委会往大塘方向走两百米右边那个大坑" }),
  },
  {
    name: "a photo, then where it is",
    moves: [report as string, press("道路水利"), photo(), "大塘坝上", skip, submit],
    outcome: ticket("道路水利", { files: ["photo"], says: "", place: "大塘坝上" }),
  },
  {
    name: "a voice, then a word of the matter, then the place",
    moves: [report as string, press("道路水利"), voice, "水管爆了", "祠堂后背", skip, submit],
    outcome: ticket("道路水利", { files: ["voice"], says: "水管爆了", place: "祠堂后背" }),
  },
  {
    name: "a photo and a short word where the category is asked",
    moves: [photo(), press("报问题"), "路塌了", press("道路水利"), skip, skip, submit],
    outcome: ticket("道路水利", { files: ["photo"], says: "路塌了" }),
  },
  {
    name: "a pin and the venue of the same place",
    moves: [report as string, press("道路水利"), "山上滚石头", pin, venue, skip, submit],
    outcome: ticket("道路水利", { hasPin: true, place: "东坑小学 东坑村 1 号" }),
  },
  {
    name: "a number of a ticket typed in the middle",
    moves: [report as string, press("道路水利"), "#1001", "桥面有洞", skip, skip, submit],
    outcome: ticket("道路水利", { says: "桥面有洞", exactly: true }),
  },
  {
    name: "a sentence that is edited before it is filed",
    moves: [report as string, press("道路水利"), "桥坏了", skip, skip, { edit: ["桥坏了", "桥断了"] }, submit],
    outcome: ticket("道路水利", { says: "桥断了", exactly: true }),
  },
  {
    name: "a place that is edited before it is filed",
    moves: [report as string, press("道路水利"), "桥坏了", "村口", skip, { edit: ["村口", "村尾"] }, submit],
    outcome: ticket("道路水利", { place: "村尾" }),
  },
  {
    name: "a sentence that is edited after it was filed",
    moves: [report as string, press("道路水利"), "桥坏了", skip, skip, submit, { edit: ["桥坏了", "桥断了，车过不去"] }],
    outcome: ticket("道路水利", { says: "桥断了，车过不去", exactly: true }),
  },
  {
    name: "“I have no phone” at the phone step",
    moves: [report as string, press("其他"), "想反映个事情路窄", skip, "我没有手机用儿子的", skip, submit],
    outcome: ticket("其他", { says: "想反映个事情路窄\n我没有手机用儿子的" }),
  },
];
