import { once } from "node:events";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { Briefing } from "../domain/figures/brief.ts";
import type { SheetRows } from "../domain/org/sheets.ts";
import type { PictureGiven } from "../wording/picture.ts";
import type { LedgerPiece } from "../workbook/ledger-xlsx.ts";
import type { PosterGiven } from "./poster.ts";
import { wantsMore } from "./wants-more.ts";

/** Asks for the next piece of what is written while it comes; there is none after the last. */
async function nextPiece(): Promise<LedgerPiece | undefined> {
  parentPort?.postMessage(wantsMore);
  const [{ piece }] = (await once(parentPort as MessagePort, "message")) as [{ piece: LedgerPiece | undefined }];
  return piece;
}

/** Each loads its libraries when it is asked for something: they are large, and the thread ends with its document, made or read. */
export const makers = {
  workbook: async (sheets: readonly SheetRows[]) => (await import("../workbook/xlsx.ts")).writeWorkbook(sheets),
  /** Into a file; its rows come while it is written. */
  ledger: async (file: string) => (await import("../workbook/ledger-xlsx.ts")).writeLedger(file, nextPiece),
  word: async (briefing: Briefing) => (await import("../workbook/docx.ts")).writeWord(briefing),
  read: async (bytes: Uint8Array) => (await import("../workbook/xlsx.ts")).readWorkbook(bytes),
  picture: async (given: PictureGiven) => (await import("./picture.ts")).drawPicture(given),
  poster: async (given: PosterGiven) => (await import("./poster.ts")).drawPoster(given),
};

type Made = { [K in keyof typeof makers]: Awaited<ReturnType<(typeof makers)[K]>> };
export type MadeOf<A extends Asked> = Made[A["kind"]];
export type Asked = { [K in keyof typeof makers]: { kind: K; given: Parameters<(typeof makers)[K]>[0] } }[keyof typeof makers];

const { kind, given } = workerData as Asked;
const made: unknown = await makers[kind](given as never);
// A long ledger is tens of megabytes: it goes over, and is not copied. What shares its memory with others is.
const isWhole = made instanceof Uint8Array && made.byteLength === made.buffer.byteLength;
parentPort?.postMessage(made, isWhole ? [made.buffer as ArrayBuffer] : []);
