/** How long the database may take for what, each with its reason. Who waits longer is told, and tries again. */

/** A server that is there answers in milliseconds; one that does not in this time is a proxy or a machine that hangs. */
export const connectMs = 5_000;
/** Nobody waits longer for the answer to a press; as measured, a whole answer takes twenty milliseconds (docs/performance.md). */
export const statementMs = 15_000;
/** Ledgers, briefings, figures and tidying up read or write years at once. Nobody's answer waits behind them. */
export const longStatementMs = 120_000;
/** A backfill takes as long as it takes; after an hour it is the server that hangs. */
export const migrationStatementMs = 3_600_000;
/**
 * A change of a table that waits for somebody's transaction makes everybody else wait behind it. It gives up after this, lets them by,
 * and tries again.
 */
export const migrationLockMs = 1_000;
/** The server ends its statement by itself; a process that hears nothing even then talks to nobody. */
export const silenceMs = 5_000;
/** Two who work on one chat follow one another within milliseconds. Who holds a lock this long hangs. */
export const lockMs = 10_000;
/** A transaction whose process was stopped or cut off holds its locks no longer than this. */
export const idleInTransactionMs = 30_000;
/** An answer to Telegram's webhook: it delivers again after a refusal, and gives up on a server that says nothing. */
export const storeMs = 5_000;

/** A table that is written anew waits so long for those who hold it: everybody else waits behind it meanwhile. */
export const cleaningLockMs = 1_000;
/** A ledger is read for a minute at most; a backup may take longer, and is waited for again. */
export const cleaningWaitMs = 60_000;
/** Tables up to this size are written anew by day: half a second, in which their readers wait (docs/performance.md). Larger ones at night. */
export const cleanedByDayBytes = 32 * 1024 * 1024;
/** Files of the log of writes that an earlier release had kept: a gigabyte, PostgreSQL's own limit. */
export const maxLeftSegments = 64;

/** A connection whose other end is gone is noticed within half a minute: first question after ten seconds, then every five, four times. */
export const keepAlive = { idleSeconds: 10, intervalSeconds: 5, count: 4 };
/** A connection that is only listened to is asked whether it lives. */
export const pulseEveryMs = 5_000;
/** How often a process makes sure that an update could be stored; the log's line comes within ten seconds. */
export const watchEveryMs = 4_000;
/** While it could not. */
export const watchAgainMs = 1_000;
/** One such look. */
export const lookMs = 4_000;
/** While the database cannot be reached. */
export const tryAgainMs = 500;

/**
 * Connections of one process at the same time, of both drivers, by what they are for. PostgreSQL allows 100 unless it is told otherwise, 97
 * of them to such as us: two processes and a third that takes the place of one have room.
 */
export const connections = {
  /** Updates are handled and stored, the job engine works: more at once only wait for one another's commits, on any disk we measured. */
  transactions: 14,
  /** Cards and lists are put into words: some milliseconds each, at most forty at a time, one after the other on each. */
  reading: 6,
  /** What is tidied up at night. */
  unhurried: 1,
  /** Figures and documents, which may take a minute or two; documents are made one after the other, digests and ledgers beside them. */
  unhurriedReading: 2,
  /** Long results by a cursor, as documents need them, which are made one after the other; one for each patience. */
  streaming: 2,
  /** The sender's. */
  listening: 1,
  /** Each holds a lock: of the process's life, of its workers, of the sender, of who asks Telegram. */
  locks: 4,
} as const;
/** With fewer everything still works, one after the other. */
export const fewestConnections = { ...connections, transactions: 4, reading: 1, unhurriedReading: 1 } as const;
/** Statements that a connection keeps prepared; lists of changing length would otherwise fill its memory, and the server's. */
export const maxPrepared = 300;
/** Rows of a long result that are in the process at one time, twice: some hundred kilobytes. */
export const rowsInPiece = 500;

// How much is done at the same time, and how often it is tried.

/** Updates are a few kilobytes; a megabyte leaves room for the longest. */
export const maxUpdateBytes = 1_000_000;
/** What so many processes died of is not tried a third time. */
export const maxDeaths = 2;
/** Updates in hand at one time, in all chats together; those that waited longest are in hand first. */
export const maxSuspected = 250;
/** After so many failures an update is parked with its reason, and its chat goes on. */
export const maxAttempts = 3;
/** Transactions of the inbox at the same time; the pool has connections for them, for jobs and the sender. */
export const maxGroupsAtOnce = 10;
/** Chats handled in one transaction: each waits for all of them. */
export const maxChatsTogether = 25;
/** More chats than these wait for nobody: they are some half a second's work, and other replicas may be idle. */
export const maxChatsWaiting = 200;
/** Timers read at once; more of those wait in the database. */
export const maxTimersAhead = 100;
/** Rows of the outbox looked at at once, and broadcasts in hand; more of those wait in the database. */
export const maxRowsAhead = 400;
/** Requests to Telegram at the same time; HTTP keeps as many connections. */
export const maxRequestsAtOnce = 40;
/** Rows that a killed sender may have had in hand: as many as it sends at once. */
export const maxSendsSuspected = 40;
