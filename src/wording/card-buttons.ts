import type { InlineKeyboardButton, InlineKeyboardMarkup } from "@grammyjs/types";
import type { TextKey } from "../../locales/text-key.ts";
import type { Ticket } from "../domain/tickets/change.ts";
import { type Action, mayTake, nextState, type Relation } from "../domain/tickets/lifecycle.ts";
import { type ButtonStyle, button, copyButton, inline, rowsOf, styled, type TicketButton, ticketData } from "./buttons.ts";
import { label } from "./texts.ts";

type CardRow = { key: TextKey; press: TicketButton; action: Action; style?: ButtonStyle; when?: (ticket: Ticket, known: Known) => boolean };
/** What besides the ticket decides about a button: whether the town has a county above it. */
type Known = { hasCounty: boolean };

/** What can be done with a card and the action that each needs, the likeliest first. */
const cardRows: readonly CardRow[] = [
  { key: "button-accept", press: "accept", action: "accept", style: "success" },
  { key: "button-take-over", press: "accept", action: "take_over", style: "success" },
  { key: "button-call-back", press: "call_back", action: "call_back" },
  { key: "button-give-back", press: "give_back", action: "give_back" },
  { key: "button-reply", press: "reply", action: "reply" },
  { key: "button-mediate", press: "plan_mediation", action: "plan_mediation", when: ({ kind }) => kind === "dispute" },
  { key: "button-resolve", press: "resolve", action: "resolve", when: ({ state }) => state !== "assigned" },
  { key: "button-offer", press: "offer", action: "offer" },
  { key: "button-helper", press: "invite_co_handler", action: "invite_co_handler" },
  { key: "button-extend", press: "extend", action: "extend" },
  { key: "button-ask", press: "ask", action: "ask" },
  { key: "button-note", press: "note", action: "note" },
  // Before anybody has taken it, it is rarely done with: by telephone, or at once.
  { key: "button-resolve", press: "resolve", action: "resolve", when: ({ state }) => state === "assigned" },
  { key: "button-assign", press: "assign", action: "assign" },
  { key: "button-decline", press: "decline", action: "decline" },
  { key: "button-outside", press: "ask_outside", action: "ask_outside" },
  {
    key: "button-hand-up",
    press: "hand_up",
    action: "hand_up",
    when: ({ handedUpId, handedFromTown }, { hasCounty }) => hasCounty && handedUpId === null && handedFromTown === null,
  },
  { key: "button-answer-county", press: "answer_county", action: "note", when: ({ handedUpId }) => handedUpId !== null },
  { key: "button-extend-petition", press: "extend_petition", action: "extend_petition", when: ({ kind }) => kind === "petition" },
  { key: "button-redirect", press: "redirect", action: "redirect", when: ({ aboutId }) => aboutId === null },
  { key: "button-paper", press: "paper", action: "note", when: ({ recordedBy }) => recordedBy !== null },
  { key: "button-helpers", press: "helpers", action: "note", when: ({ recordedBy }) => recordedBy !== null },
  { key: "button-reveal", press: "reveal", action: "reveal", when: ({ confidential }) => confidential },
  { key: "button-merge", press: "merge", action: "merge", when: ({ confidential }) => !confidential },
  { key: "button-unmerge", press: "unmerge", action: "unmerge" },
];

/** Nobody reads twenty buttons: so many stand on a card, the others behind 更多. */
const maxLikely = 3;
/** Somebody who is not responsible gives the matter to another rather than doing it, unless nobody has taken an emergency. */
const leadersFirst: readonly Action[] = ["assign", "reply", "offer"];

function buttonsOfCard(
  language: string,
  ticket: Ticket,
  relations: readonly Relation[],
  isAcceptBelow = false,
  hasCounty = false,
): InlineKeyboardButton[] {
  const isOwn = relations.some((relation) => relation === "responsible" || relation === "offered" || relation === "on_call");
  const rank = ({ action }: CardRow) => (isOwn || ticket.kind === "emergency" || !leadersFirst.includes(action) ? 1 : 0);
  return cardRows
    .filter(({ press }) => !isAcceptBelow || press !== "accept")
    .filter(
      ({ action, when }) =>
        mayTake(action, relations) && nextState(action, ticket.state) !== undefined && (when?.(ticket, { hasCounty }) ?? true),
    )
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ key, press, style }) => {
      return styled(button(label(language, key), ticketData(press, ticket.id)), style);
    });
}

const timelineButton = (language: string, ticketId: number) => button(label(language, "button-timeline"), ticketData("timeline", ticketId));

/** The two or three that come next, and 更多. */
function likelyRows(language: string, ticket: Ticket, relations: readonly Relation[], isAcceptBelow: boolean): InlineKeyboardButton[][] {
  const all = buttonsOfCard(language, ticket, relations, isAcceptBelow);
  if (all.length <= maxLikely) return [[...all, timelineButton(language, ticket.id)]];
  return [all.slice(0, maxLikely), [button(label(language, "button-more"), ticketData("more", ticket.id))]];
}

/**
 * 更多: whatever this person may do with the ticket, below the same card.
 *
 * @param phone the reporter's, for a reader who may know it
 * @param hasCounty whether there is a county to hand it up to
 */
export function allRows(
  language: string,
  ticket: Ticket,
  relations: readonly Relation[],
  phone: string | undefined,
  hasCounty: boolean,
): InlineKeyboardButton[][] {
  const less = button(label(language, "button-less"), ticketData("less", ticket.id));
  const copy = phone ? [copyButton(label(language, "button-copy-phone"), phone)] : [];
  return rowsOf([...buttonsOfCard(language, ticket, relations, false, hasCounty), ...copy, timelineButton(language, ticket.id), less], 3);
}

/** @param isAcceptBelow whether a newer message in the same chat has 接单 */
export const cardMarkup = (language: string, ticket: Ticket, relations: readonly Relation[], isAcceptBelow = false): InlineKeyboardMarkup =>
  inline(likelyRows(language, ticket, relations, isAcceptBelow));
