import { readFile, readdir } from "node:fs/promises";
import { startTelegram } from "./driver.ts";
import { arriveAs, closeDatabase, direct, doorstep, plain, reportOnce, setUp } from "./town.ts";
const all: any = { doorstep, plain, direct };
const cpu = async (pid: number) => { const s = await readFile(`/proc/${pid}/stat`, "utf8"); const f = s.slice(s.lastIndexOf(")") + 2).split(" "); return (Number(f[11]) + Number(f[12])) / 100; };
const pgs = async () => { let sum = 0; for (const p of await readdir("/proc")) { if (!/^\d+$/.test(p)) continue; try { const c = await readFile(`/proc/${p}/cmdline`, "utf8"); if (c.startsWith("postgres:") || c.includes("/postgres")) sum += await cpu(+p); } catch {} } return sum; };
const [which = "doorstep", rounds = "2", n = "200"] = process.argv.slice(2);
for (let r = 0; r < +rounds; r += 1) for (const name of which.split(",")) {
  const telegram = await startTelegram();
  const bot = await all[name].start(telegram);
  await setUp(telegram, bot.claim);
  const arrive = (count: number) => Promise.all(Array.from({ length: count }, (_, i) => arriveAs(telegram, bot.claim, i)));
  await Promise.all((await arrive(100)).map(reportOnce));
  const villagers = await arrive(+n);
  const w0 = process.hrtime.bigint() / 1000n; const before = await cpu(bot.pid), pb = await pgs(), begun = performance.now();
  await Promise.all(villagers.map(reportOnce));
  const s = (performance.now() - begun) / 1000;
  console.log(`window ${w0} ${process.hrtime.bigint() / 1000n}`); console.log(`${name} ${(+n / s).toFixed(1)}/s  bot ${((await cpu(bot.pid)) - before).toFixed(2)} s cpu, postgres ${((await pgs()) - pb).toFixed(2)}`);
  { const pg = (await import("pg")).default; const c = new pg.Client((globalThis as any).dbUrl); await c.connect(); console.log((await c.query("select method, notice->>$$kind$$ as kind, priority, count(*)::int from outbox group by 1,2,3 order by 4 desc")).rows.map((r: any) => JSON.stringify(r)).join("\n")); console.log((await c.query("select count(*)::int from inbox")).rows[0]); await c.end(); } await bot.stop(); await telegram.stop();
}
await closeDatabase(); process.exit(0);
