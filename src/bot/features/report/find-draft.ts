import type { BotContext } from "../../context.ts";
import { setAside } from "../../conversation-run.ts";
import { contentFirst } from "./content-first.ts";
import { report } from "./report.ts";
import { shelfFirst } from "./shelf-first.ts";

/** The unfinished report in which a message is, also one that was set aside for something else. */
export function findDraft({ dialog }: BotContext, messageId: number) {
  for (let one = dialog; one; one = setAside(one)) {
    const reported = report.givenIn(one);
    const draft = reported ?? contentFirst.givenIn(one) ?? shelfFirst.givenIn(one);
    if (!draft) continue;
    const isOfFile = draft.files.some(({ sourceMessageId }) => sourceMessageId === messageId);
    if (isOfFile || draft.textSources.includes(messageId) || draft.sources?.[`${messageId}`])
      return { draft, reported, isOpen: one === dialog };
  }
  return undefined;
}
