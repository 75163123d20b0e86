import type { Message } from "@grammyjs/types";
import { maxAttachments, maxDescriptionCharacters } from "../../../domain/limits.ts";
import { contentOf } from "../../content.ts";
import { type BotContext, say } from "../../context.ts";
import type { Move } from "../../dialog.ts";
import { nextStep, type ReportDraft, takeContent } from "./draft.ts";

/** Where the conversation goes after an answer: the first question that is still open. */
export const onward = (draft: ReportDraft): Move => ({ to: nextStep(draft) });

/** Words and files are welcome at every step; late ones are added to what was said before. */
export function takeMessage(ctx: BotContext, draft: ReportDraft, message: Message): Move {
  const given = contentOf(message);
  const step = ctx.dialog?.step;
  const wasAlbum = given.albumId !== undefined && given.albumId === draft.lastAlbum;
  if (given.phone && !given.attachment) {
    draft.phone = given.phone.number;
    say(ctx, "phone-kept");
    return step === "content" ? "ask_again" : onward(draft);
  }
  switch (takeContent(draft, given, message.message_id)) {
    case "taken":
      break;
    case "too_long":
      return tooLong(ctx, given.text ?? "", maxDescriptionCharacters);
    case "too_many":
      say(ctx, "too-many-files", { most: maxAttachments });
      return "ask_again";
    case "nothing":
      if (given.pin) {
        draft.place = given.pin;
        say(ctx, "place-kept");
      } else say(ctx, "content-unreadable");
      return "ask_again";
  }
  // The other pictures of an album arrive one by one; one question for all of them is enough.
  if (wasAlbum && step !== "summary") return "stay";
  if (step !== "content") say(ctx, "added-to-report");
  return onward(draft);
}

/** Content that comes before its turn is kept, and the question asked again. */
export function keepForLater(ctx: BotContext, draft: ReportDraft, message: Message, otherwise: string): Move {
  const given = contentOf(message);
  const isWords = given.text !== undefined && [...given.text].length >= 5;
  if (given.attachment || given.pin || isWords) return takeMessage(ctx, draft, message);
  say(ctx, given.isUnreadable ? "content-unreadable" : otherwise);
  return "ask_again";
}

export function tooLong(ctx: BotContext, given: string, most: number): Move {
  say(ctx, "too-long", { given: [...given].length, most });
  return "ask_again";
}
