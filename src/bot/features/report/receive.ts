import type { Message } from "@grammyjs/types";
import type { TextKey } from "../../../../locales/text-key.ts";
import { maxAttachments, maxDescriptionCharacters } from "../../../domain/limits.ts";
import { contentOf } from "../../content.ts";
import { type BotContext, say } from "../../context.ts";
import { silently, type Understood } from "../../question.ts";
import { type AnsweredPart, descriptionOf, type ReportDraft, takeContent, takePlace } from "./draft.ts";
import { heedWords } from "./heed.ts";

/** What a question of the report came to: answered in the draft, to be filed, or another's matter to be joined instead. */
export type Answered = "answered" | "submit" | { join: number };
type Outcome = Understood<Answered>;

/** A question of the report: it reads and writes the draft. */
export type ReportQuestion = {
  ask: (ctx: BotContext, draft: ReportDraft) => Promise<void> | void;
  press?: (ctx: BotContext, draft: ReportDraft, value: string) => Promise<Outcome> | Outcome;
  message?: (ctx: BotContext, draft: ReportDraft, message: Message) => Promise<Outcome> | Outcome;
};

/** The answer is in the draft, and what was written has been heeded: the first question that is still open comes next. */
export async function onward(ctx: BotContext, draft: ReportDraft): Promise<Answered> {
  await heedWords(ctx, draft);
  return "answered";
}

/** Words and files are welcome at every step; late ones are added to what was said before. */
export async function takeMessage(ctx: BotContext, draft: ReportDraft, message: Message): Promise<Outcome> {
  const given = contentOf(message);
  const step = ctx.dialog?.step;
  const wasAlbum = given.albumId !== undefined && given.albumId === draft.lastAlbum;
  if (given.phone && !given.attachment) {
    draft.phone = given.phone.number;
    say(ctx, "phone-kept");
    return step === "content" ? undefined : onward(ctx, draft);
  }
  switch (takeContent(draft, given, message.message_id)) {
    case "taken":
      break;
    case "too_long":
      return tooLongToAdd(ctx, draft, given.text);
    case "too_many":
      say(ctx, "too-many-files", { most: maxAttachments });
      return undefined;
    case "nothing":
      say(ctx, takePlace(draft, given, message.message_id) ? "place-kept" : "content-unreadable");
      return undefined;
  }
  // The other pictures of an album arrive one by one; one question for all of them is enough.
  if (wasAlbum && step !== "summary") return silently;
  if (step !== "content") say(ctx, "added-to-report");
  return onward(ctx, draft);
}

/** Notes in which message a part was typed, so that its edit finds it. */
export function noteSource(draft: ReportDraft, part: AnsweredPart, { message_id: id }: Message) {
  draft.sources = { ...draft.sources, [`${id}`]: part };
}

/** Content that comes before its turn is kept, and the question asked again. */
export async function keepForLater(ctx: BotContext, draft: ReportDraft, message: Message, otherwise: TextKey): Promise<Outcome> {
  const given = contentOf(message);
  // After a photo or a voice, few words say what it shows.
  const least = draft.files.length && !draft.texts.length ? 2 : 5;
  const isWords = given.text !== undefined && [...given.text].length >= least;
  if (given.attachment || given.pin || isWords) return takeMessage(ctx, draft, message);
  say(ctx, given.isUnreadable ? "content-unreadable" : otherwise);
  return undefined;
}

/** Either it is too long by itself, or with what stands in the report before it. */
export function tooLongToAdd(ctx: BotContext, draft: ReportDraft, given = ""): undefined {
  const before = [...descriptionOf(draft)].length;
  if (!before) return tooLong(ctx, given, maxDescriptionCharacters);
  say(ctx, "too-long-in-all", { given: before + [...given].length, most: maxDescriptionCharacters });
  return undefined;
}

export function tooLong(ctx: BotContext, given: string, most: number): undefined {
  say(ctx, "too-long", { given: [...given].length, most });
  return undefined;
}
