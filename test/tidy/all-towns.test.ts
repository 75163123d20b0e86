import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../src", import.meta.url));
const sources = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const filesWith = (pattern: RegExp) => sources.filter((file) => pattern.test(readFileSync(join(root, file), "utf8"))).toSorted();

/** Whoever looks over all towns, and why: everybody else sees the rows of one (src/database/town-view.ts). */
const overAllTowns: Record<string, string> = {
  "backup/make-restore.ts": "refuses to restore over data that anybody uses",
  "data-dir.ts": "tells an earlier release's sandbox from a real town",
  "database/attempts.ts": "finds killed processes, of all towns in one question",
  "database/heartbeat.ts": "says of all towns at once that they are served",
  "database/town-view.ts": "is the door itself",
  "doctor/database.ts": "examines the whole database",
  "jobs/engine.ts": "frees the jobs of killed processes, whosever they are",
  "jobs/left-behind.ts": "hands out what killed processes left, of all towns in one question",
  "jobs/older-release.ts": "tells the admins of every town",
  "listening.ts": "hears of all towns at once whom nobody listens to",
  "make-claim.ts": "finds the town that an operator names",
  "sender/ear.ts": "asks of all towns at once whether something is to be sent",
  "town.ts": "counts for /metrics",
  "towns.ts": "asks at a start whose the data are",
  "whose-data.ts": "asks at a start whose the data are, and which number is free",
};

test("only those who say why look over all towns", () => {
  expect(filesWith(/\ballTowns\b/)).toEqual(Object.keys(overAllTowns).toSorted());
});

test("nobody asks a connection by hand, past the views of a town", () => {
  const byHand = filesWith(/\$client\b/);
  expect(byHand).toEqual([
    "database/client.ts",
    "database/store-probe.ts",
    "database/work.ts",
    "doctor/database.ts",
    "jobs/older-release.ts",
    "jobs/runner.ts",
    "town.ts",
  ]);
  // A schema's own table is named where rows are moved as a whole, numbers are given, or its type is needed.
  expect(filesWith(/\b(?:from|join|into|update) public\./)).toEqual([
    "backup/restore.ts",
    "database/town-view.ts",
    "domain/privacy/erase-rows.ts",
  ]);
});
