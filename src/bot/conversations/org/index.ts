import { button, goData, inline } from "../../../buttons.ts";
import { priorities } from "../../../database/work.ts";
import { describeTies } from "../../../domain/people/ties.ts";
import { addVillages, findTown } from "../../../domain/places/places.ts";
import { text } from "../../../texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, sayHtml, takeButtonsAway, toast, word } from "../../context.ts";
import { begin, defineFlow } from "../../dialog.ts";
import { categoryScreens } from "./categories.ts";
import { ruleScreens } from "./rules.ts";
import { namesStep, type Screens, to } from "./screen.ts";
import { serviceScreens } from "./services.ts";
import { stationScreens } from "./stations.ts";
import { tieScreens } from "./ties.ts";

const villagesFlow = defineFlow<object>({
  name: "org",
  steps: { villages: namesStep("ask-village-names", (ctx, lines) => addVillages(ctx.work, lines), showTown) },
});

const screens: Screens = {
  "": showTown,
  villages: (ctx) => begin(ctx, villagesFlow, "villages", {}),
  ...stationScreens,
  ...tieScreens,
  ...categoryScreens,
  ...serviceScreens,
  ...ruleScreens,
};

/**
 * /org: the town as it is set up, and every part of it to be changed.
 *
 * @param value which screen, and behind colons what it is about
 */
export async function openOrg(ctx: BotContext, value: string) {
  if (!(await allowed(ctx, "org"))) return;
  const [where = "", ...given] = value.split(":");
  if (!Object.hasOwn(screens, where)) return toast(ctx, "button-unknown");
  await takeButtonsAway(ctx);
  await screens[where]?.(ctx, ...given);
}

/** The command: the overview, and the same as a workbook. */
export async function showOrg(ctx: BotContext) {
  if (!(await allowed(ctx, "org"))) return;
  await showTown(ctx);
  ctx.work.tell(ctx.actor, { kind: "workbook", what: "org" }, { priority: priorities.answer });
}

async function showTown(ctx: BotContext) {
  const town = await findTown(ctx.work);
  const { villages, stations, town: people } = await describeTies(ctx.work);
  const language = ctx.actor.language;
  const nobody = word(ctx, "org-nobody");
  const html = [
    text(language, "org-title", { town: town?.name ?? "—" }),
    ...villages.map((one) => text(language, "org-village", { ...one, people: one.people || nobody })),
    "",
    ...stations.map((one) => text(language, "org-station", { ...one, people: one.people || nobody })),
    text(language, "org-town-people", { people: people || nobody }),
  ].join("\n");
  const markup = inline([
    [to(ctx, "button-ties", "ties"), to(ctx, "button-stations", "stations")],
    [to(ctx, "button-categories", "categories"), to(ctx, "button-services", "services")],
    [to(ctx, "button-rules", "rules"), button(word(ctx, "button-invite"), goData("go-invite"))],
    [to(ctx, "button-add-villages", "villages"), to(ctx, "button-add-stations", "stations_add")],
  ]);
  sayHtml(ctx, html, { markup });
}
