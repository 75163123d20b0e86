import { getTableColumns } from "drizzle-orm";
import { outbox } from "./schema/messaging.ts";

export type OutgoingRow = typeof outbox.$inferInsert;
/** What a unit of work says of a message that is to be sent. */
export type Outgoing = Omit<OutgoingRow, "townId">;
/** A row of the outbox as it was just committed. */
export type Committed = typeof outbox.$inferSelect;
/** @param first the id of the first new row @param rows all of them; undefined when they are too many to be handed over */
export type CommitListener = (first: number, rows: readonly Committed[] | undefined) => void;

/** How a row begins; what becomes of it is the sender's. */
const beginning = { state: "pending", messageId: null, attempts: 0, failure: null, shown: null, sentAt: null } as const;
/** Known with the commit. */
const known: ReadonlySet<string> = new Set(["townId", "id", "createdAt", ...Object.keys(beginning)]);

/** The columns that a unit of work gives, from the schema: named nowhere else, so that a new one is written and handed over like the others. */
const given = Object.entries(getTableColumns(outbox))
  .filter(([key]) => !known.has(key))
  .map(([key, column]) => ({
    key: key as keyof Outgoing,
    name: column.name,
    type: column.getSQLType(),
    isDate: column.dataType === "date",
  }));
const names = given.map(({ name }) => name).join(", ");

/** Wakes the sender of whichever process it runs in. A hint: every second it is looked whether something waits. */
export const outboxChannel = "doorstep_outbox";

/**
 * Writes rows as `writtenForm` gives them, all in one statement, and announces them with the commit: the first one's id, who committed (`$3`),
 * and the town. Ids grow in the order of the rows. Nothing else writes the outbox, so that no trigger need do it.
 */
export const insertOutgoing = {
  name: "write_outbox",
  text: `
    with written as (
      insert into outbox (town_id, ${names})
      select $1, ${names}
      from rows from (jsonb_to_recordset($2::jsonb) as (${given.map(({ name, type }) => `${name} ${type}`).join(", ")})) with ordinality
      order by ordinality
      returning id
    )
    select ids, pg_notify('${outboxChannel}', concat_ws(' ', ids[1], $3::text, $1::int))
    from (select array_agg(id order by id) as ids from written) as all_of_it`,
};

/** As the database reads them: columns by their names in it, dates as text, nothing undefined. */
export const writtenForm = (rows: readonly Outgoing[]): string =>
  JSON.stringify(
    rows.map((row) => {
      const written: Record<string, unknown> = {};
      for (const { key, name } of given) if (row[key] !== null) written[name] = row[key];
      return written;
    }),
  );

/** As the database would give them back. @param written see `writtenForm` */
export function committedForm(townId: number, written: string, ids: readonly number[], createdAt: Date): Committed[] {
  const rows: Record<string, string | null>[] = JSON.parse(written);
  return rows.map((row, index) => {
    const committed: Record<string, unknown> = { ...beginning, townId, id: ids[index], createdAt };
    for (const { key, name, isDate } of given) committed[key] = readBack(row[name] ?? null, isDate);
    return committed as Committed;
  });
}

const readBack = (value: string | null, isDate: boolean) => (isDate && value !== null ? new Date(value) : value);
