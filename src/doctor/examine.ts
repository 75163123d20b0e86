import { readConfig } from "../config.ts";
import { oneLine } from "../log.ts";
import { checkDatabase } from "./database.ts";
import { bad, type Finding, good, lineOf } from "./finding.ts";
import { checkBackups, checkDisk, checkRunning } from "./machine.ts";
import { checkClock, checkTelegram } from "./telegram.ts";

// `npm run doctor`: looks at everything that a town needs, whether the bot runs or not, and says what to do. It changes nothing.

const config = readConfig();
if ("problems" in config) {
  for (const problem of config.problems) console.log(lineOf(bad("environment", problem, "see the table of variables in README.md")));
  process.exit(1);
}
const checks: (() => Promise<Finding[]>)[] = [
  async () => [
    good(
      "environment",
      `Node ${process.versions.node}; ${config.bot ? (config.bots.length > 1 ? `${config.bots.length} bots` : "a real bot") : "no BOT_TOKEN: this would be the sandbox"}; ${config.timeZone}`,
    ),
  ],
  () => checkDisk(config),
  () => checkDatabase(config),
  ...(config.bots.length ? config.bots : [undefined]).map((bot) => () => checkTelegram({ ...config, bot })),
  () => checkClock(config),
  () => checkBackups(config, new Date()),
  () => checkRunning(config),
];
let isIll = false;
for (const check of checks) {
  const findings = await check().catch((error: Error): Finding[] => [
    bad("doctor", oneLine(error), "this was not foreseen: please report it, with this line"),
  ]);
  for (const finding of findings) console.log(lineOf(finding));
  isIll ||= findings.some(({ state }) => state === "bad");
}
process.exit(isIll ? 1 : 0);
