/**
 * What is kept about people, by kind, and for how many days; a job of every night erases what is older. `least`: the town chooses among
 * `keepingChoices`, from so many on, and `days` is where it begins. docs/privacy.md shows this table to people.
 */
export const retention = {
  /** Telegram delivers an update again for a day; a complaint about it comes within the next. */
  update_words: { days: 2 },
  /** As long as an update may be delivered again by a bot that was away, its number must be known. */
  updates: { days: 14 },
  /** What failed waits for somebody who looks why, and for the release that repairs it. */
  failed_updates: { days: 90 },
  /** An answer is read at once; a complaint about it comes within days. */
  answers: { days: 2 },
  /** An edit or a correction may follow for two days, somebody who was away comes back within weeks. */
  messages: { days: 30 },
  /** Nobody goes on with a report that they began two months ago. */
  drafts: { days: 60 },
  /** The last picture of an album may wait for a phone that was off over the weekend. */
  albums: { days: 14 },
  /** Once written into the town, the file is a copy of it. */
  workbooks: { days: 30 },
  /** A question at a session is answered at the next one at the latest. */
  questions: { days: 365 },
  /** Who looked at what is asked about within a term of office, which is three to five years. */
  audit: { days: 1_825 },
  /** From the end of a matter: a villager who comes back to it does so within months, an inspection within the term of office. */
  tickets: { days: 1_825, least: 365 },
  /** What was heard on a visit: reports of a year are looked at in the next. */
  visits: { days: 1_095, least: 365 },
  /** From the closing of a file, from the handing over of a gift: as long as the books of a year are open to an audit. */
  care: { days: 1_825, least: 1_095 },
  /** From the day somebody was served. */
  rosters: { days: 1_095, least: 365 },
  /** From the day a household moved away. */
  households: { days: 1_095, least: 365 },
} as const satisfies Record<string, { days: number; least?: number }>;
export type Retention = keyof typeof retention;
/** Those about which the town decides. */
export const townsKinds = ["tickets", "visits", "care", "rosters", "households"] as const satisfies Retention[];
export type TownsKind = (typeof townsKinds)[number];
/** What the town may choose among, in days: one, three, five and ten years, which rules on files name. */
export const keepingChoices = [365, 1_095, 1_825, 3_650] as const;
/**
 * Rows that are erased in one transaction: others wait for none of them longer than a second, and a table of a million rows is not looked
 * through more often than it must be.
 */
export const maxErasedAtOnce = 2_000;
/** Entries of registers that somebody's name is found in: a screen of buttons; a longer name finds fewer. */
export const maxEntriesFound = 20;
/** Why an entry was erased: a sentence, which stands in the audit. */
export const maxEraseReasonCharacters = 100;
/** Lines of the audit on a screen. */
export const maxAuditShown = 10;
