import type { Pin } from "../../../database/values.ts";
import { findVillage, findVillages } from "../../../domain/places/places.ts";
import { placeVillage, pointOf } from "../../../domain/places/village-points.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { orgData } from "../../../wording/callbacks.ts";
import { contentOf, pinOf } from "../../content.ts";
import { type BotContext, say, toast } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import type { Question } from "../../question.ts";
import { askWith } from "../../questions.ts";
import { stepButton } from "../../step-buttons.ts";
import { mayStill, type OrgPresses, to, wasDone } from "./screen.ts";

/** 📍 村的位置: which villages have a point on the public page's map. */
async function showPoints(ctx: BotContext) {
  const villages = await findVillages(ctx.work);
  const all = villages.map((one) => button(`${pointOf(one) ? "📍" : "▫️"} ${one.name}`, orgData.pack("point", { id: one.id })));
  const values = { placed: villages.filter(pointOf).length, count: villages.length };
  say(ctx, "org-points", values, { markup: inline([...rowsOf(all, 2), [to(ctx, "button-back", orgData.pack("public_page"))]]) });
}

/** Where it is, sent as Telegram sends places; or that it is on the map no more. */
const where = (name: string, isPlaced: boolean): Question<Pin | "none"> => ({
  ask: (ctx) =>
    askWith(ctx, { key: "ask-village-point", values: { name } }, isPlaced ? [[stepButton(ctx, "button-no-point", "none")]] : []),
  press: (_ctx, pressed) => (isPlaced && pressed === "none" ? "none" : undefined),
  message(_ctx, message) {
    const { pin } = contentOf(message);
    return pin && pinOf(pin);
  },
});

const placing = conversation<{ point: Pin | "none" }, { id: number; name: string; isPlaced: boolean }>(
  "village-point",
  async ({ ctx, given: { id, name, isPlaced }, ask }) => {
    const point = await ask("point", where(name, isPlaced));
    if (!(await mayStill(ctx))) return;
    if (!wasDone(ctx, await placeVillage(ctx.work, ctx.actor, id, point === "none" ? undefined : point))) return;
    sayMenu(ctx, point === "none" ? "village-point-gone" : "village-point-kept", { name });
    await showPoints(ctx);
  },
);

export const villagePointPresses: OrgPresses<"points" | "point"> = {
  points: showPoints,
  async point(ctx, { id }) {
    const found = await findVillage(ctx.work, id);
    if (!found) return toast(ctx, "button-unknown");
    await placing.enter(ctx, { id, name: found.name, isPlaced: pointOf(found) !== undefined });
  },
};
