import { flushCompileCache } from "node:module";
import type { startSandbox } from "../sandbox/sandbox.ts";
import type { App } from "./app.ts";
import { type Config, readConfig } from "./config.ts";
import { clusterFolder, startEmbeddedWhenThereIsRoom } from "./database/embedded.ts";
import { claimDays } from "./domain/limits.ts";
import { createLog, oneLine } from "./log.ts";
import { createStops } from "./stop.ts";
import type { openTowns } from "./towns.ts";
import { createWaits, type Waits } from "./waits.ts";
import { startWeb } from "./web/server.ts";

type Sandbox = Awaited<ReturnType<typeof startSandbox>>;
type Web = Awaited<ReturnType<typeof startWeb>>;

const config = readConfig();
if ("problems" in config) {
  for (const problem of config.problems) console.error(problem);
  process.exit(1);
}
const log = createLog(config.logLevel);
const stops = createStops(log);
// Everything is a transaction that is tried again; a promise that somebody forgot must not take the town with it.
process.on("unhandledRejection", (error) => log.error({ err: error }, "nobody waited for this failure"));
await main(config).catch((error: Error) => {
  console.error(oneLine(error));
  log.debug({ err: error }, "the start failed");
  return stops.stopAll(1);
});

/** The web comes first, then the database, then Telegram: whatever is waited for, somebody who asks is told. */
async function main(config: Config) {
  const waits = createWaits(log);
  const web = await startWeb({ ...config, isSandbox: !config.bot }, waits);
  stops.add("web", () => web.stop());
  // Half of a start is reading the program: questions meanwhile are answered.
  const { startApp } = await import("./app.ts");
  const folder = await openFolder(config);
  const embedded = config.databaseUrl ? undefined : await startEmbedded(folder, config.backupKey, waits);
  embedded?.watch(waits);
  // A production bot loads nothing of the sandbox.
  const sandbox = config.bot ? undefined : await (await import("../sandbox/sandbox.ts")).startSandbox(folder, config.host, config.timeZone);
  if (sandbox) stops.add("sandbox", () => sandbox.stop());
  const common = {
    databaseUrl: config.databaseUrl ?? embedded?.url ?? "",
    webhook: config.webhook,
    timeZone: config.timeZone,
    updatesAMinute: config.updatesAMinute,
    clock: sandbox?.clock ?? Date.now,
    log,
    waits,
    backups: config.bot ? config.backups : undefined,
    cleansFiles: { isOwnServer: embedded !== undefined },
    voice: config.voice,
    // The sandbox is this machine's own.
    privateHosts: config.bot ? config.webhookHosts : [...config.webhookHosts, "localhost", "127.0.0.1", "::1"],
    ...(config.bot && embedded ? await upgrading(folder, config.backupKey) : {}),
    where: config.databaseUrl ? ({ setting: "DATABASE_URL" } as const) : ({ setting: "DATA_DIR", folder: config.dataDir } as const),
    showClaim,
  };
  if (config.bots.length > 1 || config.tokensFile) return serveSeveral(config, common, web);
  const app = await startApp({ ...common, bot: config.bot ?? (sandbox as Sandbox).bot, isDemo: !config.bot });
  stops.add("app", (entering) => app.stop(entering));
  if (sandbox) await furnish(sandbox, app);
  await web.serve({ town: app, sandbox });
  if (sandbox) console.log(`Sandbox: ${web.url}`);
  if (sandbox?.isOpen) console.log("HOST lets others in: everybody who reaches this port can act as anybody of the demo township");
  // Otherwise it is written at the end, and one that is killed would leave nothing to the next.
  flushCompileCache();
  log.info({ town: app.townId, bot: app.me.id, port: web.port }, "started");
}

function showClaim(link: string) {
  console.log(
    `Open this link once to become the town's first admin (within ${claimDays} days; only the newest link works): ${link}\nTo bring a town back from a backup instead, stop this and run: npm run restore -- FILE`,
  );
}

/** Each bot is a town. A person who changes the file of their tokens says so by SIGHUP: new ones begin, and those that are gone end. */
async function serveSeveral(config: Config, common: Omit<Parameters<typeof openTowns>[0], "changed">, web: Web) {
  const { openTowns } = await import("./towns.ts");
  const towns = await openTowns({ ...common, changed: (served) => void web.serve({ towns: served }) });
  stops.add("app", (entering) => towns.stop(entering));
  process.on("SIGHUP", () => {
    const read = readConfig();
    if ("problems" in read) return log.error({ problems: read.problems }, "the tokens were not read again; all goes on as before");
    void towns.serve(read.bots).catch((error) => log.error({ err: error }, "the tokens were not taken over"));
  });
  await towns.serve(config.bots);
  if (!towns.now().length) throw new Error("None of the bots can be served; the log says why");
  flushCompileCache();
  log.info({ towns: towns.now().length, of: config.bots.length, port: web.port }, "started");
}

/** The folder of this town's data, and of nothing else. */
async function openFolder({ bot, databaseUrl, dataDir, timeZone }: Config): Promise<string> {
  const { openSandboxFolder, refuseUnwritable } = await import("./data-dir.ts");
  const { firstTownId } = await import("./domain/town-number.ts");
  if (!bot || !databaseUrl) await refuseUnwritable(dataDir);
  if (bot) return dataDir;
  const { folder, told } = await openSandboxFolder(dataDir, !databaseUrl, { townId: firstTownId, zone: timeZone, now: new Date() });
  if (told) console.log(told);
  return folder;
}

/** What is backed up before an upgrade, and goes after its time. An operator with a database of their own backs it up by their own means. */
async function upgrading(folder: string, key: string | undefined) {
  const { backUpBeforeUpgrade, forgetOldUpgrades } = await import("./backup/nightly.ts");
  return {
    beforeUpgrade: (url: string) => backUpBeforeUpgrade(url, folder, key, new Date()),
    atNight: () => forgetOldUpgrades(folder, new Date()),
  };
}

async function bringOver(dataDir: string, key: string | undefined, because: (reason: string) => void) {
  const { bringOverMajor } = await import("./backup/bring-over.ts");
  const told = await bringOverMajor(dataDir, key, because);
  if (told) console.log(told);
}

/** It is stopped also when the stop comes while it starts: nobody else would. */
async function startEmbedded(dataDir: string, backupKey: string | undefined, waits: Waits) {
  const starting = waits
    .during("the embedded PostgreSQL", (waiting) => bringOver(dataDir, backupKey, waiting.because))
    .then(() => startEmbeddedWhenThereIsRoom(dataDir, waits));
  // One that does not start says so by itself.
  stops.add("embedded database", async () => (await starting.catch(() => undefined))?.stop());
  const embedded = await starting;
  const place = await clusterFolder(dataDir);
  if (place !== dataDir) console.log(`The data lie in ${place}: PostgreSQL, which root may not run itself, could not enter ${dataDir}`);
  return embedded;
}

/** Puts the demo township behind the sandbox's phones, and its clock into their hands. */
async function furnish(sandbox: Sandbox, app: App) {
  const { demoGroups, demoPeople } = await import("./demo/township.ts");
  const { englishPeople } = await import("./demo/english.ts");
  const { firstMorning, furnishDemoTown, isFurnished } = await import("./demo/furnish.ts");
  const { readGuide } = await import("./demo/guide.ts");
  const { inOneTransaction, reading } = await import("./database/work.ts");
  const { keepClockAhead, readClockAhead } = await import("./domain/town-clock.ts");
  const { findUpcoming, isSettled } = await import("./jobs/upcoming.ts");
  const everybody = [
    ...demoPeople.map((one) => ({ ...one, language: "zh" as const })),
    ...englishPeople.map((one) => ({ ...one, language: "en" as const })),
  ];
  sandbox.addPeople(everybody.map(({ id, name, roleZh, roleEn, language }) => ({ id, name, role: roleZh, roleEn, language })));
  sandbox.addGroups(demoGroups.map(({ roleZh, ...group }) => ({ ...group, role: roleZh })));
  const clock = {
    load: () => inOneTransaction(app.database, app.momentNow(), readClockAhead),
    save: (seconds: number) => inOneTransaction(app.database, app.momentNow(), (work) => keepClockAhead(work, seconds)),
  };
  await sandbox.connectClock(clock, {
    next: async (until) => (await findUpcoming(app.database, app.momentNow(), new Date(until)))?.getTime(),
    fire: app.fireTimers,
    isSettled: () => isSettled(app.database, app.momentNow()),
  });
  sandbox.connectGuide(() => reading(app.database, app.momentNow(), readGuide));
  if (!(await isFurnished(app.database, app.momentNow()))) await sandbox.setClock(firstMorning(app.momentNow()).getTime());
  await furnishDemoTown(app.database, app.momentNow());
}
