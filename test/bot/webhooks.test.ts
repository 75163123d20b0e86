import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { isPublicAddress, readTarget } from "../../src/domain/webhooks/address.ts";
import { deliverTask } from "../../src/domain/webhooks/deliveries.ts";
import { maxTargets } from "../../src/domain/webhooks/limits.ts";
import { timersTask } from "../../src/jobs/tasks.ts";
import { day, hour, openFurnishedTown, reportOf, withTown } from "../support/town.ts";

type Told = { headers: Record<string, string>; body: string };

/** A program of others, which takes what it is told, or does not. */
async function receiver() {
  const told: Told[] = [];
  const how = { answers: 200 };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => {
      body += piece;
    });
    request.on("end", () => {
      told.push({ headers: request.headers as Record<string, string>, body });
      response.writeHead(how.answers, how.answers === 302 ? { location: "http://127.0.0.1:1/" } : {}).end("thanks");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const has = (count: number) => vi.waitFor(() => expect(told).toHaveLength(count), { timeout: 15_000, interval: 20 });
  return { url: `http://127.0.0.1:${port}/told`, told, how, has };
}

describe("webhooks", () => {
  test("tell the address that the admin gave what happens, signed, once it is committed; never a name or a word", async () => {
    const town = await withTown();
    const { admin, li, wang, rows } = town;
    const { url, told, has } = await receiver();
    const before = await reportOf(wang, "没有人听的时候报的");
    await admin.says("/org").then(() => admin.sees("青石镇"));
    await admin.presses("事件推送").then(() => admin.sees("状态一变"));
    await admin.presses("加地址").then(() => admin.sees("https://"));
    for (const [typed, said] of [
      ["村里", "这不是网址"],
      ["https://user:word@example.org/", "这不是网址"],
      ["http://example.org/", "谁都能偷看"],
      ["https://10.1.2.3/", "内部的地址"],
      ["https://167772161/", "内部的地址"],
      ["https://printer/", "内部的地址"],
    ] as const)
      await admin.says(typed).then(() => admin.sees(said));
    await admin.says(url);
    const secret = /whsec_\S+/.exec(await admin.sees("只显示这一次"))?.[0] as string;
    await admin.hasSeen("送到 0 条");
    await town.settled();
    expect(await rows("select 1 from outbox where notice::text || coalesce(payload::text, '') like '%' || $1 || '%'", [secret])).toEqual(
      [],
    );

    const road = await reportOf(wang, "王有根家门口的路塌了，电话 13800138000");
    await has(1);
    await li.hasSeen(`#${road}`);
    await li.presses("接单");
    await has(2);
    const verifying = new Webhook(secret);
    const events = told.map(({ body, headers }) => verifying.verify(body, headers) as { type: string; data: { number: number } });
    expect(events.map(({ type, data }) => [type, data.number])).toEqual([
      ["ticket.submit", road],
      ["ticket.accept", road],
    ]);
    expect(events[1]?.data).toEqual({
      number: road,
      kind: "problem",
      category: "道路水利",
      village: "东坑村",
      from: "assigned",
      state: "accepted",
      created_at: "2026-11-24T01:00:00.000Z",
      resolve_by: expect.any(String),
    });
    const [first] = told as [Told];
    expect(() => verifying.verify(first.body.replace("东坑村", "石背村"), first.headers)).toThrow();
    expect(new Set(told.map(({ headers }) => headers["webhook-id"])).size).toBe(2);
    for (const word of ["王有根", "李建国", "13800138000", "塌了"]) expect(JSON.stringify(told)).not.toContain(word);
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`\\b${before}\\b`));

    // Of what goes on between people, and of what is confidential, nothing is told, and nothing of it stands in the log.
    await reportOf(wang, "和赖大山争地", "矛盾纠纷");
    const secretOne = await reportOf(wang, "干部收钱", "干部作风");
    await vi.waitFor(async () =>
      expect(await rows("select count(*)::int as n from webhook_delivery where state = 'withheld'")).toEqual([{ n: 2 }]),
    );
    expect(told).toHaveLength(2);
    await admin.says("/org").then(() => admin.sees("青石镇"));
    await admin.presses("事件推送").then(() => admin.sees("送到 2 条，等着 0 条"));
    await admin.presses("📜 1");
    const log = await admin.sees("最近推送的");
    expect(log).toContain(`#${road} 接单 ✅ 200`);
    expect(log).not.toContain(`#${secretOne}`);
    await admin.says("/org").then(() => admin.sees("青石镇"));
    await admin.presses("事件推送").then(() => admin.sees("送到 2 条"));
    await admin.presses("❌ 1").then(() => admin.sees("状态一变"));
    expect(await rows("select secret from webhook_target")).toEqual([{ secret: "" }]);
    await reportOf(wang, "灯坏了");
    await town.settled();
    expect(await rows("select count(*)::int as n from webhook_delivery")).toEqual([{ n: 4 }]);
  });

  test("what is not taken is told again after longer and longer pauses, and after three days the admin hears that it is given up", async () => {
    const town = await withTown();
    const { admin, wang, rows, pass } = town;
    const { url, told, how, has } = await receiver();
    await admin.says("/org").then(() => admin.sees("青石镇"));
    await admin.presses("事件推送").then(() => admin.sees("状态一变"));
    await admin.presses("加地址").then(() => admin.sees("https://"));
    await admin.says(url).then(() => admin.sees("只显示这一次"));
    await admin.hasSeen("送到 0 条");
    how.answers = 500;
    await reportOf(wang, "路塌了");
    const tries = () =>
      rows<{ state: string; tries: number; status: number }>("select state, tries, status from webhook_delivery order by id limit 1");
    const failedTimes = (times: number) =>
      vi.waitFor(async () => expect(await tries()).toEqual([{ state: "pending", tries: times, status: how.answers }]), { timeout: 15_000 });
    await has(1);
    await failedTimes(1);
    await pass(30_000);
    expect(told).toHaveLength(1);
    // A redirection is none of what was agreed on, and is not followed.
    how.answers = 302;
    await pass(60_000);
    await has(2);
    await failedTimes(2);
    await pass(3 * 60_000);
    expect(told).toHaveLength(2);
    how.answers = 200;
    await pass(3 * 60_000);
    await has(3);
    expect(new Set(told.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    await vi.waitFor(async () => expect(await rows("select failing_since from webhook_target")).toEqual([{ failing_since: null }]));

    how.answers = 503;
    await reportOf(wang, "灯坏了");
    await has(4);
    for (let tried = 4; tried < 40 && (await rows("select 1 from webhook_target where ended_at is null")).length; tried += 1) {
      await vi.waitFor(async () =>
        expect(await rows("select 1 from webhook_delivery where state = 'pending' and tries > 0 and status is null")).toEqual([]),
      );
      await pass(6 * hour);
      await vi.waitFor(
        async () => expect(await rows("select 1 from graphile_worker.jobs where task_identifier = 'deliver_webhook'")).toEqual([]),
        {
          timeout: 15_000,
        },
      );
    }
    await admin.hasSeen("三天都送不到");
    expect(await rows("select 1 from webhook_delivery where state = 'pending'")).toEqual([]);
    const count = told.length;
    await pass(day);
    expect(told).toHaveLength(count);
    expect(await rows("select detail from audit_event where what = 'webhook given up'")).toEqual([{ detail: url }]);
  });

  test("addresses that say nothing hold up no job of the town, and a stop in the middle is no failure of theirs", async () => {
    const { wang, rows, abandon } = await openFurnishedTown();
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      silent.closeAllConnections();
      silent.close();
    });
    const { port } = silent.address() as AddressInfo;
    await rows(
      `insert into webhook_target (town_id, url, secret, made_by, made_at)
       select town_id, $1 || n, 'whsec_c2VjcmV0', id, now() from (select * from person order by id limit 1) p, generate_series(1, $2) n`,
      [`http://127.0.0.1:${port}/`, maxTargets],
    );
    await reportOf(wang, "路塌了");
    const inHand = (task: string) =>
      rows<{ n: number }>("select count(*)::int as n from graphile_worker.jobs where task_identifier = $1 and locked_at is not null", [
        task,
      ]);
    await vi.waitFor(async () => expect(await inHand(deliverTask)).toEqual([{ n: maxTargets }]), { timeout: 5_000 });
    await rows("select graphile_worker.add_job($1)", [timersTask]);
    await vi.waitFor(
      async () => expect(await rows("select 1 from graphile_worker.jobs where task_identifier = $1", [timersTask])).toEqual([]),
      { timeout: 8_000 },
    );
    expect(await inHand(deliverTask)).toEqual([{ n: maxTargets }]);
    await abandon(async (database) => {
      const noted = await database.query(
        "select distinct d.state, d.tries, d.failure, t.failing_since from webhook_delivery d join webhook_target t on t.id = d.target_id",
      );
      expect(noted.rows).toEqual([{ state: "pending", tries: 0, failure: null, failing_since: null }]);
    });
  });

  test("addresses inside are not called, however they are written", () => {
    const isRefused = (typed: string) => "refused" in readTarget(typed, ["erp.lan"]);
    for (const inside of [
      "127.0.0.1",
      "0x7f.1",
      "[::1]",
      "[::ffff:10.0.0.1]",
      "[fd00::1]",
      "[fe80::1]",
      "169.254.169.254",
      "192.168.1.1",
      "100.64.0.1",
      "localhost",
      "a.localhost.",
      "db.internal",
      "[64:ff9b::a00:1]",
      "[2002:a00:1::]",
      "0.0.0.0",
    ])
      expect({ inside, refused: isRefused(`https://${inside}/`) }).toEqual({ inside, refused: true });
    for (const outside of [
      "https://example.org:8443/x",
      "https://8.8.8.8/",
      "https://[2606:4700::1111]/",
      "http://erp.lan/",
      "https://ERP.lan./",
    ])
      expect({ outside, refused: isRefused(outside) }).toEqual({ outside, refused: false });
    expect(isPublicAddress("not an address")).toBe(false);
  });
});
