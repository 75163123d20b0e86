import { sql } from "drizzle-orm";
import type { Task, TaskList } from "graphile-worker";
import { type Life, suspectUpdates } from "../database/attempts.ts";
import { askOnce, type Database } from "../database/client.ts";
import { beat } from "../database/heartbeat.ts";
import { maxChatsTogether, maxChatsWaiting, maxGroupsAtOnce } from "../database/limits.ts";
import { locks } from "../database/locks.ts";
import { isOutage } from "../database/outage.ts";
import { inOneTransaction, type Moment, type Work } from "../database/work.ts";
import { letterTask } from "../domain/county/letters.ts";
import { countChanged } from "../domain/figures/count-changed.ts";
import { maxCountedTimes } from "../domain/limits.ts";
import { tracesTask } from "../domain/privacy/erase-traces.ts";
import { addUpDue } from "../domain/tickets/overdue.ts";
import { taskOf } from "../domain/town-number.ts";
import { hearTask, type Voice } from "../domain/voice.ts";
import { type Attempted, deliverTask } from "../domain/webhooks/deliveries.ts";
import type { Log } from "../log.ts";
import { type Chats, createChats } from "./chats.ts";
import { type Handler, handleInbox, handleTogether } from "./inbox.ts";
import { handOutLeftBehind, jobOf } from "./left-behind.ts";
import { everyNight } from "./night.ts";
import { createPutOffs, putOffMs } from "./put-offs.ts";
import { inboxTask, tidyTask, timersTask } from "./tasks.ts";
import { eraseRest, tidyUp } from "./tidy.ts";
import { fireAllTimers, readLetters, unparkTimers } from "./timers.ts";
import { createWebhooks } from "./webhooks.ts";

/** `unhurried` is the same database, for what takes long. */
type Given = {
  database: Database;
  unhurried: Database;
  life: Life;
  momentNow: () => Moment;
  handler: Handler;
  log: Log;
  /** Hosts inside that may be told what happens. */
  privateHosts: readonly string[];
  /** Puts voice messages into words, if anything does. */
  hear: ((voice: Voice, one: { jobId: number; isLast: boolean; signal: AbortSignal }) => Promise<void>) | undefined;
};
/** What the job engine does for one town. */
export type TownJobs = {
  life: Life;
  /** By the names that this town's jobs have. */
  taskList: TaskList;
  crontab: string[];
  chats: Chats;
  fireTimers: () => Promise<void>;
  /** Looks for what fell to this town while nobody was there, before anything is begun. May be asked again. */
  begin: () => Promise<void>;
  /** Not only with the next minute: nothing that fell due meanwhile waits longer, and it is known that the timers run. */
  fireFirst: () => void;
  /** Begins nothing more, and lets what runs end; then the engine stops; then what is left is handed to the others. */
  rest: () => Promise<void>;
  finish: () => Promise<void>;
};

const retryAfterSeconds = 1;

/** What is done for a town in this process: its inbox, chat by chat, its timers, and what takes long. */
export function createTownJobs(given: Given): TownJobs {
  const { database, life, momentNow, handler, log, hear, privateHosts } = given;
  const { townId, zone } = momentNow();
  let isStopping = false;
  const stopping = new AbortController();
  const common = { life, momentNow, log, isStopping: () => isStopping };
  const inbox = { ...common, database, handler, putOffs: createPutOffs() };
  const webhooks = createWebhooks({ database: given.unhurried, momentNow, privateHosts, signal: stopping.signal });
  const chats = createChats({
    atOnce: maxGroupsAtOnce,
    together: maxChatsTogether,
    most: maxChatsWaiting,
    async handle(chatIds) {
      const { followed, putOff, failed } = await handleTogether(inbox, chatIds);
      if (putOff.length) setTimeout(() => chats.take(putOff), putOffMs);
      const later = failed.map((chatId) => tryAgainLater(database, townId, chatId));
      await Promise.all(later).catch((error) => log.warn({ err: error }, "a chat waits until it is found again"));
      return followed;
    },
  });
  const fireTimers = async () => {
    await fireAllTimers(common);
    await beat(database, townId, "timers");
    await countChangedOnes({ ...common, database: given.unhurried });
  };
  let firstRound: Promise<unknown> = Promise.resolve();
  const named = (tasks: TaskList) => Object.fromEntries(Object.entries(tasks).map(([task, does]) => [taskOf(task, townId), does]));
  return {
    life,
    chats,
    fireTimers,
    taskList: named({
      [inboxTask]: (payload) => handleInbox(inbox, (payload as { chatId: number }).chatId),
      [timersTask]: fireTimers,
      [letterTask]: () => readLetters(common),
      [tracesTask]: (payload) => eraseRest(given.unhurried, momentNow(), (payload as { personId: number }).personId),
      [deliverTask]: (payload) => webhooks.deliver(payload as Attempted),
      [tidyTask]: () => tidyUp(given.unhurried, momentNow()),
      ...(hear ? { [hearTask]: hearing(hear, stopping.signal) } : {}),
    }),
    crontab: [`* * * * * ${taskOf(timersTask, townId)} ?max=1`, `${everyNight(zone, 3, 17)} ${taskOf(tidyTask, townId)} ?max=1`],
    async rest() {
      isStopping = true;
      stopping.abort();
      await chats.stop();
    },
    async finish() {
      await firstRound;
      await webhooks.stop();
      // Otherwise the others find what is left some seconds later.
      await handOutLeftBehind(database, [townId], 0).catch(() => {});
    },
    async begin() {
      await suspectUpdates([life]);
      await handOutLeftBehind(database, [townId], 0);
      await unparkTimers(life);
    },
    fireFirst() {
      firstRound = fireTimers().catch((error) => log.warn({ err: error }, "the timers wait for the next minute"));
    },
  };
}

/** A voice message takes minutes: a process that is to stop leaves it to the next. */
const hearing =
  (hear: NonNullable<Given["hear"]>, signal: AbortSignal): Task =>
  async (payload, { job }) =>
    hear((payload as { voice: Voice }).voice, { jobId: Number(job.id), isLast: job.attempts >= job.max_attempts, signal });

async function tryAgainLater(database: Database, townId: number, chatId: number) {
  await askOnce(database, townId, {
    text: `select graphile_worker.add_job(${jobOf}, run_at => now() + $4 * interval '1 second')
     from (values ($1::text, $2::int, $3::bigint)) as given(task, town_id, chat_id)`,
    values: [taskOf(inboxTask, townId), townId, chatId, retryAfterSeconds],
  });
}

/** Figures are exact without it, only slower: nothing else fails when it does. */
async function countChangedOnes({
  database,
  momentNow,
  log,
  isStopping,
}: Pick<Given, "database" | "momentNow" | "log"> & { isStopping: () => boolean }) {
  try {
    for (let times = 0; times < maxCountedTimes && !isStopping(); times += 1) {
      if (!(await inOneTransaction(database, momentNow(), countIfNobodyDoes))) return;
    }
  } catch (error) {
    log[isStopping() || isOutage(error) ? "debug" : "warn"]({ err: error }, "the sums of figures were not brought up to date");
  }
}

async function countIfNobodyDoes(work: Work): Promise<boolean> {
  const lock = sql`select pg_try_advisory_xact_lock(${locks.sums}, ${work.townId}) as mine`;
  const { rows } = await work.tx.execute<{ mine: boolean }>(lock);
  if (rows[0]?.mine !== true) return false;
  const isMore = [await countChanged(work), await addUpDue(work)];
  return isMore.includes(true);
}
