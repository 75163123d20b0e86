import type { Message } from "@grammyjs/types";
import { idIn, inline, rowsOf } from "../../buttons.ts";
import { changePerson } from "../../domain/people/person.ts";
import { findGroups, findVillage, findVillages } from "../../domain/places/places.ts";
import { contentOf } from "../content.ts";
import { type BotContext, say } from "../context.ts";
import { begin, defineFlow, type Move } from "../dialog.ts";
import { sayMenu } from "../menu.ts";
import { choice, stepButton } from "../step-buttons.ts";
import { newDraft, takeContent } from "./report/draft.ts";
import { keepUnasked } from "./unasked.ts";

type Home = { villageId?: number };

/** The first thing a villager is asked: which village, and which group of it. Both are remembered. */
const homeFlow = defineFlow<Home>({
  name: "home",
  cancelled: (ctx) => sayMenu(ctx, "back-to-menu"),
  steps: {
    village: {
      async ask(ctx) {
        const villages = await findVillages(ctx.work);
        const rows = rowsOf(
          villages.map(({ id, name }) => choice(ctx, name, String(id))),
          2,
        );
        say(ctx, "ask-village", {}, { markup: inline([...rows, [stepButton(ctx, "button-skip", "skip")]]) });
      },
      press: (ctx, data, value) => choose(ctx, data, value),
      async message(ctx, data, message) {
        const typed = message.text?.trim();
        const named = typed ? (await findVillages(ctx.work)).filter(({ name }) => name === typed || name.startsWith(typed)) : [];
        if (named.length === 1 && named[0]) return choose(ctx, data, String(named[0].id));
        if (await heardFirst(ctx, message)) return "stay";
        say(ctx, "village-unknown");
        return "ask_again";
      },
    },
    group: {
      back: () => "village",
      async ask(ctx, data) {
        const village = await findVillage(ctx.work, data.villageId ?? 0);
        const groups = await findGroups(ctx.work, data.villageId ?? 0);
        const rows = rowsOf(
          groups.map(({ id, name }) => choice(ctx, name, String(id))),
          3,
        );
        const markup = inline([...rows, [stepButton(ctx, "button-back", "back"), stepButton(ctx, "button-skip", "skip")]]);
        say(ctx, "ask-group", { village: village?.name ?? "" }, { markup });
      },
      press: (ctx, data, value) => chooseGroup(ctx, data, value),
      async message(ctx, data, message) {
        const typed = message.text?.trim() ?? "";
        const named = (await findGroups(ctx.work, data.villageId ?? 0)).find(({ name }) => name === typed);
        if (named) return chooseGroup(ctx, data, String(named.id));
        if (await heardFirst(ctx, message)) return "stay";
        say(ctx, "use-the-buttons");
        return "ask_again";
      },
    },
  },
});

/** Whoever begins with the matter itself is heard first; the village is asked on the way. */
async function heardFirst(ctx: BotContext, message: Message): Promise<boolean> {
  const draft = newDraft("problem", { isUnasked: true });
  const given = contentOf(message);
  const isMatter = given.attachment !== undefined || [...(given.text ?? "")].length >= 6;
  if (!isMatter || takeContent(draft, given, message.message_id) !== "taken") return false;
  await keepUnasked(ctx, draft, []);
  return true;
}

async function chooseGroup(ctx: BotContext, data: Home, value: string): Promise<Move> {
  const village = await findVillage(ctx.work, data.villageId ?? 0);
  if (!village) return { to: "village" };
  const group = value === "skip" ? undefined : (await findGroups(ctx.work, village.id)).find(({ id }) => String(id) === value);
  if (!group && value !== "skip") return "ask_again";
  if (group) await settleIn(ctx, village.id, group.id);
  sayMenu(ctx, "home-chosen", { village: [village.name, group?.name].filter(Boolean).join(" ") });
  return "done";
}

async function choose(ctx: BotContext, data: Home, value: string): Promise<Move> {
  if (value === "skip") {
    sayMenu(ctx, "back-to-menu");
    return "done";
  }
  const village = await findVillage(ctx.work, idIn(value));
  if (!village) return "ask_again";
  await settleIn(ctx, village.id);
  data.villageId = village.id;
  if ((await findGroups(ctx.work, village.id)).length) return { to: "group" };
  sayMenu(ctx, "home-chosen", { village: village.name });
  return "done";
}

async function settleIn(ctx: BotContext, villageId: number, groupId: number | null = null) {
  ctx.actor = { ...ctx.actor, ...(await changePerson(ctx.work, ctx.actor.id, { villageId, groupId })) };
}

export const beginHome = (ctx: BotContext) => begin(ctx, homeFlow, "village", {});

/** From a poster the village is known; only its group is asked, if it has any. */
export async function arriveAt(ctx: BotContext, village: { id: number; name: string }) {
  await settleIn(ctx, village.id);
  if ((await findGroups(ctx.work, village.id)).length) return begin(ctx, homeFlow, "group", { villageId: village.id });
  sayMenu(ctx, "home-chosen", { village: village.name });
}
