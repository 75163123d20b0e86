import type { UserFromGetMe } from "@grammyjs/types";
import { stopAll } from "./app.ts";
import { inOneTransaction } from "./database/work.ts";
import { findMismatch } from "./domain/places/whose-town.ts";
import { firstTownId } from "./domain/town-number.ts";
import { oneLine } from "./log.ts";
import { type ProcessGiven, startProcess } from "./process.ts";
import type { TelegramAddress } from "./sender/telegram.ts";
import { startTown, type Town, type TownGiven } from "./town.ts";
import { botIdOf, describeMismatch, takeOneOfSeveral, type Where } from "./whose-data.ts";

type Given = ProcessGiven &
  Omit<TownGiven, "bot"> & {
    where: Where;
    /** A town is served that was not, or no longer. */
    changed: (towns: readonly Town[]) => void;
  };
type Serving = { token: string; town: Promise<Town | undefined> };

/** Another replica may give a number to another bot at the same moment; each time one of them has its town. */
const maxTries = 20;

/**
 * Serves several towns in one process, each with a bot of its own. A bot that cannot be served, since its token is wrong, stops none of the
 * others.
 *
 * @returns `serve`, which begins what is new in a list of bots and ends what is no longer in it, and resolves when each is served or cannot
 * be; `now`, the towns that are served; and `stop`
 * @throws Error with one line when the data are the sandbox's, or the upgrade failed
 */
export async function openTowns(given: Given) {
  const { log, where } = given;
  const process = await startProcess(given, async (database, momentOf) => {
    const comer = { botId: 0 };
    const mismatch = await inOneTransaction(database, momentOf(firstTownId)(), (work) => findMismatch(work, comer));
    if (mismatch && mismatch.why !== "other-bot") throw new Error(describeMismatch(mismatch, comer, where));
  });
  const serving = new Map<number, Serving>();
  let now: readonly Town[] = [];

  /** One after the other: bots that come together to new data would all ask for the same number. */
  let taking: Promise<unknown> = Promise.resolve();
  function takeInTurn(botId: number, me: UserFromGetMe): Promise<number> {
    const taken = taking.then(() => take(botId, me));
    taking = taken.catch(() => {});
    return taken;
  }

  async function take(botId: number, { username }: UserFromGetMe): Promise<number> {
    const { database, momentOf } = process;
    for (let tries = 0; tries < maxTries; tries += 1) {
      const townId = await takeOneOfSeveral({ database, momentOf, where }, botId, username);
      if (townId !== undefined) return townId;
    }
    throw new Error("no town could be made for it");
  }

  async function begin(botId: number, bot: TelegramAddress): Promise<Town | undefined> {
    try {
      const whose = { take: (me: UserFromGetMe) => takeInTurn(botId, me), isDemo: false, webhookPath: `/webhook/${botId}` };
      const town = await startTown(process, whose, { ...given, bot });
      log.info({ town: town.townId, bot: botId, username: town.me.username }, "a town is served");
      now = [...now, town];
      given.changed(now);
      return town;
    } catch (error) {
      log.error({ bot: botId, reason: oneLine(error as Error) }, "a bot cannot be served; the others are");
      return undefined;
    }
  }

  async function end(botId: number, { town }: Serving) {
    serving.delete(botId);
    const ended = await town;
    if (!ended) return;
    now = now.filter((one) => one !== ended);
    process.bots.delete(ended.townId);
    given.changed(now);
    const { intake, bounds, leaveJobs, sender, life } = ended.parts;
    for (const part of [intake, bounds, leaveJobs, sender, life]) await part();
    log.info({ town: ended.townId, bot: botId }, "a town is served no longer");
  }

  return {
    now: () => now,
    async serve(bots: readonly TelegramAddress[]) {
      const wanted = new Map(bots.map((bot) => [botIdOf(bot.token), bot]));
      const ending = [...serving].filter(([botId, { token }]) => wanted.get(botId)?.token !== token);
      // A new token of the same bot begins when the old one has ended: Telegram serves one poller only.
      const ended = new Map(ending.map(([botId, one]) => [botId, end(botId, one)]));
      for (const [botId, bot] of wanted) {
        if (serving.has(botId)) continue;
        const town = (ended.get(botId) ?? Promise.resolve()).then(() => begin(botId, bot));
        serving.set(botId, { token: bot.token, town });
      }
      await Promise.all([...ended.values(), ...[...serving.values()].map(({ town }) => town)]);
    },
    stop: (entering?: (part: string) => void) => stopAll(process, now, entering),
  };
}
