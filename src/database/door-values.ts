/** Values stored in the columns of rounds, as those of `values.ts` are. */

/** How often something is to be looked at; `dates`: on given days. */
export type RoundRhythm = "daily" | "workdays" | "weekly" | "monthly" | "dates";
/** What must come with 没问题. */
export type RoundProof = "none" | "photo" | "place";
/** `undone`: it could not be done, with a reason. */
export type TurnState = "open" | "clear" | "found" | "undone";
