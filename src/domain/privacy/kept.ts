import { sql } from "drizzle-orm";
import { erasedAccountSql } from "../people/erased-accounts.ts";
import { account, fact, media, name, office, phone, place, program, raw, secret, type TableRule, town, words } from "./data.ts";
import type { TableName, tables } from "./tables.ts";

/** What stands for a name that was erased, and for one that nobody has. */
export const noName = "—";
/** Actions of those whom a matter concerns, whose notes are their own words. */
const ofConcerned = ["submit", "respond", "add", "confirm", "reopen", "withdraw", "doubt", "insist", "join", "answer_agreement"];
const emptyObject = sql`'{}'::jsonb`;
const emptyList = sql`'[]'::jsonb`;

/**
 * What is kept about people, column by column: what it holds, whose it is, for how long, and what stands there once it is erased. What is
 * shown, exported, erased and tidied away is read off this table; a column that is not in it does not compile, and one that the database has
 * beside the schema fails a test.
 */
export const kept: { readonly [T in TableName]: TableRule<(typeof tables)[T]> } = {
  person: {
    term: "account",
    of: { person: "id", chat: "telegramId" },
    columns: {
      telegramId: account(sql.raw(erasedAccountSql)),
      name: name(noName),
      username: account(null),
      phone: phone(null),
      language: program,
      codeHash: program,
    },
    also: { phoneSharedAt: null, householdId: null, villageId: null, groupId: null, deputyId: null, onLeaveUntil: null, blockedAt: null },
  },
  ticket: {
    term: "tickets",
    of: { person: "reporterId", ticket: "id" },
    columns: {
      kind: program,
      // Unique, and in the demo made of the account.
      draftId: account(sql`'erased ' || id`),
      state: program,
      rating: fact,
      ratedBy: fact,
      keptFrom: program,
      description: words(""),
      said: words(null),
      placeText: place(null),
      latitude: place(null),
      longitude: place(null),
      phone: phone(null),
      beneficiary: name(null),
      fields: words(emptyList),
    },
  },
  ticketMessage: {
    term: "tickets",
    // What somebody wrote in office belongs to the matter and goes with it.
    of: { person: { by: "authorId", where: sql`side = 'villager'` }, ticket: "ticketId" },
    columns: { side: program, body: words(""), attachment: media(null), pin: place(null), sourceChatId: account(null) },
    also: { sourceMessageId: null },
  },
  // The ledger lets go of words only in its own way: see `erase-rows.ts`.
  ticketEvent: {
    term: "tickets",
    // What somebody did in office belongs to the matter; so do words of theirs only where they are concerned themselves.
    of: { person: { by: "actorId", where: sql.raw(`action in (${ofConcerned.map((one) => `'${one}'`).join(", ")})`) }, ticket: "ticketId" },
    columns: {
      action: program,
      fromState: program,
      toState: program,
      rating: fact,
      note: words(null),
      salts: secret(""),
      formerHash: secret(null),
      erased: program,
      prevHash: program,
      hash: program,
    },
  },
  followUp: { term: "tickets", of: { ticket: "ticketId" }, columns: { kind: program, note: words(null) } },
  follower: { term: "tickets", of: { person: "personId", ticket: "ticketId" }, columns: {} },
  // A consent without the one who helps says nothing.
  standingHelper: {
    term: "account",
    of: { person: "helperId" },
    goes: "row",
    columns: { codeHash: program, consent: fact, proof: media(null) },
  },
  coHandler: { term: "tickets", columns: {} },
  category: {
    term: "town",
    columns: { kind: program, name: town, nameEn: town, emoji: town, guide: town, keywords: town, fields: town, terms: program },
  },
  figureSum: { term: "town", columns: { level: program, unit: program, kind: fact } },
  ticketCounted: { term: "town", columns: { kind: fact } },
  ticketUncounted: { term: "town", columns: {} },
  dueOnDay: { term: "town", columns: {} },
  open311Key: { term: "town", columns: { name: town, keyHash: program } },
  webhookTarget: { term: "town", columns: { url: town, secret: program } },
  webhookDelivery: { term: "messages", goes: "row", columns: { state: program, failure: program } },
  open311Request: { term: "tickets", columns: {} },
  routingRule: { term: "town", columns: { kind: program } },
  alarmWord: { term: "town", columns: { word: town, kind: program } },

  disputeParty: {
    term: "tickets",
    of: { person: "personId", ticket: "ticketId" },
    columns: { name: name(noName), codeHash: program },
  },
  mediation: {
    term: "tickets",
    of: { ticket: "ticketId" },
    columns: { kind: program, place: place(""), agreement: words(null) },
  },
  agreementAnswer: { term: "tickets", of: { person: "personId", ticket: "ticketId" }, columns: { how: fact, proof: media(null) } },
  outsideBody: { term: "town", columns: { name: town, phone: town } },
  countyCode: { term: "town", columns: { codeHash: program } },
  countyMember: { term: "town", columns: {} },
  countyAbove: { term: "town", columns: {} },
  counterpart: { term: "town", columns: {} },
  handedUp: { term: "tickets", columns: { state: program } },
  handedFrom: { term: "tickets", columns: { villageName: town, responsible: office, responsiblePhone: office } },
  countyAnnouncement: { term: "town", columns: {} },
  // It is gone when it was read.
  letter: { term: "updates", goes: "row", columns: { body: raw(emptyObject) } },
  broughtFile: { term: "messages", goes: "row", columns: { theirFileId: media(null), fileId: media(null) } },
  outsideRequest: { term: "tickets", of: { ticket: "ticketId" }, columns: { answer: words(null) } },

  household: {
    term: "households",
    of: { household: "id" },
    columns: { groupName: town, head: name(sql`${noName} || id`), idTail: name(null), phone: phone(null), address: place(null) },
    also: { personId: null },
  },
  visit: {
    term: "visits",
    of: { person: { by: "cadreId", only: ["key"] }, ticket: "ticketId", household: "householdId", careFile: "careFileId" },
    // The key holds the chat in which it was logged, and is unique.
    columns: { key: account(sql`'erased ' || id`), heard: words(""), attachment: media(null) },
  },
  visitCompanion: { term: "town", columns: {} },
  topic: { term: "town", columns: { title: office, measure: office, result: office } },
  topicMilestone: { term: "town", columns: { body: office, kind: program, attachment: office } },
  round: {
    term: "town",
    columns: { title: office, rhythm: program, days: program, dates: program, fromDay: program, untilDay: program, proof: program },
  },
  // Where somebody was who looked, and what they saw there.
  roundTurn: {
    term: "visits",
    of: { person: { by: "doneBy", only: ["pin"] } },
    columns: { day: program, state: program, note: words(""), proof: media(null), pin: place(null), ticketIds: program },
  },
  survey: { term: "town", columns: { title: office, unit: program } },
  surveyTarget: { term: "town", columns: { groupName: town } },
  surveyQuestion: { term: "town", columns: { kind: program, body: office, options: office } },
  surveyAsked: { term: "account", of: { person: "personId" }, goes: "row", columns: {} },
  // What was chosen is counted, as a vote is; the words are whose they are.
  surveyReply: {
    term: "visits",
    of: { person: "personId", household: "householdId" },
    columns: { whose: program, groupName: town, chosen: fact, said: words(emptyObject) },
  },
  roster: { term: "town", columns: { title: town } },
  listHeading: { term: "town", columns: { kind: program, heading: town, column: program } },
  rosterEntry: {
    term: "rosters",
    columns: {
      groupName: town,
      name: name(noName),
      idTail: name(null),
      address: place(""),
      phone: phone(""),
      remark: words(""),
      state: program,
      why: program,
      // One that was served keeps a proof that it was.
      note: words(noName),
      proof: media(null),
    },
  },
  careFile: { term: "care", of: { careFile: "id" }, columns: { name: name(noName), situation: words(""), lookAt: words("") } },
  careNote: { term: "care", of: { careFile: "careFileId" }, columns: { kind: program, body: words("") } },
  condolence: {
    term: "care",
    columns: { recipient: name(noName), goods: fact, lines: fact, photo: media(null), state: program },
  },
  goodsReceived: { term: "care", columns: { what: fact, unit: fact, source: words(""), reason: words(null) } },
  doorRecordReversal: { term: "audit", goes: "row", columns: { kind: program, reason: words("") } },
  briefPhoto: { term: "town", columns: { kind: program } },

  announcement: {
    term: "town",
    columns: { body: office, attachment: office, title: office, subject: program, keywords: office, terms: office },
  },
  policySynonym: { term: "town", columns: { words: town } },
  policyQuestion: { term: "tickets", of: { ticket: "ticketId" }, columns: { question: words("") } },
  announcementRead: { term: "town", columns: {} },
  outreachSession: {
    term: "town",
    of: { person: { by: "speakerId", only: ["speakerName"] } },
    columns: {
      kind: program,
      topic: office,
      corrections: fact,
      speakerName: name(noName),
      place: office,
      state: program,
      material: office,
      checkInCode: program,
    },
  },
  sessionVillage: { term: "town", columns: {} },
  sessionSignUp: { term: "town", of: { person: "personId" }, columns: {} },
  poll: { term: "town", columns: { kind: program, options: office } },
  pollCopy: { term: "town", columns: { telegramPoll: program } },
  pollVote: { term: "town", of: { person: "personId" }, columns: { chosen: fact } },
  sessionQuestion: { term: "questions", of: { person: "personId" }, columns: { body: words(""), answer: words(null) } },
  duty: { term: "town", columns: { day: program } },
  rollCall: { term: "town", columns: { body: office } },
  rollCallAnswer: { term: "town", of: { person: "personId" }, columns: {} },

  dialog: {
    term: "drafts",
    of: { chat: "chatId" },
    goes: "row",
    columns: { chatId: account(null), nonce: program, flow: program, step: program, data: raw(null) },
  },
  deskTopic: { term: "town", columns: { chatId: { holds: "program" }, name: program } },
  livePlace: {
    term: "messages",
    of: { person: "personId", chat: "chatId", ticket: "ticketId" },
    goes: "row",
    columns: { chatId: account(null), pin: place(null) },
  },
  album: { term: "albums", of: { chat: "chatId" }, goes: "row", columns: { chatId: account(null), albumId: account(null), way: program } },
  inbox: {
    term: "updates",
    of: { chat: "chatId" },
    goes: "row",
    columns: { chatId: account(null), payload: raw(emptyObject), failure: raw(null) },
  },
  outbox: {
    term: "messages",
    of: { chat: "chatId", person: "personId" },
    goes: "row",
    columns: {
      chatId: account(null),
      method: program,
      payload: raw(emptyObject),
      notice: raw(null),
      state: program,
      failure: raw(null),
      shown: program,
    },
  },
  erasure: { term: "account", goes: "row", columns: { chatId: account(null), traces: raw(emptyObject) } },
  silenced: { term: "updates", of: { chat: "telegramId" }, goes: "row", columns: { telegramId: account(null) } },
  attempt: { term: "updates", columns: { road: program, failure: raw(null) } },
  receivedWorkbook: {
    term: "workbooks",
    of: { person: "personId" },
    goes: "row",
    columns: { purpose: program, title: office, sheets: raw(emptyList) },
  },
  auditEvent: { term: "audit", of: { person: "personId" }, columns: { what: program, detail: raw(null) } },
  updateSeries: { term: "town", columns: {} },
  heartbeat: { term: "town", columns: { duty: program } },
  storeProbe: { term: "town", columns: { filler: program } },
  digestDue: { term: "account", of: { person: "personId" }, goes: "row", columns: {} },

  cannedReply: { term: "account", of: { person: "personId" }, goes: "row", columns: { body: words(null) } },
  roleGrant: { term: "town", of: { person: "personId" }, columns: { role: program } },
  invite: { term: "town", columns: { codeHash: program, role: program } },
  // Rows behind figures name people: by the words that stand for a matter, a household, an entry.
  scheduledReport: { term: "town", columns: { rhythm: program, chatId: town } },
  briefingEdition: { term: "tickets", columns: { kept: raw(emptyObject), photos: media(null), picture: program } },

  village: { term: "town", columns: { name: town, latitude: town, longitude: town } },
  villageGroup: { term: "town", columns: { name: town } },
  station: { term: "town", columns: { name: town, deskChatId: town } },
  keepingTerm: { term: "town", columns: { kind: program } },
  town: { term: "town", columns: { name: town, claimCodeHash: program, botUsername: town, digestDay: program } },
};
