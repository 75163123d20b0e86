import { and, eq, inArray, sql } from "drizzle-orm";
import { careFile } from "../../database/schema/care.ts";
import { rosterEntry } from "../../database/schema/rosters.ts";
import type { Work } from "../../database/work.ts";
import { noteAlways } from "../conversation.ts";
import { isOnPaperSql } from "../people/on-paper.ts";
import { type Actor, findPerson } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { refreshCards } from "../tickets/change.ts";
import { closedStates } from "../tickets/lifecycle.ts";
import { askForCleanFiles } from "./clean.ts";
import { eraseFromEditions } from "./erase-editions.ts";
import { eraseWhole } from "./erase-person.ts";
import { eraseContentOf, eraseRows } from "./erase-rows.ts";
import { sweep } from "./erase-traces.ts";
import { noName } from "./kept.ts";
import { maxEntriesFound } from "./limits.ts";

/** Where the town writes down people itself, whether they are on Telegram or not. */
export const registers = ["household", "roster", "care", "gift", "party", "paper"] as const;
export type Register = (typeof registers)[number];

/** Somebody's entry in a register: `where` is its village, list or matter; `open` the number of a matter that is not over. */
export type Entry = { key: string; register: Register; id: number; name: string; phone: string | null; where: string; open: number | null };

const isOpenState = sql`t.state <> all(${sql.param([...closedStates])}::text[])`;
const isNobody = sql`(${noName}, '')`;

/** Each register's entries, with the matter that hangs on one and is not over. */
const entries = ({ townId }: Work) => sql`
  select 'household' as register, h.id, h.head as name, h.phone, concat_ws(' ', v.name, nullif(h.group_name, '')) as where,
    (select min(t.number) from visit i join ticket t on t.town_id = i.town_id and t.id = i.ticket_id
      where i.town_id = h.town_id and i.household_id = h.id and t.beneficiary = h.head and ${isOpenState}) as open
    from household h join village v on v.town_id = h.town_id and v.id = h.village_id where h.town_id = ${townId} and h.head not like ${`${noName}%`}
  union all select 'roster', e.id, e.name, nullif(e.phone, ''), r.title, null
    from roster_entry e join roster r on r.town_id = e.town_id and r.id = e.roster_id where e.town_id = ${townId} and e.name not in ${isNobody}
  union all select 'care', c.id, c.name, null, v.name, null
    from care_file c join village v on v.town_id = c.town_id and v.id = c.village_id where c.town_id = ${townId} and c.name not in ${isNobody}
  union all select 'gift', g.id, g.recipient, null, v.name, null
    from condolence g join village v on v.town_id = g.town_id and v.id = g.village_id where g.town_id = ${townId} and g.recipient not in ${isNobody}
  union all select 'party', p.id, p.name, null, '#' || t.number, case when ${isOpenState} then t.number end
    from dispute_party p join ticket t on t.town_id = p.town_id and t.id = p.ticket_id
    where p.town_id = ${townId} and p.person_id is null and p.name not in ${isNobody}
  union all select 'paper', p.id, p.name, p.phone, v.name,
    (select min(t.number) from ticket t where t.town_id = p.town_id and t.reporter_id = p.id and ${isOpenState})
    from person p left join village v on v.town_id = p.town_id and v.id = p.village_id
    where p.town_id = ${townId} and ${isOnPaperSql(sql`p.telegram_id`)} and p.became_id is null`;

type Row = Omit<Entry, "key" | "id"> & { id: string };
const entryOf = (row: Row): Entry => ({ ...row, id: Number(row.id), key: `${row.register}-${row.id}` });

/** Entries of this name, of a name with these words in it, or of this number. */
export async function findEntries(work: Work, typed: string): Promise<Entry[]> {
  const like = `%${typed.replace(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await work.tx.execute<Row>(
    sql`select * from (${entries(work)}) e where e.name like ${like} or e.phone = ${typed} order by e.name <> ${typed}, e.register, e.id limit ${maxEntriesFound}`,
  );
  return rows.map(entryOf);
}

async function findByKeys(work: Work, keys: readonly string[]): Promise<Entry[]> {
  const { rows } = await work.tx.execute<Row>(
    sql`select * from (${entries(work)}) e where e.register || '-' || e.id = any(${sql.param([...keys])}::text[])`,
  );
  return rows.map(entryOf);
}

/**
 * /erase: people whom the town wrote down itself. An admin does it, with a reason, which is in the audit; the audit names nobody. That there was
 * a household, a service, a gift, a party stays; a matter that hangs on it must be over.
 *
 * @param keys of what `findEntries` found
 */
export async function eraseEntries(work: Work, actor: Actor, keys: readonly string[], reason: string): Promise<Entry[] | Refusal> {
  if (!mayUse(actor, "erase")) return refuse("not-yours");
  const found = await findByKeys(work, keys);
  const open = found.find((one) => one.open !== null);
  if (open) return refuse("matter-open", { number: open.open as number });
  if (!found.length) return refuse("not-found");
  for (const one of found) await eraseOne[one.register](work, one);
  const names = [...new Set(found.map(({ name }) => name))];
  for (const name of names) {
    await eraseFromEditions(work, { name, numbers: [] });
    const phone = found.find((one) => one.name === name && one.phone)?.phone ?? null;
    await sweep(work, { names: phone ? [name, phone] : [name], numbers: [] });
  }
  const told = names.reduce((text, name) => text.replaceAll(name, noName), reason);
  await noteAlways(work, actor.id, "erase", `${told}　${found.map(({ key }) => key).join(" ")}`);
  askForCleanFiles(work, "erased");
  return found;
}

const eraseOne: Record<Register, (work: Work, entry: Entry) => Promise<unknown>> = {
  async household(work, { id, name }) {
    const { rows } = await work.tx.execute<{ id: string }>(
      sql`select t.id from visit i join ticket t on t.town_id = i.town_id and t.id = i.ticket_id
        where i.town_id = ${work.townId} and i.household_id = ${id} and t.beneficiary = ${name}`,
    );
    const ids = rows.map((row) => Number(row.id));
    await eraseContentOf(work, ids);
    for (const one of ids) await refreshCards(work, { id: one });
    await eraseRows(work, "visit", sql`household_id = ${id}`, { only: ["heard", "attachment"] });
    await eraseRows(work, "household", sql`id = ${id}`);
  },
  async roster(work, { id }) {
    await eraseRows(work, "rosterEntry", sql`id = ${id}`);
    // Nobody can be served there any more.
    await work.tx
      .update(rosterEntry)
      .set({ state: "moved" })
      .where(and(eq(rosterEntry.townId, work.townId), eq(rosterEntry.id, id), inArray(rosterEntry.state, ["open", "postponed"])));
  },
  async care(work, { id }) {
    await eraseRows(work, "visit", sql`care_file_id = ${id}`, { only: ["heard", "attachment"] });
    await eraseRows(work, "careFile", sql`id = ${id}`);
    await work.tx
      .update(careFile)
      .set({ closedAt: sql`coalesce(closed_at, ${work.now.toISOString()}::timestamptz)` })
      .where(and(eq(careFile.townId, work.townId), eq(careFile.id, id)));
  },
  async paper(work, { id }) {
    const found = await findPerson(work, id);
    if (found) await sweep(work, await eraseWhole(work, found));
  },
  gift: (work, { id }) => eraseRows(work, "condolence", sql`id = ${id}`),
  async party(work, { id, where }) {
    await eraseRows(work, "disputeParty", sql`id = ${id}`);
    const { rows } = await work.tx.execute<{ id: string }>(
      sql`select id from ticket where town_id = ${work.townId} and number = ${Number(where.slice(1))}`,
    );
    for (const one of rows) await refreshCards(work, { id: Number(one.id) });
  },
};
