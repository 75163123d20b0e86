import type { InlineKeyboardMarkup } from "@grammyjs/types";
import { button, goData, inline, type TicketButton, ticketData } from "../buttons.ts";
import { type NoticeButtons, ratings } from "../database/values.ts";
import { label } from "../texts.ts";

/** The buttons below a notice, in the reader's language. */
export function noticeButtons(language: string, set: NoticeButtons, ticketId: number, subject: number): InlineKeyboardMarkup {
  const one = (key: string, action: TicketButton, value = "") => button(label(language, key), ticketData(action, ticketId, value));
  const to = (key: string, where: string, value: string) => button(label(language, key), goData(where, value));
  switch (set) {
    case "session":
      return inline([[to("button-join", "session", `join:${subject}`), to("button-ask-session", "session", `ask:${subject}`)]]);
    case "answer":
      return inline([[to("button-answer", "session", `answer:${subject}`)]]);
    case "read":
      return inline([[to("button-read", "read", String(subject))]]);
    case "roster":
      return inline([[to("button-open", "roster", `open:${subject}`)]]);
    case "care":
      return inline([[to("button-visited", "care", `visit:${subject}`)]]);
    case "second":
      return inline([[to("button-money-right", "care", `right:${subject}`), to("button-money-wrong", "care", `wrong:${subject}`)]]);
    case "rate":
      return inline([ratings.map((rating) => one(`button-rate-${rating}`, "rate", rating))]);
    case "agree":
      return inline([[one("button-agree", "agree"), one("button-disagree", "disagree")]]);
    case "import":
      return inline([
        [
          button(label(language, "button-submit"), goData("import", String(subject))),
          button(label(language, "button-cancel"), goData("menu", "")),
        ],
      ]);
    case "follow-up":
      return inline([[one("button-follow-up", "follow_up", String(subject)), one("button-open", "open")]]);
    case "safe": {
      const answer = (key: string, value: string) => button(label(language, key), goData("roll", `${subject}:${value}`));
      return inline([[answer("button-safe", "safe"), answer("button-need-help", "help")]]);
    }
    case "veto":
      return inline([[one("button-veto", "veto"), one("button-open", "open")]]);
    default:
      return inline([[one("button-open", "open")]]);
  }
}
