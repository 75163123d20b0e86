import type { TextKey } from "../../../../locales/text-key.ts";
import { isRefusal, type Refusal, refuse } from "../../../domain/refusal.ts";
import { lockTicket, type Ticket } from "../../../domain/tickets/change.ts";
import { isKeptFrom } from "../../../domain/tickets/kept-from.ts";
import { assign, giveBack, inviteCoHandler, offer } from "../../../domain/tickets/transfer.ts";
import type { BotContext } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { optional } from "../../questions.ts";
import { nearActor, type Target, target } from "../../targets.ts";
import { type About, leadsTo, reason, reasoned, sayDone, withTicket } from "./about-ticket.ts";

/** To whom this ticket can be handed: a colleague other than oneself and those from whom it is kept, or a station. */
export const receiver = (key: TextKey, { ticketId, number }: About, withStations = true) =>
  target({ key, values: { number } }, { withStations, handed: (ctx) => handedOf(ctx, ticketId) });

async function handedOf(ctx: BotContext, ticketId: number) {
  const ticket = await lockTicket(ctx.work, ticketId);
  return {
    near: { villageId: ticket?.villageId, stationId: ticket?.stationId ?? nearActor(ctx).stationId },
    whyNot: ({ id, name }: { id: number; name: string }): Refusal | undefined => {
      if (id === ctx.actor.id) return refuse("nobody-there");
      return ticket && isKeptFrom(ticket, id) ? refuse("kept-from", { number: ticket.number, name }) : undefined;
    },
  };
}

/** 转办: to whom, and why. */
const offering = conversation<{ to: Target; reason: string | null }, About>("offer", async ({ ctx, given, ask }) => {
  const to = await ask("to", receiver("ask-offer", given));
  const why = await ask("reason", optional(reason({ key: "ask-offer-reason", values: { number: given.number, name: to.name } })));
  await withTicket(ctx, given, async (ticket) => {
    const offered = await offer(ctx.work, ctx.actor, ticket, to, why ?? "");
    if (!isRefusal(offered)) sayDone(ctx, "offered-by-you", given, offered.name);
    return offered;
  });
});

/** 退回. */
const givingBack = reasoned("give_back", "ask-give-back", async (ctx, ticket, why, about) => {
  const given = await giveBack(ctx.work, ctx.actor, ticket, why);
  if (!isRefusal(given)) sayDone(ctx, "given-back-by-you", about);
  return given;
});

/** A conversation that chooses one receiver and hands the ticket over. */
export const handing = (
  name: string,
  key: TextKey,
  doneKey: TextKey,
  withStations: boolean,
  hand: (ctx: BotContext, ticket: Ticket, to: Target) => Promise<{ name: string } | Refusal>,
) =>
  conversation<{ to: Target }, About>(name, async ({ ctx, given, ask }) => {
    const to = await ask("to", receiver(key, given, withStations));
    await withTicket(ctx, given, async (ticket) => {
      const handed = await hand(ctx, ticket, to);
      if (!isRefusal(handed)) sayDone(ctx, doneKey, given, handed.name);
      return handed;
    });
  });

/** 协办. */
const invitingCoHandler = handing("invite_co_handler", "ask-helper", "helper-invited", true, ({ work, actor }, ticket, to) =>
  inviteCoHandler(work, actor, ticket, to),
);

/** 指派: a leader or the admin decides. */
const assigning = handing("assign", "ask-assign", "assigned-by-you", false, async ({ work, actor }, ticket, to) =>
  "personId" in to ? assign(work, actor, ticket, to.personId) : refuse("nobody-there"),
);

export const pressOffer = leadsTo("offer", offering);
export const pressGiveBack = leadsTo("give_back", givingBack);
export const pressInviteCoHandler = leadsTo("invite_co_handler", invitingCoHandler);
export const pressAssign = leadsTo("assign", assigning);
