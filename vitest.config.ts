import { defineConfig } from "vitest/config";

// Far from the town: the machine's time zone must decide nothing.
process.env["TZ"] = "America/Los_Angeles";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/postgres.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A machine that is busy with something else is slow, not wrong.
    expect: { poll: { timeout: 15_000 } },
    // Two cores: each file runs a bot, an emulator and its share of PostgreSQL.
    maxWorkers: 2,
    reporters: process.env["CI"] ? ["default"] : ["dot"],
  },
});
