import { setTimeout as wait } from "node:timers/promises";
import type { Wait, Waits } from "../waits.ts";
import { addressOf } from "./drivers/settings.ts";
import { tryAgainMs } from "./limits.ts";
import { isOutage, reasonOf } from "./outage.ts";

/** What no waiting changes: an operator has to do something. */
const refusals: Record<string, string> = {
  "28P01": "the password is not accepted",
  "28000": "the user is not accepted",
  "3D000": "there is no such database",
  "42501": "the user may not do what is needed",
};

/** Names a database for an operator: never its password, wherever in the URL that stands. */
export function describeDatabase(url: string): string {
  try {
    const { host, port, database } = addressOf(url);
    return `PostgreSQL, database ${database ?? "of the user's name"} at ${host.startsWith("/") ? host : `${host}:${port}`}`;
  } catch {
    return "PostgreSQL";
  }
}

/** Why the database refuses for good, in words; undefined when it does not. */
export const refusalOf = (error: unknown): string | undefined => refusals[codeOf(error)];

/**
 * Does what a start needs of the database as soon as it is there, however long that takes. Whatever starts beside it may be slower.
 *
 * @param act may be done again from its beginning
 * @throws Error with one sentence when the database refuses for good, or the failure has nothing to do with its being away
 */
export async function onceReached<T>(url: string, waits: Waits, act: (waiting: Wait) => Promise<T>): Promise<T> {
  const name = describeDatabase(url);
  return waits.during(name, async (waiting) => {
    for (;;) {
      try {
        return await act(waiting);
      } catch (error) {
        const refused = refusalOf(error);
        if (refused) throw new Error(`DATABASE_URL (${name}): ${refused}. ${reasonOf(error)}`, { cause: error });
        if (!isOutage(error)) throw error;
        waiting.because(reasonOf(error));
        await wait(tryAgainMs);
      }
    }
  });
}

const codeOf = (error: unknown): string =>
  String((error as { code?: unknown }).code ?? ((error as Error).cause ? codeOf((error as Error).cause) : ""));
