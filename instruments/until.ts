import { setTimeout as wait } from "node:timers/promises";

/**
 * Looks every ten milliseconds, for half a minute.
 *
 * @throws when it never came
 */
export async function until(is: () => boolean, what: string | (() => string)): Promise<void> {
  for (let looks = 0; looks < 3_000; looks += 1) {
    if (is()) return;
    await wait(10);
  }
  throw new Error(`Waited in vain for ${typeof what === "string" ? what : what()}`);
}

/** Looks every fifty milliseconds, for half a minute unless said otherwise. @returns whether it came */
export async function soon(is: () => Promise<boolean> | boolean, longestMs = 30_000): Promise<boolean> {
  for (const begun = Date.now(); Date.now() - begun < longestMs; await wait(50)) {
    if (await is()) return true;
  }
  return false;
}
