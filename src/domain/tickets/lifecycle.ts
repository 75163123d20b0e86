import type { TicketAction, TicketState } from "../../database/values.ts";

/** How a person stands to a ticket. */
export type Relation =
  | "reporter"
  | "party"
  | "follower"
  | "responsible"
  | "offered"
  | "co_handler"
  | "station"
  | "station_head"
  | "on_call"
  | "leader"
  | "admin"
  /** Wrote it down for somebody without the bot, in office. */
  | "recorder"
  /** Asks a reporter without the bot how it is, and had nothing to do with the work. */
  | "caller"
  /** Writes down what a party without Telegram says of an agreement, and had no part in the dispute or its mediation. */
  | "witness"
  /** An office of the county that has it as well. */
  | "county"
  | "clock";

type Rule = { from: readonly TicketState[]; to: TicketState | "same"; by: readonly Relation[] };

const open = ["assigned", "accepted", "in_progress", "waiting_villager"] as const;
const closed = ["closed", "withdrawn", "declined", "merged"] as const;
/** Whom it concerns: who reported it, the other side of a dispute, and who joined it (我也是). */
const concerned = ["reporter", "party", "follower"] as const;
const anyHandler = ["responsible", "co_handler", "leader", "admin"] as const;

/**
 * The whole life of a ticket: which action leads from which state to which, and who may take it. Everything that asks
 * "may this happen?" asks this table: buttons, commands, timers, tests.
 */
export const lifecycle = {
  submit: { from: ["submitted"], to: "assigned", by: ["reporter"] },
  accept: { from: ["assigned"], to: "accepted", by: ["responsible", "station", "on_call", "leader", "admin"] },
  reply: { from: open, to: "in_progress", by: anyHandler },
  ask: { from: ["assigned", "accepted", "in_progress"], to: "waiting_villager", by: ["responsible", "leader", "admin"] },
  respond: { from: ["waiting_villager"], to: "in_progress", by: ["reporter", "clock"] },
  add: { from: [...open, "resolved"], to: "same", by: concerned },
  note: { from: [...open, "resolved"], to: "same", by: [...anyHandler, "recorder"] },
  chase: { from: ["assigned", "accepted", "in_progress"], to: "same", by: ["reporter", "leader", "admin"] },
  offer: { from: open, to: "same", by: ["responsible", "leader", "admin"] },
  take_over: { from: open, to: "accepted", by: ["offered"] },
  give_back: { from: open, to: "same", by: ["offered"] },
  assign: { from: open, to: "assigned", by: ["leader", "admin", "clock"] },
  invite_co_handler: { from: open, to: "same", by: ["responsible", "leader", "admin"] },
  extend: { from: ["accepted", "in_progress"], to: "same", by: ["responsible"] },
  refuse_extension: { from: ["accepted", "in_progress"], to: "same", by: ["leader", "admin"] },
  remind: { from: [...open, "resolved"], to: "same", by: ["clock"] },
  escalate: { from: ["assigned", "accepted", "in_progress"], to: "same", by: ["clock"] },
  resolve: { from: open, to: "resolved", by: ["responsible", "leader", "admin"] },
  confirm: { from: ["resolved"], to: "closed", by: ["reporter", "clock"] },
  reopen: { from: ["resolved"], to: "assigned", by: ["reporter"] },
  withdraw: { from: [...open, "resolved"], to: "withdrawn", by: ["reporter"] },
  decline: { from: open, to: "declined", by: ["admin", "station_head"] },
  doubt: { from: ["resolved"], to: "same", by: concerned },
  insist: { from: ["resolved"], to: "same", by: ["reporter"] },
  join: { from: [...open, "resolved"], to: "same", by: [] },
  merge: { from: open, to: "merged", by: ["responsible", "leader", "admin"] },
  unmerge: { from: ["merged"], to: "assigned", by: ["responsible", "leader", "admin"] },
  plan_mediation: { from: open, to: "same", by: ["responsible", "leader", "admin"] },
  record_mediation: { from: open, to: "same", by: ["responsible", "leader", "admin"] },
  answer_agreement: { from: [...open, "resolved"], to: "same", by: ["reporter", "party"] },
  record_agreement: { from: [...open, "resolved"], to: "same", by: ["witness"] },
  ask_outside: { from: open, to: "same", by: ["responsible", "leader", "admin"] },
  record_outside: { from: open, to: "same", by: ["responsible", "leader", "admin"] },
  extend_petition: { from: ["accepted", "in_progress"], to: "same", by: ["leader", "admin"] },
  redirect: { from: [...open, "resolved"], to: "assigned", by: ["reporter", ...anyHandler] },
  reveal: { from: [...open, "resolved", "closed"], to: "same", by: ["admin"] },
  // An engine takes its time; the matter may be over by then.
  hear: { from: [...open, "resolved", ...closed], to: "same", by: ["clock"] },
  // What somebody without the bot says of it, written down by somebody else than who did it.
  call_back: { from: ["resolved"], to: "closed", by: ["caller"] },
  call_reopen: { from: ["resolved"], to: "assigned", by: ["caller"] },
  call_note: { from: ["resolved"], to: "same", by: ["caller"] },
  // They came to use the bot: their matter is their account's.
  adopt: { from: [...open, "resolved", ...closed], to: "same", by: ["reporter"] },
  // 上报县里; the county's offices answer until it is over here.
  hand_up: { from: open, to: "same", by: ["responsible", "station_head", "leader", "admin", "clock"] },
  county_answer: { from: [...open, "resolved"], to: "same", by: ["county"] },
  correct: { from: [...open, "resolved"], to: "same", by: anyHandler },
} as const satisfies Record<TicketAction, Rule>;

/** Whose work the ticket is, as opposed to those whom it concerns. */
export const isHandling = (relations: readonly Relation[]) =>
  relations.some((relation) => !(concerned as readonly Relation[]).includes(relation));

/**
 * As whom somebody speaks on a ticket. A reporter speaks as that, whatever their rank, unless it is their own work; a person who has nothing
 * to do with it as a handler, who is refused.
 */
export function speaksAs(relations: readonly Relation[]): "reporter" | "concerned" | "handler" {
  if (relations.includes("reporter") && !relations.includes("responsible")) return "reporter";
  return relations.length && !isHandling(relations) ? "concerned" : "handler";
}

export type Action = keyof typeof lifecycle;

export const closedStates: readonly TicketState[] = closed;
export const isOpen = (state: TicketState): state is Exclude<TicketState, (typeof closed)[number]> => !closedStates.includes(state);

/** Where an action leads from a state, or undefined when it cannot happen there. */
export function nextState(action: Action, from: TicketState): TicketState | undefined {
  const rule: Rule = lifecycle[action];
  if (!rule.from.includes(from)) return undefined;
  return rule.to === "same" ? from : rule.to;
}

/** Whether somebody standing so to the ticket may take this action at all. */
export const mayTake = (action: Action, relations: readonly Relation[]) =>
  (lifecycle[action].by as readonly Relation[]).some((relation) => relations.includes(relation));
