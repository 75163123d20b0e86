import type { startSandbox } from "../sandbox/sandbox.ts";
import { type App, startApp, townId } from "./app.ts";
import { type Config, readConfig } from "./config.ts";
import { startEmbeddedDatabase } from "./database/embedded.ts";
import { inOneTransaction } from "./database/work.ts";
import { keepClockAhead, readClockAhead } from "./domain/town-clock.ts";
import { createLog } from "./log.ts";
import { startWeb } from "./web/server.ts";

type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** A stop that takes longer than this is ended by force; orchestrators kill after ten seconds. */
const longestStopMs = 4_500;

const config = readConfig();
if ("problems" in config) {
  for (const problem of config.problems) console.error(problem);
  process.exit(1);
}
await main(config).catch((error: Error) => {
  console.error(error.message);
  if (config.logLevel === "debug" || config.logLevel === "trace") console.error(error);
  process.exit(1);
});

async function main(config: Config) {
  const log = createLog(config.logLevel);
  const embedded = config.databaseUrl ? undefined : await startEmbeddedDatabase(config.dataDir);
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? "";
  // A production bot loads nothing of the sandbox.
  const sandbox = config.bot ? undefined : await (await import("../sandbox/sandbox.ts")).startSandbox(config.dataDir);
  const app = await startApp({
    databaseUrl,
    bot: config.bot ?? (sandbox as Sandbox).bot,
    webhook: config.webhook,
    timeZone: config.timeZone,
    clock: sandbox?.clock ?? Date.now,
    log,
  });
  if (sandbox) await furnish(sandbox, app);
  const web = await startWeb(config.port, { app, sandbox });
  if (sandbox) console.log(`Sandbox: http://localhost:${web.port}`);
  if (app.claimCode && !sandbox) {
    console.log(`Open this link once to become the town's first admin: https://t.me/${app.me.username}?start=${app.claimCode}`);
  }
  let isStopping = false;
  const stop = async (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, "stopping");
    let stopping = "web";
    const cutOff = () => {
      log.error({ stopping }, "stopping took too long and was cut off; nothing is lost");
      process.exit(1);
    };
    setTimeout(cutOff, longestStopMs).unref();
    await web.stop();
    await app.stop((part) => {
      stopping = part;
    });
    stopping = "sandbox and embedded database";
    await sandbox?.stop();
    await embedded?.stop();
    process.exit(0);
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  log.info({ town: townId, bot: app.me.id, port: web.port }, "started");
}

/** Puts the demo township behind the sandbox's phones, and its clock into their hands. */
async function furnish(sandbox: Sandbox, app: App) {
  const { demoGroups, demoPeople } = await import("./demo/township.ts");
  const { furnishDemoTown } = await import("./demo/furnish.ts");
  sandbox.addPeople(demoPeople.map(({ id, name, roleZh, roleEn }) => ({ id, name, role: roleZh, roleEn })));
  sandbox.addGroups(demoGroups.map(({ roleZh, ...group }) => ({ ...group, role: roleZh })));
  const clock = {
    load: () => inOneTransaction(app.database, app.momentNow(), readClockAhead),
    save: (seconds: number) => inOneTransaction(app.database, app.momentNow(), (work) => keepClockAhead(work, seconds)),
  };
  await sandbox.connectClock(clock, app.fireTimers);
  await furnishDemoTown(app.database, app.momentNow());
}
