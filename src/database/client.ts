import { randomBytes } from "node:crypto";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { drizzle as drizzleOnLine } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import type { Asking } from "./drivers/line.ts";
import { createLines, type Lines } from "./drivers/lines.ts";
import { listen } from "./drivers/listening.ts";
import { cutAll, gather, openPool, type Pool, type PoolClient, type QueryResultRow } from "./drivers/pipelined.ts";
import { type Patience, road } from "./drivers/settings.ts";
import { connections, maxPrepared, rowsInPiece } from "./limits.ts";
import type { CommitListener } from "./outgoing.ts";
import * as briefings from "./schema/briefings.ts";
import * as care from "./schema/care.ts";
import * as disputes from "./schema/disputes.ts";
import * as emergencies from "./schema/emergencies.ts";
import * as figures from "./schema/figures.ts";
import * as messaging from "./schema/messaging.ts";
import * as outreach from "./schema/outreach.ts";
import * as outside from "./schema/outside.ts";
import * as people from "./schema/people.ts";
import * as rosters from "./schema/rosters.ts";
import * as rounds from "./schema/rounds.ts";
import * as surveys from "./schema/surveys.ts";
import * as tickets from "./schema/tickets.ts";
import * as town from "./schema/town.ts";
import * as townRules from "./schema/town-rules.ts";
import * as visits from "./schema/visits.ts";
import { enter, forgetTown, type Towns } from "./town-view.ts";

const schema = {
  ...briefings,
  ...care,
  ...disputes,
  ...emergencies,
  ...figures,
  ...messaging,
  ...outside,
  ...outreach,
  ...people,
  ...rosters,
  ...rounds,
  ...surveys,
  ...tickets,
  ...town,
  ...townRules,
  ...visits,
};

/** What can be asked of the database, within a transaction or outside one. */
export type Queries = NodePgDatabase<typeof schema>;
/**
 * A database as its two drivers reach it: `pg` in pipeline mode for transactions and for the job engine (`$client`, and what is asked of it
 * directly), `postgres` for what is only read (`asking`, `reading`), read piece by piece (`streaming`) or listened to (`listening`).
 */
export type Database = {
  readonly $client: Pool;
  readonly url: string;
  /** What the notifications of this process's commits are signed with. */
  readonly committer: string;
  readonly lines: Lines<Queries>;
  readonly streams: Lines<Queries>;
  /** Who is handed what this process commits, by town: its sender, while it is here. */
  readonly committed: Map<number, CommitListener>;
};
/** A running transaction; what domain functions are given. */
export type Transaction = Queries;

export type Shares = { readonly transactions: number; readonly reading: number; readonly streaming: number };

/**
 * Opens what everything in this process shares. Connections are made when first needed; what is asked on one without waiting travels
 * together (pipelining).
 *
 * @param patience how long a statement may take
 * @param shares connections at the same time, for each purpose
 */
export function openDatabase(url: string, patience: Patience = road, shares: Shares = connections): Database {
  const committer = randomBytes(9).toString("base64url");
  const pool = openPool({ url, patience, max: shares.transactions, name: "doorstep", guarded: true, pipeline: true });
  const lines = createLines({ url, patience, name: "doorstep-reader", max: shares.reading, queriesOn: queriesOnLine });
  const streams = createLines({ url, patience, name: "doorstep-stream", max: shares.streaming, queriesOn: queriesOnLine });
  return { $client: pool, url, committer, lines, streams, committed: new Map() };
}

/** Ends all its connections, of both drivers. */
export async function closeDatabase({ $client, lines, streams }: Database) {
  await Promise.all([$client.end(), lines.end(), streams.end()]);
}

/** Fails what is under way in its transactions, for a stop that cannot wait for what takes minutes. */
export const cutTransactions = ({ $client }: Database) => cutAll($client);

/**
 * Asks something outside of any transaction; what is asked in one breath travels together. It may be asked again, and so only reads.
 *
 * @param towns whose rows are seen
 */
export const asking = <T>({ lines }: Database, towns: Towns, act: (tx: Queries) => Promise<T>): Promise<T> =>
  lines.use(towns, ({ queries }) => act(queries));

/** The same, where some of what is asked is another town's: `queriesIn` gives what asks there. */
export const askingSeveral = <T>(
  { lines }: Database,
  towns: Towns,
  act: (queriesIn: (towns: Towns) => Queries) => Promise<T>,
): Promise<T> => lines.use(towns, ({ queries, queriesIn }) => act((other) => (other === towns ? queries : queriesIn(other))));

/** One statement that is a transaction by itself, written by hand. */
export async function askOnce<R extends QueryResultRow>(
  { $client }: Database,
  towns: Towns,
  query: { name?: string; text: string; values?: unknown[] },
): Promise<R[]> {
  const client = await $client.connect();
  let broken: Error | undefined;
  try {
    gather(client);
    const [, { rows }] = await Promise.all([enter(client, towns), client.query<R>(query)]);
    return rows;
  } catch (error) {
    if (!isOfTheServer(error)) broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A refusal leaves the connection as it was; whatever else fails may have broken it. */
const isOfTheServer = (error: unknown) => /^[0-9A-Z]{5}$/.test(String((error as { code?: unknown }).code ?? ""));

/**
 * Reads a long result piece by piece, by a cursor, so that neither it nor its reading fills the process.
 *
 * @param ask one query, which is asked again for each piece
 */
export const streaming = <R>({ streams }: Database, towns: Towns, ask: (tx: Queries) => PromiseLike<R[]>): AsyncGenerator<R[]> =>
  streams.pieces(towns, rowsInPiece, ask);

/** The id of the first new row, 0 for none; whether this process committed it; and of which town, where that is said. */
export type Announced = { first: number; isOwn: boolean; townId: number | undefined };

/**
 * Listens to a channel until it is stopped, whatever becomes of the connection.
 *
 * @param hear is told what its trigger says of what is announced
 * @param begun whenever listening begins, again or for the first time
 */
export function listening(database: Database, channel: string, hear: (said: Announced) => void, begun: () => void) {
  const { url, committer } = database;
  return listen({
    url,
    channel,
    begun,
    hear(payload) {
      const [first, by, townId] = payload.split(" ");
      hear({ first: Number(first), isOwn: by === committer, townId: townId === undefined ? undefined : Number(townId) });
    },
  });
}

/** drizzle's two adapters build the same queries; a line gives what is asked by hand the shape that `pg` gives it. */
function queriesOnLine(line: Asking): Queries {
  // All that its adapter needs of the driver: how to ask, and a place to note how it reads types, which is settled before (`conversions.ts`).
  const client = { ...line, options: { parsers: {}, serializers: {} } } as unknown as Sql;
  return drizzleOnLine(client, { schema }) as unknown as Queries;
}

type Opened = { queries: Queries; towns: Towns };
const opened = new WeakMap<PoolClient, Opened>();

/**
 * The queries of one connection, as they see a town from now on. What is asked more than once is prepared, so that Postgres plans it once.
 */
export function queriesOn(client: PoolClient, towns: Towns): Queries {
  const known = opened.get(client);
  if (known) {
    known.towns = towns;
    return known.queries;
  }
  const made: Opened = { towns, queries: queriesBeside(client, () => made.towns) };
  opened.set(client, made);
  return made.queries;
}

/** Others of the same connection, which see what `towns` says at each statement. */
export function queriesBeside(client: PoolClient, towns: () => Towns): Queries {
  const query = (config: { text: string }, values: unknown[]) => {
    gather(client);
    // When it fails, so does what is asked next.
    enter(client, towns()).catch(() => {});
    return client.query({ ...config, ...named(config.text) }, values);
  };
  return drizzle({ query } as unknown as PoolClient, { schema });
}

/** After a rollback: what is remembered for the connection may have been read from what never was. */
export function forgetQueriesOn(client: PoolClient) {
  opened.delete(client);
  forgetTown(client);
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

/**
 * What people are told of a failure: its kind and its code. Its words may quote somebody's, as PostgreSQL's do; they stand in the log, with
 * the number that people are told as well.
 */
export function kindOfFailure(error: unknown): string {
  const { name = "Error", code } = (error instanceof Error && error.cause instanceof Error ? error.cause : error) as Partial<Error> & {
    code?: unknown;
  };
  if (typeof code !== "string") return name;
  return /^[\dA-Z]{5}$/.test(code) ? `PostgreSQL ${code}` : `${name} ${code}`;
}

/** The kind of error and the database's words, never the query's parameters: they are somebody's message. */
export function describeFailure(error: unknown): string {
  const told = error instanceof Error && error.message.startsWith("Failed query") ? error.cause : error;
  return String(told).slice(0, 300);
}
