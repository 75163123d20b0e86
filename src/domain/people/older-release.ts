import { and, eq } from "drizzle-orm";
import { auditEvent } from "../../database/schema/messaging.ts";
import { town } from "../../database/schema/town.ts";
import type { Work } from "../../database/work.ts";
import { noteAlways } from "../conversation.ts";
import { findHolders } from "./person.ts";

const what = "older-release";

/**
 * The admins hear once that a process of an older release goes on beside a newer one, however many such processes there are.
 *
 * @param schema by which the newer one is known
 */
export async function tellOfOlderRelease(work: Work, release: string, schema: number) {
  await work.tx.select({ id: town.id }).from(town).where(eq(town.id, work.townId)).for("update");
  const detail = `${release} < ${schema}`;
  const isThis = and(eq(auditEvent.townId, work.townId), eq(auditEvent.what, what), eq(auditEvent.detail, detail));
  const told = await work.tx.select({ id: auditEvent.id }).from(auditEvent).where(isThis).limit(1);
  if (told.length) return;
  await noteAlways(work, null, what, detail);
  for (const admin of await findHolders(work, "admin")) work.tell(admin, { kind: "text", key: "told-older-release", values: { release } });
}
