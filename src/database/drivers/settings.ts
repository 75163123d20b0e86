import pg from "pg";
import {
  idleInTransactionMs,
  keepAlive,
  lockMs,
  longStatementMs,
  migrationLockMs,
  migrationStatementMs,
  silenceMs,
  statementMs,
} from "../limits.ts";
import { guardedPath } from "../town-view.ts";

/** How long a statement may take, and how long it may wait for a lock. */
export type Patience = { readonly statementMs: number; readonly lockMs: number };
export const road: Patience = { statementMs, lockMs };
/** For what nobody waits for: documents, and tidying up. */
export const forLong: Patience = { statementMs: longStatementMs, lockMs };
export const migration: Patience = { statementMs: migrationStatementMs, lockMs: migrationLockMs };

/** The server ends its statement by itself; after this much longer there is no server. */
export const silentAfterMs = (patience: Patience) => patience.statementMs + silenceMs;

/**
 * The statement by which a connection is told what to wait for. It is no part of the connection's start, where some poolers refuse it.
 *
 * @param guarded whether it sees the rows of a town only when it has entered one
 */
export function settingsOf({ statementMs: longest, lockMs: longestLock }: Patience, guarded: boolean): string {
  const settings = {
    statement_timeout: longest,
    lock_timeout: longestLock,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    tcp_keepalives_idle: keepAlive.idleSeconds,
    tcp_keepalives_interval: keepAlive.intervalSeconds,
    tcp_keepalives_count: keepAlive.count,
    ...(guarded ? { search_path: guardedPath } : {}),
  };
  return Object.entries(settings)
    .map(([name, value]) => `set ${name} = ${value}`)
    .join("; ");
}

/** A database's address as both drivers are given it, read from its URL by one of them: the two read URLs differently. */
export function addressOf(url: string) {
  const { host, port, user, password, database, ssl } = new pg.Client({ connectionString: url });
  return { host, port, user, password, database, ssl };
}
