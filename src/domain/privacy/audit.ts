import { and, desc, eq, inArray, notInArray, type SQL } from "drizzle-orm";
import { auditEvent } from "../../database/schema/messaging.ts";
import { person } from "../../database/schema/people.ts";
import type { Work } from "../../database/work.ts";
import { noteAlways } from "../conversation.ts";
import { dayOf } from "../emergencies/duty.ts";
import type { Span } from "../figures/period.ts";
import type { Actor } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { maxAuditShown } from "./limits.ts";

/** What is read or changed that concerns people so much that it is always noted; everything else in the audit is what was refused. */
export const sensitiveDeeds = [
  "reveal",
  "read care",
  "export ledger",
  "export org",
  "export roster",
  "export briefing",
  "export own",
  "erase",
  "erased self",
  "keeping term",
  "claim-link-made",
  "claim-link-used",
  "county-code-made",
  "county-joined",
  "county-parted",
  "county-overdue",
  "bot-changed",
  "older-release",
] as const;
export type SensitiveDeed = (typeof sensitiveDeeds)[number];
export const isSensitive = (what: string): what is SensitiveDeed => (sensitiveDeeds as readonly string[]).includes(what);

export const auditViews = ["sensitive", "refused"] as const;
export type AuditView = (typeof auditViews)[number];
/** `name`: whose deed it was; null for the person at the machine. */
export type Audited = { at: Date; name: string | null; what: string; detail: string | null };

/** The newest of the audit, a page at a time. @param page from 0 */
export async function findAudit(
  work: Work,
  reader: Actor,
  view: AuditView,
  page: number,
): Promise<{ lines: Audited[]; isLast: boolean } | Refusal> {
  if (!mayUse(reader, "audit")) return refuse("not-yours");
  const which: SQL = (view === "sensitive" ? inArray : notInArray)(auditEvent.what, [...sensitiveDeeds]);
  const rows = await work.tx
    .select({ at: auditEvent.at, name: person.name, what: auditEvent.what, detail: auditEvent.detail })
    .from(auditEvent)
    .leftJoin(person, and(eq(person.townId, auditEvent.townId), eq(person.id, auditEvent.personId)))
    .where(and(eq(auditEvent.townId, work.townId), which))
    .orderBy(desc(auditEvent.at), desc(auditEvent.id))
    .limit(maxAuditShown + 1)
    .offset(page * maxAuditShown);
  return { lines: rows.slice(0, maxAuditShown), isLast: rows.length <= maxAuditShown };
}

/** Somebody takes a file along, or is shown what concerns another. */
export const noteReading = (work: Work, actor: Pick<Actor, "id">, what: SensitiveDeed, detail: string) =>
  noteAlways(work, actor.id, what, detail);

/** A file about a span of time, by its first and last day. @param more what else was asked for */
export const noteExport = (work: Work, actor: Pick<Actor, "id">, what: SensitiveDeed, { from, to }: Span, more = "") =>
  noteReading(work, actor, what, `${dayOf(from, work.zone)}..${dayOf(new Date(to.getTime() - 1), work.zone)} ${more}`.trim());
