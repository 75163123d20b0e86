import { createHash, randomBytes } from "node:crypto";

/** What is stored of a one-time code: a reader of the database learns no link. */
export const hashOf = (code: string) => createHash("sha256").update(code).digest("base64url");

/**
 * 128 bits: nobody guesses it, and it fits Telegram's 64 characters of a start link. Never with `_` in second place, which marks the
 * links of parties (`p_`), of sessions (`s_`), of papers (`w_`) and of helpers (`n_`).
 */
export function newCode(): string {
  const code = randomBytes(16).toString("base64url");
  return code[1] === "_" ? newCode() : code;
}
