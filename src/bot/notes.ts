import type { InlineKeyboardButton } from "@grammyjs/types";
import { type PolicyNote, titleIn } from "../domain/policy/shelf.ts";
import { inline } from "../wording/buttons.ts";
import { text } from "../wording/texts.ts";
import { type BotContext, sayHtml, when } from "./context.ts";

/** A note of the policy shelf with its date; a file of its own follows it. */
export function tellNote(
  ctx: BotContext,
  note: PolicyNote,
  rows: InlineKeyboardButton[][],
  around: { above?: string; below?: string } = {},
) {
  const { language } = ctx.actor;
  const values = { title: titleIn(note), at: when(ctx, note.at), body: note.body };
  const key = note.body.startsWith(values.title) ? "policy-entry-untitled" : "policy-entry";
  const parts = [around.above, text(language, key, values), around.below];
  sayHtml(ctx, parts.filter(Boolean).join("\n\n"), { markup: inline(rows) });
  const { attachment } = note;
  if (attachment) ctx.work.tell(ctx.actor, { kind: "relay", key: "policy-file", values: { title: values.title }, attachment });
}
