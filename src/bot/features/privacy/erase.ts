import { isStaff } from "../../../domain/people/person.ts";
import { type Ending, erasePerson, findEnding, isLastAdmin } from "../../../domain/privacy/erase-person.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { findHeldBy } from "../../../domain/tickets/hand-over.ts";
import { button, inline, styled } from "../../../wording/buttons.ts";
import { privacyData } from "../../../wording/callbacks.ts";
import { listed, text } from "../../../wording/texts.ts";
import { type BotContext, say, sayHtml, sayRefusal, takeButtonsAway, word } from "../../context.ts";
import type { HandlersOf } from "../../presses.ts";

const numbers = (ctx: BotContext, tickets: Ending["withdrawn"]) =>
  listed(
    ctx.actor.language,
    tickets.map(({ number }) => `#${number}`),
  );

/** What ends with it, each in a line of its own; nothing of what there is none. */
function endingLines(ctx: BotContext, { withdrawn, ended }: Ending): string[] {
  const { language } = ctx.actor;
  return [
    ...(withdrawn.length ? [text(language, "erase-withdrawn", { numbers: numbers(ctx, withdrawn) })] : []),
    ...(ended.length ? [text(language, "erase-ended", { numbers: numbers(ctx, ended) })] : []),
  ];
}

/** 删除: asked once, and told plainly what goes, what stays and what ends. */
async function askErase(ctx: BotContext) {
  const { actor, work } = ctx;
  if (await isLastAdmin(work, actor)) return sayRefusal(ctx, { refused: "last-admin-self" });
  const ending = await findEnding(work, actor);
  const held = isStaff(actor) ? await findHeldBy(work, { personId: actor.id, villageId: null, stationId: null }) : [];
  const html = [
    text(actor.language, "erase-what"),
    ...endingLines(ctx, ending),
    ...(isStaff(actor) ? [text(actor.language, "erase-office", { count: held.length })] : []),
    text(actor.language, "erase-final"),
  ].join("\n");
  const markup = inline([
    [
      styled(button(word(ctx, "button-erase-really"), privacyData.pack("erase_really")), "danger"),
      button(word(ctx, "button-erase-keep"), privacyData.pack("erase_keep")),
    ],
  ]);
  sayHtml(ctx, html, { markup });
}

async function erase(ctx: BotContext) {
  const ending = await erasePerson(ctx.work, ctx.actor);
  if (isRefusal(ending)) return sayRefusal(ctx, ending);
  ctx.dialog = undefined;
  const html = [text(ctx.actor.language, "erase-done"), ...endingLines(ctx, ending)].join("\n");
  await takeButtonsAway(ctx);
  sayHtml(ctx, html, { markup: { remove_keyboard: true } });
}

async function keep(ctx: BotContext) {
  await takeButtonsAway(ctx);
  say(ctx, "erase-kept");
}

export const erasePresses: HandlersOf<typeof privacyData, "erase" | "erase_really" | "erase_keep"> = {
  erase: askErase,
  erase_really: erase,
  erase_keep: keep,
};
