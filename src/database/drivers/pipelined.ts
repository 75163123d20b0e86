import pg from "pg";
import { connectMs, keepAlive, pulseEveryMs } from "../limits.ts";
import { type Patience, road, settingsOf, silentAfterMs } from "./settings.ts";
import { OwnSocket } from "./socket.ts";

// `pg`, in pipeline mode: transactions of updates, the job engine, and locks that live as long as their connection.

export type { Client, Pool, PoolClient, QueryResultRow } from "pg";

/** A client of `pg` whose socket is ours; a class since its pool asks for one. */
class OwnClient extends pg.Client {
  readonly socket: OwnSocket;
  constructor(config: pg.ClientConfig = {}) {
    const socket = new OwnSocket();
    super({ ...config, stream: () => socket });
    this.socket = socket;
  }
}

function socketOf(client: pg.ClientBase): OwnSocket {
  if (client instanceof OwnClient) return client.socket;
  throw new Error("This connection was opened elsewhere");
}

/** What is asked in the same breath leaves in one packet. */
export const gather = (client: pg.ClientBase) => socketOf(client).gather();

/** Ends it without a word to the server, which may not answer. */
export const cut = (client: pg.ClientBase) => void socketOf(client).destroy();

/**
 * The settings of a connection that waits for nothing without end: the server ends what takes too long, and a server that says nothing
 * is given up.
 */
function limited(url: string, patience: Patience, guarded: boolean) {
  const text = settingsOf(patience, guarded);
  return {
    connectionString: url,
    connectionTimeoutMillis: connectMs,
    query_timeout: silentAfterMs(patience),
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAlive.idleSeconds * 1_000,
    onConnect: async (client: pg.ClientBase) => void (await client.query(text)),
  };
}

type PoolGiven = { url: string; patience: Patience; max: number; name: string; guarded?: boolean; pipeline?: boolean };

/** A pool; connections are made when first needed, and lost ones are replaced. */
export function openPool({ url, patience, max, name, guarded = false, pipeline = false }: PoolGiven): pg.Pool {
  const pool = new pg.Pool({ ...limited(url, patience, guarded), max, application_name: name, pipeline, Client: OwnClient });
  // A lost connection fails what was asked on it; without listeners it would end the process.
  pool.on("error", () => {});
  const open = new Set<pg.ClientBase>();
  connectionsOf.set(pool, open);
  pool.on("connect", (client) => {
    open.add(client);
    client.on("error", () => {});
  });
  pool.on("remove", (client) => void open.delete(client));
  return pool;
}

const connectionsOf = new WeakMap<pg.Pool, Set<pg.ClientBase>>();

/** Ends what is under way on all its connections, without a word to the server: what was not committed is rolled back there. */
export const cutAll = (pool: pg.Pool) => connectionsOf.get(pool)?.forEach(cut);

/**
 * Opens a connection of its own that lives for long: for an advisory lock. It is asked again and again whether it still lives; one that
 * says nothing is ended, as if the server had.
 *
 * @throws when the database cannot be reached
 */
export async function openConnection(url: string, name: string): Promise<pg.Client> {
  const { onConnect, ...settings } = limited(url, road, false);
  const connection = new OwnClient({ ...settings, query_timeout: connectMs, application_name: name });
  // Who holds it hears of its end; without a listener an error would end the process.
  connection.on("error", () => {});
  const pulse = setInterval(() => void connection.query("select 1").catch(() => cut(connection)), pulseEveryMs);
  connection.once("end", () => clearInterval(pulse));
  try {
    await connection.connect();
    await onConnect(connection);
    return connection;
  } catch (error) {
    clearInterval(pulse);
    cut(connection);
    throw error;
  }
}

/** Says goodbye, and does not wait for a server that does not answer. */
export async function close(connection: pg.Client) {
  const impatience = setTimeout(() => cut(connection), 1_000);
  await connection.end().catch(() => {});
  clearTimeout(impatience);
}
