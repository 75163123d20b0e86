import { parentPort, workerData } from "node:worker_threads";
import type { Briefing } from "../domain/figures/brief.ts";
import type { SheetRows } from "../domain/org/sheets.ts";
import type { PosterGiven } from "./poster.ts";

/** Each loads its libraries when it is asked for something: they are large, and the thread ends with its document. */
export const makers = {
  workbook: async (sheets: readonly SheetRows[]) => (await import("../workbook/xlsx.ts")).writeWorkbook(sheets),
  word: async (briefing: Briefing) => (await import("../workbook/docx.ts")).writeWord(briefing),
  poster: async (given: PosterGiven) => (await import("./poster.ts")).drawPoster(given),
};

export type Asked = { [K in keyof typeof makers]: { kind: K; given: Parameters<(typeof makers)[K]>[0] } }[keyof typeof makers];

const { kind, given } = workerData as Asked;
parentPort?.postMessage(await makers[kind](given as never));
