import { setTimeout as wait } from "node:timers/promises";
import type { UserFromGetMe } from "@grammyjs/types";
import { stopAll } from "./app.ts";
import { allTowns } from "./database/town-view.ts";
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
/** `town`: of the latest try; `ending`: whether it is to be tried no more. */
type Serving = { token: string; town: Promise<Town | undefined>; ending: AbortController };

/** What keeps a bot from being served may be over in a minute, or take an operator's hand: it is tried again after pauses that grow. */
const firstPauseMs = 5_000;
const longestPauseMs = 10 * 60_000;

/** Another replica may give a number to another bot at the same moment; each time one of them has its town. */
const maxTries = 20;

/**
 * Serves several towns in one process, each with a bot of its own. A bot that cannot be served, since its token is wrong, stops none of the
 * others, and is tried again and again.
 *
 * @returns `serve`, which begins what is new in a list of bots and ends what is no longer in it, and resolves when each is served or cannot
 * be; `now`, the towns that are served; and `stop`
 * @throws Error with one line when the data are the sandbox's, or the upgrade failed
 */
export async function openTowns(given: Given) {
  const { log, where } = given;
  const shared = await startProcess(given, async (database, momentOf) => {
    const comer = { botId: 0 };
    const mismatch = await inOneTransaction(database, momentOf(firstTownId)(), (work) => findMismatch(work, comer), allTowns);
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
    const { database, momentOf } = shared;
    for (let tries = 0; tries < maxTries; tries += 1) {
      const townId = await takeOneOfSeveral({ database, momentOf, where }, botId, username);
      if (townId !== undefined) return townId;
    }
    throw new Error("no town could be made for it");
  }

  /** @param told why it could not be served before: the same is not said again */
  async function begin(botId: number, bot: TelegramAddress, told: { reason?: string }): Promise<Town | undefined> {
    try {
      const whose = { take: (me: UserFromGetMe) => takeInTurn(botId, me), isDemo: false, webhookPath: `/webhook/${botId}` };
      const town = await startTown(shared, whose, { ...given, bot });
      log.info({ town: town.townId, bot: botId, username: town.me.username }, "a town is served");
      now = [...now, town];
      given.changed(now);
      return town;
    } catch (error) {
      const reason = oneLine(error as Error);
      log[reason === told.reason ? "debug" : "error"]({ bot: botId, reason }, "a bot cannot be served; the others are");
      told.reason = reason;
      return undefined;
    }
  }

  /** Begins to serve it; what fails is tried again, for which nobody waits. */
  function keep(botId: number, bot: TelegramAddress, after: Promise<unknown>): Serving {
    const told = {};
    const ending = new AbortController();
    const one: Serving = { token: bot.token, ending, town: after.then(() => begin(botId, bot, told)) };
    void (async () => {
      for (let pauseMs = firstPauseMs; !(await one.town); pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
        await wait(pauseMs, undefined, { signal: ending.signal, ref: false }).catch(() => {});
        if (ending.signal.aborted) return;
        one.town = begin(botId, bot, told);
      }
    })();
    return one;
  }

  async function end(botId: number, one: Serving) {
    serving.delete(botId);
    one.ending.abort();
    const ended = await one.town;
    if (!ended) return;
    now = now.filter((one) => one !== ended);
    shared.bots.delete(ended.townId);
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
        serving.set(botId, keep(botId, bot, ended.get(botId) ?? Promise.resolve()));
      }
      await Promise.all([...ended.values(), ...[...serving.values()].map(({ town }) => town)]);
    },
    stop(entering?: (part: string) => void) {
      for (const { ending } of serving.values()) ending.abort();
      return stopAll(shared, now, entering);
    },
  };
}
