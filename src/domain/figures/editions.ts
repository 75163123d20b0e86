import { and, desc, eq, inArray } from "drizzle-orm";
import { briefingEdition, type KeptFigures, type KeptPicture } from "../../database/schema/briefings.ts";
import { ticket } from "../../database/schema/tickets.ts";
import type { Work } from "../../database/work.ts";
import { keptPhotos } from "../corrections/photos.ts";
import { maxKeptRows } from "../limits.ts";
import type { Actor } from "../people/person.ts";
import { isLate } from "../tickets/conditions.ts";
import { type FactKey, type FactRow, factKeys, listFact } from "./facts.ts";
import { type Gathered, gatherFigures } from "./gather.ts";
import { calendarPeriod, type Span } from "./period.ts";

export type Edition = typeof briefingEdition.$inferSelect;
/** What is different from the edition before: a number, and the rows by which it is. */
export type Change = { key: FactKey; before: number; after: number; come: string[]; gone: string[] };

/**
 * 归档上报: keeps a briefing as it is handed in, with the rows behind each number, so that what was said can be shown later whatever has
 * changed since. Whose edition it is sees it; others may see other things.
 *
 * @returns the new edition and what changed since the one before it; undefined when that one says the same
 */
export async function handIn(work: Work, actor: Actor, span: Span): Promise<{ edition: Edition; changes: Change[] } | undefined> {
  const before = (await findEditions(work, actor, span))[0];
  const kept = await figuresNow(work, actor, span);
  const changes = before ? changesBetween(before.kept, kept) : [];
  if (before && !changes.length) return undefined;
  const [edition] = await work.tx
    .insert(briefingEdition)
    .values({
      townId: work.townId,
      from: span.from,
      to: span.to,
      frozenBy: actor.id,
      frozenAt: work.now,
      edition: (before?.edition ?? 0) + 1,
      kept,
      photos: await keptPhotos(work, span),
      picture: await gatherForBriefing(work, actor, span),
    })
    .returning();
  return { edition: edition as Edition, changes };
}

/** The numbers of a period with their rows, as somebody may see them now. */
export async function figuresNow(work: Work, reader: Actor, span: Span): Promise<KeptFigures> {
  const kept: KeptFigures = {};
  for (const key of factKeys) {
    const found = await listFact(work, reader, key, span, { limit: maxKeptRows, offset: 0 });
    const rows = key === "disputes_open" ? await markLate(work, found) : found;
    kept[key] = {
      value: rows.reduce((sum, { value }) => sum + value, 0),
      rows: rows.map(({ deed: _, ...row }) => ({ ...row, at: row.at.toISOString() })),
    };
  }
  return kept;
}

/**
 * What the picture of a briefing shows: the figures of the whole town, as its reader may count them, against the same period before as in
 * `/stats`. It is named by its dates: the person who reads a paper later would take "this month" for another.
 */
export async function gatherForBriefing(work: Work, reader: Actor, { from, to }: Span): Promise<Gathered> {
  const same = calendarPeriod({ from, to }, work.zone);
  const gathered = await gatherFigures(work, reader, { scope: "town", period: { name: same, from, to } });
  return { ...gathered, period: { name: "span", from, to } };
}

/** The same as an edition has kept it. */
export function pictureIn(kept: KeptPicture): Gathered {
  const { period, overTime, ...rest } = kept as unknown as Gathered;
  const starts = overTime.starts.map((start) => new Date(start));
  return { ...rest, period: { ...period, from: new Date(period.from), to: new Date(period.to) }, overTime: { ...overTime, starts } };
}

/** A row behind the number of disputes under way; `late` when its next step is overdue, `owed`: which, and by when it was due. */
export type OpenRow = FactRow & Pick<KeptFigures[string]["rows"][number], "late" | "owed">;

/** Overdue as everywhere: a step is owed whose time is over. */
export async function markLate(work: Work, rows: readonly FactRow[]): Promise<OpenRow[]> {
  const numberOf = ({ label }: FactRow) => Number(/^#(\d+) /.exec(label)?.[1]);
  const late = await work.tx
    .select({ number: ticket.number, duty: ticket.state, by: ticket.deadline })
    .from(ticket)
    .where(and(eq(ticket.townId, work.townId), isLate(work), inArray(ticket.number, rows.map(numberOf))));
  const owed = new Map(late.map(({ number, duty, by }) => [number, { duty, by: (by as Date).toISOString() }]));
  return rows.map((row) => {
    const step = owed.get(numberOf(row));
    return step ? { ...row, late: true, owed: step } : row;
  });
}

/** Somebody's own editions of a period, the newest first. */
export const findEditions = (work: Work, actor: Pick<Actor, "id">, { from, to }: Span): Promise<Edition[]> =>
  work.tx
    .select()
    .from(briefingEdition)
    .where(
      and(
        eq(briefingEdition.townId, work.townId),
        eq(briefingEdition.frozenBy, actor.id),
        eq(briefingEdition.from, from),
        eq(briefingEdition.to, to),
      ),
    )
    .orderBy(desc(briefingEdition.edition));

/** One of somebody's own editions, and the one before it. */
export async function findEdition(
  work: Work,
  actor: Pick<Actor, "id">,
  id: number,
): Promise<{ edition: Edition; before?: Edition } | undefined> {
  const [found] = await work.tx
    .select()
    .from(briefingEdition)
    .where(and(eq(briefingEdition.townId, work.townId), eq(briefingEdition.id, id), eq(briefingEdition.frozenBy, actor.id)));
  if (!found) return undefined;
  const before = (await findEditions(work, actor, found)).find(({ edition }) => edition === found.edition - 1);
  return before ? { edition: found, before } : { edition: found };
}

const keyOf = ({ label, at, value }: { label: string; at: string; value: number }) => [at, label, value].join("|");

/** What differs between two editions. A number may stay the same while its rows change. */
export function changesBetween(before: KeptFigures, after: KeptFigures): Change[] {
  return factKeys.flatMap((key) => {
    const [old, now] = [before[key] ?? { value: 0, rows: [] }, after[key] ?? { value: 0, rows: [] }];
    const [was, is] = [old, now].map(({ rows }) => new Set(rows.map(keyOf))) as [Set<string>, Set<string>];
    const come = now.rows.filter((row) => !was.has(keyOf(row))).map(({ label }) => label);
    const gone = old.rows.filter((row) => !is.has(keyOf(row))).map(({ label }) => label);
    return old.value === now.value && !come.length && !gone.length ? [] : [{ key, before: old.value, after: now.value, come, gone }];
  });
}

/** The rows of an edition as they were found then. */
export const rowsIn = (kept: KeptFigures, key: FactKey): OpenRow[] =>
  (kept[key]?.rows ?? []).map((row) => ({ ...row, at: new Date(row.at) }));
