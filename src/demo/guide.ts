import { sql } from "drizzle-orm";
import type { Work } from "../database/work.ts";

const looked = 30;

/** How far the newest reports have come that were made by hand, for the guide on the page of phones; not what the demo came with. */
export async function readGuide(work: Work) {
  const { rows } = await work.tx.execute<{
    number: number;
    reporter: string;
    taken: boolean;
    answered: boolean;
    resolved: boolean;
    rating: string | null;
  }>(
    sql`select t.number, p.telegram_id as reporter, t.accepted_at is not null as taken, t.answered_at is not null as answered,
        t.resolved_at is not null as resolved, t.rating
      from ticket t join person p on p.town_id = t.town_id and p.id = t.reporter_id
      where t.town_id = ${work.townId} and t.draft_id not like 'demo-%' order by t.id desc limit ${looked}`,
  );
  return rows.map(({ number, reporter, taken, answered, resolved, rating }) => ({
    number,
    reporter: Number(reporter),
    isTaken: taken,
    isAnswered: answered || resolved,
    isResolved: resolved,
    rating,
  }));
}
