import { type Database, kindOfFailure } from "../database/client.ts";
import { inOneTransaction, type Moment } from "../database/work.ts";
import { findHolders, findPerson } from "../domain/people/person.ts";
import { Deadly, isDocument } from "./guard.ts";
import { isSpeech } from "./next-to-send.ts";
import type { Row } from "./queue.ts";

/**
 * A row was given up: the person who waits for a document hears so. When processes died of it, the admins do, too.
 *
 * @returns why, for the row
 */
export async function tellParked(database: Database, moment: Moment, row: Row, error: unknown): Promise<string> {
  const failure = error instanceof Deadly ? error.message : String(error);
  const isAwaited = isDocument(row) || isSpeech(row);
  if (!isAwaited && !(error instanceof Deadly)) return failure;
  await inOneTransaction(database, moment, async (work) => {
    const waiting = row.personId === null || !isAwaited ? undefined : await findPerson(work, row.personId);
    const key = isSpeech(row) ? "told-no-speech" : row.notice?.kind === "fetch" ? "told-workbook-slow" : "told-no-document";
    if (waiting) work.tell(waiting, { kind: "text", key, values: {} });
    // A person who listens can read it; that the engine fails is in the log.
    if (isSpeech(row)) return;
    for (const admin of await findHolders(work, "admin")) {
      work.tell(admin, {
        kind: "text",
        key: "told-message-parked",
        values: {
          message: row.id,
          what: row.notice?.kind ?? row.method ?? "",
          failure: error instanceof Deadly ? failure : kindOfFailure(error),
        },
      });
    }
  });
  return failure;
}
