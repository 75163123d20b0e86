// How large a file may be that comes in, how long reading or making one may take; each with its reason.

/** Telegram gives out no larger file, and no town's workbook comes near it. */
export const maxFileBytes = 20 * 1024 * 1024;
/** A list of 20,000 rows and ten columns unpacks to some 15 MB; what says so little in so much is no list. */
export const maxWorkbookUnpackedBytes = 32 * 1024 * 1024;
/** Excel puts about ten parts into a file, and one for each sheet and picture. */
export const maxWorkbookParts = 1_000;
/** The town has five sheets, a list has one. */
export const maxWorkbookSheets = 50;
/** The longest ledger that the bot writes can be read again. One cell at XFD1048576 would be a table of seventeen thousand million. */
export const maxWorkbookRows = 20_100;
export const maxWorkbookColumns = 100;
export const maxWorkbookCells = 1_000_000;
/** Excel's own; rows without anything in them are often kept down to the last one, on several sheets. */
export const lastWorkbookRow = 1_048_576;
export const lastWorkbookColumn = 16_384;
export const maxWorkbookEmptyRows = 5 * lastWorkbookRow;
/** A text may be named once and shown in many cells: what counts is what is read. */
export const maxWorkbookCellCharacters = 5_000;
export const maxWorkbookCharacters = 8_000_000;
/** The largest list that is taken is read in some three seconds; a slow machine takes five times as long. */
export const maxWorkbookReadSeconds = 30;
/** A year's ledger takes some seconds, a poster one. */
export const maxDocumentSeconds = 120;
/** The longest ledger takes a minute; a slow machine takes five times as long. */
export const maxLedgerSeconds = 300;
/** What the thread of documents may take of the machine: the largest workbook that is taken needs less than half of it. */
export const maxDocumentThreadMb = 512;
/** 20 MB on a bad line; and if nothing comes for so long, nothing will. */
export const maxFetchSeconds = 60;
export const maxFetchPauseSeconds = 10;
