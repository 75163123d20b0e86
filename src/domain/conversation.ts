import { and, eq } from "drizzle-orm";
import { auditEvent, dialog } from "../database/road-schema.ts";
import type { Work } from "../database/work.ts";

export type StoredDialog = { nonce: string; flow: string; step: string; data: Record<string, unknown> };

/** The unfinished conversation of a chat. */
export async function findDialog(work: Work, chatId: number): Promise<StoredDialog | undefined> {
  return work.tx.query.dialog.findFirst({ where: and(eq(dialog.townId, work.townId), eq(dialog.chatId, chatId)) });
}

export async function keepDialog(work: Work, chatId: number, stored: StoredDialog) {
  const { nonce, flow, step, data } = stored;
  const values = { nonce, flow, step, data, updatedAt: work.now };
  await work.tx
    .insert(dialog)
    .values({ townId: work.townId, chatId, ...values })
    .onConflictDoUpdate({ target: [dialog.townId, dialog.chatId], set: values });
}

export async function forgetDialog(work: Work, chatId: number) {
  await work.tx.delete(dialog).where(and(eq(dialog.townId, work.townId), eq(dialog.chatId, chatId)));
}

/** Notes an action that was refused: a forged button, somebody else's ticket, a role not held. */
export async function noteRefused(work: Work, personId: number, what: string, detail: string) {
  await work.tx.insert(auditEvent).values({ townId: work.townId, at: work.now, personId, what, detail: detail.slice(0, 200) });
}
