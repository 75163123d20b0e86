import { maxNameCharacters } from "../../../domain/limits.ts";
import { type Entry, eraseEntries, findEntries } from "../../../domain/privacy/erase-entries.ts";
import { maxEraseReasonCharacters } from "../../../domain/privacy/limits.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, sayRefusal, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { oneOf, words, yesOrNo } from "../../questions.ts";

const captionOf = (ctx: BotContext, { register, name, where, phone }: Entry) =>
  [word(ctx, `register-${register}`), name, where, phone].filter(Boolean).join(" ");

/** Which of the entries that were found, or all of the very name. */
const whichEntry = (who: string) =>
  oneOf(
    { key: "ask-erase-entry", values: { who } },
    async (ctx) => {
      const found = await findEntries(ctx.work, who);
      const choices = found.map((one) => ({ caption: captionOf(ctx, one), value: one.key, answer: one.key }));
      const same = found.filter(({ name }) => name === who);
      const all = {
        caption: word(ctx, "button-erase-all", { count: same.length }),
        value: "all",
        answer: same.map(({ key }) => key).join(","),
      };
      return same.length > 1 ? [...choices, all] : choices;
    },
    { columns: 1, whenNone: () => ({ key: "erase-nobody", values: { who }, rows: [] }) },
  );

/** /erase: whom, which entry, why, and a last look. */
const erasing = conversation<{ who: string; which: string; why: string; really: boolean }>("erase", async ({ ctx, ask, again }) => {
  const who = await ask("who", words({ key: "ask-erase-who" }, maxNameCharacters));
  const which = await ask("which", whichEntry(who));
  const why = await ask("why", words({ key: "ask-erase-why" }, maxEraseReasonCharacters));
  const keys = which.split(",");
  const really = await ask(
    "really",
    yesOrNo({ key: "ask-erase-really", values: { count: keys.length } }, "button-erase-really", "button-erase-keep"),
  );
  if (!(await allowed(ctx, "erase"))) return;
  if (!really) return sayMenu(ctx, "erase-kept");
  const erased = await eraseEntries(ctx.work, ctx.actor, keys, why);
  if (isRefusal(erased)) {
    sayRefusal(ctx, erased);
    return again("which");
  }
  sayMenu(ctx, "entries-erased", { count: erased.length });
});

export async function beginErase(ctx: BotContext) {
  if (await allowed(ctx, "erase")) await erasing.enter(ctx, {});
}
