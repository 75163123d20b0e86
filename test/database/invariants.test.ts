import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { openDomainTown } from "../support/domain-town.ts";
import { reportOf, withTown } from "../support/town.ts";

test("the database refuses an open ticket without a person or without a deadline", async () => {
  const { wang, rows } = await withTown();
  await reportOf(wang, "路塌了");
  await expect(rows("update ticket set responsible_id = null")).rejects.toThrow("open_ticket_has_person_and_deadline");
  await expect(rows("update ticket set deadline = null")).rejects.toThrow("open_ticket_has_person_and_deadline");
  await expect(rows("update ticket set responsible_id = 999999")).rejects.toThrow("foreign key");
});

test("whatever somebody writes stands in the ticket as written; only halves of characters, which are none, are replaced", async () => {
  const town = await openDomainTown();
  onTestFinished(() => town.close());
  const unit = fc.oneof(fc.constantFrom("村", "😀", "\ud83d", "\ude00", '"', "\\", "\\u0000", "'", "{}", "\n"), fc.string());
  await fc.assert(
    fc.asyncProperty(fc.array(unit, { maxLength: 20 }), async (units) => {
      const description = units.join("").replaceAll("\0", "");
      const { id } = await town.report("wang", town.category("problem"), { description });
      const [stored] = await town.rows("select description from ticket where id = $1", [id]);
      expect(stored).toEqual({ description: description.toWellFormed() });
    }),
    { numRuns: 60 },
  );
});

test("the database refuses a second ticket of the same draft", async () => {
  const { wang, rows } = await withTown();
  await reportOf(wang, "路塌了");
  const columns = "town_id, kind, category_id, village_id, reporter_id, draft_id, description, state, responsible_id, deadline, created_at";
  await expect(rows(`insert into ticket (number, ${columns}) select 5555, ${columns} from ticket`)).rejects.toThrow("ticket_draft_unique");
});

test("the database refuses a rule of routing without one target, for every report of the town, or for emergencies", async () => {
  const { rows } = await withTown();
  const add = (columns: string, values: string) =>
    rows(`insert into routing_rule (town_id, position, ${columns}) values (1, 0, ${values})`);
  await expect(add("kind", "'problem'")).rejects.toThrow("rule_has_one_target");
  await expect(add("to_person_id", "1")).rejects.toThrow("rule_has_a_condition");
  await expect(add("kind, to_person_id", "'emergency', 1")).rejects.toThrow("emergencies_have_their_own_order");
  await expect(add("kind, to_person_id", "'problem', 999999")).rejects.toThrow("foreign key");
});

test("the ledger is append-only: no update, no delete, no truncate", async () => {
  const { wang, rows } = await withTown();
  await reportOf(wang, "路塌了");
  for (const attack of ["update ticket_event set note = 'x'", "delete from ticket_event", "truncate ticket_event"]) {
    await expect(rows(attack)).rejects.toThrow("append-only");
  }
});

type Event = Record<"prev_hash" | "hash" | "town_id" | "number" | "action" | "at_text", string> & {
  seq: number;
  salts: string[];
} & Record<"actor_id" | "from_state" | "to_state" | "subject_id" | "note" | "rating" | "former_hash", string | null>;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** The rule of docs/guarantees.md, computed apart from the database. */
function hashOf(event: Event): string {
  const note = (event.note ?? "").replace(/\s+/g, " ").trim();
  const { at_text, actor_id, action, from_state, to_state, subject_id, rating, former_hash } = event;
  const fields = [at_text, actor_id, action, from_state, to_state, subject_id, note, rating, former_hash];
  const commitments = fields.map((field, index) => sha256(`${event.salts[index]}${field ?? ""}`));
  return sha256([event.prev_hash, 2, event.town_id, event.number, event.seq, ...commitments].join("|"));
}

test("every event carries a hash over the one before, and a changed copy is found out", async () => {
  const { wang, li, rows, settled } = await withTown();
  await reportOf(wang, "路塌了");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await li.repliesTo("#1001", " 马上来 | 带工具\n明天 ");
  await settled();
  const events = await rows<Event>(
    `select e.*, number, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at_text from ticket_event e
     join ticket t on t.id = e.ticket_id order by seq`,
  );
  expect(events.map(({ action, seq }) => `${seq} ${action}`)).toEqual(["1 submit", "2 accept", "3 reply"]);
  events.forEach((event, index) => {
    expect(event.prev_hash).toBe(events[index - 1]?.hash ?? "");
    expect(hashOf(event)).toBe(event.hash);
    // At least 128 bits of chance for each field, never the same twice.
    expect(event.salts.filter((salt) => /^[0-9a-f]{64}$/.test(salt))).toHaveLength(9);
  });
  expect(new Set(events.flatMap(({ salts }) => salts)).size).toBe(events.length * 9);
  const forged = { ...(events[1] as Event), actor_id: "1" };
  expect(hashOf(forged)).not.toBe(forged.hash);
});

test("two people pressing 接单 at once: one accepts, the other is told", async () => {
  const { wang, li, chen, rows, settled } = await withTown();
  await wang.presses("紧急").then(() => wang.sees("什么事、在哪里"));
  await wang.says("后山滑坡了").then(() => wang.sees("对不对"));
  await wang.presses("提交").then(() => wang.sees("已报出"));
  await Promise.all([li.hasSeen("#1001"), chen.hasSeen("#1001")]);
  await Promise.all([li.presses("接单"), chen.presses("接单")]);
  await settled();
  expect((await rows("select count(*)::int as count from ticket_event where action = 'accept'"))[0]).toEqual({ count: 1 });
  const toasts = [...li.toasts(), ...chen.toasts()];
  expect(toasts.filter((text) => text.includes("已接单"))).toHaveLength(1);
  expect(toasts.filter((text) => text.includes("现在不能这样做"))).toHaveLength(1);
});

test("twenty villagers submitting at once get twenty different numbers", async () => {
  const { person, rows, settled } = await withTown();
  const villagers = Array.from({ length: 20 }, (_, index) => person(`村民${index}`));
  await Promise.all(
    villagers.map(async (villager) => {
      await villager.says("/start v1").then(() => villager.sees("您在 东坑村"));
      await reportOf(villager, `第 ${villager.name} 的事`);
    }),
  );
  await settled();
  const numbers = (await rows<{ number: number }>("select number from ticket order by number")).map(({ number }) => number);
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => 1001 + index));
});
