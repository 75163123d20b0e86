import { button, goData, inline, rowsOf } from "../../buttons.ts";
import { priorities } from "../../database/work.ts";
import { describeTies } from "../../domain/people/ties.ts";
import { addStations, addVillages, findTown } from "../../domain/places/places.ts";
import { isRefusal, type Refusal } from "../../domain/refusal.ts";
import { addCategory, changeCategory, findAllCategories, tieCategoriesToStations } from "../../domain/tickets/categories.ts";
import { text } from "../../texts.ts";
import { allowed } from "../allowed.ts";
import { type BotContext, say, sayHtml, sayRefusal, word } from "../context.ts";
import { begin, defineFlow, type Step } from "../dialog.ts";
import { stepButton } from "../step-buttons.ts";

/** A step that takes names, one per line. */
function namesStep(key: string, take: (ctx: BotContext, lines: string) => Promise<string[] | Refusal>): Step<object> {
  return {
    ask: (ctx) => say(ctx, key, {}, { markup: inline([[stepButton(ctx, "button-cancel", "cancel")]]) }),
    async message(ctx, _data, message) {
      const names = await take(ctx, message.text ?? "");
      if (isRefusal(names)) {
        sayRefusal(ctx, names);
        return "ask_again";
      }
      say(ctx, "names-added", { count: names.length, names: names.join("、") });
      await openOrg(ctx, "");
      return "done";
    },
  };
}

const orgFlow = defineFlow<object>({
  name: "org",
  steps: {
    villages: namesStep("ask-village-names", (ctx, lines) => addVillages(ctx.work, lines)),
    stations: namesStep("ask-station-names", async (ctx, lines) => {
      const names = await addStations(ctx.work, lines);
      if (!isRefusal(names)) await tieCategoriesToStations(ctx.work);
      return names;
    }),
    category: namesStep("ask-category-name", async (ctx, lines) => {
      const name = lines.trim().split("\n")[0] ?? "";
      if (!name || [...name].length > 20) return { refused: "names-missing" };
      await addCategory(ctx.work, name);
      return [name];
    }),
  },
});

/** /org: the town as it is set up, and what can be added; `what` is a step, `categories`, or `hide:<id>`. */
export async function openOrg(ctx: BotContext, what: string) {
  if (!(await allowed(ctx, "org"))) return;
  if (Object.hasOwn(orgFlow.steps, what)) return begin(ctx, orgFlow, what, {});
  if (what === "categories") return showCategories(ctx);
  const hidden = /^hide:(\d+)$/.exec(what)?.[1];
  if (hidden) {
    const found = (await findAllCategories(ctx.work)).find(({ id }) => id === Number(hidden));
    if (found) await changeCategory(ctx.work, found.id, { hidden: !found.hidden });
    return showCategories(ctx);
  }
  const town = await findTown(ctx.work);
  const lines = await describeTies(ctx.work);
  const language = ctx.actor.language;
  const html = [
    text(language, "org-title", { town: town?.name ?? "—" }),
    ...lines.villages.map(({ name, groups, people }) =>
      text(language, "org-village", { name, groups, people: people || word(ctx, "org-nobody") }),
    ),
    "",
    ...lines.stations.map(({ name, people }) => text(language, "org-station", { name, people: people || word(ctx, "org-nobody") })),
    text(language, "org-town-people", { people: lines.town || word(ctx, "org-nobody") }),
  ].join("\n");
  const add = (key: string, value: string) => button(word(ctx, key), goData("org", value));
  const markup = inline([
    [add("button-add-villages", "villages"), add("button-add-stations", "stations")],
    [add("button-categories", "categories"), button(word(ctx, "button-invite"), goData("go-invite"))],
  ]);
  sayHtml(ctx, html, { markup });
  ctx.work.tell(ctx.actor, { kind: "workbook", what: "org" }, { priority: priorities.answer });
}

async function showCategories(ctx: BotContext) {
  const all = (await findAllCategories(ctx.work)).filter(({ kind }) => kind === "problem");
  const buttons = all.map(({ id, emoji, name, hidden }) => button(`${hidden ? "🚫" : "✅"} ${emoji} ${name}`, goData("org", `hide:${id}`)));
  const last = [button(word(ctx, "button-add-category"), goData("org", "category"))];
  say(ctx, "org-categories", {}, { markup: inline([...rowsOf(buttons, 2), last]) });
}
