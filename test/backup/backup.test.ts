import { copyFile, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import fc from "fast-check";
import pg from "pg";
import { expect, inject, onTestFinished, test } from "vitest";
import { startEmulator } from "../../emulator/server.ts";
import { brokenPromises } from "../../instruments/checker.ts";
import { startApp } from "../../src/app.ts";
import { backUp } from "../../src/backup/back-up.ts";
import { BackupFault, readBackup, writeBackup } from "../../src/backup/format.ts";
import { backUpBeforeUpgrade, backUpNightly, forgetOldUpgrades } from "../../src/backup/nightly.ts";
import { restore } from "../../src/backup/restore.ts";
import { closeDatabase, openDatabase } from "../../src/database/client.ts";
import { migrateDatabase } from "../../src/database/migrate.ts";
import { createLog } from "../../src/log.ts";
import { type Asking, everything } from "../support/everything.ts";
import { databaseOf } from "../support/old-database.ts";
import { runBackupCommand } from "../support/process.ts";
import { day, reportOf, tuesdayMorning, withTown } from "../support/town.ts";

async function newFolder() {
  const folder = await mkdtemp(join(tmpdir(), "doorstep-backup-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

let databases = 0;

/** A database with nothing in it. */
async function emptyDatabase() {
  databases += 1;
  const name = `restored_${process.pid}_${databases}`;
  const root = inject("postgresUrl");
  const run = async (statement: string) => {
    const admin = new pg.Client(root);
    await admin.connect();
    await admin.query(statement).finally(() => admin.end());
  };
  await run(`drop database if exists ${name} with (force)`);
  await run(`create database ${name}`);
  const url = root.replace(/\/postgres$/, `/${name}`);
  const client = new pg.Client(url);
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await run(`drop database if exists ${name} with (force)`);
  });
  return { url, client };
}

const isEmpty = async (client: Asking) =>
  (await client.query("select 1 from pg_class where relnamespace = 'public'::regnamespace")).rows.length === 0;

test("a town is backed up while people write, and restored into an empty database row by row; nothing overwrites a town", async () => {
  const town = await withTown();
  const { wang, li, databaseUrl, settled } = town;
  const folder = await newFolder();
  await reportOf(wang, "村口的桥塌了\t\\N\\.，\n第二行 🌉");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await settled();

  // While somebody writes: whatever instant it shows, it is one at which every promise was kept.
  const writing = (async () => {
    for (let count = 0; count < 15; count += 1) await reportOf(wang, `又一件事 ${count}`);
  })();
  await backUp(databaseUrl, join(folder, "beside.backup"));
  await writing;
  const beside = await emptyDatabase();
  await restore(beside.url, join(folder, "beside.backup"));
  // What was under way then is still to be done.
  expect((await brokenPromises(beside.client)).filter((broken) => !/unhandled|not sent/.test(broken))).toEqual([]);

  // Else the minute's job counts them between the backup and the comparison.
  await town.pass(0);
  const file = join(folder, "town.backup");
  const { tables } = await backUp(databaseUrl, file);
  expect(tables.find(({ name }) => name === "ticket")?.rows).toBe(16);
  const { url, client } = await emptyDatabase();
  await restore(url, file);
  const source = new pg.Client(databaseUrl);
  await source.connect();
  expect(await everything(client)).toEqual(await everything(source));
  await source.end();
  await expect(client.query("update ticket_event set note = 'x'")).rejects.toThrow("append-only");
  await expect(restore(url, file)).rejects.toThrow("is not empty");
  await expect(restore(databaseUrl, file)).rejects.toThrow("is not empty");
  // The restored town goes on with the next number.
  expect((await client.query("select nextval('ticket_number_1')::int as next")).rows).toEqual([{ next: 1017 }]);
  expect(await brokenPromises(client)).toEqual([]);
});

const passphrase = "翠竹 and 16 letters more";

test.each([undefined, passphrase])("a file that is cut, altered or something else changes nothing, encrypted or not (%s)", async (key) => {
  const { url, client: old } = await databaseOf(21);
  await old.query("insert into town (id, name) values (1, '青石镇')");
  const folder = await newFolder();
  const file = join(folder, "whole.backup");
  await backUp(url, file, key);
  const whole = await readFile(file);
  expect(whole.includes(Buffer.from("encrypted"))).toBe(key !== undefined);
  const into = await emptyDatabase();
  const refused = async (bytes: Uint8Array) => {
    const given = join(folder, "given.backup");
    await writeFile(given, bytes);
    const error = await restore(into.url, given, { key }).then(
      () => undefined,
      (thrown) => thrown,
    );
    expect(error).toBeInstanceOf(BackupFault);
    expect(error.message).toMatch(/is no whole backup|BACKUP_KEY is not the one/);
  };
  const place = fc.integer({ min: 0, max: whole.length - 1 });
  await fc.assert(
    fc.asyncProperty(place, (end) => refused(whole.subarray(0, end))),
    { numRuns: key ? 10 : 40 },
  );
  const altered = fc.tuple(place, fc.integer({ min: 1, max: 255 }));
  await fc.assert(
    fc.asyncProperty(altered, ([at, by]) => {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] as number) ^ by;
      return refused(bytes);
    }),
    { numRuns: key ? 15 : 60 },
  );
  for (const other of [Buffer.alloc(0), Buffer.from("PK\u0003\u0004"), Buffer.from("select 1;")]) await refused(other);
  await expect(restore(into.url, join(folder, "nowhere"))).rejects.toThrow("There is no file");
  expect(await isEmpty(into.client)).toBe(true);
});

test("a backup of an earlier release is brought up to this one's schema, and a newer release's is refused with a line", async () => {
  const { url, client } = await databaseOf(13);
  await client.query(`
    insert into town (id, name, claimed_at) values (1, '青石镇', now());
    insert into village (town_id, name) values (1, '东坑村');
    insert into person (town_id, telegram_id, name, created_at) values (1, 5001, '王有根', now());`);
  const folder = await newFolder();
  const file = join(folder, "old.backup");
  await backUp(url, file);
  const restored = await emptyDatabase();
  await restore(restored.url, file);
  const database = openDatabase(restored.url);
  await migrateDatabase(database);
  await closeDatabase(database);
  expect((await restored.client.query("select name, telegram_id::int as id from person")).rows).toEqual([{ name: "王有根", id: 5001 }]);
  expect((await restored.client.query("select nextval('ticket_number_1')::int as next")).rows).toEqual([{ next: 1001 }]);

  const { kind: _kind, format: _format, tables: _tables, ...head } = await readBackup(file);
  const newer = join(folder, "newer.backup");
  await writeBackup(newer, { ...head, release: "9.9", schema: head.schema + 10 ** 12 }, [], () => Readable.from([]));
  const empty = await emptyDatabase();
  await expect(restore(empty.url, newer)).rejects.toThrow(/newer release \(9\.9\)/);
  expect(await isEmpty(empty.client)).toBe(true);
});

test("every night leaves a backup and as many as are to be kept; when there is none for two days, the admins hear of it each morning", async () => {
  const { admin, databaseUrl, app, rows, pass, settled } = await withTown();
  const folder = await newFolder();
  await writeFile(join(folder, "notes.txt"), "mine");
  const night = (nights: number) =>
    backUpNightly({
      database: app.database,
      moment: { townId: 1, zone: "Asia/Shanghai", now: new Date(tuesdayMorning + nights * day) },
      backups: { folder, keep: 2, key: undefined },
      log: createLog("silent"),
    });
  for (const nights of [1, 2, 3]) await night(nights);
  expect((await readdir(folder)).toSorted()).toEqual([
    "doorstep-2026-11-26-090000.backup",
    "doorstep-2026-11-27-090000.backup",
    "notes.txt",
  ]);
  expect(await readBackup(join(folder, "doorstep-2026-11-27-090000.backup"))).toMatchObject({ kind: "head" });
  expect(databaseUrl).toContain("postgres");

  await rows("update heartbeat set at = $1 where duty = 'backup'", [new Date(tuesdayMorning - day)]);
  await pass(day);
  expect(await admin.hasSeen("没有好的备份")).toMatchObject({ text: expect.stringContaining("2 天") });
  await settled();
  await expect(
    backUpNightly({
      database: app.database,
      moment: { townId: 1, zone: "Asia/Shanghai", now: new Date() },
      backups: { folder: join(folder, "notes.txt"), keep: 2, key: undefined },
      log: createLog("silent"),
    }),
  ).rejects.toThrow();
  expect(await readdir(folder)).toHaveLength(3);
});

test("before an earlier release's schema is changed it is backed up; an upgrade that fails leaves it as it was, and says where the backup is", async () => {
  const { url, client } = await databaseOf(13);
  await client.query("insert into town (id, name) values (1, '青石镇'); create table attempt (in_the_way text)");
  const [folder, telegram] = [await newFolder(), await startEmulator()];
  onTestFinished(() => telegram.stop());
  const start = () =>
    startApp({
      databaseUrl: url,
      bot: { token: telegram.token, apiRoot: telegram.root },
      timeZone: "Asia/Shanghai",
      clock: Date.now,
      log: createLog("silent"),
      beforeUpgrade: (database) => backUpBeforeUpgrade(database, folder, undefined, new Date()),
    });
  const schema = () => client.query("select max(created_at) as newest from drizzle.__drizzle_migrations").then(({ rows }) => rows);
  const before = await schema();
  await expect(start()).rejects.toThrow(/The upgrade failed and changed nothing.*before-upgrade-.*\.backup.*"attempt" already exists/s);
  expect(await schema()).toEqual(before);
  await client.query("drop table attempt");
  const app = await start();
  await app.stop();
  expect(await schema()).not.toEqual(before);
  const files = await readdir(join(folder, "backups"));
  expect(files.length).toBeGreaterThan(0);
  const kept = await readBackup(join(folder, "backups", files[0] as string));
  expect(kept.tables.find(({ name }) => name === "town")).toMatchObject({ rows: 1 });
  // Who is erased meanwhile is in it, and so it goes after a month.
  const madeBefore = (days: number) => {
    const at = Date.now() / 1_000 - days * 86_400;
    return utimes(join(folder, "backups", files[0] as string), at, at);
  };
  await madeBefore(29).then(() => forgetOldUpgrades(folder, new Date()));
  expect(await readdir(join(folder, "backups"))).toEqual(files);
  // A start that changes nothing writes none.
  const again = await start();
  await again.stop();
  expect(await readdir(join(folder, "backups"))).toEqual(files);
  await madeBefore(31).then(() => forgetOldUpgrades(folder, new Date()));
  expect(await readdir(join(folder, "backups"))).toEqual(files.slice(1));
});

test("npm run backup and npm run restore say in one line what they did, or what to do", async () => {
  const { url, client } = await databaseOf(21);
  await client.query("insert into town (id, name) values (1, '青石镇')");
  const folder = await newFolder();
  const file = join(folder, "town.backup");
  const BACKUP_KEY = passphrase;
  const made = await runBackupCommand("backup", { DATABASE_URL: url, BACKUP_KEY }, file);
  expect(made).toMatchObject({ code: 0, errors: "" });
  expect(made.output).toContain("read back and whole");
  expect(await runBackupCommand("backup", { DATABASE_URL: url }, file)).toMatchObject({
    code: 1,
    errors: expect.stringContaining("is there already"),
  });
  expect(await runBackupCommand("restore", { DATABASE_URL: url, BACKUP_KEY }, file)).toMatchObject({
    code: 1,
    errors: expect.stringContaining("is not empty"),
  });
  const empty = await emptyDatabase();
  await copyFile(file, join(folder, "cut.backup"));
  await writeFile(join(folder, "cut.backup"), (await readFile(file)).subarray(0, 900));
  expect(await runBackupCommand("restore", { DATABASE_URL: empty.url }, join(folder, "cut.backup"))).toMatchObject({ code: 1 });
  expect(await isEmpty(empty.client)).toBe(true);
  expect(await runBackupCommand("restore", { DATABASE_URL: empty.url }, file)).toMatchObject({
    code: 1,
    errors: expect.stringMatching(/^\S+ is encrypted: set BACKUP_KEY .*$/),
  });
  await writeFile(join(folder, "key"), "another key of the same town\n");
  const wrong = await runBackupCommand("restore", { DATABASE_URL: empty.url, BACKUP_KEY_FILE: join(folder, "key") }, file);
  expect(wrong).toMatchObject({ code: 1, errors: expect.stringMatching(/^BACKUP_KEY is not the one .*$/) });
  expect(await isEmpty(empty.client)).toBe(true);
  const back = await runBackupCommand("restore", { DATABASE_URL: empty.url, BACKUP_KEY }, file);
  expect(back).toMatchObject({ code: 0, errors: "" });
  expect((await empty.client.query("select name from town")).rows).toEqual([{ name: "青石镇" }]);
  expect(await runBackupCommand("restore", { DATABASE_URL: empty.url })).toMatchObject({
    code: 1,
    errors: expect.stringContaining("FILE"),
  });
});
