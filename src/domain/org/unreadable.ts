/** Why a workbook was not read. For each there is a sentence `told-workbook-…` that says what to do next. */
export const workbookFaults = [
  "empty",
  "unreadable",
  "locked",
  "old",
  "file-too-large",
  "too-large",
  "sheets",
  "rows",
  "columns",
  "cells",
  "cell",
  "text",
  "slow",
  "unfetched",
] as const;
export type WorkbookFault = (typeof workbookFaults)[number];
/** @property values of its sentence, such as the cell and the most that is taken */
export type Unreadable = { fault: WorkbookFault; values: Record<string, string | number> };

export const unreadable = (fault: WorkbookFault, values: Unreadable["values"] = {}): Unreadable => ({ fault, values });

/** Carries the reason out of a parser that calls back. */
export class UnreadableWorkbook extends Error {
  readonly reason: Unreadable;
  constructor(reason: Unreadable) {
    super(`The workbook was not read: ${reason.fault}`);
    this.reason = reason;
  }
}
