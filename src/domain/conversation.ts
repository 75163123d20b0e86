import { and, eq, sql } from "drizzle-orm";
import { builtOnce } from "../database/built-once.ts";
import { auditEvent, dialog } from "../database/road-schema.ts";
import type { Work } from "../database/work.ts";

export type StoredDialog = { nonce: string; flow: string; step: string; data: Record<string, unknown> };

const ofChat = and(eq(dialog.townId, sql.placeholder("townId")), eq(dialog.chatId, sql.placeholder("chatId")));
const dialogQuery = builtOnce((queries) => queries.select().from(dialog).where(ofChat).prepare("find_dialog"));

/** The unfinished conversation of a chat. */
export async function findDialog(work: Work, chatId: number): Promise<StoredDialog | undefined> {
  const [found] = await dialogQuery(work.tx).execute({ townId: work.townId, chatId });
  return found;
}

const keepQuery = builtOnce((queries) =>
  queries
    .insert(dialog)
    .values({
      townId: sql.placeholder("townId"),
      chatId: sql.placeholder("chatId"),
      nonce: sql.placeholder("nonce"),
      flow: sql.placeholder("flow"),
      step: sql.placeholder("step"),
      data: sql.placeholder("data"),
      updatedAt: sql.placeholder("now"),
    })
    .onConflictDoUpdate({
      target: [dialog.townId, dialog.chatId],
      set: {
        nonce: sql`excluded.nonce`,
        flow: sql`excluded.flow`,
        step: sql`excluded.step`,
        data: sql`excluded.data`,
        updatedAt: sql`excluded.updated_at`,
      },
    })
    .prepare("keep_dialog"),
);

export function keepDialog(work: Work, chatId: number, stored: StoredDialog) {
  work.write(keepQuery(work.tx).execute({ townId: work.townId, chatId, ...stored, now: work.now }));
}

export function forgetDialog(work: Work, chatId: number) {
  work.write(work.tx.delete(dialog).where(and(eq(dialog.townId, work.townId), eq(dialog.chatId, chatId))));
}

/** Notes what must be found again: a forged button, somebody else's ticket, a role not held, a reporter revealed. */
export async function noteInAudit(work: Work, personId: number, what: string, detail: string) {
  await work.tx.insert(auditEvent).values({ townId: work.townId, at: work.now, personId, what, detail: detail.slice(0, 200) });
}
