import { eq, type SQL, sql } from "drizzle-orm";
import { town } from "../../database/schema/town.ts";
import type { Work } from "../../database/work.ts";
import { noteAlways } from "../conversation.ts";
import { firstTownId } from "../town-number.ts";

/** Who is about to work with the data: the sandbox, or the bot of a token. */
export type Comer = "sandbox" | { botId: number };
/** Why a newcomer may not have these data. */
export type Mismatch = { why: "real-data" | "demo-data" | "mixed-data" } | { why: "other-bot"; botId: number };
/**
 * What the data are. Releases up to 0.6 did not write it down: `unmarked` is a real town that any token's bot may take over as its own, as
 * nothing tells whose it was; `mixed` is a demo on which a real bot was started, so that real people wrote to it.
 */
export type Data = "nothing" | "demo" | "mixed" | "unmarked" | { botId: number };

/** The demo township's villager, cadre and admin: all three of them, by account and name, are in no real town. */
const demoAccounts = [
  [700_000_101, "王有根"],
  [700_000_102, "李建国"],
  [700_000_103, "周敏"],
] as const;
/** The reports that its people made by themselves. */
const demoDrafts = "demo-7000001%";
/** The emulator numbers its people from here, with a gap of a thousand after each start. */
const emulatedAccounts = { from: 700_000_000, to: 709_999_999 };

/** @returns undefined when the newcomer may work with these data; also before they are brought up to this release */
export const findMismatch = async (work: Work, comer: Comer): Promise<Mismatch | undefined> => mismatchOf(await describeData(work), comer);

/** The table: what the data are, and who may have them. */
export function mismatchOf(data: Data, comer: Comer): Mismatch | undefined {
  if (data === "nothing") return undefined;
  if (data === "mixed") return { why: "mixed-data" };
  if (data === "demo") return comer === "sandbox" ? undefined : { why: "demo-data" };
  if (comer === "sandbox") return { why: "real-data" };
  return data === "unmarked" || data.botId === comer.botId ? undefined : { why: "other-bot", botId: data.botId };
}

/** What the database holds. Asked in a way that every release's tables answer: nothing is changed before it is known whose it is. */
export async function describeData(work: Work): Promise<Data> {
  const first = async <R extends Record<string, unknown>>(query: SQL) => (await work.tx.execute<R>(query)).rows[0];
  const tables = await first<{ exist: boolean }>(
    sql`select to_regclass('town') is not null and to_regclass('ticket') is not null as exist`,
  );
  if (!tables?.exist) return "nothing";
  type Row = { is_demo?: boolean | null; bot_id?: number | null; claimed_at: string | null };
  const found = (await first<{ row: Row }>(sql`select to_jsonb(town) as row from town where id = ${work.townId}`))?.row;
  if (!found && work.townId !== firstTownId) return "nothing";
  if (!found) {
    // Other towns may be there all the same: those of several bots, of which the first was never served.
    const others = await findNamedTowns(work);
    const [botId] = others.flatMap((one) => one.botId ?? []);
    return botId === undefined ? "nothing" : { botId };
  }
  if (found.bot_id) return { botId: found.bot_id };
  if (found.is_demo) return "demo";
  const people = await first<{ all: number; demo: number; real: number; played: boolean }>(lookAtPeople(work.townId));
  if (people?.played || people?.demo === demoAccounts.length) return people.real ? "mixed" : "demo";
  return people?.all || found.claimed_at ? "unmarked" : "nothing";
}

type NamedTown = { id: number; botId: number | null; username: string | null; name: string | null };

/** The towns that belong to bots; asked in a way that every release's tables answer. */
export async function findNamedTowns(work: Work): Promise<NamedTown[]> {
  const tables = await work.tx.execute<{ exist: boolean }>(sql`select to_regclass('town') is not null as exist`);
  if (!tables.rows[0]?.exist) return [];
  const { rows } = await work.tx.execute<Record<"bot_id" | "username" | "name", string | null> & { id: number }>(
    sql`select id, to_jsonb(town)->>'bot_id' as bot_id, to_jsonb(town)->>'bot_username' as username, to_jsonb(town)->>'name' as name
      from town order by id`,
  );
  return rows.map(({ id, bot_id, username, name }) => ({ id, botId: bot_id === null ? null : Number(bot_id), username, name }));
}

/** Whether a bot was started on it, and nothing else has happened: nobody has written, and nobody is its admin. */
export async function isUntouched(work: Work): Promise<boolean> {
  const found = (
    await work.tx.execute<{ touched: boolean }>(sql`
      select exists (select 1 from person) or exists (select 1 from town where claimed_at is not null or (to_jsonb(town)->>'is_demo')::boolean) as touched`)
  ).rows[0];
  return found?.touched === false;
}

const lookAtPeople = (townId: number) => sql`
  select count(*)::int as "all",
    (count(*) filter (where ${sql.join(
      demoAccounts.map(([id, name]) => sql`(telegram_id = ${id} and name = ${name})`),
      sql` or `,
    )}))::int as demo,
    (count(*) filter (where telegram_id > 0 and telegram_id not between ${emulatedAccounts.from} and ${emulatedAccounts.to}))::int as real,
    exists (select 1 from ticket where town_id = ${townId} and draft_id like ${demoDrafts}) as played
  from person where town_id = ${townId}`;

/**
 * Writes down that the data are theirs from now on; to be asked once the bot is known to be who it says.
 *
 * @returns why not; two who come to new data at the same moment are told apart here
 */
export async function takeTown(work: Work, comer: Comer, botUsername: string): Promise<Mismatch | undefined> {
  const mismatch = await findMismatch(work, comer);
  if (mismatch) return mismatch;
  const owner = comer === "sandbox" ? { isDemo: true, botId: null } : { isDemo: false, botId: comer.botId };
  const taken = await work.tx
    .insert(town)
    .values({ id: work.townId, ...owner, botUsername })
    .onConflictDoUpdate({
      target: town.id,
      set: { ...owner, botUsername },
      setWhere: sql`${town.isDemo} is null or (${town.isDemo} = excluded.is_demo and ${town.botId} is not distinct from excluded.bot_id)`,
    })
    .returning({ id: town.id });
  return taken.length ? undefined : findMismatch(work, comer);
}

/** Hands a town over to another bot, as its operator decides. Only for what `describeData` calls a real town. */
export async function moveTown(work: Work, botId: number, botUsername: string) {
  await work.tx.update(town).set({ isDemo: false, botId, botUsername }).where(eq(town.id, work.townId));
  await noteAlways(work, null, "bot-changed", `to bot ${botId}`);
}

/** The bot's name for links, as its last start wrote it down. */
export async function findBotUsername(work: Work): Promise<string | undefined> {
  const found = await work.tx.query.town.findFirst({ columns: { botUsername: true }, where: eq(town.id, work.townId) });
  return found?.botUsername ?? undefined;
}
