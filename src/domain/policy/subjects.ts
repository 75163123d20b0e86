import { type PolicySubject, policySubjects } from "../../database/values.ts";

/** Words that tell what a policy is about, the telling ones first. */
const tellingWords: Readonly<Record<Exclude<PolicySubject, "other">, RegExp>> = {
  medical: /医保|医疗|报销|看病|住院|门诊|慢性病|大病|疫苗|合作医疗|就医/,
  pension: /养老|高龄|津贴|老年|老人|敬老院/,
  disability: /残疾|残联|辅助器具|轮椅|助听器/,
  welfare: /低保|特困|五保|救助|最低生活保障|孤儿|监测户/,
  children: /学生|入学|助学|学费|幼儿园|小学|儿童|雨露|育儿|留守/,
  housing: /危房|宅基地|建房|房屋|不动产|改厕|厕所/,
  farming: /耕地|种粮|水稻|农机|脐橙|果树|养殖|生猪|公益林|山林|秸秆|防火|农药|种子/,
  work: /务工|打工|岗位|培训|工资|就业|欠薪/,
  business: /贷款|创业|开店|贴息|信贷/,
  family: /结婚|离婚|生育|怀孕|计划生育|殡葬|去世|丧葬/,
  papers: /户口|身份证|证明|登记|上牌|驾照/,
  soldiers: /退役|退伍|征兵|入伍|军人/,
  living: /水费|自来水|电费|家电|诈骗|公交|燃气/,
};

/** What a note seems to be about, by the subject of whose words it has most; title and body. */
export function guessSubject(words: string): PolicySubject {
  const counts = policySubjects.map((subject) => ({
    subject,
    count: subject === "other" ? 0 : (words.match(new RegExp(tellingWords[subject], "g"))?.length ?? 0),
  }));
  const best = counts.reduce((one, other) => (other.count > one.count ? other : one));
  return best.count ? best.subject : "other";
}
