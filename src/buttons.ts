import type { InlineKeyboardButton, InlineKeyboardMarkup } from "@grammyjs/types";

/**
 * What a button's callback data means. Ids in it are only a claim: whoever presses is checked against the ticket each
 * time, so a forged one opens nothing.
 */
export type Pressed =
  | { kind: "ticket"; action: TicketButton; ticketId: number; value: string }
  | { kind: "dialog"; nonce: string; step: string; value: string }
  | { kind: "go"; where: string; value: string }
  | { kind: "unknown" };

export const ticketButtons = [
  "open",
  "accept",
  "reply",
  "ask",
  "note",
  "offer",
  "give_back",
  "helper",
  "extend",
  "veto",
  "resolve",
  "decline",
  "assign",
  "add",
  "chase",
  "withdraw",
  "withdraw_really",
  "rate",
  "timeline",
  "merge",
  "unmerge",
  "mediate",
  "agree",
  "disagree",
  "outside",
  "outside_answer",
  "extend_petition",
  "reveal",
  "follow_up",
] as const;
export type TicketButton = (typeof ticketButtons)[number];

/** The id that a button carries; 0, which nothing has, when it carries none that the database could hold. */
export const idIn = (value: string | undefined): number => (/^\d{1,15}$/.test(value ?? "") ? Number(value) : 0);

/** Telegram allows 64 bytes; ids, a short nonce and a step fit well. */
export const ticketData = (action: TicketButton, ticketId: number, value = "") => `t:${action}:${ticketId}:${value}`;
export const dialogData = (nonce: string, step: string, value: string) => `d:${nonce}:${step}:${value}`;
export const goData = (where: string, value = "") => `g:${where}:${value}`;

export function readButton(data: string): Pressed {
  const [kind, first = "", second = "", ...rest] = data.split(":");
  if (kind === "t" && ticketButtons.includes(first as TicketButton) && /^\d{1,15}$/.test(second)) {
    return { kind: "ticket", action: first as TicketButton, ticketId: Number(second), value: rest.join(":") };
  }
  if (kind === "d" && first && second) return { kind: "dialog", nonce: first, step: second, value: rest.join(":") };
  if (kind === "g" && first) return { kind: "go", where: first, value: [second, ...rest].join(":") };
  return { kind: "unknown" };
}

export const button = (text: string, data: string): InlineKeyboardButton => ({ text, callback_data: data });

/** Lays buttons out in rows of `columns`. */
export function rowsOf<B>(buttons: readonly B[], columns: number): B[][] {
  const rows: B[][] = [];
  for (let index = 0; index < buttons.length; index += columns) rows.push(buttons.slice(index, index + columns));
  return rows;
}

/** The row that turns pages, unless there is only one. @param page from 0 @param to the callback data of a page */
export function pagingRows(page: number, isLast: boolean, to: (page: number) => string): InlineKeyboardButton[][] {
  const row = [...(page > 0 ? [button("⬅️", to(page - 1))] : []), ...(isLast ? [] : [button("➡️", to(page + 1))])];
  return row.length ? [row] : [];
}

export const inline = (rows: InlineKeyboardButton[][]): InlineKeyboardMarkup => ({ inline_keyboard: rows });
