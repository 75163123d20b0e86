import { createHash } from "node:crypto";
import type pg from "pg";

type Asking = Pick<pg.Pool, "query">;

/**
 * The promises of the practice, asked of the database in plain SQL and computed anew. Shares no code with the bot.
 *
 * @returns a sentence for each that is broken
 */
export async function brokenPromises(database: Asking): Promise<string[]> {
  const broken: string[] = [];
  const none = async (promise: string, query: string) => {
    const { rows } = await database.query(query);
    if (rows.length) broken.push(`${promise}: ${JSON.stringify(rows.slice(0, 3))} (${rows.length})`);
  };
  await none(
    "an open ticket without a person or a date",
    "select number from ticket where state not in ('closed', 'withdrawn', 'declined', 'merged') and (responsible_id is null or deadline is null)",
  );
  await none(
    "a ticket whose state the ledger does not know",
    `select t.number, t.state from ticket t where t.state is distinct from
     (select e.to_state from ticket_event e where e.ticket_id = t.id order by e.seq desc limit 1)`,
  );
  await none("two tickets of one draft", "select draft_id from ticket group by draft_id having count(*) > 1");
  await none("two tickets with one number", "select number from ticket group by town_id, number having count(*) > 1");
  await none(
    "a ticket without its submission in the ledger",
    "select number from ticket t where not exists (select 1 from ticket_event e where e.ticket_id = t.id and e.action = 'submit')",
  );
  await none(
    "a message that was committed and not sent",
    "select id, state, failure, chat_id, coalesce(method, notice->>'kind') as what, created_at from outbox where state in ('pending', 'failed')",
  );
  await none(
    "a message held for somebody who can be reached",
    "select o.id from outbox o join person p on p.telegram_id = o.chat_id where o.state = 'held' and p.blocked_at is null",
  );
  await none("an update left unhandled", "select update_id from inbox where processed_at is null");
  await none("a ticket its subject is responsible for", "select number from ticket where responsible_id = about_id");
  await none(
    "a ticket whose responsible person never got its card",
    `select t.number from ticket t where t.state not in ('closed', 'withdrawn', 'declined', 'merged')
     and not exists (select 1 from outbox o where o.ticket_id = t.id and o.person_id = t.responsible_id and o.notice->>'kind' = 'card')`,
  );
  broken.push(...(await brokenChains(database)));
  return broken;
}

const sealed = ["at", "actor_id", "action", "from_state", "to_state", "subject_id", "note", "rating", "former_hash"];
const blanks = /[\p{Cc}\p{Z}\u200b\ufeff\ufffe\uffff]+/gu;
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** The rule of docs/guarantees.md, computed here. */
async function brokenChains(database: Asking): Promise<string[]> {
  const { rows } = await database.query<Record<string, string | null>>(
    `select e.town_id, ticket_id, number, seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, actor_id, action, from_state,
       to_state, subject_id, note, e.rating, former_hash, prev_hash, hash, array_to_string(salts, ',') as salts
     from ticket_event e join ticket t on t.town_id = e.town_id and t.id = e.ticket_id order by e.town_id, ticket_id, seq`,
  );
  const broken: string[] = [];
  const last = new Map<string, { seq: number; hash: string; state: string | null }>();
  for (const row of rows) {
    const key = `${row["town_id"]}/${row["ticket_id"]}`;
    const before = last.get(key) ?? { seq: 0, hash: "", state: "submitted" };
    const salts = row["salts"]?.split(",") ?? [];
    const commitments = sealed.map((name, index) =>
      sha256((salts[index] ?? "") + (row[name] ?? "").replace(blanks, " ").replace(/^ | $/g, "")),
    );
    const hash = sha256([row["prev_hash"], 2, row["town_id"], row["number"], row["seq"], ...commitments].join("|"));
    if (hash !== row["hash"] || row["prev_hash"] !== before.hash || Number(row["seq"]) !== before.seq + 1)
      broken.push(`the chain of ticket ${key} at ${row["seq"]}`);
    if (row["from_state"] !== before.state) broken.push(`ticket ${key} jumped from ${before.state} to ${row["from_state"]}`);
    last.set(key, { seq: Number(row["seq"]), hash: row["hash"] ?? "", state: row["to_state"] ?? null });
  }
  return broken;
}
