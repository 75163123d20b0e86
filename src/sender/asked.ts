import type { NoticeBody, NoticeButtons } from "../database/values.ts";
import type { Work } from "../database/work.ts";
import { buttonsNow } from "../domain/tickets/asks-still.ts";
import { findCard } from "../domain/tickets/card.ts";
import { isOpen } from "../domain/tickets/lifecycle.ts";

type Row = { id: number; personId: number | null; ticketId: number | null; editsId: number | null };
type Text = Extract<NoticeBody, { kind: "text" }>;

/** What may be pressed below a notice by now. */
export async function askedNow(
  work: Work,
  { id, personId, ticketId, editsId }: Row,
  buttons: NoticeButtons,
): Promise<NoticeButtons | undefined> {
  if (personId === null || ticketId === null) return buttons;
  return buttonsNow(work, { id: editsId ?? id, personId, ticketId }, buttons);
}

/** An emergency that somebody has taken since does not go on crying for help. */
export async function saidNow(work: Work, { ticketId, editsId }: Row, { key, values }: Text): Promise<Pick<Text, "key" | "values">> {
  const card = key === "told-alert-again" && editsId !== null && ticketId !== null ? await findCard(work, ticketId) : undefined;
  if (!card || card.ticket.state === "assigned") return { key, values };
  const name = isOpen(card.ticket.state) ? card.responsibleName : null;
  return name === null ? { key: "told-alert-over", values } : { key: "told-alert-taken", values: { ...values, name } };
}
