import type { Message } from "@grammyjs/types";
import type { Attachment, Pin } from "../database/values.ts";
import { maxFileBytes } from "../domain/file-limits.ts";
import { samePhone } from "../domain/people/written.ts";

/** A message, with what its voice says where that is known, and by what id its place is followed where it moves. */
export type Spoken = Message & { transcript?: string; liveId?: number };

/** What a message brings, as far as a report can use it. */
export type Content = {
  text?: string;
  attachment?: Attachment;
  pin?: Pin;
  placeText?: string;
  phone?: { number: string; ownerId: number | undefined };
  /** Something that is neither words nor a file nor a place: a sticker, a poll, a dice. */
  isUnreadable: boolean;
  albumId?: string;
};

/** What was typed, without space around it; empty for a message without words. */
export const typedIn = ({ text = "" }: Pick<Message, "text">): string => text.trim();
/** The words of a message, also those below a file. */
export const textOf = ({ text, caption = "" }: Pick<Message, "text" | "caption">): string => text ?? caption;

/** Reads words, files (by reference, never their bytes), places and phone numbers off a message. */
export function contentOf(message: Spoken): Content {
  const attachment = attachmentOf(message);
  const text = message.text ?? message.caption;
  const location = message.venue?.location ?? message.location;
  const content: Content = {
    isUnreadable: !attachment && text === undefined && !location && !message.contact,
    ...(text?.trim() ? { text: text.trim() } : {}),
    ...(attachment ? { attachment } : {}),
    ...(location ? { pin: { ...pinOf(location), ...(message.liveId ? { live: message.liveId } : {}) } } : {}),
    ...(message.venue ? { placeText: `${message.venue.title} ${message.venue.address}`.trim() } : {}),
    ...(message.contact ? { phone: { number: samePhone(message.contact.phone_number), ownerId: message.contact.user_id } } : {}),
    ...(message.media_group_id ? { albumId: message.media_group_id } : {}),
  };
  return content;
}

export const pinOf = ({ latitude, longitude }: Pin): Pin => ({ latitude, longitude });

function attachmentOf(message: Spoken): Attachment | undefined {
  const photo = message.photo?.at(-1);
  if (photo) return { kind: "photo", fileId: photo.file_id };
  const { transcript: words } = message;
  if (message.voice) return { kind: "voice", fileId: message.voice.file_id, ...(words ? { heard: { words, by: "machine" } } : {}) };
  if (message.video) return { kind: "video", fileId: message.video.file_id };
  if (message.video_note) return { kind: "video_note", fileId: message.video_note.file_id };
  // Telegram repeats an animation as a document, so it is asked for first.
  if (message.animation) return { kind: "animation", fileId: message.animation.file_id };
  if (message.audio) return { kind: "audio", fileId: message.audio.file_id };
  if (!message.document) return undefined;
  const { file_id: fileId, file_name: fileName } = message.document;
  return { kind: "document", fileId, ...(fileName ? { fileName } : {}) };
}

/** The list or workbook that somebody sends, by Telegram's id of it. @returns undefined when the message has none */
export function workbookIn({ document }: Pick<Message, "document">): { fileId: string } | "too large" | undefined {
  if (!/\.(?:xlsx?|csv)$/i.test(document?.file_name ?? "") || !document) return undefined;
  // Telegram may not say how large it is; then it is seen when it comes.
  return (document.file_size ?? 0) > maxFileBytes ? "too large" : { fileId: document.file_id };
}
