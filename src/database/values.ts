import type { TextKey } from "../../locales/text-key.ts";

/** Values stored in columns; the database and everything before it on the road share them. */

export const ticketKinds = ["problem", "service", "dispute", "petition", "emergency"] as const;
export type TicketKind = (typeof ticketKinds)[number];

export const ticketStates = [
  "submitted",
  "assigned",
  "accepted",
  "in_progress",
  "waiting_villager",
  "resolved",
  "closed",
  "withdrawn",
  "declined",
  "merged",
] as const;
export type TicketState = (typeof ticketStates)[number];

/** What can happen to a ticket; the ledger holds these words. */
export const ticketActions = [
  "submit",
  "accept",
  "reply",
  "ask",
  "respond",
  "add",
  "note",
  "chase",
  "offer",
  "take_over",
  "give_back",
  "assign",
  "invite_co_handler",
  "extend",
  "refuse_extension",
  "remind",
  "escalate",
  "resolve",
  "confirm",
  "reopen",
  "withdraw",
  "decline",
  "insist",
  "join",
  "merge",
  "unmerge",
  "plan_mediation",
  "record_mediation",
  "answer_agreement",
  "record_agreement",
  "ask_outside",
  "record_outside",
  "extend_petition",
  "reveal",
  "redirect",
  "doubt",
  "hear",
  "correct",
  "call_back",
  "call_reopen",
  "call_note",
  "adopt",
  "hand_up",
  "county_answer",
] as const;
export type TicketAction = (typeof ticketActions)[number];

/** Rows of the table of terms. */
export const termsNames = ["urgent", "quick", "standard", "service", "dispute", "conduct", "petition"] as const;
export type TermsName = (typeof termsNames)[number];

/** How a party without Telegram said whether an agreement is right. */
export const partyWays = ["present", "phone", "signed"] as const;
export type PartyWay = (typeof partyWays)[number];

/** Mediation (调解): people's, administrative, judicial, or several of them together. */
export const mediationKinds = ["people", "administrative", "judicial", "linked"] as const;
export type MediationKind = (typeof mediationKinds)[number];

export const fieldTypes = ["text", "number", "date", "phone", "id_card", "choice"] as const;
/** One thing that a service asks for. */
export type ServiceField = {
  name: string;
  nameEn: string;
  type: (typeof fieldTypes)[number];
  required: boolean;
  /** What may be chosen; only for `choice`. */
  options?: string[];
};
/** How the pictures of an album are said; `elsewhere`: to something that takes one picture, which is `told` once. */
export type AlbumWay = "add" | "reply" | "note" | "result" | "elsewhere" | "told";
/** A place on the map; `live`: of somebody whose place is followed, the id of that in `live_place`. */
export type Pin = { latitude: number; longitude: number; live?: number };
/** How a voice message became words: a machine heard them, or a person who works on the matter put them right. */
export type HeardBy = "machine" | "person";
/** What a voice message says. */
export type Heard = { words: string; by: HeardBy };
/** What one message of the reporter's private chat said of a report; `heard`: spoken. */
export type SaidWords = { messageId: number; text: string; heard?: HeardBy };
export type FilledField = { name: string; value: string };

export const ratings = ["satisfied", "fair", "unsatisfied"] as const;
export type Rating = (typeof ratings)[number];

/** Whose word a rating is: the villager's own, theirs by a call-back (回访) that somebody else wrote down, or only the office's. */
export const ratedBys = ["villager", "call", "office"] as const;
export type RatedBy = (typeof ratedBys)[number];

/** How somebody allowed another to report for them: said it to the person who wrote it down, or signed for it. */
export const consentWays = ["spoken", "signed"] as const;
export type ConsentWay = (typeof consentWays)[number];

export const roles = ["admin", "leader", "cadre", "station", "discipline"] as const;
export type Role = (typeof roles)[number];

/** What somebody's words may be a sign of, the most pressing first. */
export const alarmKinds = ["self_harm", "danger", "violence"] as const;
export type AlarmKind = (typeof alarmKinds)[number];

export const sessionKinds = ["talk", "night_school"] as const;
export type SessionKind = (typeof sessionKinds)[number];
/** What the night school asks everybody: what to teach, and whether it helped. */
export const pollKinds = ["topics", "helped"] as const;
export type PollKind = (typeof pollKinds)[number];
export type SessionState = "planned" | "held" | "cancelled";
/** `was`: the situation before it changed; `end`: why the file was closed. */
export type CareNoteKind = "was" | "end";
/** So much of one thing that is handed over: 3 袋 大米. */
export type GoodsLine = { what: string; count: number; unit: string };
/** `moved`: nobody to be served there any more. */
export type RosterEntryState = "open" | "postponed" | "done" | "moved";
/** Why nobody is to be served there any more. */
export const notServedReasons = ["moved_away", "died", "refused", "other"] as const;
export type NotServedReason = (typeof notServedReasons)[number];
/** `reversed`: it was confirmed, and taken back with a reason. */
export type CondolenceState = "waiting" | "confirmed" | "rejected" | "reversed";
/** What is done at the door: a visit, an entry of a roster, a gift. */
export const doorRecordKinds = ["visit", "entry", "gift"] as const;
export type DoorRecordKind = (typeof doorRecordKinds)[number];

/** Who speaks in a ticket's thread; a note is read by handlers only. */
export type ContactSide = "villager" | "handler" | "note";

export const attachmentKinds = ["photo", "voice", "video", "document", "audio", "video_note", "animation"] as const;
type AttachmentKind = (typeof attachmentKinds)[number];
/** A file by Telegram's reference; its bytes stay with Telegram. `of`: another town, whose bot knows it. */
export type Attachment = { kind: AttachmentKind; fileId: string; fileName?: string; heard?: Heard; ofList?: true; of?: number };

/** What a note of the policy shelf is about. */
export const policySubjects = [
  "medical",
  "pension",
  "welfare",
  "disability",
  "children",
  "housing",
  "farming",
  "work",
  "business",
  "family",
  "papers",
  "soldiers",
  "living",
  "other",
] as const;
export type PolicySubject = (typeof policySubjects)[number];

export const reportRhythms = ["weekly", "monthly"] as const;
/** How often figures are sent by themselves. */
export type ReportRhythm = (typeof reportRhythms)[number];

/** A sentence that is put into its reader's language when it is sent; a list in it names words of `locales/`. */
export type Said = { key: TextKey; values: Record<string, string | number | readonly TextKey[]> };
/** Names, and words of `locales/`, with spaces between. */
export type Phrase = readonly (string | { word: TextKey })[];
/**
 * Lines of one form for `{ $list }` of a text, each with a sentence or a name of its own; `more`: how many are left out. Release 0.7 wrote
 * names as one string.
 */
export type SaidLines = { line: TextKey; rows: { values: Said["values"]; what: Said | Phrase | string }[]; more: number };

/**
 * A fact to be told to one person, in words chosen when it is sent: `key` names a text of `locales/`, `values` fill it.
 * A card shows the ticket as it is at that moment.
 */
export type NoticeBody =
  | { kind: "text"; key: TextKey; values: Record<string, string | number>; buttons?: NoticeButtons; subject?: number; list?: SaidLines }
  /** What may be pressed by now below a message that asked something of its reader. */
  | { kind: "asked"; buttons: NoticeButtons }
  /** `threadId`: the topic of a forum, for a station's desk. */
  | { kind: "card"; threadId?: number; inOwnTopic?: true }
  /** The topic of a matter at a desk: that it is there and called by its state, or, by `isEnd`, that it is closed when the matter is. */
  | { kind: "topic"; isEnd?: true }
  /** What its reader has in hand that morning, as it is when it is sent. */
  | { kind: "digest" }
  /** Not to be read: the commands of ☰, by the roles and in the language that the person has by then. */
  | { kind: "commands" }
  /** The list of a roll-call, as it is when it is sent. */
  | { kind: "roll"; rollCallId: number }
  | {
      kind: "relay";
      key: TextKey;
      values: Record<string, string | number>;
      attachment?: Attachment;
      /** Spoken words that stand behind the others. */
      heard?: Heard;
      buttons?: NoticeButtons;
      subject?: number;
      isConfidential?: true;
    }
  /** One that is followed is sent, and moved, as it is by then; `isOver`: it moves no more. */
  | ({ kind: "pin"; isOver?: true; isConfidential?: true } & Pin)
  /** A sign below somebody's own message; where the server knows no such signs, the words. */
  | { kind: "reaction"; messageId: number; emoji: "👌"; key: TextKey; values: Record<string, string | number> }
  /** A workbook made when it is sent: the town, or the ledger from one instant up to another (ISO). */
  | { kind: "workbook"; what: "org" | "roster-form" | "households-form" }
  | { kind: "workbook"; what: "ledger"; from: string; to: string; villageId?: number }
  | { kind: "workbook"; what: "roster" | "roster-sheet"; rosterId: number }
  | { kind: "workbook"; what: "survey"; surveyId: number }
  /** Of a period, as ISO: what was handed over, to be signed. */
  | { kind: "workbook"; what: "receipts"; from: string; to: string }
  /** The briefing of a period as a Word file; instants as ISO. `edition`: as it was handed in, by its id. */
  | { kind: "brief"; language: string; from: string; to: string; edition?: number }
  /**
   * Figures as a picture with a caption; `which` is the period as its buttons name it, 0 no village. `inGroupFor`: in a group, where
   * nothing can be tapped, what this person may see. `ofTown`: of a town below this county.
   */
  | {
      kind: "figures";
      which: string;
      from: string;
      to: string;
      village: number;
      where: "own" | "town";
      inGroupFor?: number;
      threadId?: number;
      ofTown?: number;
    }
  /** Something for the sender to fetch from Telegram: a workbook that somebody sent, and what it is meant for. */
  | { kind: "fetch"; fileId: string; purpose?: WorkbookPurpose; title?: string }
  /** What is kept about its reader. */
  | { kind: "own-data"; as: "page" | "json" }
  /** A question with answers to tap. */
  | { kind: "poll"; pollId: number }
  /** Words read aloud. */
  | { kind: "speech"; title: string; words: string }
  /** A sheet with a QR code: for a village's wall, or for the door of a session. */
  | { kind: "poster"; town: string; village: string; link: string; isCheckIn?: boolean; paper?: { name: string; number: number } };
/** Which set of buttons stands below a notice; the sender knows their labels. */
export type NoticeButtons =
  | "rate"
  | "veto"
  | "solved"
  | "open"
  | "accept"
  | "agree"
  | "safe"
  | "follow-up"
  | "import"
  | "list"
  | "columns"
  | "which-list"
  | "session"
  | "read"
  | "roster"
  | "entry"
  | "care"
  | "household"
  | "second"
  | "answer"
  | "shelf"
  | "correct"
  | "turn"
  | "survey"
  | "survey-results";
export type WorkbookPurpose = "org" | "roster" | "households" | "results";

/** What the clock has to do, each kind of it by itself. */
export const timerRoads = [
  "ticket",
  "follow_up",
  "session",
  "care",
  "roster",
  "digests",
  "digest",
  "report",
  "live_place",
  "webhook",
  "round",
  "turn",
  "survey",
  "letter",
] as const;
export type TimerRoad = (typeof timerRoads)[number];
/** Where something is tried that may fail, or take the process with it; what is numbered there says `attempt.subject`. */
export type Road = TimerRoad | "inbox" | "outbox" | "sender" | "process";
