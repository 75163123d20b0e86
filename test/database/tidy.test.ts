import { expect, test } from "vitest";
import { tidyUp } from "../../src/jobs/tidy.ts";
import { reportOf, withTown } from "../support/town.ts";

test("after a month what edited a ticket's messages goes, and the messages by which its threads are found stay", async () => {
  const { app, wang, li, rows, settled, clock } = await withTown();
  const moment = () => ({ townId: 1, zone: "Asia/Shanghai", now: new Date(clock.now) });
  await reportOf(wang, "路塌了");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => wang.hasSeen("李建国"));
  await settled();
  const ofTicket = () => rows("select id, edits_id from outbox where ticket_id is not null order by id");
  const before = await ofTicket();
  expect(before.some(({ edits_id }) => edits_id !== null)).toBe(true);
  await tidyUp(app.database, moment());
  expect(await ofTicket()).toEqual(before);
  await rows("update outbox set created_at = created_at - interval '31 days'");
  await tidyUp(app.database, moment());
  expect(await ofTicket()).toEqual(before.filter(({ edits_id }) => edits_id === null));
  expect(await rows("select id from outbox where ticket_id is null")).toEqual([]);
});
