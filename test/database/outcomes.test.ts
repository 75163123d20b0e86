import { expect, onTestFinished, test } from "vitest";
import { recordOutcomes } from "../../src/sender/queue.ts";
import { openDomainTown } from "../support/domain-town.ts";

test("what became of messages is written down by their numbers, not looked for among everything ever sent", async () => {
  const { database, rows, close } = await openDomainTown();
  onTestFinished(close);
  // More than PostgreSQL has heard of: it gathers statistics a minute later.
  const sent = await rows<{ id: string }>(
    `insert into outbox (town_id, chat_id, priority, method, payload) select 1, i, 1, 'sendMessage', '{}' from generate_series(1, 3000) i returning id`,
  );
  const readSoFar = async () => {
    await rows("select pg_stat_force_next_flush()");
    const [{ read } = { read: "" }] = await rows<{ read: string }>(
      `select seq_tup_read + (select sum(idx_tup_read) from pg_stat_user_indexes where relname = 'outbox') as read
       from pg_stat_user_tables where relname = 'outbox'`,
    );
    return Number(read);
  };
  const before = await readSoFar();
  const groups = 20;
  for (let group = 0; group < groups; group += 1) {
    const ids = sent.slice(group * 17, (group + 1) * 17).map(({ id }) => Number(id));
    await recordOutcomes(
      database,
      1,
      ids.map((id) => ({ id, state: "sent", messageId: id })),
    );
  }
  const [{ recorded } = { recorded: "" }] = await rows<{ recorded: string }>(
    "select count(*) as recorded from outbox where message_id = id",
  );
  expect(Number(recorded)).toBe(groups * 17);
  const read = (await readSoFar()) - before;
  expect(read).toBeGreaterThanOrEqual(groups * 17);
  // The count just above reads all of them once.
  expect(read).toBeLessThan(sent.length + groups * 17 * 3);
});
