import { and, eq, isNull, sql } from "drizzle-orm";
import { rosterEntry } from "../../database/schema/rosters.ts";
import type { Work } from "../../database/work.ts";
import { findActor } from "../people/person.ts";
import type { Timer } from "../timer.ts";
import { type Entry, findFollowers } from "./rosters.ts";

/** Reminds of somebody who was to be served on another day, on that day; the person who follows in office is reminded of what was left. */
export const rosterTimer: Timer = {
  road: "roster",
  due: ({ townId, now }) => sql`select id, next_at as due_at from roster_entry
    where town_id = ${townId} and state = 'postponed' and reminded_at is null and next_at <= ${now.toISOString()}::timestamptz`,
  upcoming: ({ townId }) => sql`select next_at as at from roster_entry
    where town_id = ${townId} and state = 'postponed' and reminded_at is null and next_at is not null`,
  fire: remindEntry,
  async nameOf(work, id) {
    const [found] = await work.tx
      .select({ name: rosterEntry.name })
      .from(rosterEntry)
      .where(and(eq(rosterEntry.townId, work.townId), eq(rosterEntry.id, id)));
    return found?.name ?? "?";
  },
};

async function remindEntry(work: Work, id: number): Promise<boolean> {
  const [due] = await work.tx
    .update(rosterEntry)
    .set({ remindedAt: work.now })
    .where(
      and(eq(rosterEntry.townId, work.townId), eq(rosterEntry.id, id), eq(rosterEntry.state, "postponed"), isNull(rosterEntry.remindedAt)),
    )
    .returning();
  for (const one of due ? await remindedOf(work, due) : []) {
    work.tell(one, {
      kind: "text",
      key: "told-entry-due",
      values: { name: due?.name ?? "", note: due?.note ?? "" },
      buttons: "entry",
      subject: id,
    });
  }
  return due !== undefined;
}

async function remindedOf(work: Work, entry: Entry) {
  const taker = await findActor(work, entry.assignedTo);
  return taker?.grants.length ? [taker] : findFollowers(work, entry);
}
