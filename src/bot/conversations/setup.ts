import { inline } from "../../buttons.ts";
import { addFirstCannedReplies } from "../../domain/canned-replies.ts";
import { addVillages, nameTown } from "../../domain/places/places.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { addDefaultCategories } from "../../domain/tickets/categories.ts";
import { type BotContext, say, sayRefusal } from "../context.ts";
import { begin, defineFlow } from "../dialog.ts";
import { sayMenu } from "../menu.ts";
import { stepButton } from "../step-buttons.ts";
import { showInvite } from "./invite.ts";

/** The first admin sets up the town: its name, its villages, then the people. */
const setupFlow = defineFlow<object>({
  name: "setup",
  cancelled: (ctx) => sayMenu(ctx, "setup-paused"),
  steps: {
    town: {
      ask: (ctx) => say(ctx, "ask-town-name"),
      async message(ctx, _data, message) {
        const refusal = await nameTown(ctx.work, message.text?.split("\n")[0] ?? "");
        if (refusal) {
          sayRefusal(ctx, refusal);
          return "ask_again";
        }
        return { to: "villages" };
      },
    },
    villages: {
      ask: (ctx) => say(ctx, "ask-village-names", {}, { markup: inline([[stepButton(ctx, "button-back", "back")]]) }),
      back: () => "town",
      async message(ctx, _data, message) {
        const names = await addVillages(ctx.work, message.text ?? "");
        if (isRefusal(names)) {
          sayRefusal(ctx, names);
          return "ask_again";
        }
        sayMenu(ctx, "villages-added", { count: names.length, names: names.join("、") });
        await showInvite(ctx);
        return "done";
      },
    },
  },
});

export async function beginSetup(ctx: BotContext) {
  await addDefaultCategories(ctx.work);
  await addFirstCannedReplies(ctx.work);
  say(ctx, "town-claimed", { name: ctx.actor.name });
  await begin(ctx, setupFlow, "town", {});
}
