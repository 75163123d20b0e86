import { readButton } from "../buttons.ts";
import { noteInAudit } from "../domain/conversation.ts";
import { findByDraft } from "../domain/tickets/submit.ts";
import { type BotContext, toast } from "./context.ts";
import { pressInDialog } from "./dialog.ts";
import { go } from "./go.ts";
import { pressOnTicket } from "./ticket-buttons.ts";

/** A button was pressed; every press gets an answer, so that the phone stops waiting. */
export async function press(ctx: BotContext) {
  const pressed = readButton(ctx.callbackQuery?.data ?? "");
  switch (pressed.kind) {
    case "ticket":
      await pressOnTicket(ctx, pressed.action, pressed.ticketId, pressed.value);
      break;
    case "dialog":
      if (!(await pressInDialog(ctx, pressed.nonce, pressed.step, pressed.value))) await explainOldButton(ctx, pressed.nonce);
      break;
    case "go":
      await go(ctx, pressed.where, pressed.value);
      break;
    default:
      await noteInAudit(ctx.work, ctx.actor.id, "unknown button", ctx.callbackQuery?.data ?? "");
      await toast(ctx, "button-unknown");
  }
  if (!ctx.isAnswered) await ctx.answerCallbackQuery();
}

/** A button of a conversation that has ended: if it became a ticket, its number is what the person wants to know. */
async function explainOldButton(ctx: BotContext, nonce: string) {
  const submitted = await findByDraft(ctx.work, nonce);
  if (submitted?.ticket.reporterId === ctx.actor.id) await toast(ctx, "already-submitted", { number: submitted.ticket.number });
  else await toast(ctx, "button-old");
}
