import { and, eq, gte, inArray, isNotNull, isNull, lt, not, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { KeptFigure } from "../../database/schema/figures.ts";
import { ticket } from "../../database/schema/tickets.ts";
import type { RatedBy } from "../../database/values.ts";
import type { Moment } from "../../database/work.ts";
import { dayMs } from "../durations.ts";
import { isLate, openOnes, owesStep } from "../tickets/conditions.ts";

/** `received`: of the tickets that came in within the period; `now`: of all that are open, whenever they came in. */
export type Figure = { of: "received" | "now"; is: (moment: Pick<Moment, "now">) => SQL | undefined };

/** 收到: neither taken back nor declined, nor counted with another one into which it was merged. */
const isReceived = notInArray(ticket.state, ["withdrawn", "declined", "merged"]);
/**
 * Whose word a rating is, once and for every figure: the villager's own, theirs by a call-back of somebody else, or only the office's, which
 * is counted by itself and as nobody's content.
 */
const isWordOf = (by: RatedBy) => sql`coalesce(${ticket.ratedBy}, 'villager') = ${by}`;
const isVillagersWord = sql`coalesce(${ticket.ratedBy}, 'villager') <> 'office'`;
const endedWell = and(eq(ticket.state, "closed"), inArray(ticket.rating, ["satisfied", "fair"]));
/** 解决: the villager said so, in chat or when called. */
const isSolved = and(endedWell, isVillagersWord);
/** 未评价完结: it ended because nobody said anything any more. */
const isSilent = and(eq(ticket.state, "closed"), or(isNull(ticket.rating), eq(ticket.rating, "unsatisfied")));
/** 未完结. */
const isUnfinished = openOnes;

/** It went one level up before anybody had answered, or would by now. */
const answerMissed = (moment: Pick<Moment, "now">) =>
  or(
    sql`coalesce(${ticket.escalatedAt} <= coalesce(${ticket.answeredAt}, 'infinity'), false)`,
    and(isNull(ticket.answeredAt), isLate(moment)),
  ) as SQL;
const answerDue = (moment: Pick<Moment, "now">) => and(isReceived, or(isNotNull(ticket.answeredAt), answerMissed(moment)));
const isPastTerm = ({ now }: Pick<Moment, "now">) => and(owesStep, lt(ticket.resolveBy, now));
const doneDue = (moment: Pick<Moment, "now">) => and(isReceived, or(isNotNull(ticket.resolvedAt), isPastTerm(moment)));
const doneInTime = sql`coalesce(${ticket.resolvedAt} <= ${ticket.resolveBy}, false)`;
const outcomeDue = (moment: Pick<Moment, "now">) => and(isReceived, or(isNotNull(ticket.rating), isPastTerm(moment)));
const rated = and(isReceived, isNotNull(ticket.rating), isVillagersWord);

/** Open, and in hand for more than `over` and at most `upTo` days. */
const aged = (over: number, upTo: number): Figure => ({
  of: "now",
  is: ({ now }) => {
    const ago = (days: number) => new Date(now.getTime() - days * dayMs);
    return and(
      openOnes,
      over ? lt(ticket.createdAt, ago(over)) : undefined,
      Number.isFinite(upTo) ? gte(ticket.createdAt, ago(upTo)) : undefined,
    );
  },
});

/**
 * One definition for each word, in SQL: whatever is counted, drawn or listed asks this table, so that a number is its rows. They stand in
 * words in docs/glossary.md. Rates count what has been done or is due by now, and nothing that still has time.
 */
export const figureTable = {
  received: { of: "received", is: () => isReceived },
  solved: { of: "received", is: () => isSolved },
  silent: { of: "received", is: () => isSilent },
  unfinished: { of: "received", is: () => isUnfinished },
  awaiting: { of: "received", is: () => eq(ticket.state, "resolved") },
  reopened: { of: "received", is: () => and(isReceived, sql`${ticket.reopenCount} > 0`) },
  withdrawn: { of: "received", is: () => eq(ticket.state, "withdrawn") },
  declined: { of: "received", is: () => eq(ticket.state, "declined") },
  merged: { of: "received", is: () => eq(ticket.state, "merged") },
  answer_due: { of: "received", is: answerDue },
  answered_in_time: { of: "received", is: (moment) => and(answerDue(moment), not(answerMissed(moment))) },
  answered_late: { of: "received", is: (moment) => and(answerDue(moment), answerMissed(moment)) },
  done_due: { of: "received", is: doneDue },
  done_in_time: { of: "received", is: (moment) => and(doneDue(moment), doneInTime) },
  done_late: { of: "received", is: (moment) => and(doneDue(moment), not(doneInTime)) },
  outcome_due: { of: "received", is: outcomeDue },
  unsolved: { of: "received", is: (moment) => and(outcomeDue(moment), sql`(${isSolved}) is not true`) },
  rated: { of: "received", is: () => rated },
  content: { of: "received", is: () => and(rated, inArray(ticket.rating, ["satisfied", "fair"])) },
  satisfied: { of: "received", is: () => and(rated, eq(ticket.rating, "satisfied")) },
  fair: { of: "received", is: () => and(rated, eq(ticket.rating, "fair")) },
  unsatisfied: { of: "received", is: () => and(rated, eq(ticket.rating, "unsatisfied")) },
  open: { of: "now", is: () => openOnes },
  overdue: { of: "now", is: isLate },
  open_3: aged(0, 3),
  open_7: aged(3, 7),
  open_15: aged(7, 15),
  open_30: aged(15, 30),
  open_older: aged(30, Number.POSITIVE_INFINITY),
  // Pictures that were sent before there were these name the others by their place.
  solved_own: { of: "received", is: () => and(endedWell, isWordOf("villager")) },
  /** 回访解决: said to somebody who called and had nothing to do with it. */
  solved_by_call: { of: "received", is: () => and(endedWell, isWordOf("call")) },
  /** 办理方自己说: nobody but the office said that it is solved. */
  said_by_office: { of: "received", is: () => and(endedWell, isWordOf("office")) },
} as const satisfies Record<string, Figure> & Record<KeptFigure, Figure & { of: "received" }>;

/** What time alone does to a ticket: nobody answered it, it is not done, nobody has said how it went, and that was due. */
const answerLapsed = (moment: Pick<Moment, "now">) => and(isNull(ticket.answeredAt), isNull(ticket.escalatedAt), isLate(moment));
const doneLapsed = (moment: Pick<Moment, "now">) => and(isNull(ticket.resolvedAt), isPastTerm(moment));
const outcomeLapsed = (moment: Pick<Moment, "now">) => and(isNull(ticket.rating), isPastTerm(moment));
/** Figures in which a ticket is by that, and in which it would not be, did time stand still. In all others it is or is not either way. */
export const lapsed = {
  answer_due: answerLapsed,
  answered_late: answerLapsed,
  done_due: doneLapsed,
  done_late: doneLapsed,
  outcome_due: outcomeLapsed,
  unsolved: outcomeLapsed,
} as const satisfies Partial<Record<KeptFigure, Figure["is"]>>;

export type FigureKey = keyof typeof figureTable;
export const figureKeys = Object.keys(figureTable) as FigureKey[];
/** How long what is open has been so. */
export const ages = ["open_3", "open_7", "open_15", "open_30", "open_older"] as const satisfies FigureKey[];
/** Each rate (响应率, 按期率, 解决率, 满意率) as a part of what was due for it. */
export const rates = {
  response: ["answered_in_time", "answer_due"],
  punctuality: ["done_in_time", "done_due"],
  resolution: ["solved", "outcome_due"],
  satisfaction: ["content", "rated"],
} as const satisfies Record<string, readonly [FigureKey, FigureKey]>;
