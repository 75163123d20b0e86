import { type Api, GrammyError, HttpError } from "grammy";
import type { Database } from "../database/client.ts";
import { askOnce } from "../database/client.ts";
import type { NoticeBody } from "../database/values.ts";
import { inOneTransaction, type Moment, reading, type Work } from "../database/work.ts";
import { notePollCopy } from "../domain/outreach/polls.ts";
import { setReachable } from "../domain/people/reach.ts";
import { forgetTopic, noteTopic } from "../domain/places/desk-topics.ts";
import { leaveTopics } from "../domain/places/group-chats.ts";
import { type BotOf, bringFile } from "./bring-file.ts";
import { fetchWorkbook } from "./fetch-workbook.ts";
import type { Guard } from "./guard.ts";
import { sendOrPlain } from "./plain.ts";
import { findSent, findSentAs, type Outcome, type Row, recordOutcomes, type Sent } from "./queue.ts";
import { chatChangeOf, type Readdress } from "./readdress.ts";
import { type Call, renderNotice } from "./render.ts";
import { changesNothing, hasButtons, isEdit, isRemembered, shownBy } from "./shown.ts";
import type { ShownLately } from "./shown-lately.ts";
import type { Speeches } from "./speech.ts";

/** By which a message is put into words and sent; `unhurried` is the same database, for what takes long. */
type Means = { database: Database; unhurried: Database; api: Api; botOf: BotOf; lately: ShownLately; speeches: Speeches | undefined };
/** What one attempt came to: final, or to be tried again after a pause. */
export type Attempt =
  | { outcome: Outcome }
  | { retryAfterMs: number; tooMany?: number; isOutage?: boolean }
  /** At once, elsewhere, and so whatever else waits for this chat. */
  | { readdress: Readdress };

/** Milliseconds after which a button press, or `@bot words`, is forgotten by Telegram, and its answer of no use. */
const callbackLifeMs = 20_000;
const answersToBeQuick: ReadonlySet<string> = new Set(["answerCallbackQuery", "answerInlineQuery"]);
const firstRetryMs = 200;
const maxRetryMs = 30_000;
/** A method that the server does not know stays unknown; the rest of the chat must not wait for it for ever. */
const maxAttemptsOfUnknown = 4;

/**
 * Sends one row: puts it into words if it is a notice, finds the messages it edits or replies to, and calls Telegram.
 *
 * @param attempts how often this row was tried before
 * @param guard has it written down, and is waited for, where the process could die of it
 */
export async function deliver(means: Means, moment: Moment, row: Row, attempts: number, guard: Guard): Promise<Attempt> {
  const { database, api } = means;
  const { id } = row;
  if (row.notice?.kind === "fetch") {
    return fetchWorkbook(database, api, moment, row, row.notice, attempts, (act) => guard(row, act)).then(
      (): Attempt => ({ outcome: { id, state: "sent" } }),
      (error) => judge(database, moment, row, error, attempts),
    );
  }
  if (row.notice && isDocument.has(row.notice.kind)) void api.sendChatAction(row.chatId, "upload_document").catch(() => {});
  if (row.notice?.kind === "speech") void api.sendChatAction(row.chatId, "record_voice").catch(() => {});
  const prepared = await guard(row, () => prepare(means, moment, row));
  if (!prepared) return { outcome: { id, state: "dropped", failure: "nothing left to tell" } };
  const { call, target } = prepared;
  if (answersToBeQuick.has(call.method) && Date.now() - row.createdAt.getTime() > callbackLifeMs) {
    return { outcome: { id, state: "dropped", failure: "what it answers is forgotten by now" } };
  }
  if (changesNothing(call, target?.shown)) return { outcome: { id, state: "dropped", failure: "it shows that already" } };
  try {
    const brought = await bringFile(means, moment, row, call);
    const result = await sendOrPlain(api, brought?.call ?? call);
    if (brought) await brought.note(result);
    if (row.notice?.kind === "speech") means.speeches?.note(row.notice, result);
    if (row.notice?.kind === "poll") await notePoll(database, moment, row.notice.pollId, result);
    if (row.notice?.kind === "text" && "secret" in row.notice.values) await forgetSecret(database, moment, row);
    if (row.notice?.kind === "topic") await noteDone(database, moment, row, call, result);
    const outcome = sentAs(row, prepared, (result as { message_id?: number } | true | undefined)?.valueOf());
    return noting(means, row, { outcome }, target);
  } catch (error) {
    if (row.notice?.kind === "speech") means.speeches?.note(row.notice, undefined);
    return noting(means, row, await judge(database, moment, row, error, attempts, prepared), target);
  }
}

/** By its name an answer to it is known. In plain form it has none. */
async function notePoll(database: Database, moment: Moment, pollId: number, result: unknown) {
  const { poll } = result as { poll?: { id: string } };
  if (poll) await inOneTransaction(database, moment, (work) => notePollCopy(work, pollId, poll.id));
}

/** What is shown once is kept nowhere: once it is sent, a dash stands in its place. */
async function forgetSecret(database: Database, { townId }: Moment, { id }: Row) {
  const text = `update outbox set notice = jsonb_set(notice, '{values,secret}', '"—"') where town_id = $1 and id = $2`;
  await askOnce(database, townId, { text, values: [townId, id] });
}

/** A topic was opened, called anew or closed: what comes next goes by that. */
async function noteDone(database: Database, moment: Moment, { chatId, ticketId }: Row, { method, payload }: Call, result: unknown) {
  const threadId = (result as { message_thread_id?: number } | true | undefined)?.valueOf();
  const opened = typeof threadId === "object" ? { threadId: (threadId as { message_thread_id: number }).message_thread_id } : {};
  const named = typeof payload["name"] === "string" ? { name: payload["name"] } : {};
  const closed = method === "closeForumTopic" || method === "reopenForumTopic" ? { isClosed: method === "closeForumTopic" } : {};
  if (ticketId === null) return;
  await inOneTransaction(database, moment, (work) => noteTopic(work, { chatId, ticketId }, { ...opened, ...named, ...closed }));
}

/** A refusal of a topic: it is gone, or the bot may not open any; undefined when it says something about the group as a whole. */
function topicRefused({ description, error_code, parameters }: GrammyError, { chatId }: Row, { payload }: Call) {
  if (error_code !== 400 || parameters.migrate_to_chat_id !== undefined || /chat not found|kicked/.test(description)) return undefined;
  if (/TOPIC_NOT_MODIFIED/.test(description)) return async () => {};
  const threadId = Number(payload["message_thread_id"] ?? 0);
  const isGone = threadId > 0 && /thread not found|TOPIC_(DELETED|ID_INVALID)/.test(description);
  return (work: Work) => (isGone ? forgetTopic(work, chatId, threadId).then(() => {}) : leaveTopics(work, chatId));
}

function noting({ lately }: Means, { chatId }: Row, attempt: Attempt, target: Sent | undefined): Attempt {
  if ("outcome" in attempt) lately.note(chatId, attempt.outcome, target);
  return attempt;
}

/** What takes seconds to be made; meanwhile the chat shows that something is on its way. */
const isDocument = new Set<NoticeBody["kind"]>(["workbook", "brief", "poster", "own-data"]);
/** Documents read years at once, and nobody's answer waits behind them. */
const takesLong = new Set<NoticeBody["kind"]>(["workbook", "brief", "figures", "own-data"]);

/** A call, and the earlier message that it edits or sends anew. */
type Prepared = { call: Call; target: Sent | undefined };

function sentAs(row: Row, { call, target }: Prepared, result: unknown): Outcome {
  const shown = isRemembered(call, row) ? shownBy(call, target?.shown) : undefined;
  const messageId = typeof result === "object" ? (result as { message_id?: number }).message_id : undefined;
  const isAnew = target?.messageId === null;
  if (!target || !shown) return { id: row.id, state: "sent", messageId, shown };
  return { id: row.id, state: "sent", shown, of: { id: target.id, shown, messageId: isAnew ? messageId : undefined } };
}

async function prepare(means: Means, moment: Moment, row: Row): Promise<Prepared | undefined> {
  const { database, lately } = means;
  const { townId } = moment;
  const referred = await findSent(
    database,
    townId,
    [row.editsId, row.repliesToId].filter((ref) => ref !== null),
  );
  const edited = row.editsId === null ? undefined : referred.get(row.editsId);
  const isAnew = edited?.state === "moved" && edited.messageId === null;
  // What was never delivered cannot be edited; its own delivery shows the present state.
  if (row.editsId !== null && !isAnew && (edited?.messageId ?? null) === null) return undefined;
  const meant = isAnew ? { ...row, editsId: null, notice: edited.notice } : row;
  const call = await callOf(means, moment, meant);
  // Where it can no longer be edited, a card comes again only for the sake of its buttons.
  if (!call || (isAnew && row.notice?.kind === "card" && !hasButtons(call))) return undefined;
  const repliedTo = row.repliesToId === null ? undefined : referred.get(row.repliesToId)?.messageId;
  const payload = {
    ...call.payload,
    ...(edited && !isAnew ? { message_id: edited.messageId } : {}),
    ...(repliedTo ? { reply_parameters: { message_id: repliedTo, allow_sending_without_reply: true } } : {}),
  };
  const given = row.editsId === null && isEdit(call.method) ? Number(call.payload["message_id"]) : undefined;
  const lastSeen = given === undefined ? undefined : lately.find(row.chatId, given);
  const target = edited ?? lastSeen ?? (given === undefined ? undefined : await findSentAs(database, townId, row.chatId, given));
  return { call: { ...call, payload }, target };
}

async function callOf({ database, unhurried, api, speeches }: Means, moment: Moment, row: Row): Promise<Call | undefined> {
  const { notice, method, payload } = row;
  // When nothing here can read aloud any more, there is nothing to be told.
  if (notice?.kind === "speech") return speeches?.render(row.chatId, notice);
  if (!notice) return method && payload ? { method, payload } : undefined;
  return reading(takesLong.has(notice.kind) ? unhurried : database, moment, (work) =>
    renderNotice(work, row, { api, speaks: speeches !== undefined }),
  );
}

async function judge(
  database: Database,
  moment: Moment,
  row: Row,
  error: unknown,
  attempts: number,
  prepared?: Prepared,
): Promise<Attempt> {
  const { id } = row;
  const retry = { retryAfterMs: Math.min(maxRetryMs, firstRetryMs * 2 ** Math.min(attempts, 8)) };
  if (error instanceof HttpError) return retry;
  if (!(error instanceof GrammyError)) throw error;
  const failure = `${error.error_code} ${error.description}`;
  if (error.error_code === 429) {
    const seconds = error.parameters.retry_after ?? 1;
    return { retryAfterMs: seconds * 1000, tooMany: seconds };
  }
  if (error.error_code >= 500 || error.error_code === 401) return retry;
  // A convenience: a server that does not know commands of one chat goes without.
  if (prepared?.call.method === "setMyCommands") return { outcome: { id, state: "dropped", failure } };
  if (error.error_code === 404 && attempts < maxAttemptsOfUnknown) return retry;
  const refused = row.notice?.kind === "topic" && prepared ? topicRefused(error, row, prepared.call) : undefined;
  if (refused) {
    await inOneTransaction(database, moment, refused);
    return { outcome: { id, state: "dropped", failure } };
  }
  const change = chatChangeOf(error, row, prepared?.call);
  if (change) {
    await inOneTransaction(database, moment, change.note);
    return change.readdress ? { readdress: change.readdress } : { outcome: { id, state: "dropped", failure } };
  }
  if (error.error_code === 403 || error.description.includes("chat not found")) {
    await inOneTransaction(database, moment, (work) => setReachable(work, row.chatId, false));
    return { outcome: { id, state: row.priority >= 3 || row.priority === 0 ? "dropped" : "held", failure } };
  }
  if (error.description.includes("message is not modified")) {
    return { outcome: prepared ? sentAs(row, prepared, undefined) : { id, state: "sent" } };
  }
  if (/message to edit not found|message can't be edited|no live location in the message|MESSAGE_ID_INVALID/.test(error.description)) {
    // Its reader has deleted it: there is nothing to keep up to date any more.
    if (row.editsId !== null) await recordOutcomes(database, moment.townId, [{ id: row.editsId, state: "dropped", failure }]);
    return { outcome: { id, state: "dropped", failure } };
  }
  if (/query is too old|message to delete not found|message can't be deleted/.test(error.description)) {
    return { outcome: { id, state: "dropped", failure } };
  }
  return { outcome: { id, state: "failed", failure } };
}
