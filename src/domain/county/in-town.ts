import type { CountyNews, LetterBody, Passing } from "../../database/county-values.ts";
import type { Work } from "../../database/work.ts";
import { isOnPaper } from "../people/on-paper.ts";
import { type Actor, findActor, findPerson } from "../people/person.ts";
import { isRefusal } from "../refusal.ts";
import { changeTicket, lockTicket, refreshCards, type Ticket } from "../tickets/change.ts";
import { keepSaid, pass } from "../tickets/pass.ts";
import { findFollowers, findHandlers, tellHandlers, tellReporter } from "../tickets/recipients.ts";
import { notedWords } from "../tickets/spoken.ts";
import { changeHanded, findHanded, type Handed } from "./hand-up.ts";

/** What the county writes to a town about what that handed up, and what the town does by it. */
export type ToTown = Extract<LetterBody, { kind: "taken" | "news" | "answer" | "done" | "declined" }>;
/** A matter with the county: it, how it stands there, and the office that answers. */
type About = { ticket: Ticket; handed: Handed; office: Actor };

export async function readInTown(work: Work, body: ToTown): Promise<void> {
  const handed = await findHanded(work, body.request);
  const ticket = handed && handed.endedAt === null ? await lockTicket(work, handed.ticketId) : undefined;
  const office = handed && (await findActor(work, handed.counterpartId));
  // Over in the town meanwhile, which the county has been told.
  if (!handed || !ticket || !office) return;
  const about = { ticket, handed, office };
  switch (body.kind) {
    case "taken":
      return noteTaken(work, about, body);
    case "news":
      return hearNews(work, about, body.news);
    case "answer":
      return hearAnswer(work, about, body.said, body.isQuestion);
    case "done":
      return hearDone(work, about, body.said);
    case "declined":
      return hearDeclined(work, about, body.reason);
  }
}

async function noteTaken(
  work: Work,
  { ticket, handed }: About,
  { number: theirs, office, responsible }: Extract<LetterBody, { kind: "taken" }>,
) {
  await changeHanded(work, handed.id, { theirNumber: theirs });
  const values = { number: ticket.number, theirs, name: [office, responsible].filter(Boolean).join(" ") };
  await tellHandlers(work, ticket, { kind: "text", key: "told-county-taken", values });
  await refreshCards(work, ticket);
}

/** Who works on it and until when is for those who work on it here; a later date is the villager's to know as well. */
async function hearNews(work: Work, { ticket, office }: About, { what, name, until, reason }: CountyNews) {
  const note = [name || office.name, reason].filter(Boolean).join("：");
  const changed = await changeTicket(work, ticket, { action: "county_answer", by: office, note });
  if (isRefusal(changed)) return;
  const values = { number: ticket.number, name: name || office.name, until, reason };
  const notice = { kind: "text", key: `told-county-${what}`, values } as const;
  await tellHandlers(work, changed, notice);
  if (what === "extended" || what === "extension-refused") await tellReporter(work, changed, notice);
}

/** An answer or a question: the villager has it in this town's chat, and so have those who work on it here. */
async function hearAnswer(work: Work, about: About, said: Passing, isQuestion: boolean) {
  const { ticket, office } = about;
  const note = notedBy(said);
  const patch = { lastSaidToVillagerAt: work.now };
  const changed = await changeTicket(work, ticket, { action: "county_answer", by: office, note, patch });
  if (isRefusal(changed)) return;
  await passOn(work, changed, office, said, {
    reporter: isQuestion ? "relay-question" : "relay-to-villager",
    handler: isQuestion ? "relay-county-asks" : "relay-from-county",
  });
}

/** 办结 by the county: as when an outside body has answered, the person who is responsible here ends it with the villager. */
async function hearDone(work: Work, about: About, said: Passing) {
  const { ticket, handed, office } = about;
  const changed = await changeTicket(work, ticket, { action: "county_answer", by: office, note: notedBy(said) });
  if (isRefusal(changed)) return;
  await changeHanded(work, handed.id, { state: "done" });
  await passOn(work, changed, office, said, { reporter: "relay-county-done", handler: "relay-county-done" });
  const values = { number: changed.number, name: office.name };
  await tellHandlers(work, changed, { kind: "text", key: "told-county-done", values, buttons: "open" });
}

/** 不予受理 by the county: the town has it alone again, and may hand it up another time. */
async function hearDeclined(work: Work, { ticket, handed, office }: About, reason: string) {
  const changed = await changeTicket(work, ticket, {
    action: "county_answer",
    by: office,
    note: `${office.name}：${reason}`,
    patch: { handedUpId: null },
  });
  if (isRefusal(changed)) return;
  await changeHanded(work, handed.id, { state: "declined", endedAt: work.now });
  const values = { number: changed.number, name: office.name, reason };
  await tellHandlers(work, changed, { kind: "text", key: reason ? "told-county-declined" : "told-county-nobody", values, buttons: "open" });
  if (reason) await tellReporter(work, changed, { kind: "text", key: "told-county-declined-villager", values });
}

const notedBy = (said: Passing) => `${said.name}：${notedWords(said)}`;
const nowhere = { chatId: 0, messageId: 0 };

type Keys = {
  reporter: "relay-question" | "relay-to-villager" | "relay-county-done";
  handler: "relay-county-asks" | "relay-from-county" | "relay-county-done";
};

async function passOn(work: Work, ticket: Ticket, office: Actor, { name, ...said }: Passing, keys: Keys) {
  const ticketMessageId = await keepSaid(work, ticket, office, "handler", { ...said, source: nowhere });
  const about = { ticketId: ticket.id, ticketMessageId };
  const values = { number: ticket.number, name: name || office.name };
  const { confidential: isConfidential } = ticket;
  for (const one of await findHandlers(work, ticket)) pass(work, one, about, { key: keys.handler, values, isConfidential }, said);
  const reporter = await findPerson(work, ticket.reporterId);
  // Who has no bot hears it from the person who is responsible, or from the one who reports for them.
  const mouths = (await findFollowers(work, ticket.id)).filter(({ id }) => id === ticket.recordedBy);
  for (const one of reporter && !isOnPaper(reporter) ? [reporter] : mouths) pass(work, one, about, { key: keys.reporter, values }, said);
}
