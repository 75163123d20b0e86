import type { ServiceField, TermsName, TicketKind } from "../../database/values.ts";
import { englishWords } from "./english-words.ts";

type Given = {
  kind: TicketKind;
  name: string;
  nameEn: string;
  emoji: string;
  terms: TermsName;
  keywords: string[];
  guide?: string;
  toDiscipline?: boolean;
  fields?: ServiceField[];
  atHome?: boolean;
};

const named = (name: string, nameEn: string, type: ServiceField["type"], required = false, options?: string[]): ServiceField => ({
  name,
  nameEn,
  type,
  required,
  ...(options ? { options } : {}),
});
const idCard = named("身份证号", "ID number", "id_card");

const firstCategories: readonly Given[] = [
  {
    kind: "problem",
    name: "道路水利",
    nameEn: "Roads and water",
    emoji: "🚧",
    terms: "standard",
    keywords: [
      "路",
      "桥",
      "坑",
      "水沟",
      "水渠",
      "水管",
      "自来水",
      "停水",
      "没水",
      "塘",
      "堤",
      "排水",
      "涵洞",
      "护栏",
      "塌",
      "泵",
      "水圳",
      "路面",
    ],
  },
  {
    kind: "problem",
    name: "供电通信",
    nameEn: "Electricity and network",
    emoji: "💡",
    terms: "quick",
    keywords: ["电", "路灯", "灯", "电线", "变压器", "跳闸", "网", "信号", "宽带", "电杆", "线杆"],
  },
  {
    kind: "problem",
    name: "农业生产",
    nameEn: "Farming",
    emoji: "🌾",
    terms: "standard",
    keywords: ["果", "虫", "苗", "稻", "谷", "化肥", "农药", "猪", "鸡", "鸭", "牛", "脐橙", "黄龙病", "灌溉", "田", "种子", "菜"],
  },
  {
    kind: "problem",
    name: "环境卫生",
    nameEn: "Environment",
    emoji: "🧹",
    terms: "standard",
    keywords: ["垃圾", "臭", "污水", "厕所", "烧", "烟", "苍蝇", "死猪", "粪", "噪音", "吵", "脏"],
  },
  {
    kind: "problem",
    name: "治安安全",
    nameEn: "Security",
    emoji: "🛡️",
    terms: "quick",
    keywords: ["偷", "贼", "打架", "狗", "赌", "骗", "井盖", "危房", "酒驾", "飙车", "陌生人"],
  },
  {
    kind: "problem",
    name: "社保救助",
    nameEn: "Welfare",
    emoji: "🤝",
    terms: "standard",
    keywords: ["低保", "养老", "社保", "医保", "残疾", "补贴", "补助", "救助", "五保", "报销", "孤寡", "没饭"],
  },
  {
    kind: "dispute",
    name: "矛盾纠纷",
    nameEn: "Disputes",
    emoji: "⚖️",
    terms: "dispute",
    keywords: ["争", "占", "界", "邻居", "吵架", "欠", "工钱", "坟", "宅基地", "分地", "边界", "赔"],
  },
  {
    kind: "problem",
    name: "干部作风",
    nameEn: "Conduct of a cadre",
    emoji: "🔒",
    terms: "conduct",
    keywords: ["干部", "村长", "书记", "主任", "乱收费", "吃拿", "举报", "贪"],
    toDiscipline: true,
  },
  { kind: "petition", name: "信访诉求", nameEn: "Petition", emoji: "✉️", terms: "petition", keywords: ["信访", "上访", "诉求"] },
  { kind: "problem", name: "其他", nameEn: "Other", emoji: "📌", terms: "standard", keywords: [] },
  {
    kind: "service",
    name: "养老认证",
    nameEn: "Pension certification",
    emoji: "👵",
    terms: "service",
    keywords: ["养老", "认证", "刷脸"],
    fields: [named("老人姓名", "Name of the pensioner", "text"), idCard],
    atHome: true,
    guide: "领养老金的老人每年认证一次。走不动的，工作人员上门办。\n请准备：身份证。",
  },
  {
    kind: "service",
    name: "户口办理",
    nameEn: "Household registration",
    emoji: "📗",
    terms: "service",
    keywords: ["户口", "上户", "迁户", "出生"],
    fields: [named("办哪一种", "Which", "choice", true, ["出生登记", "迁入", "迁出", "分户", "注销"]), named("姓名", "Name", "text")],
    guide: "出生、迁入、分户、注销户口。\n请准备：户口簿、身份证；新生儿带出生医学证明。",
  },
  {
    kind: "service",
    name: "低保申请",
    nameEn: "Subsistence allowance",
    emoji: "🏠",
    terms: "service",
    keywords: ["低保"],
    fields: [named("家里几口人", "People in the household", "number"), named("一个月总收入（元）", "Income a month (yuan)", "number")],
    guide: "家庭人均收入低于当地标准的可以申请。\n请准备：户口簿、身份证、收入和财产情况、病历或残疾证（如有）。",
  },
  {
    kind: "service",
    name: "临时救助",
    nameEn: "Temporary relief",
    emoji: "🆘",
    terms: "service",
    keywords: ["救助", "困难"],
    fields: [
      named("什么困难", "What happened", "choice", false, ["火灾", "重病", "意外", "其他"]),
      named("哪天的事", "On which day", "date"),
    ],
    atHome: true,
    guide: "因火灾、重病、意外等一时生活困难的家庭。\n请准备：身份证、困难情况的说明或照片。",
  },
  {
    kind: "service",
    name: "医疗保险",
    nameEn: "Medical insurance",
    emoji: "🏥",
    terms: "service",
    keywords: ["医保", "合作医疗", "报销"],
    fields: [named("办哪一种", "Which", "choice", false, ["参保缴费", "异地备案", "报销"]), idCard],
    guide: "参保缴费、异地就医备案、零星报销。\n请准备：身份证、社保卡；报销带发票和出院小结。",
  },
  {
    kind: "service",
    name: "残疾人证",
    nameEn: "Disability certificate",
    emoji: "♿",
    terms: "service",
    keywords: ["残疾"],
    fields: [named("办哪一种", "Which", "choice", false, ["初次申领", "换证"]), named("残疾人姓名", "Name of the person", "text")],
    atHome: true,
    guide: "初次申领、换领。行动不便的可以上门评残。\n请准备：身份证、户口簿、两寸照片、病历。",
  },
  {
    kind: "service",
    name: "法律援助",
    nameEn: "Legal aid",
    emoji: "📜",
    terms: "service",
    keywords: ["法律", "律师", "官司"],
    fields: [named("什么事", "About what", "choice", true, ["工资", "抚养赡养", "工伤", "其他"])],
    guide: "请求工资、抚养费、工伤赔偿等，经济困难的可以免费请律师。\n请准备：身份证、困难证明、案情材料。",
  },
  {
    kind: "service",
    name: "农技上门",
    nameEn: "Farming technique visit",
    emoji: "👨‍🌾",
    terms: "service",
    keywords: ["技术", "嫁接", "病虫"],
    fields: [named("种什么", "Which crop", "text"), named("多少亩", "How many mu", "number")],
    atHome: true,
    guide: "农技员到果园、田里看。\n请说明：种什么、多少亩、什么毛病，最好拍张照片。",
  },
  {
    kind: "service",
    name: "其他事项",
    nameEn: "Another service",
    emoji: "📎",
    terms: "service",
    keywords: [],
    guide: "上面没有的事，也可以说，我们帮您找到经办的人。",
  },
  { kind: "emergency", name: "紧急", nameEn: "Emergency", emoji: "🚨", terms: "urgent", keywords: [] },
];

/** What a new town starts with: eight kinds of problem, the services asked for most, and one emergency. */
export const defaultCategories: readonly Given[] = firstCategories.map((one) => ({
  ...one,
  keywords: [...one.keywords, ...(englishWords[one.name]?.split(" ") ?? [])],
}));
