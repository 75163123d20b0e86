import { type Right, rights } from "../../src/domain/people/rights.ts";
import { type Furnished, inviteTo } from "./town.ts";

/** How each right is used, as a message and as the data of a button that the person was never shown. */
const used: Record<Right, { message?: string; data?: string }> = {
  queue: { message: "/queue" },
  leave: { message: "/leave" },
  outreach: { message: "/outreach", data: "g:session:new:" },
  visit: { message: "/visit", data: "g:visit:home:1" },
  roster: { message: "/roster", data: "g:roster:open:1" },
  care: { message: "/care", data: "g:care:gift:" },
  rounds: { message: "/rounds", data: "g:round:missed:" },
  topics: { message: "/topics", data: "g:topic:open:1" },
  brief: { message: "/brief", data: "g:brief:show:month" },
  make_roster: { data: "g:roster:new:" },
  make_survey: { data: "g:survey:new:" },
  make_round: { data: "g:round:new:" },
  make_topic: { data: "g:topic:new:1:1" },
  poster: { message: "/poster", data: "g:poster:1" },
  stats: { message: "/stats", data: "g:stats:month" },
  call_backs: { data: "g:call-backs:" },
  overdue: { message: "/overdue" },
  ledger: { message: "/ledger" },
  assign: { message: "/assign 1001" },
  broadcast: { message: "/broadcast" },
  duty: { message: "/duty" },
  rollcall: { message: "/rollcall" },
  hand_in: { data: "g:brief:handIn:month" },
  invite: { message: "/invite", data: "g:invite:place:cadre:1" },
  erase: { message: "/erase" },
  audit: { message: "/audit", data: "g:audit:sensitive:0" },
  keeping: { data: "g:privacy:keeping:" },
  org: { message: "/org", data: "g:org:villages" },
};

/** Tries every right as every role. @returns the cells in which the program does not do what the table says */
export async function tryEveryRight(town: Furnished): Promise<string[]> {
  const { admin, li, chen, wang, person, settled, rows } = town;
  const [he, zeng] = [person("何春兰"), person("曾严")];
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("➕ 站所").then(() => admin.sees("请发站所名"));
  await admin.says("民政站").then(() => admin.sees("已加 1 个"));
  await inviteTo(admin, he, "站所人员", "民政站");
  await inviteTo(admin, zeng, "纪检");
  const holders = { admin, leader: chen, cadre: li, station: he, discipline: zeng, villager: wang };
  const refusals = async () =>
    Number((await rows<{ n: number }>("select count(*)::int as n from audit_event where what !~ '^(read|export) '"))[0]?.n);
  const wrong: string[] = [];
  for (const [right, { message, data }] of Object.entries(used)) {
    for (const [role, who] of Object.entries(holders)) {
      const may = (rights[right as Right] as readonly string[]).includes(role);
      for (const attempt of [message && (() => who.says(message)), data && (() => who.forges(data))]) {
        if (!attempt) continue;
        const before = await refusals();
        await attempt();
        await settled();
        if ((await refusals()) > before === may) wrong.push(`${right} by ${role}`);
        await who.says("/cancel");
        await settled();
      }
    }
  }
  return wrong;
}
