import { keepDialog } from "../domain/conversation.ts";
import { maxDescriptionCharacters } from "../domain/limits.ts";
import { followEdit } from "../domain/tickets/talk.ts";
import { type BotContext, say } from "./context.ts";

/** An edited message: what was passed on is edited there too; words of an unfinished report are replaced. */
export async function editedMessage(ctx: BotContext) {
  const edited = ctx.editedMessage;
  const body = edited?.text ?? edited?.caption;
  if (!edited || body === undefined) return;
  const ticketId = await followEdit(ctx.work, { chatId: ctx.chatId, messageId: edited.message_id }, body);
  if (ticketId === undefined && ctx.dialog?.flow === "report") await replaceInDraft(ctx, edited.message_id, body);
}

async function replaceInDraft(ctx: BotContext, messageId: number, body: string) {
  const { dialog } = ctx;
  const sources = dialog?.data["textSources"] as number[] | undefined;
  const texts = dialog?.data["texts"] as string[] | undefined;
  const index = sources?.indexOf(messageId) ?? -1;
  if (!dialog || !texts || index < 0) return;
  const changed = texts.with(index, body);
  const length = [...changed.join("\n")].length;
  if (length > maxDescriptionCharacters) return say(ctx, "too-long", { given: length, most: maxDescriptionCharacters });
  texts[index] = body;
  keepDialog(ctx.work, ctx.chatId, dialog);
  say(ctx, "edit-kept");
}
