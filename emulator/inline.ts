import type { InlineQueryResultArticle, InlineQueryResultsButton, User } from "@grammyjs/types";
import { ApiError, badRequest } from "./errors.ts";
import { checkMarkup } from "./markup.ts";
import { textOf } from "./methods/text.ts";
import { asObject, type Payload } from "./payload.ts";
import type { ChatRoom, World } from "./world.ts";

/** What somebody is shown who wrote `@bot words`. */
export type InlineAnswer = { results: Found[]; button?: InlineQueryResultsButton; next_offset: string };
type Found = Pick<InlineQueryResultArticle, "id" | "title" | "description"> & { message: object };

export type InlineQueryState = { id: string; askedAt: number; chatId: number; userId: number; key: string; answer?: InlineAnswer };

/** The longest query, and the limits of an answer, as the documentation says them. */
const maxQuery = 256;
const maxResults = 50;
const maxOffsetBytes = 64;
const defaultCacheSeconds = 300;

/**
 * Somebody writes `@bot words` in a chat. What the server knows from a short while ago, it answers by itself, and the bot hears nothing.
 *
 * @throws Error when the bot's owner never switched its inline mode on
 */
export function askInline(world: World, user: User, room: ChatRoom, query: string, offset: string): { inline_query_id: string } {
  if (!world.me.supports_inline_queries) throw new Error("Inline mode is off: @BotFather knows /setinline");
  const given = [...query].slice(0, maxQuery).join("");
  const id = `${world.newMessageId()}${user.id}`;
  const key = JSON.stringify([given, offset]);
  const asked: InlineQueryState = { id, askedAt: world.options.now(), chatId: room.chat.id, userId: user.id, key };
  world.inlineQueries.set(id, asked);
  const kept = [`${key}${user.id}`, key].map((name) => world.inlineCache.get(name)).find((one) => one && one.until > asked.askedAt);
  if (kept) show(world, asked, kept.answer);
  else {
    const chat_type = room.chat.id === user.id ? "private" : room.chat.type;
    world.addUpdate({ inline_query: { id, from: user, query: given, offset, chat_type } });
  }
  return { inline_query_id: id };
}

function show(world: World, asked: InlineQueryState, answer: InlineAnswer) {
  asked.answer = answer;
  const { id, chatId, userId } = asked;
  world.events.emit("event", { type: "inline_answer", chat_id: chatId, user_id: userId, inline_query_id: id, answer });
}

/** What the message of a chosen result holds. @throws Error when there is no such result */
export function chosenFields(world: World, queryId: string, resultId: string): object {
  const found = world.inlineQueries.get(queryId)?.answer?.results.find(({ id }) => id === resultId);
  if (!found) throw new Error(`There is no result ${resultId} to choose`);
  return { ...structuredClone(found.message), via_bot: world.me };
}

/**
 * `answerInlineQuery`: keeps the answer for the person who asks the same within `cache_time`, or for this person only.
 *
 * @throws ApiError with the server's wording
 */
export function answerInline(world: World, payload: Payload): true {
  const asked = world.inlineQueries.get(String(payload["inline_query_id"]));
  const isOld = asked && world.options.now() - asked.askedAt > world.options.callbackTimeoutMs;
  if (!asked || asked.answer || isOld) throw badRequest("query is too old and response timeout expired or query ID is invalid");
  const given = (asObject(payload["results"]) ?? []) as unknown as Payload[];
  if (given.length > maxResults) throw badRequest("RESULTS_TOO_MUCH");
  const results = given.map((one) => readResult(world, one));
  if (new Set(results.map(({ id }) => id)).size < results.length) throw badRequest("RESULT_ID_DUPLICATE");
  const next_offset = String(payload["next_offset"] ?? "");
  if (Buffer.byteLength(next_offset) > maxOffsetBytes) throw badRequest("NEXT_OFFSET_INVALID");
  const button = readButton(asObject(payload["button"]));
  const answer: InlineAnswer = { results, next_offset, ...(button ? { button } : {}) };
  const isPersonal = payload["is_personal"] === true || payload["is_personal"] === "true";
  const until = world.options.now() + Number(payload["cache_time"] ?? defaultCacheSeconds) * 1000;
  world.inlineCache.set(isPersonal ? `${asked.key}${asked.userId}` : asked.key, { until, answer });
  show(world, asked, answer);
  return true;
}

function readResult(world: World, result: Payload): Found {
  const { type, id, title, description } = result;
  // Of the twenty kinds the emulator knows the one that the bot makes.
  if (type !== "article")
    throw badRequest(`can't parse inline query result: type "${type ?? ""}" is unsupported for the inline query result`);
  if (typeof id !== "string" || id === "") throw badRequest("RESULT_ID_EMPTY");
  if (Buffer.byteLength(id) > 64) throw badRequest("RESULT_ID_INVALID");
  if (typeof title !== "string" || title === "") throw badRequest("ARTICLE_TITLE_EMPTY");
  const content = asObject(result["input_message_content"]);
  if (!content || !("message_text" in content)) {
    world.violations.push("answerInlineQuery: an article without words");
    throw badRequest("can't parse inline query result");
  }
  const markup = checkMarkup(result["reply_markup"], false);
  const message = {
    ...messageOf(content),
    ...(markup?.inline_keyboard ? { reply_markup: { inline_keyboard: markup.inline_keyboard } } : {}),
  };
  return { id, title, message, ...(description ? { description: String(description) } : {}) };
}

function messageOf({ message_text, ...rest }: Payload) {
  try {
    return textOf({ ...rest, text: message_text });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const why = error.message.replace("Bad Request: ", "");
    throw badRequest(`can't parse inline query result: ${why.charAt(0).toUpperCase()}${why.slice(1)}`);
  }
}

function readButton(button: Payload | undefined): InlineQueryResultsButton | undefined {
  if (!button) return undefined;
  const [text, start] = [String(button["text"] ?? ""), String(button["start_parameter"] ?? "")];
  if (!text) throw badRequest("SWITCH_PM_TEXT_EMPTY");
  if (!start) throw badRequest("START_PARAM_EMPTY");
  if (!/^[\w-]{1,64}$/.test(start)) throw badRequest("START_PARAM_INVALID");
  return { text, start_parameter: start };
}
