import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../emulator/server.ts";
import { mountSmallDisk } from "../../instruments/small-disk.ts";
import { startApp } from "../../src/app.ts";
import { createLog } from "../../src/log.ts";
import { createWaits } from "../../src/waits.ts";
import { temporaryFolder } from "../support/folder.ts";
import { startProcess } from "../support/process.ts";
import { createTestDatabase, tuesdayMorning } from "../support/town.ts";

test("a start that finds the disk full, at whatever it does, waits and goes on", async () => {
  const [{ url, drop }, telegram] = await Promise.all([createTestDatabase(), startEmulator()]);
  const database = new pg.Client(url);
  await database.connect();
  // There is something to be handed out, and no room to write that down.
  await database.query(`insert into inbox (town_id, update_id, chat_id, payload) values (1, 1, 0, '{"update_id": 1}')`);
  await database.query(`create function fill_up() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
    create trigger a_full before insert on graphile_worker._private_jobs for each statement execute function fill_up()`);
  const log = createLog("silent");
  const waits = createWaits(log);
  const given = { databaseUrl: url, bot: { token: telegram.token, apiRoot: telegram.root }, timeZone: "Asia/Shanghai" };
  const starting = startApp({ ...given, clock: () => tuesdayMorning, log, waits });
  onTestFinished(async () => {
    await starting.then((app) => app.stop());
    await telegram.stop();
    await database.end();
    await drop();
  });
  await expect.poll(() => waits.now().join()).toContain("No space left on device");
  await database.query("drop trigger a_full on graphile_worker._private_jobs");
  const app = await starting;
  await expect.poll(app.whyNotReady).toEqual([]);
});

test("a PostgreSQL of our own on a full disk is waited for, and starts when there is room", { timeout: 120_000 }, async (context) => {
  const [DATA_DIR, telegram] = await Promise.all([temporaryFolder(), startEmulator()]);
  onTestFinished(() => telegram.stop());
  const disk = await mountSmallDisk(DATA_DIR);
  if ("reason" in disk) return context.skip(disk.reason);
  const environment = { BOT_TOKEN: telegram.token, BOT_API_ROOT: telegram.root, DATA_DIR, LOG_LEVEL: "info" };
  await disk.fill();
  const bot = startProcess(environment);
  onTestFinished(async () => {
    bot.child.kill("SIGTERM");
    await bot.exited;
    disk.unmount();
  });
  await expect.poll(() => bot.errors(), { timeout: 30_000 }).toMatch(/"waitingFor":"the embedded PostgreSQL".*(No space left|ENOSPC)/);
  await disk.free();
  await expect.poll(() => bot.errors(), { timeout: 60_000 }).toContain('"started"');
});
