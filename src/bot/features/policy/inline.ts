import type { InlineQueryResultArticle } from "@grammyjs/types";
import { DateTime } from "luxon";
import { priorities } from "../../../database/work.ts";
import { firstCharacters } from "../../../domain/characters.ts";
import { inlineCacheSeconds, inlineNotesOnPage, maxPolicyQuestionCharacters } from "../../../domain/limits.ts";
import { languageOf } from "../../../domain/people/person.ts";
import { findTown, type Town } from "../../../domain/places/places.ts";
import { findNewest, type PolicyNote, searchShelf, titleIn } from "../../../domain/policy/shelf.ts";
import { oneMessage } from "../../../wording/message-parts.ts";
import { label, text } from "../../../wording/texts.ts";
import type { BotContext } from "../../context.ts";

/** What follows `?start=` in links to the shelf, and to one note of it. */
export const shelfPayload = "policy";
export const notePayload = /^n(\d+)$/;

/**
 * `@bot 老人看病` in any chat: the notes of the shelf, to be sent there. A person who asks is not made known here and may never have started the
 * bot; the shelf is what the town has told everybody, so that the answer is the same for all and Telegram may give it again by itself.
 */
export async function searchInline({ inlineQuery, work, me }: BotContext) {
  if (!inlineQuery) return;
  const { id, from, query, offset } = inlineQuery;
  const town = await findTown(work);
  const asked = firstCharacters(query.trim(), maxPolicyQuestionCharacters);
  const page = /^\d{1,6}$/.test(offset) ? Number(offset) : 0;
  const { notes, isLast } = asked
    ? { notes: page ? [] : await searchShelf(work, asked, inlineNotesOnPage), isLast: true }
    : await findNewest(work, page, inlineNotesOnPage);
  const isNothing = !notes.length && page === 0;
  // Only that nothing was found is said in somebody's own language.
  const none = { text: label(languageOf(from.language_code), "button-inline-none"), start_parameter: shelfPayload };
  const payload = {
    inline_query_id: id,
    results: notes.map((note) => articleOf(note, town, work.zone, me.username)),
    cache_time: inlineCacheSeconds,
    is_personal: isNothing,
    next_offset: isLast ? "" : String(page + 1),
    ...(isNothing ? { button: none } : {}),
  };
  work.send({ chatId: from.id, method: "answerInlineQuery", payload, priority: priorities.callbackAnswer });
}

/** A note as everybody in a chat reads it, whatever their language: in that of the shelf, with the town and the day. */
function articleOf(note: PolicyNote, town: Town | undefined, zone: string, username: string): InlineQueryResultArticle {
  const title = titleIn(note);
  const named = { town: town?.name ?? label("zh", "this-town") };
  const day = DateTime.fromJSDate(note.at, { zone }).toISODate() ?? "";
  const key = note.body.startsWith(title) ? "policy-inline-untitled" : "policy-inline";
  const more = label("zh", note.attachment ? "button-inline-file" : "button-inline-more", named);
  return {
    type: "article",
    id: String(note.id),
    title,
    description: firstCharacters(note.body, 100),
    input_message_content: {
      message_text: oneMessage(text("zh", key, { ...named, title, body: note.body, day })),
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
    },
    reply_markup: { inline_keyboard: [[{ text: more, url: `https://t.me/${username}?start=n${note.id}` }]] },
  };
}
