import { setTimeout as wait } from "node:timers/promises";

/**
 * Looks every ten milliseconds, for half a minute.
 *
 * @throws when it never came
 */
export async function until(is: () => boolean, what: string): Promise<void> {
  for (let looks = 0; looks < 3_000; looks += 1) {
    if (is()) return;
    await wait(10);
  }
  throw new Error(`Waited in vain for ${what}`);
}
