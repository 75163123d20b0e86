import type { Database } from "../database/client.ts";
import { inOneTransaction, type Moment } from "../database/work.ts";
import { findHolders, findPerson } from "../domain/people/person.ts";
import { Deadly, isDocument } from "./guard.ts";
import type { Row } from "./queue.ts";

/**
 * A row was given up: the person who waits for a document hears so. When processes died of it, the admins do, too.
 *
 * @returns why, for the row
 */
export async function tellParked(database: Database, moment: Moment, row: Row, error: unknown): Promise<string> {
  const failure = error instanceof Deadly ? error.message : String(error);
  if (!isDocument(row) && !(error instanceof Deadly)) return failure;
  await inOneTransaction(database, moment, async (work) => {
    const waiting = row.personId === null || !isDocument(row) ? undefined : await findPerson(work, row.personId);
    if (waiting)
      work.tell(waiting, { kind: "text", key: row.notice?.kind === "fetch" ? "told-workbook-slow" : "told-no-document", values: {} });
    for (const admin of await findHolders(work, "admin")) {
      work.tell(admin, {
        kind: "text",
        key: "told-message-parked",
        values: { message: row.id, what: row.notice?.kind ?? row.method ?? "", failure },
      });
    }
  });
  return failure;
}
