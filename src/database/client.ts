import type { Socket } from "node:net";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import * as doorSchema from "./door-schema.ts";
import * as loopSchema from "./loop-schema.ts";
import * as outreachSchema from "./outreach-schema.ts";
import * as roadSchema from "./road-schema.ts";
import * as routingSchema from "./routing-schema.ts";
import * as townSchema from "./schema.ts";

const schema = { ...townSchema, ...routingSchema, ...loopSchema, ...outreachSchema, ...doorSchema, ...roadSchema };

/** What can be asked of the database, within a transaction or outside one. */
export type Queries = NodePgDatabase<typeof schema>;
export type Database = Queries & { $client: pg.Pool };
/** A running transaction; what domain functions are given. */
export type Transaction = Queries;

/** Connections of one process: jobs, the sender and the intake share them; Postgres' default allows 100 in all. */
const maxConnections = 20;
/** Statements that a connection keeps prepared; lists of changing length would otherwise fill its memory. */
const maxPrepared = 300;

/**
 * Opens the pool that everything in this process shares. Connections are made when first needed; what is asked on one
 * without waiting travels together (pipelining).
 */
export function openDatabase(url: string): Database {
  const pool = new pg.Pool({ connectionString: url, max: maxConnections, application_name: "doorstep", pipeline: true });
  // A lost idle connection is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  const own = new Set<number>();
  const pidOf = (client: pg.PoolClient) => (client as pg.PoolClient & { processID: number }).processID;
  pool.on("connect", (client) => {
    client.on("error", () => {});
    own.add(pidOf(client));
  });
  pool.on("remove", (client) => void own.delete(pidOf(client)));
  const database = drizzle(pool, { schema });
  ownPids.set(database, own);
  return database;
}

const ownPids = new WeakMap<Database, Set<number>>();

/** Whether a notification of PostgreSQL comes from a connection of this pool. */
export const isOwnPid = (database: Database, pid: number) => ownPids.get(database)?.has(pid) ?? false;

const opened = new WeakMap<pg.PoolClient, Queries>();

/** The queries of one connection. What is asked more than once is prepared, so that Postgres plans it once. */
export function queriesOn(client: pg.PoolClient): Queries {
  const known = opened.get(client);
  if (known) return known;
  const query = (config: pg.QueryConfig, values: unknown[]) => {
    gather(client);
    return client.query({ ...config, ...named(config.text) }, values);
  };
  const queries: Queries = drizzle({ query } as unknown as pg.PoolClient, { schema });
  opened.set(client, queries);
  return queries;
}

/** After a rollback: what is remembered for the connection may have been read from what never was. */
export const forgetQueriesOn = (client: pg.PoolClient) => void opened.delete(client);

/** What is asked in the same breath leaves in one packet. */
export function gather(client: pg.PoolClient) {
  const { stream } = (client as pg.PoolClient & { connection: { stream: Socket } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** How often each text was asked, until it has a name. */
const asked = new Map<string, number>();
const names = new Map<string, string>();

function named(text: string): { name?: string } {
  const known = names.get(text);
  if (known) return { name: known };
  const times = (asked.get(text) ?? 0) + 1;
  if (asked.size > maxPrepared * 4) asked.clear();
  asked.set(text, times);
  if (times < 3 || names.size >= maxPrepared) return {};
  const name = `q${names.size}`;
  names.set(text, name);
  return { name };
}
