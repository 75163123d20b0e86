import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { announcement, policySynonym } from "../../database/schema/outreach.ts";
import type { PolicySubject } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { permit } from "../doorstep/standing.ts";
import { maxPolicyCandidates, maxPolicyNotesShown, maxPolicyTitleCharacters, maxSynonymGroups, notesOnPage } from "../limits.ts";
import type { Actor } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { answersFrom, askedIn, plain, rank, readNote, type Synonyms, termsAsked, termsOf, titleOf } from "./retrieval.ts";
import { guessSubject } from "./subjects.ts";
import { commonSynonyms } from "./synonyms.ts";

export type PolicyNote = typeof announcement.$inferSelect;

/** What is said of a note when it is put on the shelf; what is left out is taken from its words. */
export type Shelved = { title?: string | undefined; subject?: PolicySubject | undefined; keywords?: readonly string[] | undefined };

/** The columns of a note on the shelf. */
export function shelved(body: string, { title, subject, keywords = [] }: Shelved) {
  const called = title?.trim() || titleOf(body, maxPolicyTitleCharacters);
  return {
    onShelf: true,
    title: called,
    subject: subject ?? guessSubject(`${called} ${body}`),
    keywords: [...keywords],
    terms: termsOf({ title: called, keywords, body }),
  };
}

export const titleIn = ({ title, body }: Pick<PolicyNote, "title" | "body">): string => title ?? titleOf(body, maxPolicyTitleCharacters);

/** Words that somebody typed, separated as people do. */
export const wordsIn = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[,，、;；=＝/\n\s]+/)
      .map((word) => word.trim())
      .filter(Boolean),
  ),
];

export const isOnShelf = (work: Work) =>
  and(eq(announcement.townId, work.townId), eq(announcement.onShelf, true), isNull(announcement.takenOffAt));

/**
 * The notes that answer a question in the villager's own words, best first. Only what the town entered is ever returned, and nothing
 * when no note speaks of enough of the question.
 */
export async function searchShelf(work: Work, question: string, most = maxPolicyNotesShown): Promise<PolicyNote[]> {
  const asked = askedIn(question, [...commonSynonyms, ...(await findSynonyms(work)).map(({ words }) => words)]);
  const terms = sql.param(termsAsked(asked));
  if (!asked.length) return [];
  const [total, notes] = await Promise.all([
    work.tx.$count(announcement, isOnShelf(work)),
    work.tx
      .select()
      .from(announcement)
      .where(and(isOnShelf(work), sql`(${announcement.terms} && ${terms}::text[] or ${announcement.terms} is null)`))
      .orderBy(
        desc(sql`(select count(*) from unnest(${announcement.terms}) as term where term = any(${terms}::text[]))`),
        desc(announcement.id),
      )
      .limit(maxPolicyCandidates),
  ]);
  const read = notes.map((note) => ({ note, read: readNote({ title: titleIn(note), keywords: note.keywords ?? [], body: note.body }) }));
  return rank(asked, read, total)
    .filter(({ share }) => share >= answersFrom)
    .slice(0, most)
    .map(({ note }) => note);
}

/** How many notes there are of each subject that has any. */
export async function countSubjects(work: Work): Promise<{ subject: PolicySubject; count: number }[]> {
  const subject = sql<PolicySubject>`coalesce(${announcement.subject}, 'other')`;
  return work.tx
    .select({ subject, count: sql<number>`count(*)::int` })
    .from(announcement)
    .where(isOnShelf(work))
    .groupBy(subject)
    .orderBy(desc(sql`count(*)`), asc(subject));
}

/** One page of the notes of a subject, the newest first, and whether there are more. */
export async function findOfSubject(work: Work, subject: PolicySubject, page: number): Promise<{ notes: PolicyNote[]; isLast: boolean }> {
  const notes = await work.tx
    .select()
    .from(announcement)
    .where(and(isOnShelf(work), sql`coalesce(${announcement.subject}, 'other') = ${subject}`))
    .orderBy(desc(announcement.id))
    .limit(notesOnPage + 1)
    .offset(page * notesOnPage);
  return { notes: notes.slice(0, notesOnPage), isLast: notes.length <= notesOnPage };
}

/** One page of all notes, the newest first, and whether there are more. */
export async function findNewest(work: Work, page: number, onPage: number): Promise<{ notes: PolicyNote[]; isLast: boolean }> {
  const notes = await work.tx
    .select()
    .from(announcement)
    .where(isOnShelf(work))
    .orderBy(desc(announcement.id))
    .limit(onPage + 1)
    .offset(page * onPage);
  return { notes: notes.slice(0, onPage), isLast: notes.length <= onPage };
}

export async function findNote(work: Work, id: number): Promise<PolicyNote | undefined> {
  const [found] = await work.tx
    .select()
    .from(announcement)
    .where(and(isOnShelf(work), eq(announcement.id, id)));
  return found;
}

/** What is no longer true leaves the shelf; that it was announced stays. */
export async function takeOffShelf(work: Work, actor: Actor, id: number): Promise<PolicyNote | Refusal> {
  const note = await findNote(work, id);
  if (!note) return refuse("not-found");
  const refusal = await permit(work, actor, note.villageId === null ? "announce_in_town" : "announce", { villageId: note.villageId });
  if (refusal) return refusal;
  await work.tx
    .update(announcement)
    .set({ takenOffAt: work.now })
    .where(and(eq(announcement.townId, work.townId), eq(announcement.id, id)));
  return note;
}

export const findSynonyms = (work: Work) =>
  work.tx.select().from(policySynonym).where(eq(policySynonym.townId, work.townId)).orderBy(asc(policySynonym.id));

/** 同义词: what this place calls something, beside what it is called elsewhere. @returns the words; why not, when they are fewer than two */
export async function addSynonyms(work: Work, actor: Actor, typed: string): Promise<string[] | Refusal> {
  if (!mayUse(actor, "broadcast")) return refuse("not-yours");
  const words = wordsIn(typed).map(plain).filter(Boolean);
  if (words.length < 2 || words.some((word) => word.length > maxPolicyTitleCharacters)) return refuse("names-missing");
  if ((await work.tx.$count(policySynonym, eq(policySynonym.townId, work.townId))) >= maxSynonymGroups)
    return refuse("too-many", { max: maxSynonymGroups });
  await work.tx.insert(policySynonym).values({ townId: work.townId, words, madeBy: actor.id, at: work.now });
  return words;
}

export async function removeSynonyms(work: Work, actor: Actor, id: number): Promise<Synonyms[number] | undefined> {
  if (!mayUse(actor, "broadcast")) return undefined;
  const [removed] = await work.tx
    .delete(policySynonym)
    .where(and(eq(policySynonym.townId, work.townId), eq(policySynonym.id, id)))
    .returning();
  return removed?.words;
}
