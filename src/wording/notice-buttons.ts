import type { InlineKeyboardButton, InlineKeyboardMarkup } from "@grammyjs/types";
import type { TextKey } from "../../locales/text-key.ts";
import { type NoticeButtons, type Rating, ratings } from "../database/values.ts";
import { type ButtonStyle, button, inline, styled, type TicketButton, ticketData } from "./buttons.ts";
import {
  careData,
  correctData,
  importData,
  menuData,
  policyData,
  readData,
  rollCallData,
  rosterData,
  sentListData,
  sessionData,
} from "./callbacks.ts";
import { roundData, surveyData } from "./doorstep-callbacks.ts";
import { label } from "./texts.ts";
import { visitData } from "./visit-callbacks.ts";

/** 满意 is green, 不满意 red. */
const styleOfRating: Partial<Record<Rating, ButtonStyle>> = { satisfied: "success", unsatisfied: "danger" };

const rateButton = (language: string, ticketId: number, rating: Rating): InlineKeyboardButton =>
  styled(button(label(language, `button-rate-${rating}`), ticketData("rate", ticketId, rating)), styleOfRating[rating]);

/** The buttons below a notice, in the reader's language. */
export function noticeButtons(language: string, set: NoticeButtons, ticketId: number, id: number): InlineKeyboardMarkup {
  const to = (key: TextKey, packed: string) => button(label(language, key), packed);
  const one = (key: TextKey, action: TicketButton, value = "") => to(key, ticketData(action, ticketId, value));
  switch (set) {
    case "session":
      return inline([[to("button-join", sessionData.pack("join", { id })), to("button-ask-session", sessionData.pack("ask", { id }))]]);
    case "answer":
      return inline([[to("button-answer", sessionData.pack("answer", { id }))]]);
    case "correct":
      return inline([[to("button-correct", correctData.pack("", { id }))]]);
    case "shelf":
      return inline([[to("button-shelve", policyData.pack("shelve", { id })), one("button-open", "open")]]);
    case "read":
      return inline([[to("button-read", readData.pack("", { id }))]]);
    case "roster":
      return inline([[to("button-open", rosterData.pack("open", { id, page: 0 }))]]);
    case "entry":
      return inline([[to("button-open", rosterData.pack("entry", { id }))]]);
    case "survey":
      return inline([[to("button-answer-survey", surveyData.pack("answer", { id }))]]);
    case "survey-results":
      return inline([[to("button-open", surveyData.pack("open", { id }))]]);
    case "turn":
      return inline([
        [to("button-turn-clear", roundData.pack("clear", { id })), to("button-turn-found", roundData.pack("found", { id }))],
        [to("button-turn-undone", roundData.pack("undone", { id }))],
      ]);
    case "care":
      return inline([[to("button-visited", careData.pack("visit", { id }))]]);
    case "household":
      return inline([[to("button-household", visitData.pack("household", { id }))]]);
    case "second":
      return inline([[to("button-money-right", careData.pack("right", { id })), to("button-money-wrong", careData.pack("wrong", { id }))]]);
    case "rate":
      return inline([ratings.map((rating) => rateButton(language, ticketId, rating))]);
    case "solved":
      return inline([[one("button-solved", "solved"), one("button-not-solved", "not_solved")]]);
    case "agree":
      return inline([[one("button-agree", "agree"), one("button-disagree", "disagree")]]);
    case "import":
      return inline([[to("button-submit", importData.pack("", { id })), to("button-cancel", menuData.pack(""))]]);
    case "list":
      return inline([
        [to("button-submit", importData.pack("", { id })), to("button-cancel", menuData.pack(""))],
        [to("button-columns", sentListData.pack("columns", { id }))],
      ]);
    case "columns":
      return inline([[to("button-columns", sentListData.pack("columns", { id }))]]);
    case "which-list":
      return inline([
        [
          to("button-new-roster", sentListData.pack("roster", { id })),
          to("button-households-file", sentListData.pack("households", { id })),
        ],
      ]);
    case "follow-up":
      return inline([[one("button-follow-up", "follow_up", String(id)), one("button-open", "open")]]);
    case "safe":
      return inline([
        [
          to("button-safe", rollCallData.pack("", { id, answer: "safe" })),
          to("button-need-help", rollCallData.pack("", { id, answer: "help" })),
        ],
      ]);
    case "veto":
      return inline([[one("button-veto", "refuse_extension"), one("button-open", "open")]]);
    case "accept":
      return inline([[styled(one("button-accept", "accept"), "success"), one("button-open", "open")]]);
    case "open":
      return inline([[one("button-open", "open")]]);
  }
}
