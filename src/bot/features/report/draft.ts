import type { AlarmKind, Attachment, FilledField, Pin, SaidWords, ServiceField, TicketKind } from "../../../database/values.ts";
import { maxAttachments, maxDescriptionCharacters } from "../../../domain/limits.ts";
import type { Named } from "../../../domain/people/officials.ts";
import type { Said } from "../../../domain/tickets/pass.ts";
import type { Content } from "../../content.ts";

/** The questions of a report; each kind asks some of them, in its order. */
export type ReportStep =
  | "alarm"
  | "whom"
  | "several"
  | "named"
  | "village"
  | "group"
  | "category"
  | "about"
  | "parties"
  | "fields"
  | "content"
  | "place"
  | "phone"
  | "summary"
  | "changes"
  | "beneficiary";

/** Parts of a report that are typed by themselves; a field of a service by its name. */
export type AnsweredPart = "place" | "phone" | "parties" | "beneficiary" | `field:${string}`;

/** What a villager has given so far; plain data, stored after every question. */
export type ReportDraft = {
  /** A question that is asked although it has its answer: the person went back to it, or wants to change it. */
  reopened?: ReportStep | undefined;
  kind: TicketKind;
  /** Meant for a ticket, and not passed on before the villager says so. */
  isHeldBack?: boolean;
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
  files: (Attachment & { sourceMessageId: number; albumId?: string })[];
  lastAlbum?: string | undefined;
  /** Places that were sent besides `place`. */
  pins?: (Pin & { text?: string; sourceMessageId: number })[];
  /** What else was typed, and in which message, so that an edit finds it. */
  sources?: Partial<Record<`${number}`, AnsweredPart>>;
  place?: ({ text?: string } & Partial<Pin>) | undefined;
  phone?: string | undefined;
  contentSkipped?: boolean;
  confidential: boolean;
  /** A report about an official: whom, unless passed over. */
  asksAbout?: boolean | undefined;
  aboutId?: number | undefined;
  aboutName?: string | undefined;
  aboutAsked?: boolean;
  /** Below the chat stand the keys of the place or the phone, which belong to no other question. */
  keysShown?: boolean;
  /** For whom the writer may report, as it was when the report was first shown whole; pressed, it is asked anew. */
  helped?: { personId: number; name: string }[] | undefined;
  /** Officials whom the words name, about whom nobody was asked yet; and those of whom it was said that it is not about them. */
  named?: Named[] | undefined;
  notAbout?: number[];
  /** Who may be meant, when the villager does not know. */
  keptFrom?: number[];
  /** What danger the words speak of, unless that was answered. */
  alarm?: AlarmKind | undefined;
  /** All of it that is asked about by that question. */
  alarmsOpen?: AlarmKind[] | undefined;
  alarmsAnswered?: AlarmKind[];
  /** Violence: whom it should go to is asked, and the village's own cadres do not get it unless they are chosen. */
  asksWhom?: boolean;
  whomAsked?: boolean;
  keptFromVillage?: boolean;
  toStationId?: number | undefined;
  toStationName?: string | undefined;
  /** The other parties of a dispute. */
  parties?: string[];
  partiesAsked?: boolean;
  /** What the chosen service asks for, and what was answered. */
  wanted?: ServiceField[] | undefined;
  fields?: FilledField[] | undefined;
  mayBeAtHome?: boolean | undefined;
  atHome?: boolean | undefined;
  /** For whom a service is asked, when not for oneself. */
  beneficiary?: string | undefined;
  /** Whom a standing helper reports for. */
  forPerson?: { id: number; name: string } | undefined;
  /** The matters that were heard in the words, unless somebody said how to report them; and those that come after this one. */
  several?: string[] | undefined;
  severalAsked?: boolean;
  rest?: string[];
  /** What was sent last, while somebody waits for an answer: it may have been that. */
  lastSaid?: Said | undefined;
  /** What the policy shelf could not answer. */
  policyQuestion?: string;
  /** Open tickets that look like the same matter; offered with the summary. */
  similar?: { id: number; caption: string }[] | undefined;
};

/** What is empty takes no room in the draft's row, which is written after every question. */
export const unlessEmpty = <T>(list: readonly T[]): T[] | undefined => (list.length ? [...list] : undefined);

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

/** What was said of the matter, typed and spoken. */
export const descriptionOf = ({ texts, files }: ReportDraft) => [...texts, ...files.flatMap(({ heard }) => heard?.words ?? [])].join("\n");

/** The same message by message. */
export const saidIn = ({ texts, textSources, files }: ReportDraft): SaidWords[] => [
  ...texts.map((text, index) => ({ messageId: textSources[index] ?? 0, text })),
  ...files.flatMap(({ heard, sourceMessageId: messageId }) => (heard ? [{ messageId, text: heard.words, heard: heard.by }] : [])),
];

/** Everything that was said anywhere in the report: people put the matter itself where a place or a name is asked for. */
export const wordsOf = (draft: ReportDraft): string => {
  const { place, beneficiary, fields, parties } = draft;
  return [descriptionOf(draft), place?.text ?? "", beneficiary ?? "", ...(fields ?? []).map(({ value }) => value), ...(parties ?? [])].join(
    "\n",
  );
};

/** The questions of each kind of report, in order; one that is already answered is passed over. */
const stepsOfKind: Record<TicketKind, readonly ReportStep[]> = {
  problem: ["alarm", "whom", "several", "village", "group", "category", "about", "content", "named", "summary"],
  service: ["alarm", "whom", "several", "village", "group", "category", "content", "fields", "named", "summary"],
  emergency: ["alarm", "village", "content", "named", "summary"],
  dispute: ["alarm", "whom", "village", "group", "category", "parties", "content", "named", "summary"],
  petition: ["alarm", "whom", "village", "group", "category", "content", "named", "summary"],
};

/** Asked only when a button of the summary opens them: nobody has to pass over them to file a report. */
const besideSummary: ReadonlySet<ReportStep> = new Set(["changes", "place", "phone", "beneficiary"]);

const isAnswered: Record<ReportStep, (draft: ReportDraft) => boolean> = {
  alarm: (draft) => draft.alarm === undefined,
  whom: (draft) => !draft.asksWhom || draft.whomAsked === true,
  several: (draft) => draft.severalAsked === true || !draft.several?.length,
  named: (draft) => draft.aboutId !== undefined || !draft.named?.length,
  village: (draft) => draft.villageId !== undefined,
  group: (draft) => draft.groupAsked === true || draft.groupId !== undefined,
  category: (draft) => draft.categoryId !== undefined,
  content: hasContent,
  place: () => true,
  phone: () => true,
  about: (draft) => !draft.asksAbout || draft.aboutAsked === true || draft.aboutId !== undefined,
  parties: (draft) => draft.partiesAsked === true,
  fields: (draft) => openFields(draft).length === 0,
  beneficiary: () => true,
  changes: () => true,
  summary: () => false,
};

/** What the service asks for and has no answer yet, in its order; what is not required may be passed over. */
export const openFields = ({ wanted, fields: filled }: ReportDraft): ServiceField[] =>
  wanted?.filter(({ name }) => !filled?.some((one) => one.name === name)) ?? [];

/** The first question whose answer is still missing. */
export const nextStep = (draft: ReportDraft): ReportStep => stepsOfKind[draft.kind].find((step) => !isAnswered[step](draft)) ?? "summary";

/** The question to be asked now. Danger comes before everything. */
export const openStep = (draft: ReportDraft): ReportStep => (draft.alarm ? "alarm" : (draft.reopened ?? nextStep(draft)));

/** 返回: opens the question before. @returns false when there is none */
export function goBack(draft: ReportDraft, step: ReportStep): boolean {
  if (step === "fields" && draft.fields?.length) {
    draft.fields.pop();
    return true;
  }
  const before = besideSummary.has(step) ? "summary" : step === "group" ? "village" : previousStep(draft, step);
  if (!before) return false;
  reopenStep(draft, before);
  draft.reopened = before;
  return true;
}

/** The step before; undefined before the first. */
export function previousStep(draft: ReportDraft, step: ReportStep): ReportStep | undefined {
  const steps = stepsOfKind[draft.kind].filter((name) => name === step || mayGoBackTo(draft, name));
  const index = steps.indexOf(step);
  return index > 0 ? steps[index - 1] : undefined;
}

function mayGoBackTo(draft: ReportDraft, step: ReportStep): boolean {
  if (step === "group") return draft.groupId !== undefined;
  if (step === "alarm" || step === "named" || step === "several") return false;
  if (step === "whom") return draft.asksWhom === true;
  if (step === "about") return draft.asksAbout === true;
  if (step === "fields") return (draft.wanted?.length ?? 0) > 0;
  return true;
}

/** What going back to a step takes away, so that it is asked anew. */
function reopenStep(draft: ReportDraft, step: ReportStep) {
  if (step === "fields") draft.fields = draft.fields?.slice(0, -1) ?? [];
  if (step === "whom") draft.whomAsked = false;
}

export type Taken = "taken" | "too_long" | "too_many" | "nothing";

/** Puts words and files of a message into the draft; what does not fit is left out and said so. */
export function takeContent(draft: ReportDraft, content: Content, messageId: number): Taken {
  const words = [content.text, content.attachment?.heard?.words].filter(Boolean).join("\n");
  if (words && [...descriptionOf(draft), ...words].length > maxDescriptionCharacters) return "too_long";
  if (content.attachment && draft.files.length >= maxAttachments) return "too_many";
  if (!content.text && !content.attachment && !(content.pin && draft.kind === "emergency")) return "nothing";
  if (content.text) {
    draft.texts.push(content.text);
    draft.textSources.push(messageId);
  }
  const { albumId } = content;
  if (content.attachment) draft.files.push({ ...content.attachment, sourceMessageId: messageId, ...(albumId ? { albumId } : {}) });
  takePlace(draft, content, messageId);
  draft.lastAlbum = content.albumId;
  return "taken";
}

/** Puts a pin or a venue into the draft, beside the words for the place; a second one is kept as well. @returns whether there was one */
export function takePlace(draft: ReportDraft, { pin, placeText }: Content, messageId: number): boolean {
  if (!pin) return false;
  const { place } = draft;
  if (place?.latitude !== undefined && (place.latitude !== pin.latitude || place.longitude !== pin.longitude)) {
    const further = { ...pin, ...(placeText ? { text: placeText } : {}), sourceMessageId: messageId };
    draft.pins = [...(draft.pins ?? []), further].slice(-maxAttachments);
    if (place.text === undefined && placeText) draft.place = { ...place, text: placeText };
  } else draft.place = { ...place, ...pin, ...(placeText ? { text: [place?.text, placeText].filter(Boolean).join("，") } : {}) };
  return true;
}
