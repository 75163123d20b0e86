import { firstReplies } from "../domain/canned-replies.ts";
import { label } from "./texts.ts";

/** In the order of {@link firstReplies}. */
const firstKeys = ["canned-coming", "canned-crew", "canned-photo", "canned-papers"] as const;

/** A canned reply in somebody's language: the first ones are known in each, what people wrote stays as they wrote it. */
export function cannedIn(language: string, body: string): string {
  const key = firstKeys[firstReplies.indexOf(body)];
  return key ? label(language, key) : body;
}
