import { permit, villagesWhere } from "../../../domain/doorstep/standing.ts";
import { maxPlaceCharacters } from "../../../domain/limits.ts";
import { findVillages } from "../../../domain/places/places.ts";
import { inline, rowsOf } from "../../../wording/buttons.ts";
import { listed } from "../../../wording/texts.ts";
import { typedIn } from "../../content.ts";
import { type BotContext, say, sayRefusal, word } from "../../context.ts";
import { type Question, silently } from "../../question.ts";
import { askWith, lastRow, words } from "../../questions.ts";
import { choice, stepButton } from "../../step-buttons.ts";
import { type ChosenVillage, villageOrTownWhere } from "../../town-questions.ts";

/** To whom a session speaks: villages, or the whole town, which is `null`; `several`: they are ticked next. */
export type Where = readonly ChosenVillage[] | null | "several";
/** Which villages are ticked so far, by their ids. */
export type Ticked = { ticked: number[] };

const one = villageOrTownWhere({ key: "ask-session-where" }, "plan_session", { action: "plan_town_session", key: "button-whole-town" });

/** For which village, several of them, or the whole town; several may be typed in one line. */
export const where: Question<Where> = {
  async ask(ctx, more = []) {
    const several = (await villagesWhere(ctx.work, ctx.actor, "plan_session")).length > 1;
    await one.ask(ctx, several ? [[stepButton(ctx, "button-several-villages", "several")], ...more] : more);
  },
  async press(ctx, pressed) {
    if (pressed === "several") return "several";
    const found = await one.press?.(ctx, pressed);
    return found === undefined || typeof found === "symbol" ? undefined : found && [found];
  },
  message: (ctx, message) => readVillages(ctx, typedIn(message)),
};

/** Several villages, a press for each; all of them are ones where the person may plan something. */
export function tickedVillages(given: Ticked): Question<readonly ChosenVillage[]> {
  const offered = (ctx: BotContext) => villagesWhere(ctx.work, ctx.actor, "plan_session");
  const rows = async (ctx: BotContext) => [
    ...rowsOf(
      (await offered(ctx)).map(({ id, name }) => choice(ctx, `${given.ticked.includes(id) ? "☑" : "☐"} ${name}`, String(id))),
      2,
    ),
    [stepButton(ctx, "button-chosen", "chosen")],
  ];
  return {
    ask: async (ctx) => askWith(ctx, { key: "ask-session-villages" }, await rows(ctx)),
    async press(ctx, pressed) {
      const villages = await offered(ctx);
      const ticked = villages.filter(({ id }) => given.ticked.includes(id)).map(({ id, name }) => ({ id, name }));
      if (pressed === "chosen") return ticked.length ? ticked : void say(ctx, "session-tick-some");
      const id = Number(pressed);
      if (!villages.some((village) => village.id === id)) return undefined;
      given.ticked = given.ticked.includes(id) ? given.ticked.filter((at) => at !== id) : [...given.ticked, id];
      await ctx.editMessageReplyMarkup({ reply_markup: inline([...(await rows(ctx)), lastRow(ctx)]) });
      return silently;
    },
    message: (ctx, message) => readVillages(ctx, typedIn(message)),
  };
}

/** Villages as they are typed, one or several: `东坑村、石背村`, `东坑 石背`. What is not theirs is refused, and noted. */
async function readVillages(ctx: BotContext, typed: string): Promise<readonly ChosenVillage[] | undefined> {
  const villages = await findVillages(ctx.work);
  const parts = typed.split(/[\n、，,;；+＋和及与]|\s+/).filter(Boolean);
  const named = villages.filter(({ name }) => name === typed);
  const found = named.length ? named : parts.map((part) => villages.find(({ name }) => name === part || name === `${part}村`));
  if (!found.length || found.includes(undefined)) return void say(ctx, "village-unknown");
  const chosen = villages.filter((village) => found.includes(village));
  for (const { id } of chosen) {
    const refusal = await permit(ctx.work, ctx.actor, "plan_session", { villageId: id });
    if (refusal) return void sayRefusal(ctx, refusal);
  }
  return chosen.map(({ id, name }) => ({ id, name }));
}

/** Where it is: of several villages, in which. */
export const whatPlace = (villages: readonly ChosenVillage[] | null): Question<string> =>
  words({ key: villages && villages.length > 1 ? "ask-session-place-of-several" : "ask-session-place" }, maxPlaceCharacters);

export const villagesInWords = (ctx: BotContext, villages: readonly ChosenVillage[] | null): string =>
  villages
    ? listed(
        ctx.actor.language,
        villages.map(({ name }) => name),
      )
    : word(ctx, "whole-town");

/** The first of the villages, and those beside it. */
export const whereOf = (villages: readonly ChosenVillage[] | null) => {
  const [first, ...others] = villages ?? [];
  return { villageId: first?.id ?? null, alsoIn: others.map(({ id }) => id) };
};
