import type { Readable, Writable } from "node:stream";
import pg from "pg";
import { from, to } from "pg-copy-streams";
import { connectMs, keepAlive, lockMs } from "../limits.ts";

/**
 * A connection of its own on which whole tables are read and written, as long as that takes. It is never opened again behind anybody's back:
 * once it is lost, so is its transaction, and everything on it fails.
 *
 * @throws when the database cannot be reached
 */
export async function openCopying(url: string) {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: connectMs,
    application_name: "doorstep-copying",
    statement_timeout: 0,
    lock_timeout: lockMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAlive.idleSeconds * 1_000,
  });
  // What is asked on it fails; without a listener it would end the process.
  client.on("error", () => {});
  await client.connect();
  return {
    async rows<R extends object>(query: string, values: unknown[] = []): Promise<R[]> {
      return (await client.query<R>(query, values)).rows;
    },
    /** @param query `copy … to stdout` */
    read: (query: string): Readable => client.query(to(query)),
    /** @param query `copy … from stdin` */
    write: (query: string): Writable => client.query(from(query)),
    end: () => client.end().catch(() => {}),
  };
}

export type Copying = Awaited<ReturnType<typeof openCopying>>;
