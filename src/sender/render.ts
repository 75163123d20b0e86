import type { InlineKeyboardMarkup } from "@grammyjs/types";
import { InputFile } from "grammy";
import type { Attachment, NoticeBody } from "../database/values.ts";
import type { Work } from "../database/work.ts";
import { findRollCall } from "../domain/emergencies/roll-call.ts";
import { findPerson } from "../domain/people/person.ts";
import { writeDigest } from "../domain/tickets/digest.ts";
import { oneMessage } from "../message-parts.ts";
import { label, readableTime, type TextValues, text } from "../texts.ts";
import { cardFor, deskCard } from "./card.ts";
import { digestMessage } from "./digest.ts";
import { renderBriefing, renderWorkbook } from "./documents.ts";
import { makeDocument } from "./make-document.ts";
import { noticeButtons } from "./notice-buttons.ts";
import { rollCallText } from "./roll-call.ts";

/** A Bot API call, ready but for what only the sender knows: message ids. */
export type Call = { method: string; payload: Record<string, unknown> };
type Row = { chatId: number; personId: number | null; ticketId: number | null; notice: NoticeBody | null; editsId: number | null };

/** Telegram's limit for captions. */
const maxCaptionCharacters = 1024;
const sendMethods: Record<Attachment["kind"], string> = {
  photo: "sendPhoto",
  voice: "sendVoice",
  video: "sendVideo",
  document: "sendDocument",
  audio: "sendAudio",
  video_note: "sendVideoNote",
  animation: "sendAnimation",
};

/**
 * Puts a notice into its recipient's language, with the facts as they are at this moment.
 *
 * @returns undefined when there is nothing left to tell, such as a card of somebody who is no longer known
 */
export async function renderNotice(work: Work, row: Row): Promise<Call | undefined> {
  const { notice } = row;
  if (notice?.kind === "card") return renderCard(work, row);
  const reader = row.personId === null ? undefined : await findPerson(work, row.personId);
  const language = reader?.language ?? "zh";
  switch (notice?.kind) {
    case "roll": {
      const list = await findRollCall(work, notice.rollCallId);
      return list && message(row, rollCallText(language, list));
    }
    case "digest": {
      const digest = reader && (await writeDigest(work, reader.id));
      if (!digest) return undefined;
      const { html, markup } = digestMessage(language, work, digest);
      return message(row, html, markup);
    }
    case "text": {
      const html = text(language, notice.key, readable(work, language, notice.values));
      const subject = notice.subject ?? 0;
      const markup = notice.buttons ? noticeButtons(language, notice.buttons, row.ticketId ?? 0, subject) : undefined;
      return message(row, html, markup);
    }
    case "relay":
      return renderRelay(row, language, notice);
    case "pin":
      return { method: "sendLocation", payload: { chat_id: row.chatId, latitude: notice.latitude, longitude: notice.longitude } };
    case "workbook":
      return renderWorkbook(work, row, language, notice);
    case "brief":
      return renderBriefing(work, row, notice);
    case "poster": {
      const { town, village, link, isCheckIn } = notice;
      const bytes = await makeDocument({ kind: "poster", given: { town, village, link, ...(isCheckIn ? { isCheckIn } : {}) } });
      const document = new InputFile(bytes, "poster.pdf");
      return {
        method: "sendDocument",
        payload: { chat_id: row.chatId, document, caption: label(language, "poster-caption", { village: notice.village }) },
      };
    }
    default:
      return undefined;
  }
}

function message(row: Row, html: string, markup?: InlineKeyboardMarkup): Call {
  return {
    method: row.editsId === null ? "sendMessage" : "editMessageText",
    payload: {
      chat_id: row.chatId,
      text: oneMessage(html),
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
      ...(markup ? { reply_markup: markup } : {}),
    },
  };
}

async function renderCard(work: Work, row: Row): Promise<Call | undefined> {
  if (row.ticketId === null) return undefined;
  const card = row.personId === null ? await deskCard(work, row.ticketId) : await cardFor(work, row.ticketId, row.personId);
  if (!card) return undefined;
  const call = message(row, card.html, card.markup);
  const threadId = row.notice?.kind === "card" && row.editsId === null ? row.notice.threadId : undefined;
  return threadId === undefined ? call : { ...call, payload: { ...call.payload, message_thread_id: threadId } };
}

/** Somebody's words, or file with words, as the other side reads them: who, about which ticket, and what. */
function renderRelay(row: Row, language: string, notice: Extract<NoticeBody, { kind: "relay" }>): Call {
  const values = { ...notice.values, name: notice.values["name"] || label(language, "reporter-hidden") };
  const html = text(language, notice.key, values).trim();
  const markup = notice.buttons ? noticeButtons(language, notice.buttons, row.ticketId ?? 0, notice.subject ?? 0) : undefined;
  if (!notice.attachment) return message(row, html, markup);
  const { kind, fileId } = notice.attachment;
  const caption = oneMessage(html, maxCaptionCharacters);
  if (row.editsId !== null) return { method: "editMessageCaption", payload: { chat_id: row.chatId, caption, parse_mode: "HTML" } };
  // A video note has no caption; Telegram refuses one.
  const captioned = kind === "video_note" ? {} : { caption, parse_mode: "HTML" };
  return {
    method: sendMethods[kind],
    payload: { chat_id: row.chatId, [kind]: fileId, ...captioned, ...(markup ? { reply_markup: markup } : {}) },
  };
}

/** Instants and ratings travel as data and become words here. */
function readable(work: Work, language: string, values: TextValues): TextValues {
  const entries = Object.entries(values).map(([name, value]) => {
    if (name === "until" && typeof value === "string" && value) return [name, readableTime(language, new Date(value), work.zone, work.now)];
    if (name === "mediation") return [name, label(language, `mediation-${value}`)];
    if (name === "rating" && typeof value === "string" && value) return [name, label(language, `rating-${value}`)];
    return [name, value];
  });
  return Object.fromEntries(entries);
}
