import type { Attachment, FilledField, Pin, Rating, SaidWords, TicketKind } from "./values.ts";

/** Values stored in the columns by which towns and their county tell one another, as those of `values.ts` are. */

/** How a matter stands that a town handed up: with the county, done by it, or over there. */
export type HandedState = "open" | "done" | "declined" | "withdrawn" | "closed";

/** A town's matter as its county gets it. Files and places are as the town's bot has them (`Attachment.of`). */
export type HandedUp = {
  ticketId: number;
  number: number;
  kind: TicketKind;
  /** By its name in the town: the county has one of that name, or its nearest. */
  category: string;
  place: string;
  villageName: string;
  description: string;
  said: SaidWords[] | null;
  pin?: Pin;
  /** Who stays responsible in the town, and their telephone. */
  responsible: string;
  responsiblePhone: string;
  confidential: boolean;
  /** Of the villager; neither is there when the matter is confidential. */
  name?: string;
  phone?: string;
  fields: FilledField[];
  files: { body: string; attachment: Attachment | null; pin: Pin | null }[];
  /** From whose Telegram accounts it is kept, should they be people of the county too. */
  keptFrom: number[];
  /** One of the county's stations. */
  stationId?: number;
  reason: string;
  /** The clock did it: it was overdue at the town's highest level. */
  isOverdue: boolean;
};

/** Words, a file or a place that goes between a town and its county, and who said it. */
export type Passing = { body: string; attachment?: Attachment; pin?: Pin; name: string };

/** What becomes of the county's ticket and is news to the town; `until` as ISO. */
export type CountyNews = { what: "accepted" | "extended" | "extension-refused" | "escalated"; name: string; until: string; reason: string };

/** What a town writes to its county about what it handed up, and the county to the town. `request` numbers the town's asking; 0: of no matter. */
export type LetterBody = { request: number } & ( // A town joined its county, or either parted from the other.
  | { kind: "joined" }
  | { kind: "parted" }
  /** The county announces something to the town's people; `id`: its own announcement. */
  | { kind: "announce"; id: number; body: string; attachment?: Attachment }
  | { kind: "hand_up"; matter: HandedUp }
  | { kind: "said"; said: Passing }
  /** What the villager says of the outcome; no rating after seven days of silence. */
  | { kind: "rated"; rating: Rating | null; note: string }
  | { kind: "chased" }
  | { kind: "withdrawn"; reason: string }
  /** It became part of another of the town's matters. */
  | { kind: "merged"; number: number }
  /** Somebody else is responsible in the town. */
  | { kind: "responsible"; name: string; phone: string }
  /** The villager's words were erased. */
  | { kind: "erased" }
  | { kind: "taken"; number: number; office: string; responsible: string }
  | { kind: "news"; news: CountyNews }
  | { kind: "answer"; said: Passing; isQuestion: boolean }
  | { kind: "done"; said: Passing }
  | { kind: "declined"; reason: string }
);
