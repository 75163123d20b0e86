import type { Database } from "./database/client.ts";
import { type Process, type ProcessGiven, startProcess } from "./process.ts";
import { startTown, type Town, type TownGiven } from "./town.ts";
import { createWaits, type Waits } from "./waits.ts";
import { botIdOf, refuseOthersData, takeData, townOfOne, type Where } from "./whose-data.ts";

export type AppGiven = Omit<ProcessGiven, "waits"> &
  TownGiven & {
    waits?: Waits;
    /** Whether it is the sandbox, whose demo township has its admin already. */
    isDemo?: boolean;
    /** Where the data lie, for what an operator is told about them. */
    where?: Where;
  };
export type App = Awaited<ReturnType<typeof startApp>>;

/**
 * Starts everything of one replica with one town.
 *
 * @returns the town, with the code of its claim link and the webhook's routes, and `stop`
 * @throws Error with one line when the data are somebody else's, or the token is wrong
 */
export async function startApp(given: AppGiven) {
  const { isDemo = false, where = { setting: "DATABASE_URL" } } = given;
  const comer = isDemo ? ("sandbox" as const) : { botId: botIdOf(given.bot.token) };
  const claimantIn = async (database: Database, momentOf: Process["momentOf"]) => {
    const townId = await townOfOne({ database, momentOf, comer });
    return { townId, claimant: { database, moment: momentOf(townId)(), comer, where } };
  };
  const shared = await startProcess({ ...given, waits: given.waits ?? createWaits(given.log) }, async (database, momentOf) => {
    await refuseOthersData((await claimantIn(database, momentOf)).claimant);
  });
  try {
    const take = async ({ username }: { username: string }) => {
      const { townId, claimant } = await claimantIn(shared.database, shared.momentOf);
      await takeData(claimant, username);
      return townId;
    };
    const town = await startTown(shared, { take, isDemo, webhookPath: "/webhook" }, given);
    return { ...town, stop: (entering?: (part: string) => void) => stopAll(shared, [town], entering) };
  } catch (error) {
    await stopAll(shared, []);
    throw error;
  }
}

/** Takes no more, finishes what runs, and lets go of everything; `entering` hears whose turn it is. */
export async function stopAll(shared: Process, towns: readonly Town[], entering: (part: string) => void = () => {}) {
  const each = (part: Exclude<keyof Town["parts"], "leaveJobs">) => () => Promise.all(towns.map(({ parts }) => parts[part]()));
  const parts = {
    intake: each("intake"),
    bounds: each("bounds"),
    jobs: () => shared.engine.stop(),
    sender: each("sender"),
    life: each("life"),
    database: () => shared.stop(),
  };
  for (const [part, stop] of Object.entries(parts)) {
    entering(part);
    await stop();
  }
}
