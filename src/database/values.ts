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
export type FilledField = { name: string; value: string };

export const ratings = ["satisfied", "fair", "unsatisfied"] as const;
export type Rating = (typeof ratings)[number];

export const roles = ["admin", "leader", "cadre", "station", "discipline"] as const;
export type Role = (typeof roles)[number];

export const sessionKinds = ["talk", "night_school"] as const;
export type SessionKind = (typeof sessionKinds)[number];
export type SessionState = "planned" | "held" | "cancelled";
/** `moved`: nobody to be served there any more. */
export type RosterEntryState = "open" | "postponed" | "done" | "moved";
export type CondolenceState = "waiting" | "confirmed" | "rejected";

/** Who speaks in a ticket's thread; a note is read by handlers only. */
export type ContactSide = "villager" | "handler" | "note";

export const attachmentKinds = ["photo", "voice", "video", "document", "audio", "video_note", "animation"] as const;
/** A file by Telegram's reference; its bytes stay with Telegram. */
export type Attachment = { kind: (typeof attachmentKinds)[number]; fileId: string; fileName?: string };

/**
 * A fact to be told to one person, in words chosen when it is sent: `key` names a text of `locales/`, `values` fill it.
 * A card shows the ticket as it is at that moment.
 */
export type NoticeBody =
  | { kind: "text"; key: string; values: Record<string, string | number>; buttons?: NoticeButtons; subject?: number }
  /** `threadId`: the topic of a forum, for a station's desk. */
  | { kind: "card"; threadId?: number }
  /** What its reader has in hand that morning, as it is when it is sent. */
  | { kind: "digest" }
  /** The list of a roll-call, as it is when it is sent. */
  | { kind: "roll"; rollCallId: number }
  | {
      kind: "relay";
      key: string;
      values: Record<string, string | number>;
      attachment?: Attachment;
      buttons?: NoticeButtons;
      subject?: number;
    }
  | { kind: "pin"; latitude: number; longitude: number }
  /** A workbook made when it is sent: the town, or the ledger from one instant up to another (ISO). */
  | { kind: "workbook"; what: "org" }
  | { kind: "workbook"; what: "ledger"; from: string; to: string; villageId?: number }
  | { kind: "workbook"; what: "roster"; rosterId: number }
  | { kind: "workbook"; what: "roster-form" | "households-form" }
  /** The briefing of a period as a Word file; instants as ISO. */
  | { kind: "brief"; language: string; from: string; to: string }
  /** Something for the sender to fetch from Telegram: a workbook that somebody sent, and what it is meant for. */
  | { kind: "fetch"; fileId: string; purpose?: WorkbookPurpose; title?: string }
  /** A sheet with a QR code: for a village's wall, or for the door of a session. */
  | { kind: "poster"; town: string; village: string; link: string; isCheckIn?: boolean };
/** Which set of buttons stands below a notice; the sender knows their labels. */
export type NoticeButtons =
  | "rate"
  | "veto"
  | "open"
  | "agree"
  | "safe"
  | "follow-up"
  | "import"
  | "session"
  | "read"
  | "roster"
  | "care"
  | "second"
  | "answer";
export type WorkbookPurpose = "org" | "roster" | "households";
