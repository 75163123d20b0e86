import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { inject, onTestFinished } from "vitest";

export const migrationsFolder = fileURLToPath(new URL("../../drizzle", import.meta.url));
export type Journal = { entries: { idx: number; when: number; tag: string }[] };

export const readJournal = () => JSON.parse(readFileSync(`${migrationsFolder}/meta/_journal.json`, "utf8")) as Journal;

let databases = 0;

/** A database as an earlier release left it: its migrations applied and noted as drizzle notes them. */
export async function databaseOf(lastMigration: number) {
  databases += 1;
  const name = `old_${lastMigration}_${process.pid}_${databases}`;
  const root = inject("postgresUrl");
  const admin = new pg.Client(root);
  await admin.connect();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`create database ${name}`);
  const url = root.replace(/\/postgres$/, `/${name}`);
  const client = new pg.Client(url);
  await client.connect();
  await bringUpTo(client, lastMigration);
  onTestFinished(async () => {
    await client.end();
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  });
  return { url, client };
}

/** Applies the migrations of an earlier release, and notes them as drizzle does. */
export async function bringUpTo(client: pg.Client, lastMigration: number) {
  await client.query(
    "create schema drizzle; create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)",
  );
  for (const { idx, tag, when } of readJournal().entries.filter(({ idx: index }) => index <= lastMigration)) {
    const statements = readFileSync(`${migrationsFolder}/${tag}.sql`, "utf8").split("--> statement-breakpoint");
    for (const statement of statements) await client.query(statement);
    await client.query("insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)", [`release ${idx}`, when]);
  }
}
