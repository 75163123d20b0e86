import { setTimeout as wait } from "node:timers/promises";
import type { FaultRates } from "../emulator/faults.ts";
import type { Emulator } from "../emulator/server.ts";
import { type Look, lockedJobs, type Observer } from "./chaos-observer.ts";
import type { ChaosServer } from "./chaos-server.ts";
import { holdTable } from "./held-table.ts";
import type { Tally } from "./rare-states.ts";
import { both, type Index, type Replicas } from "./replicas.ts";
import type { SilentProxy } from "./silent-proxy.ts";
import { soon } from "./until.ts";

/** Everything that a fault may lay hands on. */
export type Scene = {
  seed: number;
  random: () => number;
  telegram: Emulator;
  server: ChaosServer;
  /** One for each replica, while they come to the database by its address. */
  proxies: readonly SilentProxy[];
  replicas: Replicas;
  observer: Observer;
  tally: Tally;
  /** What a process is told of Telegram, in its environment. */
  telegramsOf: Record<string, string>;
  outageSeconds: number;
  hangSeconds: number;
  /** How long somebody else may hold a table. */
  lockSeconds: number;
  /** What took longer than is promised. */
  overdue: string[];
};

export type FaultName = keyof typeof faults;

export const randomFaults: Partial<FaultRates> = {
  too_many: 0.1,
  server_error: 0.05,
  hang_up_before: 0.01,
  hang_up_after: 0.01,
  delay: 0.05,
};
const outage: Partial<FaultRates> = { server_error: 1 };
/** The emulator's `retry_after`. */
const tooManyLastsMs = 1_000;
/** What a frozen process had asked is answered by then. */
const answeredMs = 15;
const longestAimMs = 15_000;
const longestMs = 30_000;
const aloneMs = 3_000;
const fullSeconds = 8;
/** Promised: a killed postmaster runs again by then. */
const postmasterWithinMs = 5_000;

/** What is done to the program and to what it stands on. */
export const faults = {
  async kill({ replicas, observer, random }: Scene) {
    await soon(async () => !(await observer.isLastTry()));
    replicas.kill(random() < 0.5 ? 0 : 1);
  },
  killInTransaction: (scene: Scene) => killWhen(scene, ({ openTransactions }) => openTransactions > 0),
  async killBeforeSending(scene: Scene) {
    const killed = await killWhen(scene, ({ sender, unsent }) => sender !== null && unsent > 0 && isBeingRefused(scene));
    const isAnother = async () => ![undefined, killed?.sender].includes(await scene.observer.sender());
    if (killed?.sender && killed.unsent && (await soon(isAnother))) {
      scene.tally.reached("another process became the sender, with messages in hand");
    }
  },
  cut,
  restart,
  hang,
  lock,
  fill,
  roll: (scene: Scene) => stopOneAfterTheOther(scene, "one was stopped by SIGTERM and the other went on alone"),
  async outage({ telegram, seed, outageSeconds }: Scene) {
    telegram.faults.random(outage, seed);
    await wait(outageSeconds * 1_000);
    telegram.faults.random(randomFaults, seed + 1);
  },
  killPostmaster,
  takeOver: (scene: Scene) => stopOneAfterTheOther(scene, "the second process of a folder took over"),
} as const;

/**
 * Freezes one process after the other until PostgreSQL shows one in the state that is looked for, and kills that one.
 *
 * What one process died of and another tries just now is let pass: it would be parked, as promised, though it did nothing. On a slow
 * machine an aim at open transactions comes back to the same update again and again.
 */
async function killWhen(scene: Scene, isIt: (look: Look) => boolean, longestMs = longestAimMs): Promise<Look | undefined> {
  const { replicas, observer, proxies, random } = scene;
  for (const begun = Date.now(); ; await wait(20 + random() * 80)) {
    const index = random() < 0.5 ? 0 : 1;
    replicas.freeze(index);
    await wait(answeredMs);
    const look = await observer.look(proxies[index]?.ports() ?? []);
    if (!look?.lastTries && ((look && isIt(look)) || Date.now() - begun > longestMs)) {
      if (look) noteWhatDied(scene, look);
      replicas.kill(index);
      return look;
    }
    replicas.goOn(index);
  }
}

function noteWhatDied(scene: Scene, { openTransactions, sender, unsent, jobs }: Look) {
  const { reached } = scene.tally;
  if (openTransactions) reached("killed while an update's transaction was open");
  if (sender && unsent) reached("killed between commit and sending");
  if (sender && isBeingRefused(scene)) reached("killed while Telegram's 429 was waited for");
  if (jobs.length) reached("killed with a job in hand");
}

/** Whether the sender waits, because Telegram has told it to. */
const isBeingRefused = ({ telegram }: Scene) => Date.now() - (telegram.faults.lastMet.too_many ?? 0) < tooManyLastsMs;

const pidsOf = ({ replicas }: Scene) => both.map(replicas.pidOf).join();

/** Cuts the connection on which the sender listens, and leaves its process alone. */
async function cut(scene: Scene) {
  const { observer, replicas, tally } = scene;
  // One that is only just starting was killed before, and would be mistaken for one that did not live.
  await replicas.bothReady();
  const [sender, processes] = [await observer.sender(), pidsOf(scene)];
  if (!sender) return;
  await observer.query("select pg_terminate_backend($1)", [sender]).catch(() => []);
  const isBack = async () => ![undefined, sender].includes(await observer.sender());
  if ((await soon(isBack)) && pidsOf(scene) === processes) tally.reached("the sender's listening connection was lost and made again");
}

async function restart(scene: Scene) {
  const { observer, replicas, server, tally } = scene;
  await replicas.bothReady();
  const startedAt = async () => JSON.stringify(await observer.query("select pg_postmaster_start_time()").catch(() => undefined));
  const [before, processes] = [await startedAt(), pidsOf(scene)];
  await server.restart?.();
  const isAnew = async () => ![undefined, before].includes(await startedAt());
  if ((await soon(isAnew)) && pidsOf(scene) === processes) tally.reached("PostgreSQL started anew under both processes");
}

/** The database takes whatever is said to it and says nothing: it comes through later, or never. */
async function hang(scene: Scene) {
  const isForGood = scene.random() < 0.5;
  for (const proxy of scene.proxies) isForGood ? proxy.fallSilent() : proxy.holdUp();
  await countUnready(scene, scene.hangSeconds, "/readyz 503 while the database was silent");
  for (const proxy of scene.proxies) proxy.speakAgain();
}

/** Asks both processes for so long whether they are ready, and counts those that said they are not. */
async function countUnready({ replicas, tally }: Scene, seconds: number, state: Parameters<Tally["reached"]>[0]) {
  const unready = new Set<Index>();
  for (const begun = Date.now(); Date.now() - begun < seconds * 1_000; await wait(200)) {
    for (const index of both) if ((await replicas.readyzOf(index)) === 503) unready.add(index);
  }
  tally.reached(state, unready.size);
}

/** Somebody else holds a table that every update needs, until updates are jobs; a process that has one is killed, and its job must be rescued. */
async function lock(scene: Scene) {
  const { observer, tally } = scene;
  const letGo = await holdTable(await observer.urlOf(), "person");
  try {
    const killed = await killWhen(scene, ({ jobs }) => jobs.length > 0, longestMs);
    const ended = await countTimesUp(scene);
    if (ended) tally.reached("a statement's or lock's time was up", ended);
    await letGo();
    const stillHis = async () => (await observer.query<{ job: string }>(lockedJobs)).filter(({ job }) => killed?.jobs.includes(job));
    const isRescued = () =>
      stillHis().then(
        (jobs) => !jobs.length,
        () => false,
      );
    if (killed?.jobs.length && (await soon(isRescued))) tally.reached("a dead process's job was rescued", killed.jobs.length);
  } finally {
    await letGo();
  }
}

/** Waits until PostgreSQL has ended something that waited for the table. @returns how much by then */
async function countTimesUp({ observer, proxies, lockSeconds }: Scene): Promise<number> {
  const waiters = new Set<number>();
  let ended = 0;
  await soon(async () => {
    for (const pid of await observer.lockWaiters(proxies.flatMap((proxy) => proxy.ports()))) waiters.add(pid);
    ended = await observer.timesUp([...waiters]);
    return ended > 0;
  }, lockSeconds * 1_000);
  return ended;
}

async function fill(scene: Scene) {
  const { server, replicas, overdue } = scene;
  if (!server.disk) return;
  await server.disk.fill();
  await countUnready(scene, fullSeconds, "/readyz 503 while the disk was full");
  await server.disk.free();
  await server.ensureRuns?.();
  if (!(await replicas.bothReady())) overdue.push("a process was not ready though the disk had room again");
}

/** A rolling restart: each is asked to stop, stays away for a while in which the other must go on, and comes back. */
async function stopOneAfterTheOther({ replicas, telegram, tally, overdue }: Scene, state: Parameters<Tally["reached"]>[0]) {
  for (const index of both) {
    if (!(await replicas.bothReady())) overdue.push("a process was not ready before its turn to be stopped");
    const { code, lastWords } = await replicas.askToStop(index);
    if (code !== 0) overdue.push(`a process that was asked to stop ended with ${code}: ${lastWords}`);
    let told = 0;
    const count = () => {
      told += 1;
    };
    telegram.world.events.on("call", count);
    await wait(aloneMs);
    telegram.world.events.off("call", count);
    if (told) tally.reached(state);
    replicas.start(index);
  }
}

/** The postmaster of the embedded PostgreSQL, at times together with a process: the other must see to it. */
async function killPostmaster(scene: Scene) {
  const { server, replicas, observer, tally, overdue, random } = scene;
  if (!(await replicas.bothReady())) overdue.push("a process was not ready before the postmaster was killed");
  const pid = await server.postmaster?.();
  if (pid === undefined) return;
  process.kill(pid, "SIGKILL");
  const begun = Date.now();
  if (random() < 0.4 && !(await observer.isLastTry())) replicas.kill(random() < 0.5 ? 0 : 1);
  const isBack = async () => ![undefined, pid].includes(await server.postmaster?.()) && observer.answers();
  if (await soon(isBack)) tally.reached("a killed postmaster was started again by a process");
  const tookMs = Date.now() - begun;
  if (tookMs > postmasterWithinMs) overdue.push(`PostgreSQL was back ${tookMs} ms after its postmaster was killed`);
}
