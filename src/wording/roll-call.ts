import type { RollCallList } from "../domain/emergencies/roll-call.ts";
import { text } from "./texts.ts";

/** More names than this are no list that somebody works off; Telegram's limit is near as well. */
const maxShown = 80;

/** The list of a roll-call: how many are safe, who needs help, who has not answered, each with their phone. */
export function rollCallText(language: string, { call, safe, asked, open }: RollCallList): string {
  const lines = open.slice(0, maxShown).map(({ name, phone, needsHelp, isBlocked }) => {
    const key = needsHelp ? "roll-call-help" : isBlocked ? "roll-call-blocked" : "roll-call-open";
    return text(language, key, { name, phone: phone ?? "" });
  });
  const rest = open.length > maxShown ? [text(language, "roll-call-more", { count: open.length - maxShown })] : [];
  return [text(language, "roll-call-title", { body: call.body, safe, asked, open: open.length }), ...lines, ...rest].join("\n");
}
