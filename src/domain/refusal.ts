/**
 * An expected "no": a stable id, which is also the name of its sentence in `locales/` (`refused-<id>`). Only bugs throw.
 */
export type Refusal = { refused: RefusalId; values?: Record<string, string | number> };

export type RefusalId =
  | "not-yours"
  | "not-now"
  | "not-found"
  | "poll-options"
  | "reader-may-not"
  | "scheduled-before"
  | "no-admin"
  | "no-village"
  | "bad-code"
  | "used-code"
  | "already-claimed"
  | "chased-today"
  | "deadline-not-later"
  | "reason-missing"
  | "nobody-there"
  | "already-member"
  | "names-missing"
  | "too-many"
  | "not-mergeable"
  | "not-a-dispute"
  | "not-in-the-past"
  | "no-mediation"
  | "extended-before"
  | "duty-unclear"
  | "duty-past"
  | "nothing-said"
  | "workbook-outdated"
  | "session-full"
  | "session-over"
  | "session-not-begun"
  | "signed-up-before"
  | "not-signed-up"
  | "title-taken"
  | "served-before"
  | "second-person"
  | "own-paper"
  | "without-bot"
  | "has-bot"
  | "consent-unseen"
  | "helper-in-office"
  | "household-moved"
  | "name-taken"
  | "last-admin"
  | "last-admin-self"
  | "matter-open"
  | "kept-from"
  | "redirected"
  | "nobody-apart"
  | "word-unclear"
  | "codes-closed"
  | "added-enough"
  /** It was said before, and need not be said again. */
  | "told-before";

export const refuse = (refused: RefusalId, values?: Refusal["values"]): Refusal => (values ? { refused, values } : { refused });

export const isRefusal = (value: unknown): value is Refusal => typeof value === "object" && value !== null && "refused" in value;
