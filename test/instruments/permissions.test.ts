import { expect, test, vi } from "vitest";
import { rights } from "../../src/domain/people/rights.ts";
import { tryEveryRight } from "../support/rights.ts";
import { withTown } from "../support/town.ts";

// The deliberate fault: the author of these commands forgot to ask who is there, and whose it is.
vi.mock("../../src/bot/allowed.ts", () => ({ allowed: async () => true }));

vi.mock("../../src/domain/doorstep/standing.ts", async (real) => ({ ...(await real<object>()), permit: async () => undefined }));

test("the instrument notices role checks that are missing", { timeout: 240_000 }, async () => {
  const wrong = await tryEveryRight(await withTown());
  for (const right of Object.keys(rights)) expect(wrong).toContain(`${right} by villager`);
});
