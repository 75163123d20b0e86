import { and, asc, eq, gte, lt, ne, notInArray } from "drizzle-orm";
import { DateTime } from "luxon";
import { condolence } from "../../database/schema/care.ts";
import { person } from "../../database/schema/people.ts";
import { village } from "../../database/schema/town.ts";
import type { Attachment, GoodsLine } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { findStanding, may, permit, whereMay } from "../doorstep/standing.ts";
import type { Span } from "../figures/period.ts";
import { maxWorkbookRows } from "../file-limits.ts";
import { maxGiftsShown } from "../limits.ts";
import { receiptColumns, type WorkbookSheet } from "../org/sheets.ts";
import { type Actor, eachOnce, findActor, findHolders, findLeadersOf, findPerson, findStaff, type Person } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { findVillage } from "../places/places.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { countItems, goodsInWords } from "./goods.ts";
import { takeFromStock } from "./stock.ts";

type Condolence = typeof condolence.$inferSelect;
export type CondolenceGiven = Pick<Condolence, "villageId" | "recipient" | "fen"> & {
  lines: readonly GoodsLine[];
  photo?: Attachment | undefined;
};

/** Records what was handed over (慰问). Money counts only when a second person has confirmed it. */
export async function recordCondolence(work: Work, actor: Actor, given: CondolenceGiven): Promise<Condolence | Refusal> {
  if (!mayUse(actor, "care")) return refuse("not-yours");
  const refusal = await permit(work, actor, "record_gift", { villageId: given.villageId });
  if (refusal) return refusal;
  const lines = await takeFromStock(work, given.lines);
  if (isRefusal(lines)) return lines;
  const [row] = await work.tx
    .insert(condolence)
    .values({
      townId: work.townId,
      ...given,
      lines,
      items: countItems(lines),
      goods: goodsInWords(lines),
      photo: given.photo ?? null,
      giverId: actor.id,
      at: work.now,
      state: given.fen > 0 ? "waiting" : "confirmed",
    })
    .returning();
  const added = row as Condolence;
  if (added.state === "waiting") for (const one of await findSeconds(work, actor, given.villageId)) await askSecond(work, added, one);
  return added;
}

/** What is to be confirmed as a second person sees it: to whom, where, by whom, when, how much, and the photo. */
async function askSecond(work: Work, gift: Condolence, to: Person) {
  const [giver, village] = [await findPerson(work, gift.giverId), await findVillage(work, gift.villageId)];
  const values = {
    giver: giver?.name ?? "—",
    name: gift.recipient,
    village: village?.name ?? "—",
    until: gift.at.toISOString(),
    yuan: yuan(gift.fen),
    items: gift.items,
    goods: gift.goods,
    body: "",
  };
  const notice = { kind: "relay", key: "told-second", values, buttons: "second", subject: gift.id } as const;
  work.tell(to, gift.photo ? { ...notice, attachment: gift.photo } : notice);
}

/** Who is asked to confirm: leaders of the village and of the whole town, and the admins; where the giver is the only one of them, the others who may. */
async function findSeconds(work: Work, giver: Actor, villageId: number): Promise<Person[]> {
  const leading = [...(await findLeadersOf(work, villageId)), ...(await findHolders(work, "admin"))];
  const others = (people: Person[]) => eachOnce(people).filter(({ id }) => id !== giver.id);
  const seconds = others(leading);
  if (seconds.length) return seconds;
  const staff = others(await findStaff(work));
  const allowed = await Promise.all(
    staff.map(async ({ id }) => {
      const one = await findActor(work, id);
      return one !== undefined && may(work, one, "confirm_gift", { villageId });
    }),
  );
  return staff.filter((_, index) => allowed[index]);
}

/** 确认 or 不对, by somebody other than the giver. */
export async function confirmCondolence(work: Work, actor: Actor, id: number, isRight: boolean): Promise<Condolence | Refusal> {
  if (!mayUse(actor, "care")) return refuse("not-yours");
  const mine = and(eq(condolence.townId, work.townId), eq(condolence.id, id));
  const [found] = await work.tx.select().from(condolence).where(mine).for("update");
  if (!found) return refuse("not-found");
  if (found.giverId === actor.id) return refuse("second-person");
  const refusal = await permit(work, actor, "confirm_gift", { villageId: found.villageId });
  if (refusal) return refusal;
  if (found.state !== "waiting") return refuse("second-person");
  const [row] = await work.tx
    .update(condolence)
    .set({ state: isRight ? "confirmed" : "rejected", secondId: actor.id, secondAt: work.now })
    .where(mine)
    .returning();
  const changed = row as Condolence;
  const giver = await findPerson(work, changed.giverId);
  const values = { name: changed.recipient, yuan: yuan(changed.fen), by: actor.name };
  if (giver) work.tell(giver, { kind: "text", key: isRight ? "told-money-right" : "told-money-wrong", values });
  return changed;
}

const waitingFor = async (work: Work, actor: Actor) =>
  and(
    eq(condolence.townId, work.townId),
    eq(condolence.state, "waiting"),
    ne(condolence.giverId, actor.id),
    whereMay("confirm_gift", await findStanding(work, actor), { villageId: condolence.villageId }),
  );

/** What waits for somebody as the second person, the oldest first. */
export const findWaiting = async (work: Work, actor: Actor): Promise<Condolence[]> =>
  work.tx
    .select()
    .from(condolence)
    .where(await waitingFor(work, actor))
    .orderBy(asc(condolence.at), asc(condolence.id))
    .limit(maxGiftsShown);

/** Shows one that waits, as the person who confirms it sees it. */
export async function showWaiting(work: Work, actor: Actor, id: number): Promise<Refusal | undefined> {
  const [found] = await work.tx
    .select()
    .from(condolence)
    .where(and(await waitingFor(work, actor), eq(condolence.id, id)));
  if (!found) return refuse("not-found");
  await askSecond(work, found, actor);
  return undefined;
}

type ReceiptRow = { gift: Condolence; village: string; giver: string };

/** 签收表: what was handed over in a period where somebody may record gifts, a line for each to be signed by the person who received it. */
export async function describeReceipts(work: Work, reader: Actor, { from, to }: Span): Promise<WorkbookSheet[]> {
  const theirs = whereMay("record_gift", await findStanding(work, reader), { villageId: condolence.villageId, of: [condolence.giverId] });
  const rows: ReceiptRow[] = await work.tx
    .select({ gift: condolence, village: village.name, giver: person.name })
    .from(condolence)
    .innerJoin(village, and(eq(village.townId, condolence.townId), eq(village.id, condolence.villageId)))
    .innerJoin(person, and(eq(person.townId, condolence.townId), eq(person.id, condolence.giverId)))
    .where(
      and(
        eq(condolence.townId, work.townId),
        theirs,
        notInArray(condolence.state, ["rejected", "reversed"]),
        gte(condolence.at, from),
        lt(condolence.at, to),
      ),
    )
    .orderBy(asc(village.position), asc(condolence.at), asc(condolence.id))
    .limit(maxWorkbookRows);
  const dayOf = (at: Date) => DateTime.fromJSDate(at, { zone: work.zone }).toISODate() ?? "";
  const lines = rows.map(({ gift, village: where, giver }) => [
    where,
    gift.recipient,
    gift.fen / 100,
    goodsOf(gift),
    dayOf(gift.at),
    giver,
    "",
  ]);
  return [{ sheet: "receipts", columns: receiptColumns, rows: lines, isPrinted: true }];
}

const goodsOf = ({ goods, items, lines }: Condolence) =>
  lines === null && items ? `${items} ${goods}`.trim() : goods || (items ? String(items) : "");

/** Fen as people write money: 200, or 199.50. */
export const yuan = (fen: number) => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2));
