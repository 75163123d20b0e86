import type { TextKey } from "../../locales/text-key.ts";
import type { PlaceAction } from "../domain/doorstep/rights.ts";
import { mayInTown, permit, villagesWhere } from "../domain/doorstep/standing.ts";
import { mayUse } from "../domain/people/rights.ts";
import { findVillages, type Village } from "../domain/places/places.ts";
import { refuse } from "../domain/refusal.ts";
import { findAllCategories } from "../domain/tickets/categories.ts";
import { button, inline } from "../wording/buttons.ts";
import { orgData } from "../wording/callbacks.ts";
import { nameIn } from "../wording/texts.ts";
import { type BotContext, say, sayRefusal, word } from "./context.ts";
import type { Question } from "./question.ts";
import { type Asked, mapped, oneOf, type WhenNone } from "./questions.ts";
import { stepButton } from "./step-buttons.ts";
import { target } from "./targets.ts";

export type ChosenVillage = { id: number; name: string };

/** A town without villages: who may add them does so at once, the others are told who can. */
export const noVillage: WhenNone = (ctx) =>
  mayUse(ctx.actor, "org")
    ? { key: "villages-first", rows: [[button(word(ctx, "button-add-villages"), orgData.pack("villages"))]] }
    : { key: "refused-no-village", rows: [] };

export function sayNoVillage(ctx: BotContext) {
  const { key, rows } = noVillage(ctx);
  say(ctx, key, {}, { markup: inline(rows) });
}

/** A village of the town. */
export const village = (asked: Asked): Question<ChosenVillage> =>
  oneOf(asked, villageChoices, { whenNone: noVillage, unknown: "village-unknown" });

/** A village, or the whole town or any village, which is `null`. @param otherwise the caption of that */
export const villageOr = (asked: Asked, otherwise: TextKey): Question<ChosenVillage | null> =>
  oneOf<ChosenVillage | null>(
    asked,
    async (ctx) => [{ caption: word(ctx, otherwise), value: "all", answer: null }, ...(await villageChoices(ctx))],
    {
      unknown: "village-unknown",
    },
  );

const villageChoices = async (ctx: BotContext) =>
  (await findVillages(ctx.work)).map(({ id, name }) => ({ caption: name, value: String(id), answer: { id, name } }));

/** What is to be done in the village that is chosen: only those are offered, and taken, where somebody may do it. */
export function villageWhere(asked: Asked, action: PlaceAction): Question<ChosenVillage> {
  const find = async (ctx: BotContext, isMeant: (village: Village) => boolean): Promise<ChosenVillage | undefined> => {
    const found = (await findVillages(ctx.work)).find(isMeant);
    if (!found) return void say(ctx, "village-unknown");
    const isTheirs = (await villagesWhere(ctx.work, ctx.actor, action)).some(({ id }) => id === found.id);
    // Asked of the table as well, which notes it.
    const refusal = isTheirs ? undefined : await permit(ctx.work, ctx.actor, action, { villageId: found.id });
    if (refusal) return void sayRefusal(ctx, refusal);
    return { id: found.id, name: found.name };
  };
  const offered = async (ctx: BotContext) =>
    (await villagesWhere(ctx.work, ctx.actor, action)).map(({ id, name }) => ({ caption: name, value: String(id), answer: { id, name } }));
  return {
    ...oneOf<ChosenVillage>(asked, offered, { whenNone: noVillage }),
    press: (ctx, pressed) => find(ctx, ({ id }) => String(id) === pressed),
    message: (ctx, { text = "" }) => find(ctx, ({ name }) => name === text.trim()),
  };
}

/** The same, or the whole town, which is `null`, where somebody may do it there. */
export function villageOrTownWhere(
  asked: Asked,
  action: PlaceAction,
  { action: inTown, key }: { action: PlaceAction; key: TextKey },
): Question<ChosenVillage | null> {
  const one = villageWhere(asked, action);
  return {
    ...one,
    async ask(ctx, more = []) {
      const whole = (await mayInTown(ctx.work, ctx.actor, inTown)) ? [[stepButton(ctx, key, "all")]] : [];
      await one.ask(ctx, [...whole, ...more]);
    },
    async press(ctx, pressed) {
      if (pressed !== "all") return one.press?.(ctx, pressed);
      const refusal = await permit(ctx.work, ctx.actor, inTown, { villageId: null });
      if (refusal) sayRefusal(ctx, refusal);
      return refusal ? undefined : null;
    },
  };
}

export type ChosenPerson = { id: number; name: string };

/** A colleague: the likely ones by button, everybody by name. */
export function colleague(
  asked: Asked,
  isOffered: (ctx: BotContext, person: { id: number }) => boolean = () => true,
): Question<ChosenPerson> {
  const handed = async (ctx: BotContext) => ({
    whyNot: (person: { id: number }) => (isOffered(ctx, person) ? undefined : refuse("nobody-there")),
  });
  return mapped(target(asked, { withStations: false, handed }), (chosen) => ({
    id: "personId" in chosen ? chosen.personId : 0,
    name: chosen.name,
  }));
}

/** Of what category something is that staff heard or found: problems and disputes. */
export const matterCategory = (asked: Asked): Question<number> =>
  oneOf(asked, async (ctx) =>
    (await findAllCategories(ctx.work))
      .filter(({ kind, hidden }) => !hidden && (kind === "problem" || kind === "dispute"))
      .map((one) => ({ caption: `${one.emoji} ${nameIn(ctx.actor.language, one)}`, value: String(one.id), answer: one.id })),
  );
