import type { InlineKeyboardMarkup } from "@grammyjs/types";
import { type Api, InputFile } from "grammy";
import {
  type Attachment,
  type MediationKind,
  type NoticeBody,
  type PartyWay,
  partyWays,
  type Rating,
  type SaidLines,
} from "../database/values.ts";
import type { Work } from "../database/work.ts";
import { findRollCall } from "../domain/emergencies/roll-call.ts";
import { findPoll } from "../domain/outreach/polls.ts";
import { findActor, findPerson } from "../domain/people/person.ts";
import { findTopic } from "../domain/places/desk-topics.ts";
import { writeDigest } from "../domain/tickets/digest.ts";
import { findLivePlace, secondsOf } from "../domain/tickets/live-place.ts";
import { withAloud } from "../wording/aloud.ts";
import { button, inline } from "../wording/buttons.ts";
import { pollData } from "../wording/callbacks.ts";
import { cardFor, deskCard } from "../wording/card.ts";
import { commandsFor } from "../wording/commands.ts";
import { topicNow } from "../wording/desk-topic.ts";
import { digestMessage } from "../wording/digest.ts";
import { oneMessage } from "../wording/message-parts.ts";
import { noticeButtons } from "../wording/notice-buttons.ts";
import { pollInWords } from "../wording/polls.ts";
import { rollCallText } from "../wording/roll-call.ts";
import { escapeHtml, label, readableTime, type TextValues, text } from "../wording/texts.ts";
import { saidInWords, valuesInWords } from "../wording/workbooks.ts";
import { askedNow, saidNow } from "./asked.ts";
import { renderBriefing, renderWorkbook } from "./documents.ts";
import { renderFigures } from "./figures.ts";
import { makeDocument } from "./make-document.ts";
import { renderOwnData } from "./own-data.ts";

/** A Bot API call, ready but for what only the sender knows: message ids. */
export type Call = {
  method: string;
  payload: Record<string, unknown>;
  /** What says the same in words, where the server refuses this. */
  otherwise?: Call;
};
type Row = {
  id: number;
  chatId: number;
  personId: number | null;
  ticketId: number | null;
  notice: NoticeBody | null;
  editsId: number | null;
};

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
 * @param means by what it is told how far a long document is, and whether words are read aloud here
 * @returns undefined when there is nothing left to tell, such as a card of somebody who is no longer known
 */
export async function renderNotice(
  work: Work,
  row: Row,
  { api, speaks = false }: { api?: Api; speaks?: boolean } = {},
): Promise<Call | undefined> {
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
      const listed = notice.list ? { list: listText(language, notice.list) } : {};
      const said = await saidNow(work, row, notice);
      const html = text(language, said.key, { ...readable(work, language, said.values), ...listed });
      const buttons = notice.buttons && (await askedNow(work, row, notice.buttons));
      const markup = buttons ? noticeButtons(language, buttons, row.ticketId ?? 0, notice.subject ?? 0) : undefined;
      return message(row, html, speaks && reader ? withAloud(language, notice.key, html, markup) : markup);
    }
    case "asked": {
      const buttons = await askedNow(work, row, notice.buttons);
      const reply_markup = buttons ? noticeButtons(language, buttons, row.ticketId ?? 0, 0) : inline([]);
      return { method: "editMessageReplyMarkup", payload: { chat_id: row.chatId, reply_markup } };
    }
    case "commands": {
      const actor = row.personId === null ? undefined : await findActor(work, row.personId);
      const payload = { commands: actor && commandsFor(actor, language), scope: { type: "chat", chat_id: row.chatId } };
      return actor && { method: "setMyCommands", payload };
    }
    case "reaction": {
      const { messageId, emoji, key, values } = notice;
      const payload = { chat_id: row.chatId, message_id: messageId, reaction: [{ type: "emoji", emoji }] };
      return { method: "setMessageReaction", payload, otherwise: message(row, text(language, key, values)) };
    }
    case "relay":
      return renderRelay(row, language, { ...notice, values: readable(work, language, notice.values) }, speaks && reader !== undefined);
    case "topic":
      return renderTopic(work, row, notice);
    case "poll":
      return renderPoll(work, row, language, notice.pollId);
    case "pin":
      return renderPin(work, row, notice);
    case "workbook":
      return renderWorkbook(work, row, language, notice, api);
    case "brief":
      return renderBriefing(work, row, notice, api);
    case "figures":
      return renderFigures(work, row, notice);
    case "own-data":
      return renderOwnData(work, row, notice);
    case "poster": {
      const { kind: _kind, ...given } = notice;
      const { paper } = given;
      const document = new InputFile(await makeDocument({ kind: "poster", given }), `${paper ? paper.number : notice.village}.pdf`);
      const caption = paper ? label(language, "paper-caption", paper) : label(language, "poster-caption", { village: notice.village });
      return {
        method: "sendDocument",
        payload: { chat_id: row.chatId, document, caption },
      };
    }
    // Nothing to be said; what is fetched is read by `fetch-workbook.ts`, and what is read aloud is made by `speech.ts`.
    case "fetch":
    case "speech":
    case undefined:
      return undefined;
  }
}

/** A question with answers to tap; where the server knows no polls, with buttons. */
async function renderPoll(work: Work, row: Row, language: string, pollId: number): Promise<Call | undefined> {
  const found = await findPoll(work, pollId);
  if (!found) return undefined;
  const { question, options, isMany } = pollInWords(language, found);
  const rows = options.map((one, option) => [button(one, pollData.pack("", { id: pollId, option }))]);
  return {
    method: "sendPoll",
    payload: {
      chat_id: row.chatId,
      question,
      options: options.map((one) => ({ text: one })),
      is_anonymous: false,
      ...(isMany ? { allows_multiple_answers: true } : {}),
    },
    otherwise: message(row, escapeHtml(question), inline(rows)),
  };
}

/** What is to be done with the topic of a matter, if anything: open it, call it anew, close it or open it again. */
async function renderTopic(work: Work, { chatId, ticketId }: Row, { isEnd }: { isEnd?: true }): Promise<Call | undefined> {
  const [topic, now] =
    ticketId === null ? [] : await Promise.all([findTopic(work, { chatId, ticketId }), topicNow(work, chatId, ticketId)]);
  if (!topic || !now) return undefined;
  const { threadId: message_thread_id } = topic;
  if (message_thread_id === null) return isEnd ? undefined : { method: "createForumTopic", payload: { chat_id: chatId, name: now.name } };
  const payload = { chat_id: chatId, message_thread_id };
  if (!isEnd) return topic.name === now.name ? undefined : { method: "editForumTopic", payload: { ...payload, name: now.name } };
  if (topic.isClosed === now.isOver) return undefined;
  return { method: now.isOver ? "closeForumTopic" : "reopenForumTopic", payload };
}

/** A place; of one that moves, where it is by now, until it ends. */
async function renderPin(work: Work, row: Row, notice: Extract<NoticeBody, { kind: "pin" }>): Promise<Call> {
  const to = { chat_id: row.chatId };
  if (notice.isOver) return { method: "stopMessageLiveLocation", payload: to };
  const followed = notice.live === undefined ? undefined : await findLivePlace(work, notice.live);
  const { latitude, longitude } = followed?.pin ?? notice;
  const payload = { ...to, latitude, longitude };
  if (row.editsId !== null) return { method: "editMessageLiveLocation", payload };
  const period = followed && !followed.endedAt ? { live_period: secondsOf(followed, work.now) } : {};
  return { method: "sendLocation", payload: { ...payload, ...period, ...kept(notice) } };
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
  const card =
    row.personId === null ? await deskCard(work, row.ticketId) : await cardFor(work, row.ticketId, row.personId, row.editsId ?? row.id);
  if (!card || (card.isTakenBack && row.editsId === null)) return undefined;
  const { method, payload } = message(row, card.html, card.markup);
  const call = { method, payload: { ...payload, ...(row.editsId === null ? kept(card) : {}) } };
  const threadId = row.notice?.kind === "card" && row.editsId === null ? await threadOf(work, row, row.notice) : undefined;
  return threadId === undefined ? call : { ...call, payload: { ...call.payload, message_thread_id: threadId } };
}

/** In a forum, the topic of the desk, or the matter's own as far as it is there. */
async function threadOf(work: Work, { chatId, ticketId }: Row, { threadId, inOwnTopic }: { threadId?: number; inOwnTopic?: true }) {
  if (!inOwnTopic || ticketId === null) return threadId;
  return (await findTopic(work, { chatId, ticketId }))?.threadId ?? undefined;
}

/** What was said in confidence can be neither passed on nor saved. */
const kept = ({ isConfidential }: { isConfidential?: boolean }) => (isConfidential ? { protect_content: true } : {});

/** Somebody's words, or file with words, as the other side reads them: who, about which ticket, and what. */
function renderRelay(row: Row, language: string, notice: Extract<NoticeBody, { kind: "relay" }>, speaks: boolean): Call {
  const { heard } = notice;
  const body = [notice.values["body"], heard && label(language, `transcript-${heard.by}`, { words: heard.words })]
    .filter(Boolean)
    .join("\n");
  const values = { ...notice.values, body, name: notice.values["name"] || label(language, "reporter-hidden") };
  const html = text(language, notice.key, values).trim();
  const own = notice.buttons ? noticeButtons(language, notice.buttons, row.ticketId ?? 0, notice.subject ?? 0) : undefined;
  const markup = speaks ? withAloud(language, notice.key, html, own) : own;
  if (!notice.attachment) {
    const { method, payload } = message(row, html, markup);
    return { method, payload: { ...payload, ...(row.editsId === null ? kept(notice) : {}) } };
  }
  const { kind, fileId } = notice.attachment;
  const caption = oneMessage(html, maxCaptionCharacters);
  const below = markup ? { reply_markup: markup } : {};
  if (row.editsId !== null)
    return { method: "editMessageCaption", payload: { chat_id: row.chatId, caption, parse_mode: "HTML", ...below } };
  // A video note has no caption; Telegram refuses one.
  const captioned = kind === "video_note" ? {} : { caption, parse_mode: "HTML" };
  return {
    method: sendMethods[kind],
    payload: { chat_id: row.chatId, [kind]: fileId, ...captioned, ...kept(notice), ...below },
  };
}

const listText = (language: string, { line, rows, more }: SaidLines): string =>
  [
    ...rows.map(({ values, what }) => label(language, line, { ...valuesInWords(language, values), what: saidInWords(language, what) })),
    ...(more ? [`……（${more}）`] : []),
  ].join("\n");

/** Instants and ratings travel as data and become words here. */
function readable(work: Work, language: string, values: TextValues): TextValues {
  const entries = Object.entries(values).map(([name, value]) => {
    if (name === "until" && typeof value === "string" && value) return [name, readableTime(language, new Date(value), work.zone, work.now)];
    if (name === "how" && isPartyWay(value)) return [name, label(language, `ledger-way-${value}`)];
    if (name === "mediation") return [name, label(language, `mediation-${value as MediationKind}`)];
    if (name === "rating" && typeof value === "string" && value) return [name, label(language, `rating-${value as Rating}`)];
    return [name, value];
  });
  return Object.fromEntries(entries);
}

const isPartyWay = (value: unknown): value is PartyWay => (partyWays as readonly unknown[]).includes(value);
