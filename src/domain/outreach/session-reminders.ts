import { and, eq, gt, sql } from "drizzle-orm";
import { outreachSession } from "../../database/schema/outreach.ts";
import type { Work } from "../../database/work.ts";
import { hourMs } from "../durations.ts";
import type { Timer } from "../timer.ts";
import { facts, tellSigned } from "./sessions.ts";

const of = (work: Work, id: number) =>
  and(
    eq(outreachSession.townId, work.townId),
    eq(outreachSession.id, id),
    eq(outreachSession.state, "planned"),
    gt(outreachSession.at, work.now),
  );

/** Reminds everybody who signed up for a session a day, and an hour, before. */
export const sessionTimer: Timer = {
  road: "session",
  due({ townId, now }) {
    const at = sql`${now.toISOString()}::timestamptz`;
    return sql`select id, case when at <= ${at} + interval '1 hour' then at - interval '1 hour' else at - interval '1 day' end as due_at
      from outreach_session where town_id = ${townId} and state = 'planned' and at > ${at} and hour_reminder_at is null
        and (at <= ${at} + interval '1 hour' or (at <= ${at} + interval '1 day' and day_reminder_at is null))`;
  },
  upcoming: ({ townId }) => sql`select unnest(array[at - interval '1 day', at - interval '1 hour']) as at from outreach_session
    where town_id = ${townId} and state = 'planned' and hour_reminder_at is null`,
  fire: remindSession,
  async nameOf(work, id) {
    const [found] = await work.tx.select({ topic: outreachSession.topic }).from(outreachSession).where(eq(outreachSession.id, id));
    return `《${found?.topic ?? "?"}》`;
  },
};

async function remindSession(work: Work, id: number): Promise<boolean> {
  const [due] = await work.tx.select().from(outreachSession).where(of(work, id)).for("update", { skipLocked: true });
  if (!due) return false;
  const isHour = due.at.getTime() <= work.now.getTime() + hourMs;
  if (due.hourReminderAt || (!isHour && due.dayReminderAt)) return false;
  await work.tx
    .update(outreachSession)
    .set(isHour ? { hourReminderAt: work.now } : { dayReminderAt: work.now })
    .where(of(work, id));
  await tellSigned(work, due, { kind: "text", key: "told-session-soon", values: facts(due), buttons: "session", subject: due.id });
  return true;
}
