import type { Update } from "@grammyjs/types";
import type { StoredDialog } from "../../../domain/conversation.ts";
import { readButton } from "../../../wording/buttons.ts";
import { menuKeyOf } from "../../menu.ts";
import { report } from "./report.ts";

/**
 * Whether an update is an answer within somebody's own report. Such a step writes only their draft, or a ticket that nobody knows yet,
 * so that many people's may be handled side by side. Joining somebody else's matter is none.
 */
export function isOwnReport({ message, callback_query: pressed }: Update, dialog: StoredDialog | undefined): boolean {
  if (dialog?.flow !== report.name) return false;
  if (message) return isPlainText(message);
  const button = readButton(pressed?.data ?? "");
  return button.kind === "dialog" && button.nonce === dialog.nonce && !/^t\d/.test(button.value);
}

const isPlainText = ({ text, reply_to_message: repliedTo }: NonNullable<Update["message"]>) =>
  text !== undefined && !text.startsWith("/") && !repliedTo && menuKeyOf(text) === undefined;
