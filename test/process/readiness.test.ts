import { execFileSync } from "node:child_process";
import { chownSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, inject, onTestFinished, test } from "vitest";
import { openDatabase } from "../../src/database/client.ts";
import { locks } from "../../src/database/locks.ts";
import { createLog } from "../../src/log.ts";
import { createReadiness } from "../../src/readiness.ts";
import { createWaits } from "../../src/waits.ts";
import { templateName } from "../support/postgres.ts";
import { createTestDatabase, withTown } from "../support/town.ts";

const readinessOf = (database: ReturnType<typeof openDatabase>, aliveSeconds: number) =>
  createReadiness({
    database,
    townId: 1,
    waits: createWaits(createLog("silent")),
    begunMs: performance.now() - aliveSeconds * 1_000,
    refused: () => undefined,
  });

test("a town that runs is ready; one whose timers or sender have been silent, or whose messages stand still, is not", async () => {
  const { app, rows } = await withTown();
  const why = readinessOf(app.database, 3_600);
  await app.fireTimers();
  await expect.poll(() => app.whyNotReady()).toEqual([]);
  await expect.poll(why).toEqual([]);
  await rows("update heartbeat set at = now() - interval '4 minutes' where duty = 'timers'");
  expect(await why()).toEqual(["timers have not run for 240 s"]);
  // A process that has just started gives them time.
  expect(await app.whyNotReady()).toEqual([]);
  await app.fireTimers();
  expect(await why()).toEqual([]);
});

test("a bot whose token was withdrawn while it runs is not ready and says why; what was said meanwhile is answered once it counts again", async () => {
  const { app, telegram, wang } = await withTown();
  await expect.poll(() => app.whyNotReady()).toEqual([]);
  const { options } = telegram.world;
  const token = options.token;
  options.token = "424242:ANOTHER-SECRET-OF-THE-SAME-BOT";
  // The fetching that is under way ends with something.
  await wang.says("报问题");
  await expect.poll(() => app.whyNotReady(), { timeout: 10_000 }).toEqual([expect.stringContaining("BOT_TOKEN is not accepted")]);
  options.token = token;
  await wang.sees("哪一类");
  await expect.poll(() => app.whyNotReady()).toEqual([]);
});

test("nobody sends: a foreign session that holds the sender's place does not count as a sender", async () => {
  const { url, drop, rows } = await createTestDatabase();
  const database = openDatabase(url);
  const impostor = new pg.Client(url);
  await impostor.connect();
  onTestFinished(async () => {
    await impostor.end();
    await database.$client.end();
    await drop();
  });
  const why = readinessOf(database, 3_600);
  await rows("insert into heartbeat (town_id, duty) values (1, 'timers'), (1, 'sender')");
  expect(await why()).toEqual([]);
  await rows("update heartbeat set at = now() - interval '15 seconds' where duty = 'sender'");
  expect(await why()).toEqual(["nobody sends"]);
  await impostor.query("select pg_advisory_lock($1, 1)", [locks.sender]);
  expect(await why()).toEqual([]);
  await rows("update heartbeat set at = now() - interval '40 seconds' where duty = 'sender'");
  expect(await why()).toEqual(["the sender has shown no life for 40 s"]);
  await rows("update heartbeat set at = now(), stuck = 3 where duty = 'sender'");
  expect(await why()).toEqual(["3 messages could be sent and are not"]);
});

test("a database that takes no writes makes it not ready, until it does again", async () => {
  const { app, rows, databaseUrl } = await withTown();
  const name = new URL(databaseUrl).pathname.slice(1);
  await expect.poll(() => app.whyNotReady()).toEqual([]);
  await rows(`alter database ${name} set default_transaction_read_only = on`);
  const others = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
  await rows(others);
  await expect.poll(async () => (await app.whyNotReady()).join("\n")).toContain("read-only transaction");
  const root = new pg.Client(inject("postgresUrl"));
  await root.connect();
  await root.query(`alter database ${name} reset default_transaction_read_only`);
  await root.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
  await root.end();
  await expect.poll(() => app.whyNotReady()).toEqual([]);
});

/** Somebody who may mount a small disk; elsewhere this is shown by the test above. */
const mayMount = process.getuid?.() === 0 && process.platform === "linux" && canMount();

function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "doorstep-mount-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], { stdio: "ignore" });
    execFileSync("umount", [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.skipIf(!mayMount)("a full disk makes it not ready, and room on it ready again", async () => {
  const folder = mkdtempSync(join("/tmp", "doorstep-disk-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=40m,mode=755", "tmpfs", folder]);
  const uid = Number(execFileSync("id", ["-u", "postgres"]).toString());
  chownSync(folder, uid, uid);
  const root = new pg.Client(inject("postgresUrl"));
  await root.connect();
  const name = `full_${process.pid}`;
  await root.query(`create tablespace ${name} location '${folder}'`);
  await root.query(`create database ${name} template ${templateName} tablespace ${name}`);
  const database = openDatabase(inject("postgresUrl").replace(/\/postgres$/, `/${name}`));
  onTestFinished(async () => {
    await database.$client.end();
    await root.query(`drop database ${name} with (force)`);
    await root.query(`drop tablespace ${name}`);
    await root.end();
    execFileSync("umount", ["-l", folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  const why = readinessOf(database, 0);
  expect(await why()).toEqual([]);
  const { bavail, bsize } = statfsSync(folder);
  const filler = join(folder, "filler");
  writeFileSync(filler, Buffer.alloc(bavail * bsize));
  expect((await why()).join("\n")).toContain("No space left on device");
  rmSync(filler);
  expect(await why()).toEqual([]);
});
