import { and, eq, isNull, sql } from "drizzle-orm";
import { askedOnce, builtOnce } from "../../database/built-once.ts";
import { person, roleGrant, standingHelper } from "../../database/schema/people.ts";
import { ticket } from "../../database/schema/tickets.ts";
import type { Role } from "../../database/values.ts";
import { asJson, rowOf } from "../../database/whole-rows.ts";
import type { Work } from "../../database/work.ts";
import { firstCharacters } from "../characters.ts";
import { maxNameCharacters } from "../limits.ts";

export type Person = typeof person.$inferSelect;
export type Grant = typeof roleGrant.$inferSelect;
/** Someone who writes, with what was granted to them; without a grant a person is a villager. */
export type Actor = Person & { grants: Grant[] };

export type Identity = { telegramId: number; name: string; username: string | undefined; languageCode: string | undefined };

/** The two languages of the interface; Chinese for anyone whose client says nothing. */
/** Between the names of several who stand in one line of a list. */
export const commaIn = (language: string) => (language === "zh" ? "、" : ", ");
export const languageOf = (code: string | undefined) => (code && !code.toLowerCase().startsWith("zh") ? "en" : "zh");

/** What is known of an account, in one column: every update asks it. */
type AccountJson = {
  person: Record<string, unknown>;
  grants: Record<string, unknown>[];
  org_version: number;
  is_asked: boolean;
  is_helper: boolean;
};
// By their full names: drizzle leaves the table out where a query has only one.
const asAccount = sql<AccountJson>`jsonb_build_object(
  'person', ${asJson(person)},
  'grants', (select coalesce(jsonb_agg(${asJson(roleGrant)} order by role_grant.id), '[]') from ${roleGrant}
    where role_grant.town_id = person.town_id and role_grant.person_id = person.id and role_grant.revoked_at is null),
  'org_version', (select org_version from town where town.id = person.town_id),
  'is_asked', exists (select from ${ticket}
    where ticket.town_id = person.town_id and ticket.reporter_id = person.id and ticket.state = 'waiting_villager'),
  'is_helper', exists (select from ${standingHelper} where standing_helper.town_id = person.town_id
    and standing_helper.helper_id = person.id and standing_helper.revoked_at is null))`;
const accountsQuery = builtOnce((queries) =>
  queries
    .select({ account: asAccount })
    .from(person)
    .where(and(eq(person.townId, sql.placeholder("townId")), sql`${person.telegramId} = any(${sql.placeholder("telegramIds")}::bigint[])`))
    .prepare("find_accounts"),
);

/**
 * What is known of an account, and the town's version; to be asked ahead, and met when the update is read.
 *
 * `isAsked`: a handler waits for this person's answer; `isHelper`: they may report for somebody.
 */
export type Account = { person: Person; grants: Grant[]; orgVersion: number; isAsked: boolean; isHelper: boolean };

/** What is known of these accounts, by Telegram's id; an account that nothing is known of is left out. */
export async function findAccounts(work: Work, telegramIds: readonly number[]): Promise<Map<number, Account>> {
  const rows = await accountsQuery(work.tx).execute({ townId: work.townId, telegramIds: `{${telegramIds.join()}}` });
  return new Map(rows.map(({ account }) => [account.person["telegram_id"] as number, accountOf(account)]));
}

const accountOf = (found: AccountJson): Account => ({
  person: rowOf(person, found.person),
  grants: found.grants.map((grant) => rowOf(roleGrant, grant)),
  orgVersion: found.org_version,
  isAsked: found.is_asked,
  isHelper: found.is_helper,
});

export const findAccount = async (work: Work, telegramId: number): Promise<Account | undefined> =>
  (await findAccounts(work, [telegramId])).get(telegramId);

/**
 * Makes the person behind an account known; name, language and a lifted block are kept up to date.
 */
export async function meetPerson(work: Work, account: Account | undefined, identity: Identity): Promise<Actor> {
  const known = account ? await refresh(work, account.person, identity) : await introduce(work, identity);
  return { ...known, grants: account?.grants ?? [] };
}

async function introduce(work: Work, identity: Identity): Promise<Person> {
  const [added] = await work.tx
    .insert(person)
    .values({
      townId: work.townId,
      telegramId: identity.telegramId,
      name: tidyName(identity.name),
      username: identity.username ?? null,
      language: languageOf(identity.languageCode),
      createdAt: work.now,
    })
    // Two first messages of one person may arrive in a private chat and in a group at once.
    .onConflictDoUpdate({ target: [person.townId, person.telegramId], set: { username: identity.username ?? null } })
    .returning();
  return added as Person;
}

async function refresh(work: Work, known: Person, identity: Identity): Promise<Person> {
  const name = tidyName(identity.name);
  const language = known.languageChosen ? known.language : languageOf(identity.languageCode);
  const username = identity.username ?? null;
  if (known.name === name && known.language === language && known.username === username) return known;
  return changePerson(work, known.id, { name, language, username });
}

/** Names are shown as typed, but never so long that a card cannot be read. */
const tidyName = (name: string) => firstCharacters(name.replace(/\s+/g, " ").trim(), maxNameCharacters) || "—";

export async function changePerson(work: Work, id: number, patch: Partial<typeof person.$inferInsert>): Promise<Person> {
  const [changed] = await work.tx
    .update(person)
    .set(patch)
    .where(and(eq(person.townId, work.townId), eq(person.id, id)))
    .returning();
  return changed as Person;
}

const phoneQuery = builtOnce((queries) =>
  queries
    .update(person)
    // What is typed may be anybody's, unless they shared the same before.
    .set({
      phone: sql`${sql.placeholder("phone")}`,
      phoneSharedAt: sql`case when ${person.phone} = ${sql.placeholder("phone")} then ${person.phoneSharedAt} end`,
    })
    .where(and(eq(person.townId, sql.placeholder("townId")), eq(person.id, sql.placeholder("id"))))
    .prepare("remember_phone"),
);
export const rememberPhone = (work: Work, { id }: Pick<Person, "id">, phone: string) =>
  work.write(phoneQuery(work.tx).execute({ townId: work.townId, id, phone }));

const personQuery = builtOnce((queries) =>
  queries
    .select()
    .from(person)
    .where(and(eq(person.townId, sql.placeholder("townId")), eq(person.id, sql.placeholder("id"))))
    .prepare("find_person"),
);
export async function findPerson(work: Work, id: number): Promise<Person | undefined> {
  const [found] = await personQuery(work.tx).execute({ townId: work.townId, id });
  return found;
}

/** Everybody of exactly this name. */
export const findNamed = (work: Work, name: string): Promise<Person[]> =>
  work.tx
    .select()
    .from(person)
    .where(and(eq(person.townId, work.townId), eq(person.name, name)));

export async function findActor(work: Work, id: number): Promise<Actor | undefined> {
  const [found, grants] = await Promise.all([findPerson(work, id), grantsQuery(work.tx).execute({ townId: work.townId, id })]);
  return found && { ...found, grants };
}

const grantsQuery = builtOnce((queries) =>
  queries
    .select()
    .from(roleGrant)
    .where(and(eq(roleGrant.townId, sql.placeholder("townId")), eq(roleGrant.personId, sql.placeholder("id")), isNull(roleGrant.revokedAt)))
    .prepare("find_grants"),
);

export const hasRole = (actor: Pick<Actor, "grants">, ...wanted: Role[]) => actor.grants.some((grant) => wanted.includes(grant.role));
/** Anyone whose business tickets are. */
export const isStaff = (actor: Actor) => actor.grants.length > 0;

/** Everyone holding a role, optionally for one village or station, those longest in it first. */
export async function findHolders(work: Work, role: Role, scope: { villageId?: number; stationId?: number } = {}): Promise<Holder[]> {
  const rows = await work.tx
    .select()
    .from(roleGrant)
    .innerJoin(person, and(eq(person.townId, roleGrant.townId), eq(person.id, roleGrant.personId)))
    .where(
      and(
        eq(roleGrant.townId, work.townId),
        eq(roleGrant.role, role),
        isNull(roleGrant.revokedAt),
        scope.villageId === undefined ? undefined : eq(roleGrant.villageId, scope.villageId),
        scope.stationId === undefined ? undefined : eq(roleGrant.stationId, scope.stationId),
      ),
    )
    .orderBy(roleGrant.id);
  return rows.map((row) => ({ ...row.person, grant: row.role_grant }));
}

/** Of the town's leaders those who answer for a village: its own first, then those of the whole town, each once. */
export function leadersOf(villageId: number, leaders: readonly Holder[]): Holder[] {
  const own = leaders.filter(({ grant }) => grant.villageId === villageId);
  return [...own, ...leadersOfTown(leaders).filter(({ id }) => !own.some((one) => one.id === id))];
}

export const leadersOfTown = (leaders: readonly Holder[]): Holder[] => leaders.filter(({ grant }) => grant.villageId === null);

export const findLeadersOf = async (work: Work, villageId: number): Promise<Holder[]> =>
  leadersOf(villageId, await findHolders(work, "leader"));

/** Somebody with one of their roles. */
export type Holder = Person & { grant: Grant };

const holdersQuery = builtOnce((queries) =>
  queries
    .select({ person, grant: roleGrant })
    .from(roleGrant)
    .innerJoin(person, and(eq(person.townId, roleGrant.townId), eq(person.id, roleGrant.personId)))
    .where(and(eq(roleGrant.townId, sql.placeholder("townId")), isNull(roleGrant.revokedAt)))
    .orderBy(roleGrant.id)
    .prepare("find_holders"),
);

/** Every role that somebody holds, those held longest first. */
export const findAllHolders = ({ tx, townId }: Work): Promise<readonly Holder[]> => allHolders(tx, { townId });
const allHolders = askedOnce(async (queries, values: { townId: number }) => {
  const rows = await holdersQuery(queries).execute(values);
  return rows.map((row): Holder => ({ ...row.person, grant: row.grant }));
});

/** ☰ shows what somebody's roles open; who has blocked the bot gets it with the rest of what waits. */
export async function refreshCommands(work: Work, personId: number) {
  const known = await findPerson(work, personId);
  if (known) work.tell(known, { kind: "commands" });
}

/** Everyone who can be handed a ticket, once each. */
export async function findStaff(work: Work): Promise<Person[]> {
  const rows = await work.tx
    .selectDistinctOn([person.id], { person })
    .from(person)
    .innerJoin(roleGrant, and(eq(roleGrant.townId, person.townId), eq(roleGrant.personId, person.id), isNull(roleGrant.revokedAt)))
    .where(eq(person.townId, work.townId))
    .orderBy(person.id);
  return rows.map((row) => row.person);
}

/** Each of them once, in their order. */
export const eachOnce = <P extends { id: number }>(people: readonly P[]): P[] => [...new Map(people.map((one) => [one.id, one])).values()];
