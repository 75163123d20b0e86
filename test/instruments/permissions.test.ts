import { expect, test, vi } from "vitest";
import { rights } from "../../src/domain/people/rights.ts";
import { tryEveryRight } from "../support/rights.ts";
import { withTown } from "../support/town.ts";

// The deliberate fault: whoever wrote these commands forgot to ask who is there.
vi.mock("../../src/bot/allowed.ts", () => ({ allowed: async () => true }));

test("the instrument notices role checks that are missing", async () => {
  const wrong = await tryEveryRight(await withTown());
  for (const right of Object.keys(rights)) expect(wrong).toContain(`${right} by villager`);
});
