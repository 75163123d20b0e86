import { and, desc, eq, isNull, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { person } from "../../database/schema/people.ts";
import type { Work } from "../../database/work.ts";
import { firstCharacters } from "../characters.ts";
import { maxNameCharacters } from "../limits.ts";
import { hashOf, newCode } from "./codes.ts";
import { firstCounterpart } from "./erased-accounts.ts";
import { findPerson, type Person } from "./person.ts";

/** A person without Telegram, of whom others wrote down what they said (没用机器人的人). Nothing can be sent to them. */
export const isOnPaper = ({ telegramId }: Pick<Person, "telegramId">): boolean => telegramId < 0 && telegramId > -firstCounterpart;
/** The same in SQL. */
export const isOnPaperSql = (telegramId: SQLWrapper = person.telegramId): SQL => sql`${telegramId} between ${-firstCounterpart + 1} and -1`;

export type OnPaper = { name: string; phone?: string | undefined; villageId: number; householdId?: number | undefined };

/**
 * The person who was met: the one of this name in this household, or of this name and phone in the village, written down now if nobody was
 * before. Who came to use the bot since is found by the account they became.
 */
export async function keepOnPaper(work: Work, given: OnPaper): Promise<Person> {
  const name = firstCharacters(given.name.replace(/\s+/g, " ").trim(), maxNameCharacters);
  const same = given.householdId === undefined ? inVillage(given) : eq(person.householdId, given.householdId);
  const [known] = await work.tx
    .select()
    .from(person)
    .where(and(eq(person.townId, work.townId), isOnPaperSql(), eq(person.name, name), same))
    .orderBy(desc(person.id))
    .limit(1);
  if (known) return (known.becameId === null ? undefined : await findPerson(work, known.becameId)) ?? withPhone(work, known, given.phone);
  return writeDown(work, { ...given, name });
}

/** Somebody of whom nothing but this is known, and who is nobody that was written down before. */
export async function writeDown(work: Work, { name, phone, villageId, householdId }: OnPaper): Promise<Person> {
  const [added] = await work.tx
    .insert(person)
    .values({
      townId: work.townId,
      telegramId: sql`-nextval(pg_get_serial_sequence('public.person', 'id'))`,
      name,
      phone: phone ?? null,
      villageId,
      householdId: householdId ?? null,
      createdAt: work.now,
    })
    .returning();
  return added as Person;
}

/** Two of one name in a village are told apart by their phone, where it is known. */
const inVillage = ({ villageId, phone }: OnPaper) =>
  and(eq(person.villageId, villageId), isNull(person.householdId), phone === undefined ? isNull(person.phone) : eq(person.phone, phone));

async function withPhone(work: Work, known: Person, phone: string | undefined): Promise<Person> {
  if (phone === undefined || phone === known.phone) return known;
  await work.tx
    .update(person)
    .set({ phone })
    .where(and(eq(person.townId, work.townId), eq(person.id, known.id)));
  return { ...known, phone };
}

/** A one-time code on paper, by which the account of such a person takes over what is theirs; an earlier one ends with it. */
export async function newPaperCode(work: Work, { id }: Pick<Person, "id">): Promise<string> {
  const code = newCode();
  await work.tx
    .update(person)
    .set({ codeHash: hashOf(code) })
    .where(and(eq(person.townId, work.townId), eq(person.id, id)));
  return code;
}

/** Who has not come to use the bot yet, by the code of their paper. */
export const findByPaperCode = (work: Work, code: string): Promise<Person[]> => findWaiting(work, eq(person.codeHash, hashOf(code)));

/** Those of whom somebody wrote down this phone. */
export const findOnPaperByPhone = (work: Work, phone: string): Promise<Person[]> => findWaiting(work, eq(person.phone, phone));

const findWaiting = (work: Work, which: ReturnType<typeof eq>): Promise<Person[]> =>
  work.tx
    .select()
    .from(person)
    .where(and(eq(person.townId, work.townId), isOnPaperSql(), isNull(person.becameId), which))
    .orderBy(person.id)
    .for("update");
