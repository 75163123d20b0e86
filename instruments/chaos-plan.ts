import type { FaultName } from "./chaos-faults.ts";

/** How often what is done to the program. */
export type Plan = Partial<Record<FaultName, number>>;
/** First the replicas come to a server by its address; then, if it has a folder, they run it themselves. */
export type Plans = { server: Plan; folder: Plan };

/** What counts as one of the run's kills. */
const kills: readonly FaultName[] = ["kill", "killInTransaction", "killBeforeSending", "lock"];
export const killsOf = (plan: Plan) => kills.reduce((sum, fault) => sum + (plan[fault] ?? 0), 0);

/** So many kills of a process in all, a quarter of them on a shared folder, and everything else that can happen to a town. */
export function fullPlans(count: number): Plans {
  const isLong = count >= 50;
  const folderKills = Math.floor(count / 4);
  const inTransaction = Math.ceil(count / 8);
  const beforeSending = Math.ceil(count / 8);
  const lock = isLong ? 2 : 1;
  const kill = Math.max(0, count - folderKills - inTransaction - beforeSending - lock);
  return {
    server: {
      kill,
      killInTransaction: inTransaction,
      killBeforeSending: beforeSending,
      lock,
      restart: isLong ? 5 : 1,
      cut: isLong ? 3 : 1,
      hang: isLong ? 2 : 1,
      fill: isLong ? 2 : 1,
      roll: isLong ? 2 : 1,
      outage: 1,
    },
    folder: { kill: folderKills, killPostmaster: isLong ? 5 : 2, fill: 1, takeOver: isLong ? 2 : 1 },
  };
}

/** Each fault spread evenly over the whole, so that they meet one another in every order. */
export const inOrder = (plan: Plan): FaultName[] =>
  (Object.entries(plan) as [FaultName, number][])
    .flatMap(([fault, times]) => Array.from({ length: times }, (_, index) => ({ fault, at: (index + 0.5) / times })))
    .sort((one, other) => one.at - other.at)
    .map(({ fault }) => fault);
