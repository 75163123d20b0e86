/** What became of calls since this process began: sent, told by Telegram to wait (429), to be tried again for another reason, refused for good. */
export type Tally = Record<"sent" | "tooMany" | "again" | "refused", number>;

export const createTally = (): Tally => ({ sent: 0, tooMany: 0, again: 0, refused: 0 });
