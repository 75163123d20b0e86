import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { textKeysModule } from "../../scripts/text-keys.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const filesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
const sources = filesBelow("src").filter((file) => file.endsWith(".ts"));
const read = (file: string) => readFileSync(join(root, file), "utf8");
const importsOf = (file: string) => [...read(file).matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(([, name]) => name as string);
const resolved = (file: string, name: string) => (name.startsWith(".") ? relative(root, join(root, file, "..", name)) : name);

/** Where each stage of the road may reach besides itself; arrows run with the road and never back. */
const mayReach: Record<string, string[]> = {
  "src/intake": ["src/database", "src/domain/town-number.ts", "src/jobs/tasks.ts", "src/log.ts"],
  "src/bot": ["src/domain", "src/wording", "src/database/doorstep-values.ts", "src/database/values.ts", "src/database/work.ts"],
  "src/domain": [
    "src/database/schema",
    ...["built-once", "county-values", "doorstep-values", "values", "whole-rows", "work"].map((name) => `src/database/${name}.ts`),
  ],
  "src/database": ["src/log.ts", "src/waits.ts"],
  "src/backup": ["src/whose-data.ts", "src/config.ts", "src/data-dir.ts", "src/database", "src/domain", "src/log.ts", "src/release.ts"],
  "src/jobs": ["src/backup/nightly.ts", "src/database", "src/domain", "src/log.ts", "src/release.ts", "src/wording"],
  "src/workbook": ["src/domain"],
  "src/wording": ["src/domain", "src/database/doorstep-values.ts", "src/database/values.ts", "src/database/work.ts"],
  "src/sender": ["src/database", "src/domain", "src/workbook", "src/wording", "src/log.ts"],
  "src/voice": ["src/database", "src/domain", "src/intake/store.ts", "src/sender/download.ts", "src/log.ts"],
  "src/web": ["src/town.ts", "src/domain", "src/waits.ts", "src/wording"],
  "src/demo": ["src/database", "src/domain"],
  emulator: [],
  sandbox: ["emulator"],
};

describe.each(Object.keys(mayReach))("%s", (stage) => {
  test("imports only what lies further along the road", () => {
    const wrong = filesBelow(stage)
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => importsOf(file).map((name) => ({ file, name: resolved(file, name) })))
      .filter(({ name }) => name.startsWith("src/") || name.startsWith("emulator/") || name.startsWith("sandbox/"))
      .filter(
        ({ name }) =>
          !name.startsWith(`${stage}/`) && !mayReach[stage]?.some((allowed) => name === allowed || name.startsWith(`${allowed}/`)),
      );
    expect(wrong).toEqual([]);
  });
});

test("only the sender, the bot and the intake know grammY; the domain knows no clock, environment or language", () => {
  const knowing = (pattern: RegExp) =>
    sources.filter((file) => pattern.test(read(file))).map((file) => file.split("/").slice(0, 2).join("/"));
  expect(new Set(knowing(/from "grammy"/))).toEqual(
    new Set(["src/bot", "src/sender", "src/intake", "src/voice", "src/process.ts", "src/town.ts"]),
  );
  expect(new Set(knowing(/process\.env/))).toEqual(new Set(["src/config.ts"]));
  expect(sources.filter((file) => file.startsWith("src/domain") && /Date\.now|new Date\(\)|wording\//.test(read(file)))).toEqual([]);
  expect(sources.filter((file) => file.startsWith("src/bot") && /drizzle/.test(read(file)))).toEqual([]);
});

test("what is written into workbooks and read from them has keys in the domain, and its words in locales", () => {
  const withoutComments = (file: string) => read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
  const ofSheets = sources.filter((file) => /^src\/domain\/(org|rosters|ledger)\//.test(file));
  expect(ofSheets.filter((file) => /\p{Script=Han}/u.test(withoutComments(file)))).toEqual([]);
});

test("only change.ts changes a ticket's state", () => {
  const changing = sources.filter((file) => /\.update\(ticket\)/.test(read(file)));
  expect(changing).toEqual(["src/domain/tickets/change.ts", "src/domain/tickets/clock.ts"]);
  expect(read("src/domain/tickets/clock.ts")).toMatch(/\.update\(ticket\)\s*\.set\(\{ nextTimerAt/);
});

test("the numbers of advisory locks stand in one file", () => {
  const all = [...sources, ...["instruments", "test", "bench", "scripts"].flatMap(filesBelow)].filter((file) => file.endsWith(".ts"));
  const numbering = all.filter((file) => /7_?305_?0\d\d|advisory_(?:xact_)?lock(?:_shared)?\(\d/.test(read(file)));
  expect(numbering).toEqual(["src/database/locks.ts", "test/database/previous-release.test.ts"]);
});

test("no file is longer than 300 lines", () => {
  const all = [...sources, ...filesBelow("emulator"), ...filesBelow("sandbox")].filter((file) => /\.(ts|js)$/.test(file));
  expect(all.filter((file) => read(file).split("\n").length > 301)).toEqual([]);
});

const textsOf = (language: string) => filesBelow(`locales/${language}`).map(read).join("\n");
const keysOf = (language: string) => [...textsOf(language).matchAll(/^([a-z][\w-]*) =/gm)].map(([, key]) => key as string);
const variablesOf = (language: string) => {
  const entries = textsOf(language)
    .split(/^(?=[a-z][\w-]* =)/m)
    .slice(1);
  return new Map(
    entries.map((entry) => [
      entry.slice(0, entry.indexOf(" =")),
      [...new Set([...entry.matchAll(/\{ \$(\w+)/g)].map(([, name]) => name))].sort(),
    ]),
  );
};

test("both languages have the same texts with the same variables, each once", () => {
  expect(keysOf("en").sort()).toEqual(keysOf("zh").sort());
  expect(new Set(keysOf("zh")).size).toBe(keysOf("zh").length);
  const [zh, en] = [variablesOf("zh"), variablesOf("en")];
  for (const [key, variables] of zh) expect({ key, variables: en.get(key) }).toEqual({ key, variables });
});

test("the type of the texts' names is the one that the Chinese files make", () => {
  expect(read("locales/text-key.ts")).toBe(textKeysModule());
});

/** What a template such as `state-${state}` can name: everything between its fixed parts. */
const asPattern = (template: string) => new RegExp(`^${template.replace(/\$\{[^}]*\}/g, "[\\w-]+")}$`);

test("no text is there for nothing", () => {
  const code = sources.map(read).join("\n");
  const named = new Set([...code.matchAll(/"([a-z][\w-]*)"/g)].map(([, key]) => key));
  const templates = [...code.matchAll(/`((?:[a-z][\w-]*|\$\{[^}]*\})+)`/g)].map(([, template]) => asPattern(template as string));
  const composed = templates.filter((pattern) => !/^\^\[/.test(pattern.source) || pattern.source.includes("-"));
  expect(keysOf("zh").filter((key) => !named.has(key) && !composed.some((pattern) => pattern.test(key)))).toEqual([]);
});

test("one folder knows the two drivers, and nobody reaches into one", () => {
  const naming = (pattern: RegExp) => sources.filter((file) => importsOf(file).some((name) => pattern.test(name)));
  expect(naming(/^(pg|postgres)$/).filter((file) => !file.startsWith("src/database/drivers/"))).toEqual(["src/database/client.ts"]);
  // Of one driver it knows the type that drizzle's adapter asks for.
  expect(read("src/database/client.ts")).toMatch(/import type \{ Sql \} from "postgres";/);
  expect(read("src/database/client.ts")).not.toMatch(/from "pg"/);
  expect(naming(/^drizzle-orm\/(node-postgres|postgres-js)/)).toEqual(["src/database/client.ts", "src/database/migrate.ts"]);
  expect(sources.filter((file) => /\.processID|\.connection\.stream|as .*\{ (processID|connection|stream)\b/.test(read(file)))).toEqual([]);
});
