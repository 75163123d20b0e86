import { lockMs } from "../database/limits.ts";
import { isHeldLock, reasonOf } from "../database/outage.ts";
import type { Log } from "../log.ts";

let toldMs = Number.NEGATIVE_INFINITY;

/**
 * Somebody holds what an update needs, such as a table, and longer than anything of ours does: the operator hears it once in the time that
 * such a wait takes, for however many chats.
 */
export function tellOfHeldLock(log: Log, error: unknown) {
  if (!isHeldLock(error) || performance.now() - toldMs < lockMs / 2) return;
  toldMs = performance.now();
  log.warn({ waitingFor: "a lock that somebody holds in PostgreSQL", seconds: lockMs / 1_000, reason: reasonOf(error) }, "still waiting");
}
