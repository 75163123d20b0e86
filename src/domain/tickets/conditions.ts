import { and, lt, type Placeholder, sql } from "drizzle-orm";
import { ticket } from "../../database/schema/tickets.ts";
import type { Ticket } from "./change.ts";
import { closedStates } from "./lifecycle.ts";

/** Written out rather than given as parameters: PostgreSQL finds an index on a part of the tickets only if it sees which part is asked for. */
const written = (states: Iterable<Ticket["state"]>) => sql.raw([...states].map((state) => `'${state}'`).join(", "));

/** 在办, in SQL: everything that has not come to an end. */
export const openOnes = sql`${ticket.state} not in (${written(closedStates)})`;

/** Somebody owes the next step; the villager's silence is nobody's delay. */
export const owesStep = sql`${ticket.state} in (${written(["assigned", "accepted", "in_progress"])})`;

/** 逾期, in SQL, wherever it is listed or counted. */
export const isLate = ({ now }: { now: Date | Placeholder }) => and(owesStep, lt(ticket.deadline, now));
