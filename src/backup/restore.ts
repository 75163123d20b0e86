import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Copying, openCopying } from "../database/drivers/copying.ts";
import { openMigrations } from "../database/migrate.ts";
import { BackupFault, type Manifest, readBackup, type Table } from "./format.ts";
import { findTables, listed, quoted } from "./tables.ts";

/**
 * Fills an empty database with a backup, in one transaction: all of it, or nothing. The schema is made as it was when the backup was written;
 * the next start, or `migrateDatabase`, brings it up to this release. Jobs are not in a backup: they are made anew from what waits.
 *
 * @param key with which the file was encrypted, if it was
 * @param mayClear whether tables that hold no town may go; the caller has looked
 * @throws BackupFault when the file is no whole backup or a newer release's, or the database is not empty; nothing is changed then
 */
export async function restore(
  url: string,
  file: string,
  { key, mayClear = false }: { key?: string | undefined; mayClear?: boolean } = {},
): Promise<Manifest> {
  const manifest = await readBackup(file, key);
  const migrations = migrationsUpTo(manifest, file);
  const copying = await openCopying(url);
  try {
    await copying.rows("begin");
    if (mayClear) await clear(copying);
    await refuseFilled(copying);
    await migrations.apply(copying);
    await fill(copying, manifest, file, key);
    await copying.rows("commit");
    await copying.rows("analyze");
    return manifest;
  } finally {
    // What was not committed is gone with it.
    await copying.end();
  }
}

function migrationsUpTo({ schema, release }: Manifest, file: string) {
  const known = openMigrations();
  if (!known.some(({ at }) => at === schema))
    throw new BackupFault(`${file} was written by a newer release (${release}) than this one: restore it with that release`);
  const wanted = known.filter(({ at }) => at <= schema);
  return {
    async apply({ rows }: Copying) {
      await rows("create schema drizzle");
      await rows("create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)");
      for (const { statements, hash, at } of wanted) {
        for (const statement of statements) await rows(statement);
        await rows("insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)", [hash, at]);
      }
    },
  };
}

async function clear({ rows }: Copying) {
  for (const schema of ["graphile_worker", "drizzle", "public"]) await rows(`drop schema if exists ${schema} cascade`);
  await rows("create schema public");
}

async function refuseFilled({ rows }: Copying) {
  const found = await rows("select 1 from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S', 'v') limit 1");
  const noted = await rows("select 1 from pg_namespace where nspname = 'drizzle'");
  if (found.length + noted.length)
    throw new BackupFault("This database is not empty. Set DATABASE_URL to an empty one, or DATA_DIR to a new folder, and restore there");
}

async function fill(copying: Copying, manifest: Manifest, file: string, key: string | undefined) {
  const { rows } = copying;
  const tables = await findTables(copying);
  // What a migration puts into an empty town is in the backup as well, as it has become since. Chains and notices were made when it was written.
  for (const { name } of tables) await rows(`alter table public.${quoted(name)} disable trigger user`);
  for (const { name } of tables.toReversed()) await rows(`delete from public.${quoted(name)}`);
  const again = await readBackup(file, key, async (table, given) => {
    refuseUnknown(tables, table, file);
    const into = copying.write(`copy public.${quoted(table.name)} (${listed(table.columns)}) from stdin`);
    await pipeline(Readable.from(given, { objectMode: false }), into);
  });
  for (const { name, rows: count } of again.tables) await compareCount(copying, name, count);
  for (const { name, last, isCalled } of manifest.sequences) {
    await rows(`create sequence if not exists public.${quoted(name)}`);
    await rows("select setval($1::regclass, $2::bigint, $3)", [`public.${quoted(name)}`, last, isCalled]);
  }
  for (const { name } of tables) await rows(`alter table public.${quoted(name)} enable trigger user`);
}

function refuseUnknown(tables: readonly Table[], { name, columns }: Table, file: string) {
  const known = new Set(tables.find((one) => one.name === name)?.columns);
  const strange = columns.filter((column) => !known.has(column));
  if (!known.size || strange.length)
    throw new BackupFault(`${file} holds ${[name, ...strange].join(".")}, which this release does not know. Nothing was changed`);
}

async function compareCount({ rows }: Copying, name: string, expected: number) {
  const [found] = await rows<{ count: string }>(`select count(*)::text as count from public.${quoted(name)}`);
  if (Number(found?.count) !== expected) throw new Error(`Of ${name}, ${found?.count} rows arrived instead of ${expected}`);
}
