import { and, desc, eq, isNull, type SQLWrapper, sql } from "drizzle-orm";
import { goodsReceived } from "../../database/schema/care.ts";
import { person } from "../../database/schema/people.ts";
import type { GoodsLine } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { permit } from "../doorstep/standing.ts";
import { maxStockLinesShown } from "../limits.ts";
import type { Actor } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";

// The town's store of condolence goods, if it keeps one: what came in is noted here, what went out are the gifts (慰问) themselves, so that
// a gift that is taken back is in the store again by itself. A kind is kept from the day on which some of it was noted first.

/** One kind: what came and went between two instants, and what there is at the end. */
export type StockKind = { what: string; unit: string; received: number; given: number; left: number };
type Row = { what: string; unit: string; received: string; given: string; left: string };

/** A name as two people may write it. */
const sameName = (name: string) => name.trim().toLowerCase();

/** Why somebody may not write in the store; undefined when they may. */
export const permitStock = async (work: Work, actor: Actor): Promise<Refusal | undefined> =>
  mayUse(actor, "care") ? permit(work, actor, "keep_stock", { villageId: null }) : refuse("not-yours");

/** The kinds of that name, and which of them is meant: without a unit the only one. */
function kindsOf(stock: readonly StockKind[], { what, unit }: Pick<GoodsLine, "what" | "unit">) {
  const named = stock.filter((one) => sameName(one.what) === sameName(what));
  const only = !unit && named.length === 1 ? named[0] : undefined;
  return { named, meant: only ?? named.find((one) => sameName(one.unit) === sameName(unit)) };
}

/** Every kind that is kept. @param from of what came and went; @param to what there is then */
export async function findStock(work: Work, { from, to }: { from?: Date; to?: Date } = {}): Promise<StockKind[]> {
  const [since, until] = [(from ?? new Date(0)).toISOString(), (to ?? new Date(work.now.getTime() + 1)).toISOString()];
  const { rows } = await work.tx.execute<Row>(sql`
    with moved as (${movements(sql`${work.townId}::int`)})
    select max(what) as what, max(unit) as unit,
      coalesce(sum(count) filter (where count > 0 and at >= ${since}::timestamptz), 0) as received,
      coalesce(-sum(count) filter (where count < 0 and at >= ${since}::timestamptz), 0) as given, sum(count) as left
    from moved where at < ${until}::timestamptz group by lower(what), lower(unit) order by 1, 2`);
  const numbers = ({ received, given, left }: Row) => ({ received: Number(received), given: Number(given), left: Number(left) });
  return rows.map((row) => ({ what: row.what, unit: row.unit, ...numbers(row) }));
}

/** What came in, and what went out of it as gifts since, which are less than nought. */
export const movements = (townId: SQLWrapper) => sql`
  select r.what, r.unit, r.count, r.at from goods_received r where r.town_id = ${townId} and r.reversed_at is null
  union all
  select l->>'what', l->>'unit', -(l->>'count')::numeric, c.at
  from condolence c cross join lateral jsonb_array_elements(c.lines) l
  where c.town_id = ${townId} and c.state in ('waiting', 'confirmed') and c.at >= (select min(r.at) from goods_received r
    where r.town_id = c.town_id and r.reversed_at is null and lower(r.what) = lower(l->>'what') and lower(r.unit) = lower(l->>'unit'))`;

/**
 * Goods that are to be handed out, as the store has them: a unit that was left out is that in which they are kept.
 *
 * @returns why they cannot be; a kind that the store does not know comes from elsewhere, and is nobody's affair here
 */
export async function takeFromStock(work: Work, lines: readonly GoodsLine[]): Promise<GoodsLine[] | Refusal> {
  if (!lines.length) return [];
  // Of two who hand out the last ones at once, the second waits for the first.
  await work.tx.select({ id: goodsReceived.id }).from(goodsReceived).where(stands(work)).orderBy(goodsReceived.id).for("update");
  const stock = await findStock(work);
  const taken: GoodsLine[] = [];
  for (const line of lines) {
    const { named, meant: found } = kindsOf(stock, line);
    if (named[0] && !found) return refuse("stock-unit", { what: line.what, unit: named[0].unit || "—" });
    const unit = line.unit || (found?.unit ?? "");
    const before = taken.filter((one) => sameName(one.what) === sameName(line.what) && one.unit === unit);
    const left = found && found.left - before.reduce((sum, { count }) => sum + count, 0);
    if (left !== undefined && left < line.count) return refuse("stock-short", { what: line.what, left: Math.max(0, left), unit });
    taken.push({ ...line, what: found?.what ?? line.what, unit });
  }
  return taken;
}

const stands = (work: Work) => and(eq(goodsReceived.townId, work.townId), isNull(goodsReceived.reversedAt));

/** 入库: goods of one kind or of several came in. */
export async function receiveGoods(work: Work, actor: Actor, lines: readonly GoodsLine[], source: string): Promise<Refusal | undefined> {
  const refusal = await permitStock(work, actor);
  if (refusal) return refusal;
  const stock = await findStock(work);
  const rows = lines.map((line) => {
    const { what, unit } = kindsOf(stock, line).meant ?? line;
    return { townId: work.townId, what, unit, count: line.count, source, receivedBy: actor.id, at: work.now };
  });
  if (rows.some(({ what }) => !what.trim())) return refuse("goods-nameless");
  await work.tx.insert(goodsReceived).values(rows);
  return undefined;
}

export type Receipt = typeof goodsReceived.$inferSelect & { by: string };

/** What came in last, the newest first; also what was taken back, with the reason. */
export async function findReceipts(work: Work): Promise<Receipt[]> {
  const rows = await work.tx
    .select({ receipt: goodsReceived, by: person.name })
    .from(goodsReceived)
    .innerJoin(person, and(eq(person.townId, goodsReceived.townId), eq(person.id, goodsReceived.receivedBy)))
    .where(eq(goodsReceived.townId, work.townId))
    .orderBy(desc(goodsReceived.id))
    .limit(maxStockLinesShown);
  return rows.map(({ receipt, by }) => ({ ...receipt, by }));
}

/** What was noted wrongly counts no more, with a reason that stays; not what was handed out since. */
export async function reverseReceipt(work: Work, actor: Actor, id: number, reason: string): Promise<Receipt | Refusal> {
  const refusal = await permitStock(work, actor);
  if (refusal) return refusal;
  if (!reason.trim()) return refuse("reason-missing");
  const [found] = await work.tx
    .select()
    .from(goodsReceived)
    .where(and(stands(work), eq(goodsReceived.id, id)))
    .for("update");
  if (!found) return refuse("not-found");
  const kept = (await findStock(work)).find(
    ({ what, unit }) => sameName(what) === sameName(found.what) && sameName(unit) === sameName(found.unit),
  );
  if (!kept || kept.left < found.count) return refuse("stock-handed-out", { what: found.what, left: kept?.left ?? 0, unit: found.unit });
  await work.tx
    .update(goodsReceived)
    .set({ reversedAt: work.now, reversedBy: actor.id, reason })
    .where(and(eq(goodsReceived.townId, work.townId), eq(goodsReceived.id, id)));
  return { ...found, by: actor.name };
}
