import { seededRandom } from "./random.ts";

/** One thing that goes wrong: an error answer, a cut connection before or after the effect, or just slowness. */
export type Fault =
  | { kind: "too_many"; retryAfterSeconds: number }
  | { kind: "server_error" }
  | { kind: "hang_up_before" }
  | { kind: "hang_up_after" }
  | { kind: "delay"; ms: number };

/** Probabilities between 0 and 1 of each fault on each request. */
export type FaultRates = { too_many: number; server_error: number; hang_up_before: number; hang_up_after: number; delay: number };

export type Faults = ReturnType<typeof createFaults>;

/** Fault controls for tests: a queue of faults for the next requests, or random ones with a seed. */
export function createFaults() {
  const queued: { fault: Fault; method?: string }[] = [];
  let rates: FaultRates | undefined;
  let random = seededRandom(1);
  const met = { too_many: 0, server_error: 0, hang_up_before: 0, hang_up_after: 0, delay: 0 };
  const lastMet: Partial<Record<Fault["kind"], number>> = {};
  const meeting = (fault: Fault) => {
    met[fault.kind] += 1;
    lastMet[fault.kind] = Date.now();
    return fault;
  };
  return {
    /** How many requests met each fault so far. */
    met,
    /** When a request last met each. */
    lastMet,
    /** The next request (of this method, if given) meets this fault. */
    next(fault: Fault, method?: string) {
      queued.push(method ? { fault, method } : { fault });
    },
    /** Requests that change something meet faults at random from now on; `undefined` ends it. */
    random(given: Partial<FaultRates> | undefined, seed = 1) {
      rates = given && { too_many: 0, server_error: 0, hang_up_before: 0, hang_up_after: 0, delay: 0, ...given };
      random = seededRandom(seed);
    },
    /** Which fault this request meets, if any. */
    draw(method: string): Fault | undefined {
      const index = queued.findIndex((entry) => !entry.method || entry.method.toLowerCase() === method.toLowerCase());
      const [given] = index >= 0 ? queued.splice(index, 1) : [];
      if (given) return meeting(given.fault);
      if (!rates || method.startsWith("get")) return undefined;
      let chance = random();
      for (const kind of Object.keys(rates) as (keyof FaultRates)[]) {
        chance -= rates[kind];
        if (chance < 0) return meeting(faultOfKind(kind));
      }
      return undefined;
    },
  };
}

function faultOfKind(kind: keyof FaultRates): Fault {
  if (kind === "too_many") return { kind, retryAfterSeconds: 1 };
  if (kind === "delay") return { kind, ms: 300 };
  return { kind };
}
