import { type LookupAddress, lookup as resolve } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent, request } from "undici";
import type { Database } from "../database/client.ts";
import { inOneTransaction, type Moment } from "../database/work.ts";
import { hostOf, isPublicAddress } from "../domain/webhooks/address.ts";
import { type Attempted, type Came, type Delivery, leaveDelivery, noteDelivery, takeDelivery } from "../domain/webhooks/deliveries.ts";
import { answerSeconds } from "../domain/webhooks/limits.ts";
import { sign } from "../domain/webhooks/sign.ts";
import { release } from "../release.ts";

type Given = { database: Database; momentNow: () => Moment; privateHosts: readonly string[]; signal: AbortSignal };

/**
 * Tells programs of others what happened, outside of every transaction: taken in hand, sent, written down. A process that dies between the
 * last two sends it again, by the same id.
 */
export function createWebhooks({ database, momentNow, privateHosts, signal }: Given) {
  const dispatcher = new Agent({
    connect: { lookup: lookupOutside(privateHosts), timeout: answerSeconds * 1_000 },
    keepAliveTimeout: 1_000,
  });
  return {
    async deliver(attempted: Attempted) {
      const delivery = await inOneTransaction(database, momentNow(), (work) => takeDelivery(work, attempted));
      if (!delivery) return;
      const came = await post(delivery, dispatcher, privateHosts, signal);
      // A stop in the middle of it says nothing about the address. The stop also cuts what is open just then, once.
      const leave = () => inOneTransaction(database, momentNow(), (work) => leaveDelivery(work, attempted.deliveryId, delivery));
      if (came.status === null && signal.aborted) return leave().catch(leave);
      await inOneTransaction(database, momentNow(), (work) => noteDelivery(work, attempted.deliveryId, delivery, came));
    },
    stop: () => dispatcher.destroy(),
  };
}

async function post(
  { target, messageId, body }: Delivery,
  dispatcher: Agent,
  privateHosts: readonly string[],
  stop: AbortSignal,
): Promise<Came> {
  try {
    const host = hostOf(new URL(target.url));
    // A number is never looked up; and what the operator allowed once may be allowed no more.
    if (/^[\d.]+$|:/.test(host) && !privateHosts.includes(host) && !isPublicAddress(host))
      throw new Error("not an address of the internet");
    const signed = sign(target.secret, messageId, Math.floor(Date.now() / 1_000), body);
    const headers = { "content-type": "application/json", "user-agent": `doorstep/${release}`, ...signed };
    const signal = AbortSignal.any([stop, AbortSignal.timeout(answerSeconds * 1_000)]);
    const answer = await request(target.url, { method: "POST", headers, body, dispatcher, signal });
    // What it says besides is not read.
    answer.body.destroy();
    answer.body.on("error", () => {});
    return { status: answer.statusCode, ...(answer.statusCode < 300 ? {} : { failure: `HTTP ${answer.statusCode}` }) };
  } catch (error) {
    const { message, code, cause } = error as Error & { code?: string };
    return { status: null, failure: code ?? (cause as Error | undefined)?.message ?? message };
  }
}

/** What a name leads to is looked at each time, as part of connecting: it cannot lead elsewhere between the look and the call. */
const lookupOutside =
  (privateHosts: readonly string[]): LookupFunction =>
  (hostname, options, done) =>
    resolve(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return done(error, "");
      const usable = privateHosts.includes(hostname.toLowerCase()) ? found : found.filter(({ address }) => isPublicAddress(address));
      const [first] = usable;
      if (!first) return done(new Error(`${hostname} leads to no address of the internet`), "");
      return options.all ? done(null, usable) : done(null, first.address, first.family);
    });
