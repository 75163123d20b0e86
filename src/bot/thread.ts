import type { Message } from "@grammyjs/types";
import { lockTicket, type Ticket } from "../domain/tickets/change.ts";
import { findThread } from "../domain/tickets/find.ts";
import type { BotContext } from "./context.ts";

/**
 * The ticket that one of the bot's messages belongs to, and who wrote what stands in it. While that is not written down yet, the update is
 * put off, as long as it may be.
 *
 * @returns undefined when it belongs to none, or the update is put off
 */
export async function threadOf(
  ctx: BotContext,
  chatId: number,
  { message_id }: Pick<Message, "message_id">,
): Promise<{ ticket: Ticket; authorId: number | undefined } | undefined> {
  const thread = await findThread(ctx.work, chatId, message_id);
  if (thread === "on its way") ctx.isPutOff = ctx.mayPutOff;
  const found = typeof thread === "object" ? thread : undefined;
  const ticket = found && (await lockTicket(ctx.work, found.ticketId));
  return ticket && { ticket, authorId: found.authorId };
}
