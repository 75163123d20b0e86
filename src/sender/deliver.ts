import { type Api, GrammyError, HttpError } from "grammy";
import type { Database } from "../database/client.ts";
import type { NoticeBody } from "../database/values.ts";
import { inOneTransaction, type Moment, reading } from "../database/work.ts";
import { receiveWorkbook } from "../domain/org/received.ts";
import { setReachable } from "../domain/people/reach.ts";
import { findMessageIds, type Outcome, type Row, recordOutcomes } from "./queue.ts";
import { type Call, renderNotice } from "./render.ts";

/** What one attempt came to: final, or to be tried again after a pause. */
export type Attempt = { outcome: Outcome } | { retryAfterMs: number; tooMany?: number };

/** Milliseconds after which a button press is forgotten by Telegram, and its answer of no use. */
const callbackLifeMs = 20_000;
const firstRetryMs = 200;
const longestRetryMs = 30_000;
/** A method that the server does not know stays unknown; the rest of the chat must not wait for it for ever. */
const mostAttemptsOfUnknown = 4;

/**
 * Sends one row: puts it into words if it is a notice, finds the messages it edits or replies to, and calls Telegram.
 *
 * @param attempts how often this row was tried before
 */
export async function deliver(database: Database, api: Api, moment: Moment, row: Row, attempts: number): Promise<Attempt> {
  const { id } = row;
  if (row.notice?.kind === "fetch") return fetchWorkbook(database, api, moment, row, row.notice, attempts);
  const call = await prepare(database, moment, row);
  if (!call) return { outcome: { id, state: "dropped", failure: "nothing left to tell" } };
  if (call.method === "answerCallbackQuery" && Date.now() - row.createdAt.getTime() > callbackLifeMs) {
    return { outcome: { id, state: "dropped", failure: "the button press is forgotten by now" } };
  }
  try {
    const raw = api.raw as unknown as Record<string, (payload: object) => Promise<unknown>>;
    const result = await raw[call.method]?.(call.payload);
    const messageId = row.editsId === null ? (result as { message_id?: number } | true)?.valueOf() : undefined;
    return {
      outcome: {
        id,
        state: "sent",
        messageId: typeof messageId === "object" ? (messageId as { message_id?: number }).message_id : undefined,
      },
    };
  } catch (error) {
    return judge(database, moment, row, error, attempts);
  }
}

type Fetched = Extract<NoticeBody, { kind: "fetch" }>;

/** Fetches a workbook that somebody sent; what it would change is told from there. */
async function fetchWorkbook(database: Database, api: Api, moment: Moment, row: Row, meant: Fetched, attempts: number): Promise<Attempt> {
  const { fileId, purpose = "org", title = "" } = meant;
  try {
    const { file_path: path = "" } = await api.getFile(fileId);
    const response = await fetch(`${api.options?.apiRoot ?? "https://api.telegram.org"}/file/bot${api.token}/${path}`).catch((cause) => {
      throw new HttpError("The file could not be fetched", cause);
    });
    if (!response.ok) throw new HttpError(`The file was answered with ${response.status}`, new Error(response.statusText));
    const bytes = new Uint8Array(await response.arrayBuffer());
    const { readWorkbook } = await import("../workbook/xlsx.ts");
    const sheets = await readWorkbook(bytes);
    await inOneTransaction(database, moment, (work) => receiveWorkbook(work, row.personId ?? 0, { purpose, title }, sheets));
    return { outcome: { id: row.id, state: "sent" } };
  } catch (error) {
    return judge(database, moment, row, error, attempts);
  }
}

async function prepare(database: Database, moment: Moment, row: Row): Promise<Call | undefined> {
  const call = row.notice
    ? await reading(database, moment, (work) => renderNotice(work, row))
    : row.method && row.payload
      ? { method: row.method, payload: row.payload }
      : undefined;
  if (!call) return undefined;
  const referred = [row.editsId, row.repliesToId].filter((ref) => ref !== null);
  const messageIds = await findMessageIds(database, moment.townId, referred);
  const edited = row.editsId === null ? undefined : messageIds.get(row.editsId);
  // What was never delivered cannot be edited; its own delivery shows the present state.
  if (row.editsId !== null && edited === undefined) return undefined;
  const repliedTo = row.repliesToId === null ? undefined : messageIds.get(row.repliesToId);
  return {
    method: call.method,
    payload: {
      ...call.payload,
      ...(edited === undefined ? {} : { message_id: edited }),
      ...(repliedTo === undefined ? {} : { reply_parameters: { message_id: repliedTo, allow_sending_without_reply: true } }),
    },
  };
}

async function judge(database: Database, moment: Moment, row: Row, error: unknown, attempts: number): Promise<Attempt> {
  const { id } = row;
  const retry = { retryAfterMs: Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(attempts, 8)) };
  if (error instanceof HttpError) return retry;
  if (!(error instanceof GrammyError)) throw error;
  const failure = `${error.error_code} ${error.description}`;
  if (error.error_code === 429) {
    const seconds = error.parameters.retry_after ?? 1;
    return { retryAfterMs: seconds * 1000, tooMany: seconds };
  }
  if (error.error_code >= 500 || error.error_code === 401) return retry;
  if (error.error_code === 404 && attempts < mostAttemptsOfUnknown) return retry;
  if (error.error_code === 403) {
    await inOneTransaction(database, moment, (work) => setReachable(work, row.chatId, false));
    return { outcome: { id, state: row.priority >= 3 || row.priority === 0 ? "dropped" : "held", failure } };
  }
  if (error.description.includes("message is not modified")) return { outcome: { id, state: "sent" } };
  if (/message to edit not found|message can't be edited|MESSAGE_ID_INVALID/.test(error.description)) {
    // Its reader has deleted it: there is nothing to keep up to date any more.
    if (row.editsId !== null) await recordOutcomes(database, moment.townId, [{ id: row.editsId, state: "dropped", failure }]);
    return { outcome: { id, state: "dropped", failure } };
  }
  if (error.description.includes("query is too old")) {
    return { outcome: { id, state: "dropped", failure } };
  }
  return { outcome: { id, state: "failed", failure } };
}
