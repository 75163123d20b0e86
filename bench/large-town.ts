import { closeDatabase, openDatabase } from "../src/database/client.ts";
import { openCopying } from "../src/database/drivers/copying.ts";
import { migrateDatabase } from "../src/database/migrate.ts";
import { inOneTransaction } from "../src/database/work.ts";
import { countChanged } from "../src/domain/figures/count-changed.ts";
import { newDatabase } from "./town.ts";

// A town of any size on 2026-11-20: three years of reports, five events each. The newest hundredth is open, and at least so many that a page of a
// list is full, and one of two thousand of before.

export const nowThere = new Date("2026-11-20T02:00:00Z");
const at = `'${nowThere.toISOString()}'::timestamptz`;

/** @param tickets how many have been reported in three years */
const furnishing = (tickets: number) => `
  set session_replication_role = replica;
  insert into town (id, name, claimed_at) values (1, '青石镇', ${at});
  insert into village (town_id, name) select 1, '村' || n from generate_series(1, 20) n;
  insert into station (town_id, name) select 1, '站' || n from generate_series(1, 8) n;
  insert into person (town_id, telegram_id, name, created_at)
    select 1, 5000 + n, '村民' || n, ${at} from generate_series(1, 100 + ${Math.max(100, tickets / 100)}) n;
  insert into category (town_id, kind, name, name_en, terms)
    select 1, (array['problem', 'service', 'dispute', 'petition'])[1 + n % 4], '类' || n, 'Category ' || n, 'standard' from generate_series(1, 20) n;
  insert into role_grant (town_id, person_id, role, village_id, granted_at) select 1, n, 'cadre', 1 + n % 20, ${at} from generate_series(1, 60) n;
  insert into role_grant (town_id, person_id, role, village_id, granted_at) values (1, 61, 'leader', null, ${at}), (1, 62, 'leader', 1, ${at});
  insert into ticket (town_id, number, kind, category_id, village_id, station_id, reporter_id, draft_id, description, state, rating, confidential, about_id,
      responsible_id, deadline, resolve_by, created_at, accepted_at, answered_at, resolved_at, closed_at, escalated_at, reopen_count)
    select 1, 1000 + n, c.kind, c.id, 1 + n % 20, case when c.id % 3 = 0 then 1 + (c.id + n % 11 / 10) % 8 end, 101 + n % ${Math.max(100, tickets / 100)}, 'draft' || n,
      repeat('村口的路又塌了一段，娃娃上学要绕路。', 1 + n % 3),
      case when is_open then (array['assigned', 'accepted', 'in_progress', 'waiting_villager', 'resolved'])[1 + n / 7 % 5]
        when n % 50 = 0 then 'withdrawn' when n % 53 = 0 then 'merged' else 'closed' end,
      case when is_open or n % 50 = 0 or n % 53 = 0 or n % 11 = 0 then null else (array['satisfied', 'satisfied', 'satisfied', 'fair', 'unsatisfied'])[1 + n % 5] end,
      n % 40 = 0, case when n % 400 = 0 then 1 + n / 400 % 60 end,
      1 + n % 60, created_at + interval '1 day' * (1 + n % 12), created_at + interval '10 days', created_at, created_at + interval '3 hours',
      case when is_open and n % 2 = 0 then null else created_at + interval '20 hours' end,
      case when is_open then null else created_at + interval '1 day' * (1 + n % 14) end,
      case when is_open then null else created_at + interval '15 days' end, case when n % 20 = 0 then created_at + interval '10 hours' end, (n % 30 = 0)::int
    from (select n, n > ${tickets - Math.max(tickets / 100, 300)} or n % 2000 = 0 as is_open, ${at} - interval '1095 days' * (1 - n::float / ${tickets}) as created_at from generate_series(1, ${tickets}) n) t
    join category c on c.id = 1 + t.n * 7 % 20 order by n;
  insert into ticket_event (town_id, ticket_id, seq, at, actor_id, action, from_state, to_state)
    select 1, t.id, s, created_at + s * interval '5 hours', case when s = 1 then reporter_id else responsible_id end,
      case when s = 2 and t.id % 20 = 0 then 'escalate' else (array['submit', 'accept', 'reply', 'resolve', 'confirm'])[s] end, 'assigned', 'accepted'
    from ticket t, generate_series(1, 5) s;
  set session_replication_role = origin;
  insert into ticket_uncounted (town_id, ticket_id) select town_id, id from ticket;
  insert into due_on_day (town_id, day, many)
    select 1, (deadline at time zone 'UTC')::date, count(*) from ticket
    where state in ('assigned', 'accepted', 'in_progress') and not confidential and about_id is null and kept_from is null group by 2;`;

/** @returns an open database with such a town in it, as it is after its nightly jobs */
export async function largeTown(tickets: number) {
  const url = await newDatabase();
  const database = openDatabase(url);
  await migrateDatabase(database);
  const copying = await openCopying(url);
  await copying.rows(furnishing(tickets));
  await copying.rows("analyze");
  while (await inOneTransaction(database, { townId: 1, zone: "Asia/Shanghai", now: nowThere }, countChanged));
  await copying.rows("vacuum analyze");
  await copying.end();
  return { database, close: () => closeDatabase(database) };
}
