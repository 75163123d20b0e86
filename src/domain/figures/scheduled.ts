import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import { DateTime } from "luxon";
import { scheduledReport } from "../../database/schema/briefings.ts";
import type { NoticeBody, ReportRhythm } from "../../database/values.ts";
import { priorities, type Work } from "../../database/work.ts";
import { nextOpening } from "../calendar.ts";
import { maxScheduledReports } from "../limits.ts";
import { type Actor, findActor, findHolders, findPerson, hasRole } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Timer } from "../timer.ts";
import { countFacts } from "./facts.ts";
import { countFigures } from "./figures.ts";
import { type Span, spanName } from "./period.ts";
import { ownScope } from "./scope.ts";

export type ScheduledReport = typeof scheduledReport.$inferSelect;
/** Where it is sent: to somebody's own chat, or to a group or a topic of it. */
export type ReportPlace = { chatId: number; threadId?: number | undefined };

const units = { weekly: "weeks", monthly: "months" } as const satisfies Record<ReportRhythm, string>;
const startsOf = { weekly: "week", monthly: "month" } as const satisfies Record<ReportRhythm, string>;
/** After a stop of the bot, and after a holiday, what was missed is made up; not what is older than so many weeks or months. */
const maxMadeUp = 2;

const isActive = (work: Work) => and(eq(scheduledReport.townId, work.townId), isNull(scheduledReport.endedAt));
const at = (instant: Date, { zone }: Pick<Work, "zone">) => DateTime.fromJSDate(instant, { zone });
/** The end of the week or month that is going on. */
const endOfPresent = (work: Work, rhythm: ReportRhythm) =>
  at(work.now, work)
    .startOf(startsOf[rhythm])
    .plus({ [units[rhythm]]: 1 })
    .toJSDate();
/** When the office opens in the morning after the period is over. */
const dueAfter = (until: Date, { zone }: Pick<Work, "zone">) => nextOpening(until, zone);

/**
 * 定期报送: from now on the figures of each week (Monday to Sunday) or month come by themselves, on the first working morning after it.
 *
 * @param readerId what it holds is what they may see; to a group nobody is sent more than numbers
 * @returns why not: the reader has no `/brief`, it is sent there already, or there are too many
 */
export async function scheduleReport(
  work: Work,
  actor: Actor,
  rhythm: ReportRhythm,
  readerId: number,
  place?: ReportPlace,
): Promise<ScheduledReport | Refusal> {
  const reader = readerId === actor.id ? actor : await findActor(work, readerId);
  if (!mayUse(actor, "brief") || !reader) return refuse("not-yours");
  if (!mayUse(reader, "brief")) return refuse("reader-may-not", { name: reader.name });
  const active = await work.tx.select().from(scheduledReport).where(isActive(work));
  if (active.length >= maxScheduledReports) return refuse("too-many", { max: maxScheduledReports });
  const until = endOfPresent(work, rhythm);
  const [made] = await work.tx
    .insert(scheduledReport)
    .values({
      ...{ townId: work.townId, rhythm, readerId, madeBy: actor.id, madeAt: work.now, until, dueAt: dueAfter(until, work) },
      ...(place ? { chatId: place.chatId, threadId: place.threadId ?? null } : {}),
    })
    .onConflictDoNothing()
    .returning();
  return made ?? refuse("scheduled-before");
}

/** What somebody gets or has arranged; to an admin, all of them. */
export const findScheduled = (work: Work, actor: Actor): Promise<ScheduledReport[]> =>
  work.tx
    .select()
    .from(scheduledReport)
    .where(and(isActive(work), mayEnd(actor)))
    .orderBy(asc(scheduledReport.id));

const mayEnd = (actor: Actor) =>
  hasRole(actor, "admin") ? sql`true` : or(eq(scheduledReport.readerId, actor.id), eq(scheduledReport.madeBy, actor.id));

/** @returns what was ended; undefined when it is not theirs or was ended before */
export async function endScheduled(work: Work, actor: Actor, id: number): Promise<ScheduledReport | undefined> {
  const [ended] = await work.tx
    .update(scheduledReport)
    .set({ endedAt: work.now })
    .where(and(isActive(work), eq(scheduledReport.id, id), mayEnd(actor)))
    .returning();
  return ended;
}

/** A group is told nothing any more, by somebody who may read the briefing there. @returns how many were ended */
export async function endInGroup(work: Work, chatId: number): Promise<number> {
  const ended = await work.tx
    .update(scheduledReport)
    .set({ endedAt: work.now })
    .where(and(isActive(work), eq(scheduledReport.chatId, chatId)))
    .returning({ id: scheduledReport.id });
  return ended.length;
}

/** A group became a supergroup, which is another chat for Telegram. */
export const moveReports = (work: Work, from: number, to: number) =>
  work.tx
    .update(scheduledReport)
    .set({ chatId: to, threadId: null })
    .where(and(isActive(work), eq(scheduledReport.chatId, from)));

/** A topic is gone: the group hears as a whole. */
export const leaveTopicOfReports = (work: Work, chatId: number, threadId: number) =>
  work.tx
    .update(scheduledReport)
    .set({ threadId: null })
    .where(and(isActive(work), eq(scheduledReport.chatId, chatId), eq(scheduledReport.threadId, threadId)));

export const reportTimer: Timer = {
  road: "report",
  due: ({ townId, now }) =>
    sql`select id, due_at from scheduled_report where town_id = ${townId} and ended_at is null and due_at <= ${now.toISOString()}::timestamptz`,
  upcoming: ({ townId }) => sql`select due_at as at from scheduled_report where town_id = ${townId} and ended_at is null`,
  async fire(work, id) {
    const [report] = await work.tx
      .select()
      .from(scheduledReport)
      .where(and(isActive(work), eq(scheduledReport.id, id), sql`due_at <= ${work.now.toISOString()}::timestamptz`))
      .for("update", { skipLocked: true });
    if (!report) return false;
    const reader = await findActor(work, report.readerId);
    if (!reader || !mayUse(reader, "brief")) return endForWantOfRight(work, report);
    const oldest = oldestUntil(report.rhythm, work);
    const isNews = report.until >= oldest;
    const next = isNews ? nextUntil(report, work) : oldest;
    await work.tx
      .update(scheduledReport)
      .set({ until: next, dueAt: dueAfter(next, work) })
      .where(and(isActive(work), eq(scheduledReport.id, id)));
    const span = spanUntil(report.until, report.rhythm, work);
    if (isNews && (await isAnything(work, reader, span))) send(work, report, reader, span);
    return true;
  },
  nameOf: async (work, id) => {
    const [report] = await work.tx
      .select()
      .from(scheduledReport)
      .where(and(eq(scheduledReport.townId, work.townId), eq(scheduledReport.id, id)));
    return (report && (await findPerson(work, report.readerId))?.name) ?? "?";
  },
};

const spanUntil = (until: Date, rhythm: ReportRhythm, { zone }: Pick<Work, "zone">): Span => ({
  from: at(until, { zone })
    .minus({ [units[rhythm]]: 1 })
    .toJSDate(),
  to: until,
});

const nextUntil = ({ until, rhythm }: ScheduledReport, work: Work): Date =>
  at(until, work)
    .plus({ [units[rhythm]]: 1 })
    .toJSDate();

const oldestUntil = (rhythm: ReportRhythm, work: Work): Date =>
  at(endOfPresent(work, rhythm), work)
    .minus({ [units[rhythm]]: maxMadeUp })
    .toJSDate();

/** Nothing is sent of a week in which nothing was recorded. */
async function isAnything(work: Work, reader: Actor, span: Span): Promise<boolean> {
  const scope = ownScope(reader);
  const [facts, counted] = await Promise.all([
    countFacts(work, reader, span, { scope }),
    countFigures(work, reader, { scope, period: span }),
  ]);
  return [...Object.values(facts), counted.received, counted.solved, counted.silent].some((count) => count > 0);
}

function send(work: Work, { chatId, threadId }: ScheduledReport, reader: Actor, span: Span) {
  const dates = { from: span.from.toISOString(), to: span.to.toISOString() };
  const figures = { kind: "figures", which: spanName(span, work.zone), ...dates, village: 0, where: "own" } as const;
  if (chatId === null) {
    work.tell(reader, figures, { priority: priorities.broadcast });
    return work.tell(reader, { kind: "brief", language: reader.language, ...dates }, { priority: priorities.broadcast });
  }
  const notice: NoticeBody = { ...figures, inGroupFor: reader.id, ...(threadId === null ? {} : { threadId }) };
  return work.send({ chatId, notice, priority: priorities.broadcast });
}

/** A person who lost the office gets no figures, and sends none to a group; the admins hear that they stopped. */
async function endForWantOfRight(work: Work, { id, readerId, rhythm }: ScheduledReport): Promise<boolean> {
  await work.tx
    .update(scheduledReport)
    .set({ endedAt: work.now })
    .where(and(isActive(work), eq(scheduledReport.id, id)));
  const name = (await findPerson(work, readerId))?.name ?? "?";
  const key = rhythm === "weekly" ? "told-weekly-report-ended" : "told-monthly-report-ended";
  for (const admin of await findHolders(work, "admin")) work.tell(admin, { kind: "text", key, values: { name } });
  return true;
}
