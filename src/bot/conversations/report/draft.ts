import type { Attachment, TicketKind } from "../../../database/values.ts";
import { maxAttachments, maxDescriptionCharacters } from "../../../domain/limits.ts";
import type { Content } from "../../content.ts";

/** What a villager has given so far; plain data, stored after every step. */
export type ReportDraft = {
  kind: TicketKind;
  /** Begun by the content itself, before any button: the person is asked first. */
  isUnasked?: boolean;
  villageId?: number | undefined;
  villageName?: string | undefined;
  groupId?: number | undefined;
  groupName?: string | undefined;
  groupAsked?: boolean;
  categoryId?: number | undefined;
  categoryName?: string | undefined;
  texts: string[];
  /** Message ids of the texts, so that an edit finds its words. */
  textSources: number[];
  files: (Attachment & { sourceMessageId: number; caption?: string })[];
  lastAlbum?: string | undefined;
  place?: { text?: string; latitude?: number; longitude?: number } | undefined;
  placeAsked?: boolean;
  phone?: string | undefined;
  phoneAsked?: boolean;
  contentSkipped?: boolean;
  confidential: boolean;
};

export const newDraft = (kind: TicketKind, known: Partial<ReportDraft> = {}): ReportDraft => ({
  kind,
  texts: [],
  textSources: [],
  files: [],
  confidential: false,
  ...known,
});

export const hasContent = (draft: ReportDraft) =>
  draft.texts.length > 0 ||
  draft.files.length > 0 ||
  draft.contentSkipped === true ||
  (draft.kind === "emergency" && draft.place !== undefined);

export const descriptionOf = (draft: ReportDraft) => draft.texts.join("\n");

/** The steps of each kind of report, in order; a step that is already answered is passed over. */
const stepsOfKind: Record<TicketKind, readonly string[]> = {
  problem: ["village", "group", "category", "content", "place", "phone", "summary"],
  service: ["village", "group", "category", "content", "phone", "summary"],
  emergency: ["village", "content", "summary"],
  dispute: ["village", "group", "category", "content", "place", "phone", "summary"],
  petition: ["village", "group", "category", "content", "phone", "summary"],
};

const isAnswered: Record<string, (draft: ReportDraft) => boolean> = {
  village: (draft) => draft.villageId !== undefined,
  group: (draft) => draft.groupAsked === true || draft.groupId !== undefined,
  category: (draft) => draft.categoryId !== undefined,
  content: hasContent,
  place: (draft) => draft.placeAsked === true || draft.place !== undefined,
  phone: (draft) => draft.phoneAsked === true || draft.phone !== undefined,
  summary: () => false,
};

/** The first step whose answer is still missing. */
export const nextStep = (draft: ReportDraft): string => stepsOfKind[draft.kind].find((step) => !isAnswered[step]?.(draft)) ?? "summary";

/** The step before; undefined before the first. */
export function previousStep(draft: ReportDraft, step: string): string | undefined {
  const steps = stepsOfKind[draft.kind].filter((name) => name !== "group" || draft.groupId !== undefined);
  const index = steps.indexOf(step);
  return index > 0 ? steps[index - 1] : undefined;
}

export type Taken = "taken" | "too_long" | "too_many" | "nothing";

/** Puts words and files of a message into the draft; what does not fit is left out and said so. */
export function takeContent(draft: ReportDraft, content: Content, messageId: number): Taken {
  if (content.text && [...descriptionOf(draft), ...content.text].length > maxDescriptionCharacters) return "too_long";
  if (content.attachment && draft.files.length >= maxAttachments) return "too_many";
  if (!content.text && !content.attachment && !(content.pin && draft.kind === "emergency")) return "nothing";
  if (content.text) {
    draft.texts.push(content.text);
    draft.textSources.push(messageId);
  }
  if (content.attachment) draft.files.push({ ...content.attachment, sourceMessageId: messageId });
  if (content.pin) draft.place = { ...content.pin, ...(content.placeText ? { text: content.placeText } : {}) };
  draft.lastAlbum = content.albumId;
  return "taken";
}
