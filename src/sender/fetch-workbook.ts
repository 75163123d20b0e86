import { type Api, HttpError } from "grammy";
import type { Database } from "../database/client.ts";
import type { NoticeBody } from "../database/values.ts";
import { inOneTransaction, type Moment } from "../database/work.ts";
import { receiveWorkbook } from "../domain/org/received.ts";
import { unreadable } from "../domain/org/unreadable.ts";
import { spellings } from "../wording/workbooks.ts";
import { download, Undownloadable } from "./download.ts";
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
  const { fileId, purpose, title = "" } = meant;
  const file = await download(api, fileId).catch((error) => {
    if (error instanceof Undownloadable) return unreadable(error.isTooLarge ? "file-too-large" : "unfetched");
    if (error instanceof HttpError && tries + 1 >= maxTries) return unreadable("unfetched");
    throw error;
  });
  await guard(async () => {
    const read = "fault" in file ? file : await readOnThread(file);
    await inOneTransaction(database, moment, (work) => receiveWorkbook(work, personId ?? 0, { purpose, title }, read, spellings));
  });
}
