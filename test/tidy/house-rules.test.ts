import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import {
  attachmentKinds,
  fieldTypes,
  mediationKinds,
  ratings,
  roles,
  sessionKinds,
  ticketKinds,
  ticketStates,
} from "../../src/database/values.ts";
import { factKeys, parts } from "../../src/domain/figures/facts.ts";
import { lifecycle } from "../../src/domain/tickets/lifecycle.ts";
import { routingTable } from "../../src/domain/tickets/routing.ts";
import { termsTable } from "../../src/domain/tickets/terms.ts";
import { hasText } from "../../src/texts.ts";

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
  "src/intake": ["src/database", "src/jobs/tasks.ts", "src/log.ts"],
  "src/bot": [
    "src/domain",
    "src/database/values.ts",
    "src/database/work.ts",
    "src/sender/card.ts",
    "src/sender/timetable.ts",
    "src/buttons.ts",
    "src/message-parts.ts",
    "src/texts.ts",
    "src/ticket-lines.ts",
  ],
  "src/domain": [
    "built-once",
    "insertion",
    "schema",
    "routing-schema",
    "loop-schema",
    "outreach-schema",
    "door-schema",
    "road-schema",
    "values",
    "work",
  ].map((name) => `src/database/${name}.ts`),
  "src/database": ["src/log.ts"],
  "src/jobs": ["src/database", "src/domain", "src/log.ts", "src/texts.ts"],
  "src/workbook": ["src/domain"],
  "src/sender": [
    "src/database",
    "src/domain",
    "src/workbook",
    "src/buttons.ts",
    "src/message-parts.ts",
    "src/texts.ts",
    "src/ticket-lines.ts",
    "src/log.ts",
  ],
  "src/web": ["src/app.ts"],
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
  expect(new Set(knowing(/from "grammy"/))).toEqual(new Set(["src/bot", "src/sender", "src/intake", "src/app.ts"]));
  expect(new Set(knowing(/process\.env/))).toEqual(new Set(["src/config.ts"]));
  expect(sources.filter((file) => file.startsWith("src/domain") && /Date\.now|new Date\(\)|texts\.ts/.test(read(file)))).toEqual([]);
  expect(sources.filter((file) => file.startsWith("src/bot") && /drizzle/.test(read(file)))).toEqual([]);
});

test("only change.ts changes a ticket's state", () => {
  const changing = sources.filter((file) => /\.update\(ticket\)/.test(read(file)));
  expect(changing).toEqual(["src/domain/tickets/change.ts", "src/domain/tickets/clock.ts"]);
  expect(read("src/domain/tickets/clock.ts")).toMatch(/\.update\(ticket\)\s*\.set\(\{ nextTimerAt/);
});

test("no file is longer than 300 lines", () => {
  const all = [...sources, ...filesBelow("emulator"), ...filesBelow("sandbox")].filter((file) => /\.(ts|js)$/.test(file));
  expect(all.filter((file) => read(file).split("\n").length > 301)).toEqual([]);
});

const keysOf = (language: string) => [...read(`locales/${language}.ftl`).matchAll(/^([a-z][\w-]*) =/gm)].map(([, key]) => key as string);
const variablesOf = (language: string) => {
  const entries = read(`locales/${language}.ftl`)
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

/** Texts whose names are put together at run time. */
const composed = [
  ...ticketStates.map((state) => `state-${state}`),
  ...ticketKinds.map((kind) => `kind-${kind}`),
  ...ratings.flatMap((rating) => [`rating-${rating}`, `button-rate-${rating}`]),
  ...roles.flatMap((role) => [`role-${role}`, `welcome-${role}`]),
  ...attachmentKinds.map((kind) => `files-${kind}`),
  ...Object.keys(lifecycle).map((action) => `event-${action}`),
  ...["submitted", "assigned", "accepted", "in_progress", "waiting_villager", "resolved"].map((state) => `duty-${state}`),
  ...[...read("src/domain/refusal.ts").matchAll(/\| "([a-z-]+)"/g)].map(([, id]) => `refused-${id}`),
  ...["service", "emergency", "dispute", "petition"].map((kind) => `ask-content-${kind}`),
  ...["village", "category", "fields", "content", "place", "phone"].map((part) => `button-change-${part}`),
  ...["org", "ledger", "roster", "roster-form", "households-form"].map((what) => `workbook-${what}`),
  ...sessionKinds.flatMap((kind) => [`session-${kind}`, `told-${kind}`]),
  ...["open", "postponed", "done", "moved"].map((state) => `entry-${state}`),
  ...["postponed", "done", "moved"].map((state) => `entry-noted-${state}`),
  ...factKeys.flatMap((key) => [`fact-${key}`, `fact-name-${key}`]),
  ...parts.map((part) => `part-${part}`),
  ...mediationKinds.map((kind) => `mediation-${kind}`),
  ...["visit", "call"].flatMap((kind) => [`owed-${kind}`, `told-owes-${kind}`]),
  ...fieldTypes.flatMap((type) => [`field-${type}`, `field-type-${type}`]),
  ...routingTable.map(({ name }) => `routing-${name}`),
  ...Object.keys(termsTable).map((terms) => `terms-${terms}`),
  ...["name", "nameEn", "emoji", "guide", "keywords"].flatMap((part) => [`ask-category-${part}`, `button-category-${part}`]),
  ...["report", "service", "my", "notices", "help", "language", "privacy", "cancel"].map((command) => `command-${command}`),
  ...["my", "queue", "overdue"].flatMap((list) => [`${list}-title`, `${list}-empty`]),
  ...["late", "today", "waiting", "owed"].map((count) => `digest-${count}`),
  ...["today", "week", "month", "last_quarter", "year"].map((period) => `period-${period}`),
];

test("every text that the code names exists, and none is there for nothing", () => {
  const code = sources.map(read).join("\n");
  const missing = composed.filter((key) => !hasText("zh", key));
  expect(missing).toEqual([]);
  const named = new Set([...code.matchAll(/"([a-z][a-z0-9_-]*)"/g)].map(([, key]) => key));
  const unused = keysOf("zh").filter((key) => !named.has(key) && !composed.includes(key));
  expect(unused).toEqual([]);
});
