import { and, inArray, lt, notInArray } from "drizzle-orm";
import { ticket } from "../../database/schema/tickets.ts";
import type { Moment } from "../../database/work.ts";
import { closedStates } from "./lifecycle.ts";

/** 在办, in SQL: everything that has not come to an end. */
export const openOnes = notInArray(ticket.state, [...closedStates]);

/** Somebody owes the next step; the villager's silence is nobody's delay. */
export const owesStep = inArray(ticket.state, ["assigned", "accepted", "in_progress"]);

/** 逾期, in SQL, wherever it is listed or counted. */
export const isLate = ({ now }: Pick<Moment, "now">) => and(owesStep, lt(ticket.deadline, now));
