import { type Moment, reading, type Work } from "../src/database/work.ts";
import { writeBriefing } from "../src/domain/figures/brief.ts";
import { gatherFigures } from "../src/domain/figures/gather.ts";
import { type Period, periodNamed, readSpan } from "../src/domain/figures/period.ts";
import { ownScope } from "../src/domain/figures/scope.ts";
import { type Actor, findActor } from "../src/domain/people/person.ts";
import { countOwnClosed, findOwn } from "../src/domain/tickets/find.ts";
import { findOverdue } from "../src/domain/tickets/overdue.ts";
import { findQueue } from "../src/domain/tickets/queue.ts";
import { largeTown, nowThere } from "./large-town.ts";
import { closeDatabase } from "./town.ts";

// What people ask for most, in a town of a thousand tickets and in one of many: milliseconds of the questions to the database, drawing and
// sending left out. In turns, so that a slow minute of the machine hits both.

const tickets = Number(process.argv[2] ?? 100_000);
const rounds = 7;
const zone = "Asia/Shanghai";
const moment: Moment = { townId: 1, zone, now: nowThere };

const words = { label: (key: string) => key, time: (at: Date) => at.toISOString() };
const month = periodNamed("month", nowThere, zone);
const twoYears = readSpan("2024-11-01 2026-10-31", moment) as Period;
const [cadreId, leaderId, villageLeaderId, villagerId] = [5, 61, 62, 150];

type Question = { goal: number; who: number; ask: (work: Work, who: Actor) => Promise<unknown> };
const figures = (period: Period) => (work: Work, who: Actor) => gatherFigures(work, who, { scope: ownScope(who), period });
const questions: Record<string, Question> = {
  "/queue": { goal: 1.5, who: cadreId, ask: findQueue },
  "/queue, page 3": { goal: 1.5, who: cadreId, ask: (work, who) => findQueue(work, who, 2) },
  "/overdue": { goal: 1.5, who: leaderId, ask: findOverdue },
  "/my": { goal: 1.5, who: villagerId, ask: (work, { id }) => Promise.all([findOwn(work, id, 0, "open"), countOwnClosed(work, id)]) },
  "/stats of the town, month": { goal: 3, who: leaderId, ask: figures(month) },
  "/stats of a village, month": { goal: 3, who: villageLeaderId, ask: figures(month) },
  "/stats of a cadre, month": { goal: 3, who: cadreId, ask: figures(month) },
  "/stats of the town, two years": { goal: 3, who: leaderId, ask: figures(twoYears) },
  "/brief, month": { goal: 3, who: leaderId, ask: (work, who) => writeBriefing(work, who, month, words, "") },
};

const towns = { small: await largeTown(1_000), large: await largeTown(tickets) };
const found = Object.fromEntries(Object.keys(questions).map((name) => [name, { small: [] as number[], large: [] as number[] }]));
for (let round = 0; round <= rounds; round += 1) {
  for (const [name, { who, ask }] of Object.entries(questions)) {
    for (const size of ["small", "large"] as const) {
      const { database } = towns[size];
      const actor = (await reading(database, moment, (work) => findActor(work, who))) as Actor;
      const begun = performance.now();
      await reading(database, moment, (work) => ask(work, actor));
      // The first round prepares.
      if (round) found[name]?.[size].push(performance.now() - begun);
    }
  }
}

const median = (values: number[] = []) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
console.log(`ms with 1,000 tickets and with ${tickets.toLocaleString("en")}, medians of ${rounds}`);
for (const [name, { goal }] of Object.entries(questions)) {
  const [small, large] = [median(found[name]?.small), median(found[name]?.large)];
  console.log(`${name}: ${small.toFixed(1)}, ${large.toFixed(1)}; ${(large / small).toFixed(2)} × (goal ${goal})`);
}
await Promise.all([towns.small.close(), towns.large.close()]);
await closeDatabase();
process.exit(0);
