import { and, eq } from "drizzle-orm";
import { station } from "../../database/schema/town.ts";
import { priorities, type Work } from "../../database/work.ts";
import { type Actor, hasRole } from "../people/person.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Ticket } from "../tickets/change.ts";
import { isKeptFromSomebody } from "../tickets/kept-from.ts";
import { openTopic } from "./desk-topics.ts";
import { findStations, type Station } from "./places.ts";

/** `isForum`: a group with topics; each matter gets its own there unless the desk is one of them. */
type Desk = { chatId: number; threadId: number | null; isForum?: boolean };

/** Makes a group chat, or a topic of a forum, the desk of a station: new tickets are shown there, and one member claims each. */
export async function setDesk(work: Work, actor: Actor, name: string, desk: Desk): Promise<Station | Refusal> {
  const found = stationNamed(await findStations(work), name.trim());
  // The person who mistypes the name of their own station is told how it is called.
  const isHead = actor.grants.some(({ role, isHead, stationId }) => role === "station" && isHead && (!found || stationId === found.id));
  if (!hasRole(actor, "admin") && !isHead) return refuse("not-yours");
  if (!found) return refuse("not-found");
  await work.tx
    .update(station)
    .set({
      ...{ deskChatId: desk.chatId, deskThreadId: desk.threadId, deskLostAt: null },
      deskTopics: (desk.isForum ?? false) && desk.threadId === null,
    })
    .where(and(eq(station.townId, work.townId), eq(station.id, found.id)));
  return found;
}

/** By its whole name, or a part that no other has: 民政. */
function stationNamed(stations: readonly Station[], name: string): Station | undefined {
  const like = name ? stations.filter((one) => one.name.includes(name)) : [];
  return stations.find((one) => one.name === name) ?? (like.length === 1 ? like[0] : undefined);
}

/** Shows a ticket at its station's desk, if the station has one. A confidential matter, or one that is kept from somebody, is shown at none. */
export async function showAtDesk(work: Work, ticket: Ticket) {
  if (ticket.stationId === null || ticket.confidential || isKeptFromSomebody(ticket)) return;
  const found = (await findStations(work)).find(({ id }) => id === ticket.stationId);
  if (!found?.deskChatId || found.deskLostAt) return;
  const { deskChatId: chatId, deskThreadId: threadId, deskTopics } = found;
  if (deskTopics) await openTopic(work, { chatId, ticketId: ticket.id });
  work.send({
    chatId,
    notice: { kind: "card", ...(threadId === null ? {} : { threadId }), ...(deskTopics ? { inOwnTopic: true } : {}) },
    ticketId: ticket.id,
    priority: priorities.notification,
  });
}
