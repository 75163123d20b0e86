import type { Message } from "@grammyjs/types";
import { isRefusal, type Refusal } from "../domain/refusal.ts";
import { type AlbumGone, findAlbum, noteAlbum } from "../domain/tickets/albums.ts";
import { lockTicket, type Ticket } from "../domain/tickets/change.ts";
import { add, note, reply, replyTo } from "../domain/tickets/messages.ts";
import type { Said } from "../domain/tickets/pass.ts";
import { addToResult } from "../domain/tickets/resolve.ts";
import { sayAsConcerned } from "./alarm.ts";
import { type BotContext, say, sayRefusal } from "./context.ts";
import { saidIn } from "./features/ticket/about-ticket.ts";

type Gone = AlbumGone & { albumId: string };

/** Where the first picture of this one's album went, if it is of an album and that is known. */
export async function albumOf(ctx: BotContext, { media_group_id: albumId }: Message): Promise<Gone | undefined> {
  const gone = albumId === undefined ? undefined : await findAlbum(ctx.work, { chatId: ctx.chatId, albumId });
  return gone && albumId !== undefined ? { ...gone, albumId } : undefined;
}

/**
 * Another picture of an album whose first one has gone somewhere: it goes there too, without a word. Telegram sends each as a message of
 * its own, after what took the first one has long ended.
 */
export async function followAlbum(ctx: BotContext, given: Message, gone: Gone) {
  if (gone.way === "told") return;
  if (gone.way === "elsewhere") {
    await noteAlbum(ctx.work, { chatId: ctx.chatId, albumId: gone.albumId }, { ...gone, way: "told" });
    return say(ctx, "album-first-only");
  }
  const ticket = gone.ticketId === null ? undefined : await lockTicket(ctx.work, gone.ticketId);
  const said = ticket && saidIn(ctx, given);
  if (!said) return;
  // Words below it may be grave; they are heeded as any others.
  if (gone.way === "add" && said.body) await sayAsConcerned(ctx, ticket, given);
  else {
    const outcome = await sayAlong(ctx, ticket, said, gone);
    if (isRefusal(outcome)) sayRefusal(ctx, outcome, { ticketId: ticket.id });
  }
}

async function sayAlong(ctx: BotContext, ticket: Ticket, said: Said, { way, toId }: AlbumGone): Promise<Refusal | unknown> {
  if (toId !== null) return replyTo(ctx.work, ctx.actor, ticket, said, toId);
  if (way === "result") return addToResult(ctx.work, ctx.actor, ticket, said);
  return (way === "add" ? add : way === "note" ? note : reply)(ctx.work, ctx.actor, ticket, said);
}

/** A conversation that ended with the first picture of an album and did not pass it on to a ticket. */
export async function noteAlbumElsewhere(ctx: BotContext, { media_group_id: albumId }: Message) {
  if (albumId === undefined || (await findAlbum(ctx.work, { chatId: ctx.chatId, albumId }))) return;
  await noteAlbum(ctx.work, { chatId: ctx.chatId, albumId }, { way: "elsewhere", ticketId: null, toId: null });
}
