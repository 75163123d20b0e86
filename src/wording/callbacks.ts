import { alarmKinds, doorRecordKinds, notServedReasons, policySubjects, reportRhythms, termsNames } from "../database/values.ts";
import { periodNames } from "../domain/figures/period.ts";
import { townsKinds } from "../domain/privacy/limits.ts";
import { callbackData, count, type Field, id, idOrNone, oneOf } from "./callback-data.ts";

export const menuEntries = ["report", "service", "emergency", "my", "notices", "queue", "stats", "visit", "roster"] as const;
export const invitableRoles = ["cadre", "station", "leader", "discipline", "admin"] as const;

/** The main menu, or one of its entries. */
export const menuData = callbackData("menu", { "": {}, entry: { entry: oneOf(...menuEntries) } });
/** Goes on with what is unfinished … */
export const resumeData = callbackData("resume", { "": {} });
/** … or begins a report anew. */
export const anewData = callbackData("anew", { "": { kind: oneOf("problem", "service", "emergency") } });
export const languageData = callbackData("language", { zh: {}, en: {} });

/** A page of a list of tickets, from 0. */
export const listData = callbackData("list", {
  my: { page: count },
  my_old: { page: count },
  queue: { page: count },
  overdue: { page: count },
});
export const callBacksData = callbackData("call-backs", { "": {} });

/** A named period, or two dates: `2026-10-01..2026-12-31`, packed as `20261001-20261231`. */
export const period: Field<string> = {
  pack: (which) => which.replaceAll("-", "").replace("..", "-"),
  read: (packed) => {
    if (periodNames.some((name) => name === packed) || /^\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d$/.test(packed)) return packed;
    const [from, to] = packed.split("-").map((day) => /^(\d{4})(\d\d)(\d\d)$/.exec(day)?.slice(1).join("-"));
    return from && to ? `${from}..${to}` : undefined;
  },
};
/** An id as short as it gets, since several stand in one button; nothing is 0. */
const shortId: Field<number> = {
  pack: (value) => (value ? value.toString(36) : ""),
  read: (packed) => {
    const value = /^[0-9a-z]{0,11}$/.test(packed) ? Number.parseInt(packed || "0", 36) : Number.NaN;
    return Number.isSafeInteger(value) ? value : undefined;
  },
};
/** A category, what is confidential, or 0 for all of them. */
const categoryOrAll: Field<number | "confidential"> = {
  pack: (of) => (of === "confidential" ? "-" : shortId.pack(of)),
  read: (packed) => (packed === "-" ? "confidential" : shortId.read(packed)),
};
/** The reader's own figures, or the whole town's. */
const where: Field<"own" | "town"> = {
  pack: (which) => (which === "own" ? "" : "t"),
  read: (packed) => (packed === "" ? "own" : packed === "t" ? "town" : undefined),
};
/** Figures of a period, of a village or all of them. */
const of = { period, village: shortId, where };
export type Of = { period: string; village: number; where: "own" | "town" };
/** The picture, and what is behind it: by village, by category, every number, and the rows of a number by its place in its table. */
export const statsData = callbackData("stats", {
  /** Its village is a decimal number, as below pictures of earlier releases. */
  "": { period, village: idOrNone, where },
  periods: of,
  villages: { ...of, page: count },
  categories: { ...of, page: count },
  all: of,
  rows: { ...of, figure: count, category: categoryOrAll, page: count },
  fact: { ...of, fact: count, page: count },
  theme: { ...of, theme: oneOf("light", "dark") },
  words: {},
});
/** The briefing: another period, the Word file in a language, or the rows behind a number, by its place in the table of facts. */
export const briefData = callbackData("brief", {
  show: { period },
  zh: { period },
  en: { period },
  list: { fact: count, period, page: count },
  handIn: { period },
  edition: { id },
  photos: { period },
});

/** What was done at the door, seen again: taken back with a reason, its photo into the briefing or out of it. */
export const correctionData = callbackData("deed", {
  "": { kind: oneOf(...doorRecordKinds), id },
  reverse: { kind: oneOf(...doorRecordKinds), id },
  photo: { kind: oneOf(...doorRecordKinds), id, to: oneOf("in", "out") },
});

/** Figures that are sent by themselves: what there is, one more for oneself or for somebody else, and the end of one. */
export const reportsData = callbackData("reports", { "": {}, me: { rhythm: oneOf(...reportRhythms) }, other: {}, end: { id } });

/** What is kept about somebody, the files of it, its end, and for how long the town keeps what it decides about. */
export const privacyData = callbackData("privacy", {
  "": {},
  export: {},
  erase: {},
  erase_really: {},
  erase_keep: {},
  keeping: {},
  kind: { kind: oneOf(...townsKinds) },
  term: { kind: oneOf(...townsKinds), days: count },
});
/** The audit: what is sensitive, and what was refused, by page from 0. */
export const auditData = callbackData("audit", { sensitive: { page: count }, refused: { page: count } });
/** 🔊: the words above it are read aloud. */
export const aloudData = callbackData("aloud", { "": {} });
/** What a machine heard in a voice message is to be put right, by the message's id in its ticket. */
export const correctData = callbackData("correct", { "": { id } });

/** A workbook whose differences were shown. */
export const importData = callbackData("import", { "": { id } });
/** A list that somebody sent: its columns, or what list it is. */
export const sentListData = callbackData("sent-list", { columns: { id }, roster: { id }, households: { id } });
export const posterData = callbackData("poster", { "": { id } });
/** An invitation: the role, then where, then how much of it. */
export const inviteData = callbackData("invite", {
  role: { role: oneOf(...invitableRoles) },
  place: { role: oneOf(...invitableRoles), id },
  town: { role: oneOf(...invitableRoles) },
  group: { role: oneOf(...invitableRoles), id, group: id },
  head: { role: oneOf(...invitableRoles), id },
});

/** 调解, by the ticket. */
export const mediationData = callbackData("mediation", { plan: { id }, record: { id }, parties: { id }, invite: { id }, witness: { id } });

/** Parts of a category that are written in words. */
export const categoryParts = ["name", "nameEn", "emoji", "guide", "keywords"] as const;
/** What of a category is either so or not. */
export const categoryFlags = ["atHome", "toDiscipline", "hidden"] as const;

/** Where a tie belongs: a village, a station, or the whole town; written `v3`, `s2` or `t`. */
export type TiePlace = { villageId: number } | { stationId: number } | "town";
const place: Field<TiePlace> = {
  pack: (at) => (at === "town" ? "t" : "villageId" in at ? `v${at.villageId}` : `s${at.stationId}`),
  read(packed) {
    const found = id.read(packed.slice(1));
    if (packed === "t") return "town";
    if (found === undefined) return undefined;
    return packed.startsWith("v") ? { villageId: found } : packed.startsWith("s") ? { stationId: found } : undefined;
  },
};
/** A station, or none, which is 0. */
const stationOrNone: Field<number> = {
  pack: (station) => (station ? String(station) : "none"),
  read: (packed) => (packed === "none" ? 0 : id.read(packed)),
};

/** What an alarm word speaks of, or that it is harmless. */
export const alarmWordKinds = [...alarmKinds, "harmless"] as const;
const beginning: Field<string> = {
  pack: (word) => [...word.replaceAll(":", "")].slice(0, 4).join(""),
  read: (packed) => packed || undefined,
};

/** /org: every screen of it. */
export const orgData = callbackData("org", {
  "": {},
  villages: {},
  stations: {},
  stations_add: {},
  station: { id },
  station_name: { id },
  station_desk: { id },
  ties: {},
  ties_of: { place },
  tie: { place },
  untie: { id },
  untie_really: { id },
  untie_keep: { id },
  head: { id, isHead: oneOf("yes", "no") },
  categories: {},
  category: { id },
  category_add: {},
  category_edit: { id, part: oneOf(...categoryParts) },
  category_flip: { id, flag: oneOf(...categoryFlags) },
  category_station: { id },
  category_at: { id, station: stationOrNone },
  category_terms: { id },
  category_term: { id, terms: oneOf(...termsNames) },
  services: {},
  service_add: {},
  service_fields: { id },
  rules: {},
  rule_add: {},
  rule_up: { id },
  rule_off: { id },
  above: {},
  above_join: {},
  below: {},
  below_code: {},
  below_overdue: { to: oneOf("on", "off") },
  part: { id },
  part_really: { id },
  public_page: {},
  public_page_turn: { to: oneOf("on", "off") },
  points: {},
  point: { id },
  open311: {},
  open311_add: {},
  open311_off: { id },
  webhooks: {},
  webhook_add: {},
  webhook_log: { id },
  webhook_off: { id },
  alarm_words: {},
  alarm_add: {},
  alarm_kind: { kind: oneOf(...alarmWordKinds) },
  alarm_remove: {},
  /** A word does not always fit into 64 bytes; its place in the list does, and how it begins. */
  alarm_off: { index: count, beginning },
});

/** An invitation below /invite, from /org. */
export const inviteMenuData = callbackData("go-invite", { "": {} });

/** 紧急 below the numbers that danger brings up. */
export const alarmData = callbackData("alarm", { emergency: {} });
/** What was written into a report answers the question of this matter. */
export const meantData = callbackData("meant", { "": { ticket: id, message: id } });
/** 平安 or 需要帮助. */
export const rollCallData = callbackData("roll", { "": { id, answer: oneOf("safe", "help") } });

/** 已阅 below an announcement; the policy shelf; whether one wants to hear of announcements. */
export const readData = callbackData("read", { "": { id } });
/** The policy shelf: asking it, a subject's page, a note; what is for those who keep it; and an answer that may join it. */
export const policyData = callbackData("policy", {
  "": {},
  subject: { subject: oneOf(...policySubjects), page: count },
  note: { id },
  aloud: { id },
  off: { id },
  town: {},
  synonyms: {},
  say: {},
  unsay: { id },
  shelve: { id },
});
export const muteData = callbackData("mute", { "": {} });

/** An answer to a poll, where the server knows none. */
export const pollData = callbackData("poll", { "": { id, option: count } });

export const sessionData = callbackData("session", {
  join: { id },
  leave: { id },
  ask: { id },
  answer: { id },
  spread: { id },
  new: {},
  record: {},
  past: {},
  correct: { id },
  material: { id },
  open: { id },
  qr: { id },
  held: { id },
  move: { id },
  cancel: { id },
  topics: {},
});

/** Rosters by `open` and `export`, entries by the others. */
export const rosterData = callbackData("roster", {
  open: { id, page: idOrNone },
  export: { id },
  new: {},
  entry: { id },
  done: { id },
  postponed: { id },
  moved: { id },
  why: { id, why: oneOf(...notServedReasons) },
  find: {},
  hand: { id },
  hand_one: { id },
  sheet: { id },
  ticked: { id },
});

/** Care files by `visit` and `close`, condolences by `right`, `wrong` and `shown`. */
export const careData = callbackData("care", {
  page: { page: count },
  new: {},
  gift: {},
  visit: { id },
  file: { id },
  changed: { id },
  look: { id },
  close: { id },
  right: { id },
  wrong: { id },
  waiting: {},
  shown: { id },
  receipts: {},
});

/** 代报人 of the reporter of a ticket: one more, or the end of one; `stop`: by the helper. */
export const helperData = callbackData("helper", { allow: { ticket: id }, end: { ticket: id, id }, stop: { id } });
