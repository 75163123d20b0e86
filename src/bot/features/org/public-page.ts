import { isPublic, makePublic } from "../../../domain/public-page/switch.ts";
import { inline } from "../../../wording/buttons.ts";
import { orgData } from "../../../wording/callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { type BotContext, sayHtml, sayRefusal, word } from "../../context.ts";
import { type OrgPresses, to } from "./screen.ts";

/** 公开网页: what strangers would see, and whether they do. */
async function showPublicPage(ctx: BotContext) {
  const open = await isPublic(ctx.work);
  const turn = open
    ? to(ctx, "button-public-off", orgData.pack("public_page_turn", { to: "off" }))
    : to(ctx, "button-public-on", orgData.pack("public_page_turn", { to: "on" }));
  const html = text(ctx.actor.language, "public-page", { state: word(ctx, open ? "public-state-on" : "public-state-off") });
  sayHtml(ctx, html, {
    markup: inline([[turn, to(ctx, "button-points", orgData.pack("points"))], [to(ctx, "button-back", orgData.pack(""))]]),
  });
}

export const publicPagePresses: OrgPresses<"public_page" | "public_page_turn"> = {
  public_page: showPublicPage,
  async public_page_turn(ctx, { to: wanted }) {
    const refusal = await makePublic(ctx.work, ctx.actor, wanted === "on");
    if (refusal) return sayRefusal(ctx, refusal);
    await showPublicPage(ctx);
  },
};
