import pg from "pg";
import { runUsualReport } from "./usual-report.ts";

/**
 * The usual way made durable the usual way: conversations in Postgres by the plugin's storage, the ticket inserted in place, answers
 * sent in place. Between those three a crash loses or doubles something.
 */
const [, , , , databaseUrl = ""] = process.argv;
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
await pool.query("create table if not exists conversation (key text primary key, state jsonb not null)");
await pool.query("create table if not exists ticket (id int generated always as identity primary key, words text, place text, phone text)");
await runUsualReport({
  async file({ words, place, phone }) {
    const { rows } = await pool.query("insert into ticket (words, place, phone) values ($1, $2, $3) returning id", [words, place, phone]);
    return rows[0]?.id as number;
  },
  storage: {
    read: async (key: string) => (await pool.query("select state from conversation where key = $1", [key])).rows[0]?.state,
    async write(key: string, state: unknown) {
      await pool.query("insert into conversation values ($1, $2) on conflict (key) do update set state = excluded.state", [
        key,
        JSON.stringify(state),
      ]);
    },
    async delete(key: string) {
      await pool.query("delete from conversation where key = $1", [key]);
    },
  },
});
