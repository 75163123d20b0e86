import type { Role } from "../../database/values.ts";

/** An office without a name, as people speak of it, and who that may be. */
/** No part of a longer word or of somebody's title, but for the little words that stand before a person. */
const alone = "(?<=^|[^\\p{Script=Han}]|[被给找让叫和跟向是请])";
const grows = "(?!大|满|期|了|得|出|高|势)";

export const offices: readonly { pattern: string; roles: readonly Role[] }[] = [
  {
    pattern: [
      "(?:包村|驻村|联村|挂村)(?:的)?(?:干部|领导|同志)",
      `(?:全|本|我们|咱们?|俺们?|我|这个|那个|某)?村(?:里|上|委|两委)?的?(?:干部|领导|官|支书|书记|主任|长${grows})`,
      "(?:那个|这个|有个|哪个|一个|某个|某些|有些|个别)(?:当官的|干部|领导)",
      "(?:那|这|有|一)个?[^，。,.！!？?；;]{1,8}的(?:干部|领导|书记|村官)",
      "村(?:委会?|两委)(?:的人)?(?:把|分|拿|收|贪|吃|私)",
      "管[^，。,.！!？?；;]{1,6}的(?:干部|领导|人(?=要|收|拿|吃))",
      "干部(?:自己|把|拿|收|贪|骂|打|私|吃|不)|当官的|支书",
      `${alone}村长${grows}`,
      `${alone}(?:书记|主任|会计|出纳|文书)(?!员|处|录|本|医|护|科|技|药|师|证|室|局|法|年|报|凭|档|材|办公|检|记者)`,
    ].join("|"),
    roles: ["cadre"],
  },
  {
    pattern: [
      "(?:我们|咱们?)?(?:镇|乡|政府)(?:里|上|政府)?的?(?:干部|领导|官|书记|党委)",
      "(?:分管|主管|带班|值班|包片)(?:的)?(?:领导|副?镇长|副?乡长)|党委(?:副?书记|委员)",
      `${alone}(?:副?镇长|副?乡长|书记)(?!员|处|录|本)${grows}`,
    ].join("|"),
    roles: ["leader"],
  },
  {
    pattern: `(?:站|所|派出所)(?:里|上)?的?(?:领导|干部|工作人员)|(?:${alone}|(?<=所|站|办|局|中心))(?:所长|站长|副所长|副站长)${grows}`,
    roles: ["station"],
  },
];

export const englishOffices: readonly { pattern: RegExp; roles: readonly Role[] }[] = [
  {
    pattern:
      /\b(?:our|the|this|a|village|local)\s+(?:village\s+)?(?:cadres?|party secretary|village (?:head|chief|officials?))\b|\bvillage (?:cadres?|officials?|head|chief|secretary)\b/i,
    roles: ["cadre"],
  },
  {
    pattern: /\b(?:our|the)\s+(?:town|township)\s+(?:leaders?|officials?|mayor)\b|\btown(?:ship)? (?:leaders?|officials?|mayor)\b/i,
    roles: ["leader"],
  },
];
