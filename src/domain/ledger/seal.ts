import { canonical, sha256 } from "./layout.ts";

// The recipe of docs/guarantees.md: what the database's trigger computes, an export shows, and `npm run verify` computes again.

/** By which recipe events are sealed. */
export const hashVersion = 2;
/** What is sealed of an event, each field by itself, in this order. */
export const sealedFields = ["at", "actor", "action", "from", "to", "subject", "note", "rating", "former"] as const;
export type SealedField = (typeof sealedFields)[number];

/** What stands for a field in its event's hash: without the salt nobody can try out which value it may have. */
export const commitmentTo = (salt: string, value: string): string => sha256(salt + canonical(value));

/** @param commitments one for each of `sealedFields` */
export const eventHash = (
  before: string,
  event: { version: string | number; town: string | number; number: string | number; seq: string | number },
  commitments: readonly string[],
): string => sha256([before, event.version, event.town, event.number, event.seq, ...commitments].join("|"));

/** How far a ticket's events go in a file: how many it lists, how many there are, and the hash of the last that it lists. */
export type Head = { number: number; listed: number; total: number; hash: string };

/** One number for all of a ledger: the bot says it when it sends the file, and a file made anew by somebody else has another. */
export const sealOf = (heads: readonly Head[]): string =>
  sha256(heads.map(({ number, listed, total, hash }) => [number, listed, total, hash].join("|")).join("\n"));

/** As much of a seal as is compared by eye. */
export const shortSeal = (seal: string) => seal.slice(0, 16);

/** The column that has, for each sealed field, its salt or the commitment to it. */
export const proofsKey = "proofs";
/** Before the salt of a field that is shown, and before the commitment to one that is not. */
export const shownMark = "s:";
export const hiddenMark = "c:";
