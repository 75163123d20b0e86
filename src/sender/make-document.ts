import { Worker } from "node:worker_threads";
import type { Asked } from "./document-thread.ts";

let earlier: Promise<unknown> = Promise.resolve();

/**
 * Makes a workbook, a Word file or a poster on a thread of its own: a year's ledger takes seconds of computing, in which nobody else
 * would get an answer. One after the other, since many at once would fill a small machine's memory.
 *
 * @returns the file's bytes
 * @throws what its library threw
 */
export function makeDocument(asked: Asked): Promise<Uint8Array> {
  const made = earlier.then(() => onThread(asked));
  earlier = made.catch(() => {});
  return made;
}

const onThread = (asked: Asked) =>
  new Promise<Uint8Array>((resolve, reject) => {
    const thread = new Worker(new URL("./document-thread.ts", import.meta.url), { workerData: asked });
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", (code) => reject(new Error(`The thread that makes documents ended without one, with exit code ${code}`)));
  });
