import { and, eq, gt, sql } from "drizzle-orm";
import { builtOnce } from "../database/built-once.ts";
import { auditEvent, dialog } from "../database/schema/messaging.ts";
import type { Work } from "../database/work.ts";
import { firstCharacters } from "./characters.ts";
import { minuteMs } from "./durations.ts";
import { maxAuditedAnHour } from "./limits.ts";

export type StoredDialog = { nonce: string; flow: string; step: string; data: Record<string, unknown> };

const ofChats = and(eq(dialog.townId, sql.placeholder("townId")), sql`${dialog.chatId} = any(${sql.placeholder("chatIds")}::bigint[])`);
const dialogsQuery = builtOnce((queries) => queries.select().from(dialog).where(ofChats).prepare("find_dialogs"));

/** The unfinished conversations of these chats, by chat. */
export async function findDialogs(work: Work, chatIds: readonly number[]): Promise<Map<number, StoredDialog>> {
  const found = await dialogsQuery(work.tx).execute({ townId: work.townId, chatIds: `{${chatIds.join()}}` });
  return new Map(found.map(({ chatId, nonce, flow, step, data }) => [chatId, { nonce, flow, step, data }]));
}

/** Chats without a flow have no conversation any more. */
const keepDialogs = {
  name: "keep_dialogs",
  text: `
    with given as (
      select * from jsonb_to_recordset($2::jsonb) as (chat_id bigint, nonce text, flow text, step text, data jsonb, updated_at timestamptz)
    ), forgotten as (
      delete from dialog using given where dialog.town_id = $1 and dialog.chat_id = given.chat_id and given.flow is null
    )
    insert into dialog (town_id, chat_id, nonce, flow, step, data, updated_at)
    select $1, chat_id, nonce, flow, step, data, updated_at from given where flow is not null
    on conflict (town_id, chat_id) do update
    set nonce = excluded.nonce, flow = excluded.flow, step = excluded.step, data = excluded.data, updated_at = excluded.updated_at`,
};

export function keepDialog(work: Work, chatId: number, { nonce, flow, step, data }: StoredDialog) {
  work.writeRow(keepDialogs, chatId, { chat_id: chatId, nonce, flow, step, data, updated_at: work.now });
}

export function forgetDialog(work: Work, chatId: number) {
  work.writeRow(keepDialogs, chatId, { chat_id: chatId });
}

/**
 * Notes what must be found again: a forged button, somebody else's ticket, a role not held, a reporter revealed. Of one person no more
 * than so many things an hour: the person who tries ten thousand times is found by the first hundreds.
 */
export async function noteInAudit(work: Work, personId: number, what: string, detail: string) {
  const noted = await countAudited(work, personId);
  if (noted < maxAuditedAnHour) await noteAlways(work, personId, what, detail);
}

/**
 * Notes what is too rare and weighs too much to be left out, such as a link to become admin.
 *
 * @param personId whose deed it is; null for the person who sits at the machine
 */
export async function noteAlways(work: Work, personId: number | null, what: string, detail: string) {
  await work.tx.insert(auditEvent).values({ townId: work.townId, at: work.now, personId, what, detail: firstCharacters(detail, 200) });
}

/** Notes it unless it was noted of this person within the time before. @returns whether it is news */
export async function noteOnce(work: Work, personId: number, what: string, detail: string, withinMinutes: number): Promise<boolean> {
  if (await countAudited(work, personId, what, withinMinutes)) return false;
  await noteInAudit(work, personId, what, detail);
  return true;
}

/** How often it was noted of somebody lately; without `what`, anything. */
export async function countAudited(work: Work, personId: number, what?: string, withinMinutes = 60): Promise<number> {
  const since = new Date(work.now.getTime() - withinMinutes * minuteMs);
  return work.tx.$count(
    auditEvent,
    and(
      eq(auditEvent.townId, work.townId),
      eq(auditEvent.personId, personId),
      gt(auditEvent.at, since),
      what === undefined ? undefined : eq(auditEvent.what, what),
    ),
  );
}
