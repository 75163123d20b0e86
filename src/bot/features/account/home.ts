import type { Message } from "@grammyjs/types";
import type { TextKey } from "../../../../locales/text-key.ts";
import { minMatterCharacters } from "../../../domain/limits.ts";
import { changePerson } from "../../../domain/people/person.ts";
import { findGroups, findVillages } from "../../../domain/places/places.ts";
import { askNewcomer } from "../../../domain/surveys/edit.ts";
import { contentOf, typedIn } from "../../content.ts";
import { type BotContext, say } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { somethingNew } from "../../messages.ts";
import type { Question } from "../../question.ts";
import { type Choice, oneOf, optional } from "../../questions.ts";

type Place = { id: number; name: string };

/** One of these places, by button or by a name typed in part; or the matter itself, which somebody would rather tell first. */
const placeOrMatter = (
  question: Question<Place>,
  unknown: TextKey,
  named: (ctx: BotContext, typed: string) => Promise<Place | undefined>,
): Question<Place | "matter" | null> => ({
  ...optional(question),
  async message(ctx, message) {
    const found = await named(ctx, typedIn(message));
    if (found) return found;
    if (isMatter(message)) return "matter";
    say(ctx, unknown);
    return undefined;
  },
});

function isMatter(message: Message): boolean {
  const { attachment, text = "" } = contentOf(message);
  return attachment !== undefined || [...text].length >= minMatterCharacters;
}

const choicesOf = (places: readonly Place[]): Choice<Place>[] =>
  places.map(({ id, name }) => ({ caption: name, value: String(id), answer: { id, name } }));

const whichVillage = placeOrMatter(
  oneOf({ key: "ask-village" }, async (ctx) => choicesOf(await findVillages(ctx.work))),
  "village-unknown",
  async (ctx, typed) => {
    const named = typed ? (await findVillages(ctx.work)).filter(({ name }) => name === typed || name.startsWith(typed)) : [];
    return named.length === 1 ? named[0] : undefined;
  },
);

const whichGroup = (village: Place) =>
  placeOrMatter(
    oneOf({ key: "ask-group", values: { village: village.name } }, async (ctx) => choicesOf(await findGroups(ctx.work, village.id)), {
      columns: 3,
    }),
    "use-the-buttons",
    async (ctx, typed) => (await findGroups(ctx.work, village.id)).find(({ name }) => name === typed),
  );

/** The first thing a villager is asked: which village … */
const homeVillage = conversation<{ village: Place | "matter" | null }>(
  "home",
  async ({ ctx, ask }) => {
    const village = await ask("village", whichVillage);
    if (village === "matter") return heardFirst(ctx);
    if (village === null) return sayMenu(ctx, "back-to-menu");
    await arriveAt(ctx, village);
  },
  { cancelled: (ctx) => sayMenu(ctx, "back-to-menu") },
);

/** … and which group of it. Both are remembered, each as soon as it is known. */
const homeGroup = conversation<{ group: Place | "matter" | null }, { village: Place }>(
  "home-group",
  async ({ ctx, given: { village }, ask }) => {
    const group = await ask("group", whichGroup(village));
    if (group === "matter") return heardFirst(ctx);
    if (group) await settleIn(ctx, village.id, group.id);
    sayMenu(ctx, "home-chosen", { village: [village.name, group?.name].filter(Boolean).join(" ") });
  },
  { before: (ctx) => beginHome(ctx), cancelled: (ctx) => sayMenu(ctx, "back-to-menu") },
);

const heardFirst = async (ctx: BotContext) => {
  if (ctx.message) await somethingNew(ctx, ctx.message);
};

async function settleIn(ctx: BotContext, villageId: number, groupId: number | null = null) {
  ctx.actor = { ...ctx.actor, ...(await changePerson(ctx.work, ctx.actor.id, { villageId, groupId })) };
  await askNewcomer(ctx.work, ctx.actor.id);
}

export const beginHome = (ctx: BotContext) => homeVillage.enter(ctx, {});

/** From a poster the village is known; only its group is asked, if it has any. */
export async function arriveAt(ctx: BotContext, { id, name }: Place) {
  await settleIn(ctx, id);
  if ((await findGroups(ctx.work, id)).length) return homeGroup.enter(ctx, { village: { id, name } });
  sayMenu(ctx, "home-chosen", { village: name });
}
