import pg from "pg";
import { maxDeaths } from "../src/database/limits.ts";
import { locks } from "../src/database/locks.ts";

export type Observer = ReturnType<typeof createObserver>;
/** What a process had in hand, by PostgreSQL's own lists. */
export type Look = { openTransactions: number; sender: number | null; unsent: number; jobs: string[]; lastTries: number };

const answerWithinMs = 5_000;

/**
 * Asks the database past the replicas and their proxies.
 *
 * @param urlOf where it is now; a server that is started again may have moved
 */
export function createObserver(urlOf: () => Promise<string>) {
  let pool: pg.Pool | undefined;
  let poolUrl = "";

  async function query<R extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<R[]> {
    const url = await urlOf();
    if (!pool || url !== poolUrl) {
      void pool?.end();
      pool = new pg.Pool({ connectionString: url, max: 4, connectionTimeoutMillis: answerWithinMs, query_timeout: answerWithinMs });
      pool.on("error", () => {});
      poolUrl = url;
    }
    return (await pool.query<R>(text, values)).rows;
  }

  return {
    query,
    urlOf,
    /** @param ports those of a process's connections. @returns undefined when nobody answered */
    look: (ports: readonly number[]): Promise<Look | undefined> =>
      query<Look>(looking, [ports, locks.sender, locks.workers]).then(
        ([look]) => look,
        () => undefined,
      ),
    /** PostgreSQL's process for the connection on which the sender listens; undefined while nobody sends. */
    async sender(): Promise<number | undefined> {
      const [found] = await query<{ pid: number }>(
        `select pid from pg_locks where locktype = 'advisory' and granted and classid = $1
         and database = (select oid from pg_database where datname = current_database())`,
        [locks.sender],
      ).catch(() => []);
      return found?.pid;
    },
    /** Whether something is tried that one process died of already. */
    async isLastTry(): Promise<boolean> {
      const [found] = await query<{ count: number }>(lastTries).catch(() => []);
      return (found?.count ?? 0) > 0;
    },
    /** PostgreSQL's processes for these connections that wait for somebody's lock just now. */
    lockWaiters: async (ports: readonly number[]): Promise<number[]> =>
      (
        await query<{ pid: number }>("select pid from pg_stat_activity where wait_event_type = 'Lock' and client_port = any($1::int[])", [
          ports,
        ])
      ).map(({ pid }) => pid),
    /** How often PostgreSQL says in its log that it ended what one of these processes did, because its time was up. */
    async timesUp(pids: readonly number[]): Promise<number> {
      const words = String.raw`\[(\d+)\] ERROR:  canceling statement due to (?:lock|statement) timeout`;
      const [found] = await query<{ count: number }>(
        "select count(*)::int as count from regexp_matches(pg_read_file('server.log'), $1, 'g') as line where line[1]::int = any($2::int[])",
        [words, pids],
      );
      return found?.count ?? 0;
    },
    async answers(): Promise<boolean> {
      return query("select 1").then(
        () => true,
        () => false,
      );
    },
    /** In words, for an onlooker. */
    async backlog(): Promise<string> {
      const waiting = await query<{ inbox: number; outbox: number }>(
        `select (select count(*)::int from inbox where processed_at is null) as inbox,
           (select count(*)::int from outbox where state = 'pending') as outbox`,
      ).catch(() => []);
      const [found] = waiting;
      return found ? `${found.inbox} updates and ${found.outbox} messages wait` : "the database does not answer";
    },
    stop: async () => pool?.end(),
  };
}

/**
 * What one process died of and another has in hand: if that one is killed as well, it is parked. What was done when the database went away
 * may still stand in the list.
 */
const lastTries = `select count(*)::int from attempt where road <> 'process' and deaths >= ${maxDeaths - 1} and exists
  (select from pg_locks where locktype = 'advisory' and granted and classid = ${locks.life} and objid::bigint = begun_by)
  and case road when 'outbox' then exists (select from outbox where outbox.town_id = attempt.town_id and id = subject and state = 'pending')
    when 'inbox' then exists (select from inbox where inbox.town_id = attempt.town_id and update_id = subject and processed_at is null)
    else true end`;

/** A process that is frozen says nothing more: what it had asked is answered, and what it has not yet committed stands open. */
const looking = `
  with own as (select pid, state from pg_stat_activity where client_port = any($1::int[])),
  held as (select l.*, own.state from pg_locks l join own using (pid) where l.granted)
  select
    (select count(distinct pid)::int from held
     where state like 'idle in transaction%' and relation = 'inbox'::regclass and mode = 'RowExclusiveLock') as "openTransactions",
    (select min(pid) from held where locktype = 'advisory' and classid = $2) as sender,
    (select count(*)::int from outbox where state = 'pending' and (not_before is null or not_before <= now())) as unsent,
    array(select j.id || ' ' || j.locked_by from graphile_worker._private_jobs j where exists (select from held
      where locktype = 'advisory' and classid = $3 and objid::bigint = hashtext(j.locked_by)::bigint & 4294967295)) as jobs,
    (${lastTries}) as "lastTries"`;

/** As `jobs` of a look: which is whose. */
export const lockedJobs = "select id || ' ' || locked_by as job from graphile_worker._private_jobs where locked_by is not null";
