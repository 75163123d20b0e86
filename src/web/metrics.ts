import { sql } from "drizzle-orm";
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { countLate } from "../domain/tickets/overdue.ts";
import type { Town } from "../town.ts";

/**
 * What an operator watches: how much waits where. Numbers only, no names.
 *
 * @param towns those that this process serves: what the database says is of all that are in it, what is counted here of these
 */
export function createMetrics(towns: () => readonly Town[]): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, query: ReturnType<typeof sql>) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const [any] = towns();
        const { rows } = (await any?.asking((tx) => tx.execute<{ value: string | null }>(query))) ?? { rows: [] };
        this.set(Number(rows[0]?.value ?? 0));
      },
    });
  gauge(
    "doorstep_inbox_waiting",
    "Updates stored and not yet handled",
    sql`select count(*) as value from inbox where processed_at is null`,
  );
  gauge(
    "doorstep_inbox_oldest_seconds",
    "Age of the oldest update not yet handled",
    sql`select extract(epoch from now() - min(received_at)) as value from inbox where processed_at is null`,
  );
  gauge(
    "doorstep_inbox_parked",
    "Updates set aside after their last attempt",
    sql`select count(*) as value from inbox where failure is not null and processed_at is not null`,
  );
  gauge(
    "doorstep_people_silenced",
    "People who are not listened to now, as they sent too much",
    sql`select count(*) as value from silenced where until > now()`,
  );
  new Gauge({
    name: "doorstep_updates_left_out",
    help: "Updates that this process left out since its start, beyond what one person may send",
    registers: [registry],
    collect() {
      this.set(towns().reduce((sum, town) => sum + town.leftOut(), 0));
    },
  });
  gauge("doorstep_outbox_pending", "Messages not yet sent", sql`select count(*) as value from outbox where state = 'pending'`);
  gauge(
    "doorstep_outbox_held",
    "Messages that wait for somebody who blocked the bot",
    sql`select count(*) as value from outbox where state = 'held'`,
  );
  gauge(
    "doorstep_outbox_failed",
    "Messages that Telegram refused for good",
    sql`select count(*) as value from outbox where state = 'failed'`,
  );
  gauge(
    "doorstep_outbox_oldest_seconds",
    "Age of the oldest message not yet sent",
    sql`select extract(epoch from now() - min(created_at)) as value from outbox where state = 'pending'`,
  );
  gauge(
    "doorstep_tickets_open",
    "Tickets that are not closed",
    sql`select count(*) as value from ticket where state not in ('closed', 'withdrawn', 'declined', 'merged')`,
  );
  new Gauge({
    name: "doorstep_deadlines_missed",
    help: "Open tickets whose next step is past its deadline, by the town's clock",
    registers: [registry],
    async collect() {
      const late = await Promise.all(towns().map((town) => town.lookingAt(countLate)));
      this.set(late.reduce((sum, count) => sum + count, 0));
    },
  });
  gauge(
    "doorstep_timers_failing",
    "Reminders, escalations and digests that failed and are tried again",
    sql`select count(*) as value from attempt where failures > 0 and parked_at is null`,
  );
  gauge(
    "doorstep_timers_parked",
    "Reminders, escalations and digests set aside after their last attempt, each told to the admins",
    sql`select count(*) as value from attempt where parked_at is not null`,
  );
  gauge(
    "doorstep_timers_last_run_seconds",
    "Since the timers were last gone through; they are every minute",
    sql`select extract(epoch from now() - min(at)) as value from heartbeat where duty = 'timers'`,
  );
  gauge(
    "doorstep_backup_last_good_seconds",
    "Since the last backup that was read back and was whole; 0 where none is wanted",
    sql`select extract(epoch from now() - min(at)) as value from heartbeat where duty = 'backup'`,
  );
  new Counter({
    name: "doorstep_sender_calls_total",
    help: "What became of messages since this process began: sent, too_many (429), again (tried later), refused (for good)",
    labelNames: ["became"],
    registers: [registry],
    collect() {
      this.reset();
      for (const { tally } of towns()) {
        const { sent, tooMany, again, refused } = tally;
        for (const [became, count] of Object.entries({ sent, too_many: tooMany, again, refused })) this.inc({ became }, count);
      }
    },
  });
  return registry;
}
