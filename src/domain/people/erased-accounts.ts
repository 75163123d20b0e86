/** Telegram's numbers have 52 bits at most: no chat can ever have one of these, and each erased person has their own. */
export const firstErasedAccount = 8_000_000_000_000_000;

/** Below those, what stands for the accounts of other towns' offices (`county/counterpart.ts`), which have none. */
export const firstCounterpart = 7_000_000_000_000_000;

/** What stands for the account of an erased person; 0 for somebody of whom nothing is known. */
export const erasedAccountOf = (personId: number) => -(firstErasedAccount + personId);
/** The same of the column that holds the person's id. */
export const erasedAccountSql = `-(${firstErasedAccount} + id)`;
