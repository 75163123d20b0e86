import type { ReadStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { maxDocumentSeconds, maxDocumentThreadMb, maxLedgerSeconds, maxWorkbookReadSeconds } from "../domain/file-limits.ts";
import type { SheetRows } from "../domain/org/sheets.ts";
import { type Unreadable, unreadable } from "../domain/org/unreadable.ts";
import type { LedgerPiece } from "../workbook/ledger-xlsx.ts";
import type { Asked, MadeOf } from "./document-thread.ts";
import { wantsMore } from "./wants-more.ts";

let earlier: Promise<unknown> = Promise.resolve();

/**
 * Makes a workbook, a Word file, a picture or a poster on a thread of its own: a year's ledger takes seconds of computing, in which nobody else
 * would get an answer. One after the other, since many at once would fill a small machine's memory.
 *
 * @returns the file's bytes
 * @throws what its library threw; `ThreadLost` when it took too long or too much memory, and was ended
 */
export const makeDocument = (asked: Exclude<Asked, { kind: "read" | "ledger" }>): Promise<Uint8Array> => inTurn(asked, maxDocumentSeconds);

/**
 * Makes a ledger on that thread while its rows are read: the next piece is asked for when the last one is written, and what is written goes
 * into a file, so that neither side ever has all of it.
 *
 * @returns the file to be read, which has no name any more: it is gone once it is closed, and with the process
 * @throws what reading the rows threw, besides
 */
export async function makeLedger(pieces: AsyncIterator<LedgerPiece, unknown>): Promise<ReadStream> {
  const folder = await mkdtemp(join(tmpdir(), "doorstep-ledger-"));
  try {
    const file = join(folder, "ledger.xlsx");
    await inTurn({ kind: "ledger", given: file }, maxLedgerSeconds, pieces);
    return (await open(file)).createReadStream();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Reads a workbook that somebody sent, on that thread as well: whatever it was made to do, it does it there.
 *
 * @param seconds after which it is given up
 */
export async function readOnThread(bytes: Uint8Array, seconds = maxWorkbookReadSeconds): Promise<SheetRows[] | Unreadable> {
  return inTurn({ kind: "read", given: bytes }, seconds).catch((error) => {
    if (error instanceof ThreadLost) return unreadable("slow");
    throw error;
  });
}

/** The thread was ended before it was done: it took too long, or more memory than it may. */
class ThreadLost extends Error {}

function inTurn<A extends Asked>(asked: A, seconds: number, pieces?: AsyncIterator<LedgerPiece, unknown>): Promise<MadeOf<A>> {
  const made = earlier.then(() => onThread(asked, seconds, pieces));
  earlier = made.catch(() => {});
  return made;
}

const onThread = <A extends Asked>(asked: A, seconds: number, pieces?: AsyncIterator<LedgerPiece, unknown>) =>
  new Promise<MadeOf<A>>((resolve, reject) => {
    const resourceLimits = { maxOldGenerationSizeMb: maxDocumentThreadMb };
    const thread = new Worker(new URL("./document-thread.ts", import.meta.url), { workerData: asked, resourceLimits });
    const cutOff = setTimeout(() => {
      reject(new ThreadLost(`The thread that makes documents took longer than ${seconds} s`));
      void thread.terminate();
    }, seconds * 1_000);
    const give = async () => {
      const { value, done } = (await pieces?.next()) ?? { done: true };
      thread.postMessage({ piece: done ? undefined : value });
    };
    const fail = (error: unknown) => {
      reject(error);
      void thread.terminate();
    };
    thread.on("message", (said: unknown) => (said === wantsMore ? void give().catch(fail) : resolve(said as MadeOf<A>)));
    thread.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new ThreadLost(error.message) : error),
    );
    thread.once("exit", (code) => {
      clearTimeout(cutOff);
      // The reader of the rows hears that nobody wants them any more.
      pieces?.return?.()?.catch(() => {});
      reject(new Error(`The thread that makes documents ended without one, with exit code ${code}`));
    });
  });
