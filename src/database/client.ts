import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import * as roadSchema from "./road-schema.ts";
import * as townSchema from "./schema.ts";

const schema = { ...townSchema, ...roadSchema };

export type Database = NodePgDatabase<typeof schema> & { $client: pg.Pool };
/** A running transaction; what domain functions are given. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** Connections of one process: jobs, the sender and the intake share them; Postgres' default allows 100 in all. */
const maxConnections = 20;

/** Opens the pool that everything in this process shares. Connections are made when first needed. */
export function openDatabase(url: string): Database {
  const pool = new pg.Pool({ connectionString: url, max: maxConnections, application_name: "doorstep" });
  // A lost idle connection is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return drizzle(pool, { schema });
}
