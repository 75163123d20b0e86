import { close, openConnection } from "./drivers/pipelined.ts";
import { connections, fewestConnections } from "./limits.ts";

export type Budget = { readonly [Purpose in keyof typeof connections]: number };

const sum = (budget: Budget) => Object.values(budget).reduce((total, count) => total + count, 0);
/** While one process takes the place of another, both are there. */
const processesAtOnce = 2;

/**
 * How many connections a process takes for what, where the database lets so many in: as many as it is planned for, or fewer, so that two
 * processes find room.
 *
 * @throws Error with one line when not even one process finds room for the fewest with which everything works
 */
export function budgetWithin(room: number): Budget {
  const [wanted, fewest] = [sum(connections), sum(fewestConnections)];
  if (room < fewest) {
    throw new Error(
      `DATABASE_URL: the database lets this user have ${room} connections, and ${fewest} are needed: raise max_connections, or the limit of the user or the database`,
    );
  }
  const share = Math.max(fewest, Math.min(wanted, Math.floor(room / processesAtOnce)));
  const spare = share - fewest;
  // What can do with fewer gets its part of what there is beyond the fewest.
  const part = (purpose: keyof Budget) =>
    fewestConnections[purpose] + Math.floor(((connections[purpose] - fewestConnections[purpose]) * spare) / (wanted - fewest));
  return {
    ...connections,
    transactions: part("transactions"),
    reading: part("reading"),
    unhurriedReading: part("unhurriedReading"),
  };
}

/**
 * Asks how many connections the database lets this user have, and shares them out.
 *
 * @param told hears in one line when there are fewer than planned
 */
export async function shareConnections(url: string, told: (line: string) => void): Promise<Budget> {
  const connection = await openConnection(url, "doorstep");
  try {
    const { rows } = await connection.query<{ room: number }>(roomOf);
    const room = rows[0]?.room ?? 0;
    const budget = budgetWithin(room);
    if (sum(budget) < sum(connections)) {
      told(`the database lets this user have ${room} connections: this process takes ${sum(budget)} in place of ${sum(connections)}`);
    }
    return budget;
  } finally {
    await close(connection);
  }
}

/** Reserved ones are not for us; limits of a user or a database do not hold for a superuser; -1 is none. */
const roomOf = `
  select least(
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
        - coalesce(current_setting('reserved_connections', true)::int, 0),
      case when rolsuper or rolconnlimit < 0 then null else rolconnlimit end,
      case when rolsuper or datconnlimit < 0 then null else datconnlimit end) as room
  from pg_roles, pg_database where rolname = current_user and datname = current_database()`;
