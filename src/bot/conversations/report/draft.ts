import type { Attachment, FilledField, ServiceField, TicketKind } from "../../../database/values.ts";
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
  /** A report about an official: whom, unless passed over. */
  asksAbout?: boolean;
  aboutId?: number | undefined;
  aboutName?: string | undefined;
  aboutAsked?: boolean;
  /** The other parties of a dispute. */
  parties?: string[];
  partiesAsked?: boolean;
  /** What the chosen service asks for, and what was answered. */
  wanted?: ServiceField[];
  fields?: FilledField[];
  fillsAll?: boolean;
  mayBeAtHome?: boolean;
  atHome?: boolean | undefined;
  /** For whom a service is asked, when not for oneself. */
  beneficiary?: string | undefined;
  /** Open tickets that look like the same matter; offered with the summary. */
  similar?: { id: number; caption: string }[];
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
  problem: ["village", "group", "category", "about", "content", "place", "phone", "summary"],
  service: ["village", "group", "category", "content", "fields", "phone", "summary"],
  emergency: ["village", "content", "summary"],
  dispute: ["village", "group", "category", "parties", "content", "place", "phone", "summary"],
  petition: ["village", "group", "category", "content", "phone", "summary"],
};

const isAnswered: Record<string, (draft: ReportDraft) => boolean> = {
  village: (draft) => draft.villageId !== undefined,
  group: (draft) => draft.groupAsked === true || draft.groupId !== undefined,
  category: (draft) => draft.categoryId !== undefined,
  content: hasContent,
  place: (draft) => draft.placeAsked === true || draft.place !== undefined,
  phone: (draft) => draft.phoneAsked === true || draft.phone !== undefined,
  about: (draft) => !draft.asksAbout || draft.aboutAsked === true,
  parties: (draft) => draft.partiesAsked === true,
  fields: (draft) => openField(draft) === undefined,
  summary: () => false,
};

/** The next thing the service asks for that has no answer yet; what is not required only for whoever wants to fill it in. */
export const openField = (draft: ReportDraft): ServiceField | undefined =>
  draft.wanted?.find(({ name, required }) => (required || draft.fillsAll) && !draft.fields?.some((filled) => filled.name === name));

/** The first step whose answer is still missing. */
export const nextStep = (draft: ReportDraft): string => stepsOfKind[draft.kind].find((step) => !isAnswered[step]?.(draft)) ?? "summary";

/** The step before; undefined before the first. */
export function previousStep(draft: ReportDraft, step: string): string | undefined {
  const steps = stepsOfKind[draft.kind].filter((name) => name === step || mayGoBackTo(draft, name));
  const index = steps.indexOf(step);
  return index > 0 ? steps[index - 1] : undefined;
}

function mayGoBackTo(draft: ReportDraft, step: string): boolean {
  if (step === "group") return draft.groupId !== undefined;
  if (step === "about") return draft.asksAbout === true;
  if (step === "fields") return (draft.wanted?.length ?? 0) > 0;
  return true;
}

/** What going back to a step takes away, so that it is asked anew. */
export function reopenStep(draft: ReportDraft, step: string) {
  if (step === "fields") draft.fields = draft.fields?.slice(0, -1) ?? [];
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
