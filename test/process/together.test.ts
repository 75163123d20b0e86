import type { Update } from "@grammyjs/types";
import { eq } from "drizzle-orm";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../src/database/client.ts";
import { auditEvent } from "../../src/database/schema/messaging.ts";
import { priorities, type Work } from "../../src/database/work.ts";
import { storeUpdates } from "../../src/intake/store.ts";
import { type Handler, handleTogether, type Inbox } from "../../src/jobs/inbox.ts";
import { createPutOffs } from "../../src/jobs/put-offs.ts";
import { createLog } from "../../src/log.ts";
import { createTestDatabase } from "../support/town.ts";

const chats = [11, 12, 13, 14];

/** An inbox in which each chat has one update waiting, handled as the test says. */
async function openInbox(handling: {
  isIndependent: () => Promise<boolean>;
  handle: (work: Work, chatId: number, mayPutOff: boolean) => Promise<unknown>;
}) {
  const { url, drop, rows } = await createTestDatabase();
  const database = openDatabase(url);
  onTestFinished(async () => {
    await database.$client.end();
    await drop();
  });
  const updates = chats.map((id) => ({ update_id: id, message: { chat: { id, type: "private" } } }) as Update);
  await storeUpdates(database, 1, updates, chats.length);
  const handler: Handler = {
    lookAhead: () => ({
      isIndependent: handling.isIndependent,
      async handle(work, update, mayPutOff) {
        const ending = await handling.handle(work, update.message?.chat.id ?? 0, mayPutOff);
        return ending === "put off" ? ending : "handled";
      },
    }),
  };
  const momentNow = () => ({ townId: 1, zone: "Asia/Shanghai", now: new Date(0) });
  const clock = { now: 0 };
  const inbox: Inbox = {
    database,
    life: { database, townId: 1, processId: 1 },
    momentNow,
    handler,
    putOffs: createPutOffs(() => clock.now),
    log: createLog("silent"),
    isStopping: () => false,
  };
  return {
    clock,
    handled: (some: readonly number[] = chats) => handleTogether(inbox, some),
    noted: async () => (await rows("select detail from audit_event order by detail")).map(({ detail }) => Number(detail)),
    told: async () => (await rows("select chat_id from outbox order by chat_id")).map(({ chat_id }) => Number(chat_id)),
    waiting: async () =>
      (await rows("select chat_id from inbox where processed_at is null order by chat_id")).map(({ chat_id }) => Number(chat_id)),
  };
}

const note = (work: Work, chatId: number) =>
  work.tx.insert(auditEvent).values({ townId: 1, at: work.now, personId: null, what: "noted", detail: String(chatId) });
const tell = (work: Work, chatId: number) =>
  work.send({ chatId, method: "sendMessage", payload: { chat_id: chatId, text: "好" }, priority: priorities.answer });

for (const isIndependent of [true, false]) {
  test(`an update that fails takes nothing from those handled with it, and leaves nothing behind (${isIndependent ? "side by side" : "in turn"})`, async () => {
    const inbox = await openInbox({
      isIndependent: async () => isIndependent,
      async handle(work, chatId) {
        tell(work, chatId);
        if (chatId === 13) throw new Error("a defect");
        // Still at work when the other has failed: none of it may be written outside of the transaction.
        await note(work, chatId);
        await note(work, chatId);
      },
    });
    expect(await inbox.handled()).toEqual({ followed: [], putOff: [], failed: [13] });
    expect(await inbox.noted()).toEqual([11, 11, 12, 12, 14, 14]);
    expect(await inbox.told()).toEqual([11, 12, 14]);
    expect(await inbox.waiting()).toEqual([13]);
  });
}

test("of several who want the same thing at once, only the first gets it", async () => {
  const inbox = await openInbox({
    isIndependent: async () => false,
    async handle(work, chatId) {
      const isTaken = (await work.tx.select().from(auditEvent).where(eq(auditEvent.townId, work.townId))).length > 0;
      if (!isTaken) await note(work, chatId);
    },
  });
  expect(await inbox.handled()).toEqual({ followed: [], putOff: [], failed: [] });
  expect(await inbox.noted()).toEqual([11]);
});

test("what is independent goes side by side", async () => {
  let begun = 0;
  let goOn = () => {};
  const allBegan = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const inbox = await openInbox({
    isIndependent: async () => true,
    async handle(work, chatId) {
      begun += 1;
      if (begun === chats.length) goOn();
      await allBegan;
      tell(work, chatId);
    },
  });
  await inbox.handled();
  expect(await inbox.told()).toEqual(chats);
});

test("an update that is put off waits again, the others of its transaction are done; after two seconds it is handled as it is", async () => {
  const inbox = await openInbox({
    isIndependent: async () => false,
    async handle(work, chatId, mayPutOff) {
      if (chatId === 13 && mayPutOff) return "put off";
      tell(work, chatId);
    },
  });
  expect(await inbox.handled()).toEqual({ followed: [], putOff: [13], failed: [] });
  expect(await inbox.waiting()).toEqual([13]);
  expect(await inbox.told()).toEqual([11, 12, 14]);
  inbox.clock.now += 1_900;
  expect(await inbox.handled([13])).toEqual({ followed: [], putOff: [13], failed: [] });
  inbox.clock.now += 100;
  expect(await inbox.handled([13])).toEqual({ followed: [], putOff: [], failed: [] });
  expect(await inbox.waiting()).toEqual([]);
  expect(await inbox.told()).toEqual([11, 12, 13, 14]);
});
