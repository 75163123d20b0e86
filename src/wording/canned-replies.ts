import { label } from "./texts.ts";

const firstReplies = ["canned-coming", "canned-crew", "canned-photo", "canned-papers"] as const;

/** The canned replies with which every town begins. */
export const firstCannedReplies = (): string[] => firstReplies.map((key) => label("zh", key));

/** A canned reply in somebody's language: the first ones are known in each, what people wrote stays as they wrote it. */
export function cannedIn(language: string, body: string): string {
  const key = firstReplies.find((one) => label("zh", one) === body);
  return key ? label(language, key) : body;
}
