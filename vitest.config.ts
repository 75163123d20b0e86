import { accessSync, constants, statfsSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// Far from the town: the machine's time zone must decide nothing.
process.env["TZ"] = "America/Los_Angeles";

// Each test's town is a database of its own, some seven hundred small files: in memory that is there in a tenth of the time.
const memory = "/dev/shm";
const neededBytes = 4 * 2 ** 30;
if (hasRoom()) process.env["TMPDIR"] = memory;

function hasRoom(): boolean {
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > neededBytes;
  } catch {
    return false;
  }
}

/** What takes long begins first, so that at the end nobody waits for one file. */
const longest = [
  ...[
    "test/instruments/",
    "test/bot/county",
    "test/bot/place-rights",
    "test/process/",
    "test/quarter/",
    "test/domain/sight",
    "test/domain/model",
  ],
  ...["test/sandbox/", "test/bot/permissions", "test/bot/hostile", "test/bot/alarm"],
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = longest.findIndex((folder) => moduleId.includes(folder));
      return found < 0 ? longest.length : found;
    };
    return files.toSorted((one, other) => rank(one) - rank(other) || one.moduleId.localeCompare(other.moduleId));
  }
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/all-statements.ts", "test/support/postgres.ts"],
    setupFiles: ["test/support/statements.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A machine that is busy with something else is slow, not wrong.
    expect: { poll: { timeout: 15_000 } },
    // For two cores: each file runs a bot, an emulator and its share of PostgreSQL, and many wait for a process or a limit of time.
    maxWorkers: 3,
    // The bot's modules are read once for each worker, and not for each of a hundred files.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    reporters: process.env["CI"] ? ["default"] : ["dot"],
  },
});
