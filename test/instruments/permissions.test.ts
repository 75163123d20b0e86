import { expect, onTestFinished, test, vi } from "vitest";
import { rights } from "../../src/domain/people/rights.ts";

/** The deliberate fault: the author of these commands forgot to ask who is there, and whose it is. */
function forgetToAsk() {
  const forgotten = ["../../src/bot/allowed.ts", "../../src/domain/doorstep/standing.ts"] as const;
  // Files share their modules: what was read before with the checks in it, or is read from here on without them, is nobody else's.
  vi.resetModules();
  vi.doMock(forgotten[0], () => ({ allowed: async () => true }));
  vi.doMock(forgotten[1], async (real) => ({ ...(await real<object>()), permit: async () => undefined }));
  onTestFinished(() => {
    for (const path of forgotten) vi.doUnmock(path);
    vi.resetModules();
  });
}

test("the instrument notices role checks that are missing", { timeout: 240_000 }, async () => {
  forgetToAsk();
  const [{ tryEveryRight }, { withTown }] = await Promise.all([import("../support/rights.ts"), import("../support/town.ts")]);
  const wrong = await tryEveryRight(await withTown());
  for (const right of Object.keys(rights)) expect(wrong).toContain(`${right} by villager`);
});
