import type { Update } from "@grammyjs/types";
import { isOutage } from "../database/outage.ts";

type Arrived = { update: Update; stored: () => void; failed: (error: unknown) => void };

/**
 * Stores updates that arrive one by one, as by webhook: those that arrive while earlier ones are being written are written together, as
 * a statement and its commit cost little more for forty of them than for one.
 *
 * @param store writes all of them or none
 * @returns stores one update; resolves when it is safe, and throws when it is not
 */
export function gatherUpdates(store: (updates: Update[]) => Promise<void>): (update: Update) => Promise<void> {
  const waiting: Arrived[] = [];
  let isStoring = false;

  async function storeWaiting() {
    isStoring = true;
    while (waiting.length) await storeAll(waiting.splice(0));
    isStoring = false;
  }

  async function storeAll(arrived: readonly Arrived[]): Promise<void> {
    try {
      await store(arrived.map(({ update }) => update));
      for (const { stored } of arrived) stored();
    } catch (error) {
      // One that cannot be stored keeps back no other; a database that is away takes none of them.
      if (arrived.length === 1 || isOutage(error)) for (const { failed } of arrived) failed(error);
      else for (const one of arrived) await storeAll([one]);
    }
  }

  return (update) =>
    new Promise((stored, failed) => {
      waiting.push({ update, stored, failed });
      if (!isStoring) void storeWaiting();
    });
}
