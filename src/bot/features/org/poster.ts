import { priorities } from "../../../database/work.ts";
import { permit, villagesWhere } from "../../../domain/doorstep/standing.ts";
import { findTown, findVillage, findVillages } from "../../../domain/places/places.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { posterData } from "../../../wording/callbacks.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayRefusal } from "../../context.ts";
import { pressesOf } from "../../presses.ts";
import { sayNoVillage } from "../../town-questions.ts";

/** /poster: which village's. */
export async function choosePoster(ctx: BotContext) {
  if (!(await allowed(ctx, "poster"))) return;
  const villages = await villagesWhere(ctx.work, ctx.actor, "print_poster");
  if (!(await findVillages(ctx.work)).length) return sayNoVillage(ctx);
  const buttons = villages.map(({ id, name }) => button(name, posterData.pack("", { id })));
  say(ctx, "ask-poster", {}, { markup: inline(rowsOf(buttons, 2)) });
}

/** The sender draws the poster when it sends it; the outbox holds only what stands on it. */
async function sendPoster(ctx: BotContext, villageId: number) {
  if (!(await allowed(ctx, "poster"))) return;
  const village = await findVillage(ctx.work, villageId);
  if (!village) return sayRefusal(ctx, { refused: "not-found" });
  const refusal = await permit(ctx.work, ctx.actor, "print_poster", { villageId });
  if (refusal) return sayRefusal(ctx, refusal);
  const town = await findTown(ctx.work);
  ctx.work.send({
    chatId: ctx.chatId,
    personId: ctx.actor.id,
    priority: priorities.answer,
    notice: {
      kind: "poster",
      town: town?.name ?? "",
      village: village.name,
      link: `https://t.me/${ctx.me.username}?start=v${village.id}`,
    },
  });
}

export const posterPresses = pressesOf(posterData, { "": (ctx, { id }) => sendPoster(ctx, id) });
