import { button, goData, inline, rowsOf } from "../buttons.ts";
import { priorities } from "../database/work.ts";
import { findTown, findVillage, findVillages } from "../domain/places/places.ts";
import { allowed } from "./allowed.ts";
import { type BotContext, say, sayRefusal } from "./context.ts";

/** /poster: which village's. */
export async function choosePoster(ctx: BotContext) {
  if (!(await allowed(ctx, "poster"))) return;
  const villages = await findVillages(ctx.work);
  if (!villages.length) return sayRefusal(ctx, { refused: "no-village" });
  const buttons = villages.map(({ id, name }) => button(name, goData("poster", String(id))));
  say(ctx, "ask-poster", {}, { markup: inline(rowsOf(buttons, 2)) });
}

/** The sender draws the poster when it sends it; the outbox holds only what stands on it. */
export async function sendPoster(ctx: BotContext, villageId: number) {
  if (!(await allowed(ctx, "poster"))) return;
  const village = await findVillage(ctx.work, villageId || 0);
  if (!village) return sayRefusal(ctx, { refused: "not-found" });
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
