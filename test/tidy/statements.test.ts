import { expect, test } from "vitest";
import { findLoose } from "../../instruments/town-ties.ts";
import { townTables } from "../support/loose-statements.ts";

const loose = (statement: string) => findLoose(statement, townTables);

/** A whole run's statements are looked through at its end (test/support/all-statements.ts); here is what counts as a tie. */
test.each([
  "select id from ticket where town_id = $1 and id = $2",
  'select "ticket"."id" from "ticket" inner join "person" on "person"."town_id" = "ticket"."town_id" where "ticket"."town_id" = $1::int',
  "select 1 from ticket t left join person p on p.town_id = t.town_id and p.id = t.reporter_id where t.town_id = $1",
  "select 1 from ticket join person using (town_id) where ticket.town_id = 5",
  "select (select count(*) from ticket_event e where e.town_id = t.town_id and e.ticket_id = t.id) from ticket t where t.town_id = any($1)",
  "select 1 from ticket where (town_id, id) in (select town_id, ticket_id from ticket_event where town_id = $1)",
  "with mine as (select town_id, id from ticket where town_id = $1) select 1 from mine m join ticket_event e on e.town_id = m.town_id",
  "select 1 from unnest($1::int[]) as u(town) join outbox on outbox.town_id = u.town",
  "select 1 from ticket where town_id = $1 union all select 2 from person where town_id = $1",
  "insert into inbox (town_id, update_id) select $1, n from unnest($2::int[]) n on conflict (town_id, update_id) do nothing",
  "insert into heartbeat as h (town_id, duty) values ($1, 'sender') on conflict (town_id, duty) do update set stuck = h.stuck + 1",
  "update ticket set number = 1 from person p where p.town_id = ticket.town_id and ticket.town_id = $1",
  "delete from attempt where town_id = $1 and subject = any(array(select id from ticket where town_id = $1))",
  "select name from town where id = $1",
  "select 1 from ticket where (town_id = $1 and id = $2) or (town_id = $1 and number = $3)",
  "begin; set local x = 1; commit",
])("is tied to a town: %s", (statement) => expect(loose(statement)).toEqual([]));

test.each([
  ["select id from ticket where id = $1", ["ticket"]],
  ["select 1 from ticket where town_id = $1 or id = $2", ["ticket"]],
  ["select 1 from ticket t join person p on p.id = t.reporter_id where t.town_id = $1", ["person"]],
  ["select 1 from ticket t join person p on p.town_id = t.town_id", ["ticket", "person"]],
  ["select 1 from ticket t left join person p on p.town_id = t.town_id and t.town_id = $1", ["ticket", "person"]],
  ["select 1 from ticket t join person p on p.town_id = t.village_id where t.town_id = $1", ["person"]],
  ["select 1 from ticket where town_id = $1 and exists (select from ticket_event e where e.ticket_id = ticket.id)", ["ticket_event"]],
  ["select 1 from ticket where town_id = town_id", ["ticket"]],
  ["with all_of_them as (select * from ticket) select 1 from all_of_them where town_id = $1", ["ticket"]],
  ["select 1 from ticket where town_id = $1 union all select 2 from person", ["person"]],
  ["insert into inbox (update_id) values ($1)", ["inbox"]],
  ["update ticket set number = 1 where id = $1", ["ticket"]],
  ["update ticket set number = (select max(number) from ticket other) where town_id = $1", ["ticket"]],
  ["delete from attempt where subject = $1", ["attempt"]],
  ["delete from attempt using ticket t where t.id = attempt.subject and t.town_id = $1", ["attempt"]],
  ["select name from town order by id", ["town"]],
])("is loose: %s", (statement, tables) => expect(loose(statement)).toEqual(tables));
