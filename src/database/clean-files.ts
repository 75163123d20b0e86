import { setTimeout as wait } from "node:timers/promises";
import { type Copying, openCopying } from "./drivers/copying.ts";
import { leavingNothing } from "./embedded-server.ts";
import { cleaningLockMs, cleaningWaitMs, maxLeftSegments } from "./limits.ts";

/** What could not be written anew: `large` tables, which were left for the night, and those that somebody held. */
export type Left = { large: string[]; busy: string[] };

const lookEveryMs = 200;
const [lockNotAvailable, mayNot] = ["55P03", "42501"];

/**
 * PostgreSQL leaves what was erased in its files until that room is used again: in tables, indexes, statistics and its log of writes. Here
 * they are written anew with what is there, and the old files are deleted (decision 024). Each table is locked while that lasts, and no other.
 *
 * @param most tables of more bytes are left as they are
 * @param isOurs whether the server is the embedded one, and not somebody's own
 * @returns what is left to be done
 */
export async function cleanFiles(url: string, most: number, isOurs: boolean): Promise<Left> {
  const copying = await openCopying(url);
  try {
    // A person who comes meanwhile waits behind a lock that is waited for.
    await copying.rows(`set lock_timeout = ${cleaningLockMs}`);
    if (!(await outlastReaders(copying))) return { large: [], busy: ["everything: somebody reads what was there before"] };
    const tables = await findOwnTables(copying);
    const busy: string[] = [];
    for (const { name } of tables.filter(({ bytes }) => bytes <= most)) if (!(await writeAnew(copying, name))) busy.push(name);
    if (!(await writeAnew(copying, "pg_catalog.pg_statistic"))) busy.push("pg_statistic");
    await dropLog(copying, isOurs);
    return { large: tables.filter(({ bytes }) => bytes > most).map(({ name }) => name), busy };
  } finally {
    await copying.end();
  }
}

/** What somebody may still see is written anew as well: those who began before must have ended. @returns false when that takes too long */
async function outlastReaders({ rows }: Copying): Promise<boolean> {
  const [now] = await rows<{ xid: string }>("select pg_current_xact_id()::xid::text as xid");
  const reading = `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
    and (age(backend_xmin) > age($1::text::xid) or age(backend_xid) > age($1::text::xid)) limit 1`;
  const begun = performance.now();
  while ((await rows(reading, [now?.xid])).length) {
    if (performance.now() - begun > cleaningWaitMs) return false;
    await wait(lookEveryMs);
  }
  return true;
}

/** A server that an earlier release started, and that was never stopped since, keeps its log's files until it is told otherwise. */
async function tellServer(rows: Copying["rows"]) {
  const isTold = async () => (await rows("select 1 where current_setting('wal_recycle') = 'off'")).length > 0;
  if (await isTold()) return;
  for (const [name, value] of Object.entries(leavingNothing)) await rows(`alter system set ${name} = '${value}'`);
  await rows("select pg_reload_conf()");
  const begun = performance.now();
  do await wait(lookEveryMs);
  while (!(await isTold()) && performance.now() - begun < cleaningWaitMs);
}

/** The town's tables and the job engine's, small ones first. In a database of one's own there may be others' as well. */
const findOwnTables = ({ rows }: Copying) =>
  rows<{ name: string; bytes: number }>(
    `select format('%I.%I', n.nspname, c.relname) as name, pg_total_relation_size(c.oid)::float8 as bytes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker') and pg_has_role(c.relowner, 'usage') order by bytes`,
  );

/** Its statistics too, which hold the commonest values. @returns false when somebody held it */
async function writeAnew({ rows }: Copying, name: string): Promise<boolean> {
  try {
    await rows(`vacuum (full, analyze) ${name}`);
    return true;
  } catch (error) {
    const { code } = error as { code?: string };
    // The statistics of a database that is another's.
    if (code === mayNot) return true;
    if (code === lockNotAvailable) return false;
    throw error;
  }
}

/**
 * The log of writes begins in a new file, and a checkpoint deletes those before it: the embedded server is started so that none is kept to be
 * used again. Those that were kept before that are passed through first. Only where we may: elsewhere it is the database's owner's.
 */
async function dropLog({ rows }: Copying, isOurs: boolean) {
  const [may] = await rows<{ yes: boolean }>("select rolsuper as yes from pg_roles where rolname = current_user");
  if (!may?.yes) return;
  if (isOurs) await tellServer(rows);
  const kept = await rows(
    "select 1 from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$' and name > pg_walfile_name(pg_current_wal_lsn()) and current_setting('wal_recycle') = 'off'",
  );
  for (let count = 0; count <= Math.min(kept.length, maxLeftSegments); count += 1) {
    // An empty one would not be left.
    await rows("select pg_logical_emit_message(false, 'doorstep', 'clean')");
    await rows("select pg_switch_wal()");
  }
  await rows("checkpoint");
}
