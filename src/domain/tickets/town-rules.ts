import { and, asc, eq, sql } from "drizzle-orm";
import { askedOnce, builtOnce } from "../../database/built-once.ts";
import { person } from "../../database/schema/people.ts";
import { category } from "../../database/schema/tickets.ts";
import { station, village } from "../../database/schema/town.ts";
import { routingRule } from "../../database/schema/town-rules.ts";
import type { TicketKind } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { maxOwnRules } from "../limits.ts";
import { type Refusal, refuse } from "../refusal.ts";

export type OwnRule = typeof routingRule.$inferSelect;
/** Which reports a rule is for (null: any), and to whom they go: exactly one of person and station. */
export type RuleGiven = Pick<OwnRule, "kind" | "categoryId" | "villageId" | "toPersonId" | "toStationId">;
/** A rule in words: empty where any report fits. */
export type RuleDescribed = RuleGiven & { id: number; category: string; village: string; station: string; person: string };

/** The town's own rules (归口规则), the first one first. */
export const findOwnRules = (work: Work): Promise<RuleDescribed[]> =>
  work.tx
    .select({
      id: routingRule.id,
      kind: routingRule.kind,
      categoryId: routingRule.categoryId,
      villageId: routingRule.villageId,
      toPersonId: routingRule.toPersonId,
      toStationId: routingRule.toStationId,
      category: sql<string>`coalesce(${category.name}, '')`,
      village: sql<string>`coalesce(${village.name}, '')`,
      station: sql<string>`coalesce(${station.name}, '')`,
      person: sql<string>`coalesce(${person.name}, '')`,
    })
    .from(routingRule)
    .leftJoin(category, and(eq(category.townId, routingRule.townId), eq(category.id, routingRule.categoryId)))
    .leftJoin(village, and(eq(village.townId, routingRule.townId), eq(village.id, routingRule.villageId)))
    .leftJoin(station, and(eq(station.townId, routingRule.townId), eq(station.id, routingRule.toStationId)))
    .leftJoin(person, and(eq(person.townId, routingRule.townId), eq(person.id, routingRule.toPersonId)))
    .where(eq(routingRule.townId, work.townId))
    .orderBy(asc(routingRule.position), asc(routingRule.id));

const rulesQuery = builtOnce((queries) =>
  queries
    .select()
    .from(routingRule)
    .where(eq(routingRule.townId, sql.placeholder("townId")))
    .orderBy(asc(routingRule.position), asc(routingRule.id))
    .prepare("find_rules"),
);
/** The same without names, for routing. */
export const findRuleRows = ({ tx, townId }: Work): Promise<readonly OwnRule[]> => ruleRows(tx, { townId });
const ruleRows = askedOnce((queries, values: { townId: number }): Promise<OwnRule[]> => rulesQuery(queries).execute(values));

type Fitting = { kind: TicketKind; villageId: number; category: { id: number } };

/** Whether a rule is for this report. */
export const ruleFits = (rule: Pick<RuleGiven, "kind" | "categoryId" | "villageId">, report: Fitting) =>
  (rule.kind === null || rule.kind === report.kind) &&
  (rule.categoryId === null || rule.categoryId === report.category.id) &&
  (rule.villageId === null || rule.villageId === report.villageId);

/** Adds a rule behind the others. */
export async function addOwnRule(work: Work, given: RuleGiven): Promise<Refusal | undefined> {
  const rules = await findOwnRules(work);
  if (rules.length >= maxOwnRules) return refuse("too-many", { most: maxOwnRules });
  if (rules.some((rule) => isSameRule(rule, given))) return refuse("already-member");
  await work.tx.insert(routingRule).values({ townId: work.townId, position: rules.length, ...given });
  return undefined;
}

export const isSameRule = (a: RuleGiven, b: RuleGiven) =>
  (["kind", "categoryId", "villageId", "toPersonId", "toStationId"] as const).every((part) => a[part] === b[part]);

export async function removeOwnRule(work: Work, id: number) {
  await work.tx.delete(routingRule).where(and(eq(routingRule.townId, work.townId), eq(routingRule.id, id)));
}

/** Puts these rules, in their order, in the place of all that there were. */
export async function replaceOwnRules(work: Work, rules: readonly RuleGiven[]) {
  await work.tx.delete(routingRule).where(eq(routingRule.townId, work.townId));
  if (rules.length) await work.tx.insert(routingRule).values(rules.map((rule, position) => ({ townId: work.townId, position, ...rule })));
}

/** Puts a rule before the one above it. */
export async function raiseOwnRule(work: Work, id: number) {
  const order = (await findOwnRules(work)).map((rule) => rule.id);
  const at = order.indexOf(id);
  if (at <= 0) return;
  order.splice(at - 1, 2, id, order[at - 1] as number);
  for (const [position, each] of order.entries()) {
    await work.tx
      .update(routingRule)
      .set({ position })
      .where(and(eq(routingRule.townId, work.townId), eq(routingRule.id, each)));
  }
}
