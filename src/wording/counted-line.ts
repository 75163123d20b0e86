import type { Moment } from "../database/work.ts";
import type { Actor } from "../domain/people/person.ts";
import { writtenRelations } from "../domain/tickets/change.ts";
import type { Listed } from "../domain/tickets/find.ts";
import { visibleTo } from "../domain/tickets/visibility.ts";
import { label, text } from "./texts.ts";
import { ticketLine } from "./ticket-lines.ts";

/** Whether a reader may see what a counted ticket is about; of the others they know that they exist. */
export const isReadable = (reader: Actor, { ticket }: Listed): boolean =>
  visibleTo(writtenRelations(reader, ticket), reader, ticket).matter;

/** A ticket behind a number, as far as this reader may see it. HTML. */
export function countedLine(reader: Actor, moment: Pick<Moment, "zone" | "now">, one: Listed): string {
  if (isReadable(reader, one)) return ticketLine(reader.language, moment, one);
  const { number, state } = one.ticket;
  return text(reader.language, "stats-kept-line", { number, village: one.village, state: label(reader.language, `state-${state}`) });
}
