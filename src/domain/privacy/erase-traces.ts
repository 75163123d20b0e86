import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Traces } from "../../database/schema/messaging.ts";
import { erasure } from "../../database/schema/messaging.ts";
import type { Work } from "../../database/work.ts";
import { erasedAccountOf } from "../people/erased-accounts.ts";
import { taskOf } from "../town-number.ts";
import { askForCleanFiles } from "./clean.ts";
import { noName } from "./kept.ts";

/** Of the job engine. */
export const tracesTask = "erase_traces";
/** The last messages of a chat leave within a second; when Telegram does not take them, it is looked for once a minute. */
const soonSeconds = 1;
const laterSeconds = 60;

/** Nobody in particular: what is answered to somebody of whom nothing is known goes once it is sent. */
const nobody = 0;
export const nobodysChat = erasedAccountOf(nobody);

/** Has an answer to nobody forgotten once it is sent. */
export async function forgetAnswer(work: Work) {
  const traces = { names: [], numbers: [] };
  await work.tx
    .insert(erasure)
    .values({ townId: work.townId, personId: nobody, chatId: nobodysChat, traces })
    .onConflictDoUpdate({ target: [erasure.townId, erasure.personId], set: { askedAt: sql`now()` } });
  askForTraces(work, nobody);
}

/** Has the rest of somebody erased, once what their chat is yet to read has been sent. */
export function askForTraces({ tx, townId, write }: Pick<Work, "tx" | "townId" | "write">, personId: number, seconds = soonSeconds) {
  const payload = JSON.stringify({ townId, personId });
  write(
    tx.execute(
      sql`select graphile_worker.add_job(${taskOf(tracesTask, townId)}, ${payload}::json, run_at => now() + ${seconds} * interval '1 second')`,
    ),
  );
}

/** What a notice leaves behind: what kind of message it is, and of which matter, so that it can be edited or taken back. */
export const noticeStub = sql`jsonb_strip_nulls(jsonb_build_object('kind', notice->>'kind', 'key', notice->>'key',
  'values', jsonb_strip_nulls(jsonb_build_object('number', notice->'values'->'number')),
  'attachment', case when notice ? 'attachment' then jsonb_build_object('kind', notice->'attachment'->>'kind', 'fileId', '') end,
  'latitude', case when notice ? 'latitude' then 0 end, 'longitude', case when notice ? 'longitude' then 0 end))`;

/**
 * What is left of somebody who was erased: their chat's messages, and what messages to others, updates of others, drafts and jobs say of them.
 * It looks through whole tables, and so is done apart from the erasing itself.
 *
 * @returns false while the chat has something yet to be sent
 */
export async function eraseTraces(work: Work, personId: number): Promise<boolean> {
  const { tx, townId } = work;
  const ofPerson = and(eq(erasure.townId, townId), eq(erasure.personId, personId));
  const [found] = await tx
    .select({ erasure, isOld: sql<boolean>`${erasure.askedAt} < now() - interval '1 minute'` })
    .from(erasure)
    .where(ofPerson)
    .for("update");
  if (!found) return true;
  const { chatId, traces, askedAt } = found.erasure;
  // Somebody new may write from that chat already.
  const ofChat = sql`town_id = ${townId} and (person_id = ${personId} or (chat_id = ${chatId} and created_at <= ${askedAt.toISOString()}::timestamptz))`;
  const { rows: waiting } = await tx.execute(sql`select from outbox where ${ofChat} and state = 'pending' limit 1`);
  if (waiting.length) {
    askForTraces(work, personId, found.isOld ? laterSeconds : soonSeconds);
    return false;
  }
  await tx.execute(sql`delete from outbox where ${ofChat}`);
  if (personId !== nobody) await sweep(work, traces, chatId);
  await tx.delete(erasure).where(ofPerson);
  if (personId !== nobody) askForCleanFiles(work, "erased");
  return true;
}

/** What messages, updates and drafts of others say of somebody. @param chatId their account, if they had one */
export async function sweep({ tx, townId }: Work, traces: Traces, chatId?: number) {
  for (const statement of sweepsFor(townId, chatId, traces)) await tx.execute(statement);
}

/** Names are words as others are: they are looked for in what a program wrote, never in what other people said in a matter. */
function sweepsFor(townId: number, chatId: number | undefined, { names: known, numbers }: Traces): SQL[] {
  const words = [
    ...new Set(known.flatMap((word) => [word, word.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")])),
  ];
  // Lists and answers quote a matter behind its number; the person who replied to one has the quotation in the update.
  const matters = numbers.length ? [`#(${numbers.join("|")})\\M`] : [];
  const account = chatId === undefined ? [] : [`\\m${chatId}\\M`];
  const pattern = [...account, ...matters, ...words.map((word) => word.replace(/[^\p{L}\p{N}_ ]/gu, "\\$&"))].join("|");
  const names = (column: string) => sql`${sql.raw(column)}::text ~ ${pattern}`;
  const unnamed = (column: string) =>
    words.reduce<SQL>(
      (text, word) => sql`replace(${text}, ${JSON.stringify(word)}, ${JSON.stringify(noName)})`,
      sql`${sql.raw(column)}::text`,
    );
  return [
    sql`update inbox set payload = '{}' where town_id = ${townId} and processed_at is not null and failure is null and ${names("payload")}`,
    sql`update inbox set failure = null where town_id = ${townId} and ${names("failure")}`,
    sql`update outbox set payload = '{}' where town_id = ${townId} and state in ('sent', 'dropped', 'failed') and ${names("payload")}`,
    sql`update outbox set notice = ${noticeStub} where town_id = ${townId} and state in ('sent', 'dropped', 'failed', 'moved')
      and notice->>'kind' in ('text', 'relay', 'speech') and ${names("notice")}`,
    sql`update outbox set notice = (${unnamed("notice")})::jsonb where town_id = ${townId} and state in ('pending', 'held') and ${names("notice")}`,
    sql`update outbox set failure = null where town_id = ${townId} and ${names("failure")}`,
    sql`update dialog set data = (${unnamed("data")})::jsonb where town_id = ${townId} and ${names("data")}`,
    sql`delete from received_workbook where town_id = ${townId} and applied_at is not null and ${names("sheets")}`,
    sql`update attempt set failure = null where town_id = ${townId} and ${names("failure")}`,
    ...account.flatMap((number) => [
      sql`update audit_event set detail = null where town_id = ${townId} and detail ~ ${number}`,
      sql`delete from graphile_worker._private_jobs where locked_at is null and payload::text ~ ${number}`,
    ]),
  ];
}

/** Erasures whose job is gone, as in a restored town. */
export const findForgotten = async ({ tx, townId }: Work): Promise<number[]> =>
  (
    await tx
      .select({ personId: erasure.personId })
      .from(erasure)
      .where(and(eq(erasure.townId, townId), sql`asked_at < now() - interval '1 day'`))
  ).map(({ personId }) => personId);
