import { type Api, GrammyError, HttpError } from "grammy";
import type { Database } from "../database/client.ts";
import type { NoticeBody } from "../database/values.ts";
import { inOneTransaction, type Moment } from "../database/work.ts";
import { maxFetchPauseSeconds, maxFetchSeconds, maxFileBytes } from "../domain/limits.ts";
import { receiveWorkbook } from "../domain/org/received.ts";
import { UnreadableWorkbook, unreadable } from "../domain/org/unreadable.ts";
import { spellings } from "../wording/workbooks.ts";
import { readOnThread } from "./make-document.ts";

type Meant = Extract<NoticeBody, { kind: "fetch" }>;

/** A file that does not come is asked for once more; then the person who sent it hears so, and can send it again. */
const maxTries = 2;

/**
 * Fetches a workbook that somebody sent; what it would change, or why it was not read, is told from there.
 *
 * @param personId who sent it, and hears of it
 * @param tries how often it was tried before
 * @param guard has it written down that the file is read, for it may be what the process dies of
 * @throws what Telegram answered, for the sender to judge
 */
export async function fetchWorkbook(
  database: Database,
  api: Api,
  moment: Moment,
  { personId }: { personId: number | null },
  meant: Meant,
  tries: number,
  guard: <T>(act: () => Promise<T>) => Promise<T>,
): Promise<void> {
  const { fileId, purpose = "org", title = "" } = meant;
  const file = await download(api, fileId).catch((error) => {
    if (error instanceof UnreadableWorkbook) return error.reason;
    if (error instanceof HttpError && tries + 1 >= maxTries) return unreadable("unfetched");
    throw error;
  });
  await guard(async () => {
    const read = "fault" in file ? file : await readOnThread(file);
    await inOneTransaction(database, moment, (work) => receiveWorkbook(work, personId ?? 0, { purpose, title }, read, spellings));
  });
}

/** @throws UnreadableWorkbook when it can never be had, HttpError when it may come another time */
async function download(api: Api, fileId: string): Promise<Uint8Array> {
  const { file_path: path = "", file_size: size = 0 } = await api.getFile(fileId).catch((error) => {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    throw new UnreadableWorkbook(unreadable(error.description.includes("too big") ? "file-too-large" : "unfetched"));
  });
  if (size > maxFileBytes) throw new UnreadableWorkbook(unreadable("file-too-large"));
  const ending = new AbortController();
  const cutOff = setTimeout(() => ending.abort(), maxFetchSeconds * 1_000);
  try {
    const url = `${api.options?.apiRoot ?? "https://api.telegram.org"}/file/bot${api.token}/${path}`;
    const response = await withoutPause(fetch(url, { signal: ending.signal }));
    if (!response.ok || !response.body) throw new Error(`The file was answered with ${response.status}`);
    return await collect(response.body.getReader());
  } catch (error) {
    throw error instanceof UnreadableWorkbook ? error : new HttpError("The file could not be fetched", error);
  } finally {
    clearTimeout(cutOff);
    // Whatever still comes is not waited for.
    ending.abort();
  }
}

/** Piece by piece, so that one that is larger than was said, or never ends, is given up in time. */
async function collect(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await withoutPause(reader.read());
    if (done) return Buffer.concat(pieces);
    size += value.byteLength;
    if (size > maxFileBytes) throw new UnreadableWorkbook(unreadable("file-too-large"));
    pieces.push(value);
  }
}

function withoutPause<T>(coming: Promise<T>): Promise<T> {
  let waiting: NodeJS.Timeout | undefined;
  const pause = new Promise<never>((_, reject) => {
    waiting = setTimeout(() => reject(new Error("Nothing came any more")), maxFetchPauseSeconds * 1_000);
  });
  // When the pause wins, whatever becomes of the other one is of no interest.
  coming.catch(() => {});
  return Promise.race([coming, pause]).finally(() => clearTimeout(waiting));
}
