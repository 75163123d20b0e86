import type { Database } from "./database/client.ts";
import { allTowns } from "./database/town-view.ts";
import { inOneTransaction, type Moment } from "./database/work.ts";
import { type Comer, describeData, findMismatch, findNamedTowns, type Mismatch, takeTown } from "./domain/places/whose-town.ts";
import { firstTownId } from "./domain/town-number.ts";

/** Where the data lie, as an operator names it: `DATABASE_URL`, or `DATA_DIR` with its folder. Never the URL, which holds a password. */
export type Where = { setting: "DATABASE_URL" } | { setting: "DATA_DIR"; folder: string };
type Given = { database: Database; moment: Moment; comer: Comer; where: Where };

/**
 * Asked before anything is changed: a real bot does not open the sandbox's demo, the sandbox no real town, and a bot not another bot's.
 *
 * @throws Error with one line that says what to do
 */
export async function refuseOthersData({ database, moment, comer, where }: Given) {
  const mismatch = await inOneTransaction(database, moment, (work) => findMismatch(work, comer), allTowns);
  if (mismatch) throw new Error(describeMismatch(mismatch, comer, where));
}

type Asked = Omit<Given, "moment" | "comer"> & { momentOf: (townId: number) => () => Moment };

/** The town of the only comer: the bot's own, or the first, which it may then have or not. */
export async function townOfOne({ database, momentOf, comer }: Pick<Asked, "database" | "momentOf"> & { comer: Comer }): Promise<number> {
  if (comer === "sandbox") return firstTownId;
  const towns = await inOneTransaction(database, momentOf(firstTownId)(), findNamedTowns, allTowns);
  return towns.find(({ botId }) => botId === comer.botId)?.id ?? firstTownId;
}

/**
 * Which town belongs to a bot that is one of several from now on: its own, or a new one.
 *
 * @returns its number, when it is the bot's; undefined when another bot got it in the same moment
 * @throws Error with one line for data of which nothing tells whose they are
 */
export async function takeOneOfSeveral(asked: Asked, botId: number, botUsername: string): Promise<number | undefined> {
  const { database, momentOf, where } = asked;
  const townId = await inOneTransaction(
    database,
    momentOf(firstTownId)(),
    async (work) => {
      const towns = await findNamedTowns(work);
      const own = towns.find((town) => town.botId === botId);
      if (own) return own.id;
      const data = await describeData(work);
      if (data === "unmarked") throw new Error(describeUnmarked(where));
      return data === "nothing" ? firstTownId : Math.max(firstTownId, ...towns.map(({ id }) => id)) + 1;
    },
    allTowns,
  );
  const mismatch = await inOneTransaction(database, momentOf(townId)(), (work) => takeTown(work, { botId }, botUsername), allTowns);
  return mismatch ? undefined : townId;
}

const describeUnmarked = (where: Where) =>
  `${placeOf(where)} holds a town of a release up to 0.6, which does not say whose it is: start once with its bot's token alone as BOT_TOKEN`;

const placeOf = (where: Where) => (where.setting === "DATA_DIR" ? `DATA_DIR ${where.folder}` : "DATABASE_URL");

/** Writes down whose the data are from now on, when the bot is known. @throws as above, when another was faster */
export async function takeData({ database, moment, comer, where }: Given, botUsername: string) {
  const mismatch = await inOneTransaction(database, moment, (work) => takeTown(work, comer, botUsername), allTowns);
  if (mismatch) throw new Error(describeMismatch(mismatch, comer, where));
}

/** The one line for an operator: what is wrong, and what to do. */
export function describeMismatch(mismatch: Mismatch, comer: Comer, where: Where): string {
  const place = placeOf(where);
  const another = where.setting === "DATA_DIR" ? "DATA_DIR to another folder" : "DATABASE_URL to another database";
  switch (mismatch.why) {
    case "real-data":
      return `BOT_TOKEN is missing: ${place} holds a real town. Set BOT_TOKEN; or, for the sandbox, ${another}`;
    case "demo-data": {
      const wayOut =
        where.setting === "DATA_DIR" ? `, or start once without BOT_TOKEN, which moves the demo to ${where.folder}/sandbox` : "";
      return `${place} holds the sandbox's demo township, which no real bot may show to people. Set ${another}${wayOut}`;
    }
    case "mixed-data":
      return `${place} holds the sandbox's demo township and real people who wrote to a bot on it (releases up to 0.6 let them meet). Set ${another} for a fresh town, and keep this one for what they wrote`;
    case "other-bot": {
      const mine = comer === "sandbox" ? "" : ` of bot ${comer.botId}`;
      return `BOT_TOKEN is${mine}, but ${place} holds the town of bot ${mismatch.botId}. Set that bot's token or ${another}; to hand the town over to the new bot for good: npm run claim -- --bot`;
    }
  }
}

/** A bot's id stands before the colon of its token; Telegram need not be asked. */
export const botIdOf = (token: string) => Number(token.slice(0, token.indexOf(":")));
