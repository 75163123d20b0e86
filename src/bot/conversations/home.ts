import { inline, rowsOf } from "../../buttons.ts";
import { changePerson } from "../../domain/people/person.ts";
import { findVillage, findVillages } from "../../domain/places/places.ts";
import { contentOf } from "../content.ts";
import { type BotContext, say } from "../context.ts";
import { begin, defineFlow, type Move } from "../dialog.ts";
import { sayMenu } from "../menu.ts";
import { choice, stepButton } from "../step-buttons.ts";
import { newDraft, takeContent } from "./report/draft.ts";
import { keepUnasked } from "./unasked.ts";

/** The first thing a villager is asked: which village. */
const homeFlow = defineFlow<object>({
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
      press: (ctx, _data, value) => choose(ctx, value),
      async message(ctx, _data, message) {
        const typed = message.text?.trim();
        const named = typed ? (await findVillages(ctx.work)).filter(({ name }) => name === typed || name.startsWith(typed)) : [];
        if (named.length === 1 && named[0]) return choose(ctx, String(named[0].id));
        // Whoever begins with the matter itself is heard first; the village is asked on the way.
        const draft = newDraft("problem", { isUnasked: true });
        const given = contentOf(message);
        const isMatter = given.attachment !== undefined || [...(given.text ?? "")].length >= 6;
        if (isMatter && takeContent(draft, given, message.message_id) === "taken") {
          await keepUnasked(ctx, draft, []);
          return "stay";
        }
        say(ctx, "village-unknown");
        return "ask_again";
      },
    },
  },
});

async function choose(ctx: BotContext, value: string): Promise<Move> {
  if (value === "skip") {
    sayMenu(ctx, "back-to-menu");
    return "done";
  }
  const village = await findVillage(ctx.work, Number(value) || 0);
  if (!village) return "ask_again";
  ctx.actor = { ...ctx.actor, ...(await changePerson(ctx.work, ctx.actor.id, { villageId: village.id, groupId: null })) };
  sayMenu(ctx, "home-chosen", { village: village.name });
  return "done";
}

export const beginHome = (ctx: BotContext) => begin(ctx, homeFlow, "village", {});
