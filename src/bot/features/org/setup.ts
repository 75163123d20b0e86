import { addFirstCannedReplies } from "../../../domain/canned-replies.ts";
import { addVillages, nameTown, readTownName } from "../../../domain/places/places.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { addDefaultCategories } from "../../../domain/tickets/categories.ts";
import { listed } from "../../../wording/texts.ts";
import { type BotContext, say, sayRefusal } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { lines, read } from "../../questions.ts";
import { showInvite } from "./invite.ts";

const cancelled = (ctx: BotContext) => sayMenu(ctx, "setup-paused");
const townName = read({ key: "ask-town-name" }, readTownName);
const villageNames = lines({ key: "ask-village-names" });

/** The first admin sets up the town: its name … */
const setUpTown = conversation<{ town: string }>(
  "set-up-town",
  async ({ ctx, ask }) => {
    await nameTown(ctx.work, await ask("town", townName));
    await setUpVillages.enter(ctx, {});
  },
  { cancelled },
);

/** … then its villages, and then the people. */
const setUpVillages = conversation<{ villages: string }>(
  "set-up-villages",
  async ({ ctx, ask, again }) => {
    const names = await addVillages(ctx.work, await ask("villages", villageNames));
    if (isRefusal(names)) {
      sayRefusal(ctx, names);
      return again("villages");
    }
    sayMenu(ctx, "villages-added", { count: names.length, names: listed(ctx.actor.language, names) });
    await showInvite(ctx);
  },
  { cancelled, before: (ctx) => setUpTown.enter(ctx, {}) },
);

export async function beginSetup(ctx: BotContext) {
  await addDefaultCategories(ctx.work);
  await addFirstCannedReplies(ctx.work);
  say(ctx, "town-claimed", { name: ctx.actor.name });
  await setUpTown.enter(ctx, {});
}
