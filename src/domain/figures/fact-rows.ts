import { eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { ticket } from "../../database/schema/tickets.ts";
import { weighedUnits } from "../care/goods.ts";
import { movements } from "../care/stock.ts";
import { isOpenMatter } from "../tickets/visibility.ts";

// Rows behind some of the numbers of `facts.ts`, which has them all.

/** `theirs`: within what was asked for, by the village of a thing and the person who did it. */
export type Asked = {
  town: SQL;
  known: SQL;
  within: (column: SQLWrapper) => SQL;
  theirs: (village: SQLWrapper, person: SQLWrapper) => SQL;
  /** The same of a visit, which is everybody's who went along. */
  visited: SQL;
  /** Whether the reader may see for whom it was; a number does not ask, for it names nobody. */
  seen: Record<"visit" | "entry" | "gift", SQL>;
  /** Between names, in the reader's language. */
  comma: string;
  /** The end of the period. */
  until: SQL;
  /** Whether it is about the whole town: its store belongs to no village and to nobody. */
  isWhole: SQL;
};
/** What a confidential ticket is about stays with the discipline desk; that there is one is counted, but not for whom it is about. */
export const words = sql`case when ${isOpenMatter()} then left(${ticket.description}, 30) else '🔒' end`;

/** Turns of rounds (例行巡查) by their day; what was not done is its owner's, what was done belongs to who did it. */
export const turns = ({ town, within, theirs }: Asked, which: SQL, value: SQL) => sql`
  select coalesce(v.name || ' ', '') || r.title || coalesce(' · ' || p.name, '') as label, t.due_at as at, ${value} as value
  from round_turn t join round r on r.town_id = t.town_id and r.id = t.round_id
  left join village v on v.town_id = r.town_id and v.id = r.village_id
  left join person p on p.town_id = t.town_id and p.id = coalesce(t.done_by, r.person_id)
  where t.town_id = ${town} and ${which} and ${within(sql`t.due_at`)} and ${theirs(sql`r.village_id`, sql`coalesce(t.done_by, r.person_id)`)}`;

/** How many things a line of goods is: what is weighed is one, however heavy. */
const things = (alias: "r" | "g") =>
  sql.raw(`case when lower(${alias}.unit) in (${weighedUnits.map((unit) => `'${unit}'`).join(", ")}) then 1 else ${alias}.count end`);

/** What each side of a dispute, its reporter among them, says of an agreement `m`. */
const voices = sql`(select a.agrees, a.recorded_by is not null as recorded
  from (select t.reporter_id as id union select d.person_id from dispute_party d where d.town_id = t.town_id and d.ticket_id = t.id) side
  left join agreement_answer a on a.town_id = m.town_id and a.mediation_id = m.id and a.person_id = side.id) x`;

/** Disputes by the last agreement of each. Found from the agreements, of which there are few: of each dispute of two years it would be asked anew. */
const agreementsWhere = ({ town, known, within }: Asked, value: SQL, which: SQL) => sql`
  select '#' || ${ticket.number} || ' ' || v.name || ' ' || ${words} as label, ${ticket.createdAt} as at, ${value} as value
  from ${ticket} join village v on v.town_id = ${ticket.townId} and v.id = ${ticket.villageId}
  cross join lateral (select ${ticket.townId} as town_id, ${ticket.id} as id, ${ticket.reporterId} as reporter_id) t
  join lateral (select m.town_id, m.id from mediation m where m.town_id = t.town_id and m.ticket_id = t.id and m.agreement is not null
    order by m.id desc limit 1) m on true
  where ${ticket.townId} = ${town} and ${known} and ${eq(ticket.kind, "dispute")} and ${within(ticket.createdAt)}
    and ${ticket.id} in (select ticket_id from mediation where town_id = ${town} and agreement is not null) and ${which}`;

const allAgree = sql`not exists (select from ${voices} where not coalesce(x.agrees, false))`;

/** Disputes of which every side said yes to the last agreement. */
export const agreed = (asked: Asked) => agreementsWhere(asked, sql`1`, allAgree);

/** How many of these words somebody else wrote down, for a party without Telegram. */
export const agreedByRecord = (asked: Asked) =>
  agreementsWhere(
    asked,
    sql`(select count(*)::int from ${voices} where x.recorded)`,
    sql`${allAgree} and exists (select from ${voices} where x.recorded)`,
  );

/** What came into the town's store (库存). */
export const received = ({ town, within, isWhole }: Asked) => sql`
  select r.what || ' ' || trim_scale(r.count) || r.unit || coalesce(' · ' || nullif(r.source, ''), '') as label, r.at, ${things("r")} as value
  from goods_received r where r.town_id = ${town} and r.reversed_at is null and ${isWhole} and ${within(sql`r.at`)}`;

/** What is left in it at the end of the period. */
export const left = ({ town, until, isWhole }: Asked) => sql`
  select g.what || ' ' || trim_scale(g.count) || g.unit as label, g.at, ${things("g")} as value from (
    select max(m.what) as what, max(m.unit) as unit, sum(m.count) as count, max(m.at) as at from (${movements(town)}) m
    where ${isWhole} and m.at < ${until} group by lower(m.what), lower(m.unit)) g where g.count > 0`;
