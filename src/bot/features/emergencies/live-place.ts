import type { Message } from "@grammyjs/types";
import { followPlace as follow, movePlace } from "../../../domain/tickets/live-place.ts";
import { pinOf, type Spoken } from "../../content.ts";
import type { BotContext } from "../../context.ts";

const sourceOf = ({ chatId }: BotContext, { message_id: messageId }: Message) => ({ chatId, messageId });

/** A place that moves (实时位置) is followed from now on, whatever it is sent for. */
export async function followPlace(ctx: BotContext, given: Spoken) {
  const { location } = given;
  if (!location?.live_period) return;
  given.liveId = await follow(ctx.work, ctx.actor, sourceOf(ctx, given), pinOf(location), location.live_period);
}

/** It moved; without a period it has ended. */
export async function placeMoved(ctx: BotContext, edited: Message) {
  const { location } = edited;
  if (location) await movePlace(ctx.work, sourceOf(ctx, edited), pinOf(location), !location.live_period);
}
