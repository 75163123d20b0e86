import { type Config, readConfig } from "./config.ts";
import { withCluster } from "./data-dir.ts";
import { closeDatabase, type Database, openDatabase } from "./database/client.ts";
import { hasCluster } from "./database/embedded.ts";
import { migrateDatabase } from "./database/migrate.ts";
import { isOutage, reasonOf } from "./database/outage.ts";
import { describeDatabase } from "./database/reach.ts";
import { allTowns, type Towns } from "./database/town-view.ts";
import { inOneTransaction, type Work } from "./database/work.ts";
import { recoveryHours } from "./domain/limits.ts";
import { mintRecoveryCode } from "./domain/people/claim.ts";
import { describeData, findBotUsername, findNamedTowns, moveTown } from "./domain/places/whose-town.ts";
import { firstTownId } from "./domain/town-number.ts";
import { oneLine } from "./log.ts";
import { openTelegram } from "./sender/telegram.ts";
import { refusedToken } from "./sender/telegram-watch.ts";
import { botIdOf, describeMismatch, type Where } from "./whose-data.ts";

const nothing = "There is no town here yet: start the bot with BOT_TOKEN; each start prints a link until the town has an admin";

type Run = <T>(act: (work: Work) => Promise<T>, seen?: Towns) => Promise<T>;

const config = readConfig();
if ("problems" in config) {
  for (const problem of config.problems) console.error(problem);
  process.exit(1);
}
await main(config, process.argv.slice(2)).catch((error: Error) => {
  console.error(oneLine(error));
  process.exit(1);
});

/**
 * `npm run claim`: for the person who sits at the machine, a link to become admin; with `--bot`, the town becomes that of `BOT_TOKEN`'s bot.
 * Both whether the bot runs or not. Of several towns, one is named by its bot: `npm run claim -- @qingshi_bot`.
 */
async function main(config: Config, given: string[]) {
  const named = given.filter((one) => one !== "--bot");
  if (named.length > 1 || named.some((one) => one.startsWith("-")))
    throw new Error("npm run claim makes a link to become admin; -- --bot hands the town to another bot; -- @name says which of several");
  await withTown(config, named[0], (run) => (given.includes("--bot") ? handOver(config, run) : makeLink(config, run)));
}

async function makeLink(config: Config, run: Run) {
  const username = (await run(findBotUsername)) ?? (config.bot && (await askName(config.bot)));
  const code = await run(mintRecoveryCode);
  const how = `it works once, within ${recoveryHours} hours, and every earlier link is void; the admins are told`;
  if (username) console.log(`Open this link to become admin (${how}): https://t.me/${username}?start=${code}`);
  else console.log(`Send this to the bot to become admin (${how}): /start ${code}`);
}

async function handOver({ bots: [bot, ...others] }: Config, run: Run) {
  if (!bot) throw new Error("BOT_TOKEN is missing: set that of the bot to which the town is to belong");
  if (others.length) throw new Error("BOT_TOKEN holds several: set only that of the bot to which the town is to belong");
  const username = await askName(bot);
  const own = (await run(findNamedTowns, allTowns)).find(({ botId }) => botId === botIdOf(bot.token));
  if (own) throw new Error(`@${username} has a town already${own.name ? `: ${own.name}` : ""}. A bot is one town's`);
  await run((work) => moveTown(work, botIdOf(bot.token), username));
  console.log(`The town belongs to @${username} now: start it with that token. Everybody has to open it once before it may write to them.`);
}

async function askName(bot: NonNullable<Config["bot"]>): Promise<string> {
  try {
    return (await openTelegram(bot).getMe()).username;
  } catch (cause) {
    const why = refusedToken((cause as { error_code?: number }).error_code) ?? "Telegram could not be reached: try again";
    throw new Error(why, { cause });
  }
}

/** Finds the town's database as a start would, refuses what is none, and lets go of it again. */
async function withTown(config: Config, named: string | undefined, act: (run: Run) => Promise<void>) {
  if (!config.databaseUrl) {
    if (!(await hasCluster(config.dataDir))) throw new Error(nothing);
    return withCluster(config.dataDir, (database) => ofTown(config, database, named, act));
  }
  const database = openDatabase(config.databaseUrl);
  try {
    await ofTown(config, database, named, act);
  } catch (cause) {
    if (!isOutage(cause)) throw cause;
    throw new Error(`${describeDatabase(config.databaseUrl)} cannot be reached: ${reasonOf(cause)}`, { cause });
  } finally {
    await closeDatabase(database);
  }
}

/** The only town, or the one whose bot is named. */
async function townOf(run: Run, named: string | undefined): Promise<number> {
  const towns = await run(findNamedTowns, allTowns);
  const wanted = named?.replace(/^@/, "").toLowerCase();
  const found = towns.filter(
    ({ username, botId }) => wanted === undefined || username?.toLowerCase() === wanted || String(botId) === wanted,
  );
  if (found.length === 1 && found[0]) return found[0].id;
  // Of what earlier releases left, no bot is known.
  if (towns.length < 2 && wanted === undefined) return firstTownId;
  const list = towns.map(({ username, botId, name }) => `@${username ?? botId}${name ? ` (${name})` : ""}`).join(", ");
  throw new Error(`Say which town by its bot, as in npm run claim -- @name: ${list || "there is none"}`);
}

async function ofTown(config: Config, database: Database, named: string | undefined, act: (run: Run) => Promise<void>) {
  const where: Where = config.databaseUrl ? { setting: "DATABASE_URL" } : { setting: "DATA_DIR", folder: config.dataDir };
  const runIn =
    (townId: number): Run =>
    (one, seen = townId) =>
      inOneTransaction(database, { townId, zone: config.timeZone, now: new Date() }, one, seen);
  const run = runIn(await townOf(runIn(firstTownId), named));
  const data = await run(describeData);
  if (data === "nothing") throw new Error(nothing);
  if (data === "demo") throw new Error("This is the sandbox's demo township: its admin is one of the phones on its page");
  if (data === "mixed") throw new Error(describeMismatch({ why: "mixed-data" }, "sandbox", where));
  await migrateDatabase(database);
  await act(run);
}
