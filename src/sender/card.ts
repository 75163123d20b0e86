import type { InlineKeyboardMarkup } from "@grammyjs/types";
import { and, eq } from "drizzle-orm";
import { button, inline, rowsOf, type TicketButton, ticketData } from "../buttons.ts";
import { ticketMessage, villageGroup } from "../database/schema.ts";
import type { FilledField } from "../database/values.ts";
import type { Work } from "../database/work.ts";
import { findParties } from "../domain/disputes/parties.ts";
import { maxCardDescriptionCharacters } from "../domain/limits.ts";
import { type Actor, findActor, findPerson } from "../domain/people/person.ts";
import { relationsTo, type Ticket } from "../domain/tickets/change.ts";
import { findListed, findTimeline, type Listed, type TimelineEntry } from "../domain/tickets/find.ts";
import { type Action, mayTake, nextState, type Relation } from "../domain/tickets/lifecycle.ts";
import { findFollowers } from "../domain/tickets/recipients.ts";
import { label, readableTime, shortened, text } from "../texts.ts";

type Reading = Pick<Work, "tx" | "townId" | "zone" | "now">;

/** The card of a ticket as one handler sees it at this moment: text and the buttons that this person may press. */
export async function cardFor(
  work: Work,
  ticketId: number,
  personId: number,
): Promise<{ html: string; markup: InlineKeyboardMarkup } | undefined> {
  const [listed, reader] = await Promise.all([findListed(work, ticketId), findActor(work, personId)]);
  if (!listed || !reader) return undefined;
  const [relations, html] = await Promise.all([relationsTo(work, reader, listed.ticket), cardText(work, listed, reader)]);
  return { html, markup: cardButtons(reader.language, listed.ticket, relations) };
}

/** The card at a station's desk: whoever claims it gets the rest in their own chat. */
export async function deskCard(work: Work, ticketId: number): Promise<{ html: string; markup: InlineKeyboardMarkup } | undefined> {
  const listed = await findListed(work, ticketId);
  if (!listed) return undefined;
  const accept = button(label("zh", "button-accept"), ticketData("accept", ticketId));
  const isFree = nextState("accept", listed.ticket.state) !== undefined;
  return { html: await cardText(work, listed, { language: "zh" }), markup: inline(isFree ? [[accept]] : []) };
}

async function cardText(work: Work, listed: Listed, reader: Pick<Actor, "language">): Promise<string> {
  const { ticket } = listed;
  const language = reader.language;
  // Asked together, so that they travel together.
  const [place, loop, files, reporter, responsible] = await Promise.all([
    placeName(work, listed),
    loopLines(work, ticket, language),
    countFiles(work, ticket),
    reporterLine(work, ticket, language),
    responsibleLine(work, ticket, language),
  ]);
  const lines = [
    `${listed.category.emoji} <b>#${ticket.number}</b> ${text(language, `kind-${ticket.kind}`)} · ${text(language, "value", { value: categoryName(listed, language) })}`,
    stateLine(language, ticket),
    text(language, "shown-village", { village: place }),
  ];
  if (ticket.placeText || ticket.latitude !== null) {
    lines.push(text(language, "shown-place", { place: ticket.placeText ?? label(language, "place-pin") }));
  }
  if (ticket.description)
    lines.push(text(language, "shown-content", { content: shortened(ticket.description, maxCardDescriptionCharacters) }));
  lines.push(...serviceLines(language, ticket), ...loop);
  if (files.length) lines.push(text(language, "shown-files", { files: namedFiles(language, files) }));
  lines.push(reporter, responsible);
  if (ticket.deadline && !ticket.closedAt) lines.push(deadlineLine(work, ticket, language));
  if (ticket.rating) lines.push(text(language, "shown-rating", { rating: label(language, `rating-${ticket.rating}`) }));
  if (ticket.reopenCount) lines.push(text(language, "shown-reopened", { times: ticket.reopenCount }));
  return lines.join("\n");
}

/** Who joined, and the parties of a dispute. */
async function loopLines(work: Work, ticket: Ticket, language: string): Promise<string[]> {
  const [followers, parties, about] = await Promise.all([
    findFollowers(work, ticket.id),
    ticket.kind === "dispute" ? findParties(work, ticket) : [],
    ticket.aboutId === null ? undefined : findPerson(work, ticket.aboutId),
  ]);
  return [
    ...(ticket.aboutId === null ? [] : [text(language, "shown-about", { name: about?.name ?? "—" })]),
    ...(parties.length ? [text(language, "shown-parties", { names: parties.map(({ name }) => name).join("、") })] : []),
    ...(followers.length ? [text(language, "shown-followers", { count: followers.length })] : []),
  ];
}

const stateLine = (language: string, ticket: Ticket) =>
  text(language, ticket.transferToId ? "shown-state-offered" : "shown-state", { state: label(language, `state-${ticket.state}`) });

const categoryName = (listed: Listed, language: string) => (language === "en" ? listed.category.nameEn : listed.category.name);

async function placeName(work: Reading, listed: Listed): Promise<string> {
  const { groupId } = listed.ticket;
  if (groupId === null) return listed.village;
  const group = await work.tx.query.villageGroup.findFirst({
    where: and(eq(villageGroup.townId, work.townId), eq(villageGroup.id, groupId)),
  });
  return [listed.village, group?.name].filter(Boolean).join(" ");
}

/** A confidential reporter has neither name nor phone on any card. */
async function reporterLine(work: Work, ticket: Ticket, language: string): Promise<string> {
  if (ticket.confidential) return text(language, "shown-reporter-hidden");
  const reporter = await findPerson(work, ticket.reporterId);
  const blocked = reporter?.blockedAt ? text(language, "shown-blocked") : "";
  const phone = ticket.phone ?? reporter?.phone;
  const key = phone ? "shown-reporter-phone" : "shown-reporter";
  return text(language, key, { name: reporter?.name ?? "—", phone: phone ?? "" }) + blocked;
}

async function responsibleLine(work: Work, ticket: Ticket, language: string): Promise<string> {
  const responsible = ticket.responsibleId === null ? undefined : await findPerson(work, ticket.responsibleId);
  return text(language, "shown-responsible", { name: responsible?.name ?? "—" });
}

function deadlineLine(work: Reading, ticket: Ticket, language: string): string {
  const deadline = ticket.deadline as Date;
  const until = readableTime(language, deadline, work.zone, work.now);
  return text(language, deadline < work.now ? "shown-overdue" : "shown-deadline", { until, duty: label(language, `duty-${ticket.state}`) });
}

const countFiles = async (work: Reading, ticket: Ticket) => {
  const rows = await work.tx
    .select({ attachment: ticketMessage.attachment })
    .from(ticketMessage)
    .where(and(eq(ticketMessage.townId, work.townId), eq(ticketMessage.ticketId, ticket.id), eq(ticketMessage.side, "villager")));
  return rows.flatMap(({ attachment }) => (attachment ? [attachment.kind] : []));
};

/** For whom a service is asked, what it asked for, and whether the desk comes to the door. */
export function serviceLines(
  language: string,
  asked: { beneficiary?: string | null | undefined; fields?: readonly FilledField[] | undefined; atHome: boolean },
): string[] {
  return [
    ...(asked.beneficiary ? [text(language, "shown-for", { name: asked.beneficiary })] : []),
    ...(asked.fields ?? []).filter(({ value }) => value).map(({ name, value }) => text(language, "shown-field", { name, value })),
    ...(asked.atHome ? [text(language, "shown-at-home")] : []),
  ];
}

/** "2 photos, 1 voice message", in the reader's words. */
export function namedFiles(language: string, kinds: readonly string[]): string {
  const counts = Map.groupBy(kinds, (kind) => kind);
  return [...counts].map(([kind, all]) => label(language, `files-${kind}`, { count: all.length })).join(label(language, "list-comma"));
}

/** Which buttons stand on a card, in this order, and the action that each needs. */
const cardRows: readonly { key: string; press: TicketButton; action: Action; when?: (ticket: Ticket) => boolean }[] = [
  { key: "button-accept", press: "accept", action: "accept" },
  { key: "button-take-over", press: "accept", action: "take_over" },
  { key: "button-give-back", press: "give_back", action: "give_back" },
  { key: "button-reply", press: "reply", action: "reply" },
  { key: "button-ask", press: "ask", action: "ask" },
  { key: "button-offer", press: "offer", action: "offer" },
  { key: "button-helper", press: "helper", action: "invite_co_handler" },
  { key: "button-extend", press: "extend", action: "extend" },
  { key: "button-note", press: "note", action: "note" },
  { key: "button-resolve", press: "resolve", action: "resolve" },
  { key: "button-assign", press: "assign", action: "assign" },
  { key: "button-decline", press: "decline", action: "decline" },
  { key: "button-mediate", press: "mediate", action: "plan_mediation", when: ({ kind }) => kind === "dispute" },
  { key: "button-outside", press: "outside", action: "ask_outside" },
  { key: "button-extend-petition", press: "extend_petition", action: "extend_petition", when: ({ kind }) => kind === "petition" },
  { key: "button-reveal", press: "reveal", action: "reveal", when: ({ confidential }) => confidential },
  { key: "button-merge", press: "merge", action: "merge", when: ({ confidential }) => !confidential },
  { key: "button-unmerge", press: "unmerge", action: "unmerge" },
];

function cardButtons(language: string, ticket: Ticket, relations: readonly Relation[]): InlineKeyboardMarkup {
  const shown = cardRows.filter(
    ({ action, when }) => mayTake(action, relations) && nextState(action, ticket.state) !== undefined && (when?.(ticket) ?? true),
  );
  const buttons = shown.map(({ key, press }) => button(label(language, key), ticketData(press, ticket.id)));
  const timeline = button(label(language, "button-timeline"), ticketData("timeline", ticket.id));
  return inline(rowsOf([...buttons, timeline], 3));
}

/** A villager's own ticket: state, person, date and what has happened. */
export async function ticketForReporter(work: Work, listed: Listed, language: string): Promise<string> {
  const { ticket } = listed;
  const lines = [
    `${listed.category.emoji} <b>#${ticket.number}</b> ${text(language, "value", { value: categoryName(listed, language) })}`,
    stateLine(language, { ...ticket, transferToId: null }),
    ...(ticket.description
      ? [text(language, "shown-content", { content: shortened(ticket.description, maxCardDescriptionCharacters) })]
      : []),
    await responsibleLine(work, ticket, language),
    ...(ticket.deadline && !ticket.closedAt ? [deadlineLine(work, ticket, language)] : []),
  ];
  const timeline = timelineText(language, ticket, await findTimeline(work, ticket, true), work);
  return `${lines.join("\n")}\n\n${timeline}`;
}

/** What happened to a ticket, one line each. */
export function timelineText(
  language: string,
  ticket: Ticket,
  entries: readonly TimelineEntry[],
  work: Pick<Work, "zone" | "now">,
): string {
  const title = text(language, "timeline-title", { number: ticket.number });
  const lines = entries.map((entry) => {
    const values = {
      at: readableTime(language, entry.at, work.zone, work.now),
      action: label(language, `event-${entry.action}`),
      name: entry.name ?? "",
    };
    const line = text(language, entry.name ? "timeline-entry-by" : "timeline-entry", values);
    return entry.note && !machineNotes.has(entry.action) ? `${line}\n   ${text(language, "value", { value: entry.note })}` : line;
  });
  return [title, ...lines].join("\n");
}

/** Notes that hold instants for the program rather than words for people. */
const machineNotes: ReadonlySet<string> = new Set(["extend"]);
