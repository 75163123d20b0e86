import { priorities } from "../../../database/work.ts";
import { describeTies } from "../../../domain/people/ties.ts";
import { addVillages, findTown } from "../../../domain/places/places.ts";
import { noteReading } from "../../../domain/privacy/audit.ts";
import { inline } from "../../../wording/buttons.ts";
import { inviteMenuData, orgData } from "../../../wording/callbacks.ts";
import { listed, text } from "../../../wording/texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, sayHtml, takeButtonsAway, word } from "../../context.ts";
import { pressesOf } from "../../presses.ts";
import { alarmWordPresses } from "./alarm-words.ts";
import { categoryPresses } from "./categories.ts";
import { countyPresses } from "./county.ts";
import { open311Presses } from "./open311.ts";
import { publicPagePresses } from "./public-page.ts";
import { rulePresses } from "./rules.ts";
import { addingNames, to } from "./screen.ts";
import { servicePresses } from "./services.ts";
import { stationPresses } from "./stations.ts";
import { tiePresses } from "./ties.ts";
import { villagePointPresses } from "./village-points.ts";
import { webhookPresses } from "./webhooks.ts";

const addingVillages = addingNames("org-villages", "ask-village-names", ({ work }, names) => addVillages(work, names), showTown);

/** /org: the town as it is set up, and every part of it to be changed. */
export const orgPresses = pressesOf(
  orgData,
  {
    "": showTown,
    villages: (ctx) => addingVillages.enter(ctx, {}),
    ...stationPresses,
    ...tiePresses,
    ...categoryPresses,
    ...servicePresses,
    ...rulePresses,
    ...alarmWordPresses,
    ...countyPresses,
    ...publicPagePresses,
    ...villagePointPresses,
    ...open311Presses,
    ...webhookPresses,
  },
  async (ctx) => {
    const may = await allowed(ctx, "org");
    if (may) await takeButtonsAway(ctx);
    return may;
  },
);

/** The command: the overview, and the same as a workbook. */
export async function showOrg(ctx: BotContext) {
  if (!(await allowed(ctx, "org"))) return;
  await showTown(ctx);
  await noteReading(ctx.work, ctx.actor, "export org", "");
  ctx.work.tell(ctx.actor, { kind: "workbook", what: "org" }, { priority: priorities.answer });
}

async function showTown(ctx: BotContext) {
  const town = await findTown(ctx.work);
  const { villages, stations, town: people } = await describeTies(ctx.work);
  const language = ctx.actor.language;
  const nobody = word(ctx, "org-nobody");
  const html = [
    text(language, "org-title", { town: town?.name ?? "—" }),
    ...villages.map((one) => text(language, "org-village", { ...one, people: listed(language, one.people) || nobody })),
    "",
    ...stations.map((one) => text(language, "org-station", { ...one, people: listed(language, one.people) || nobody })),
    text(language, "org-town-people", { people: listed(language, people) || nobody }),
  ].join("\n");
  const markup = inline([
    [to(ctx, "button-ties", orgData.pack("ties")), to(ctx, "button-stations", orgData.pack("stations"))],
    [to(ctx, "button-categories", orgData.pack("categories")), to(ctx, "button-services", orgData.pack("services"))],
    [to(ctx, "button-rules", orgData.pack("rules")), to(ctx, "button-invite", inviteMenuData.pack(""))],
    [to(ctx, "button-add-villages", orgData.pack("villages")), to(ctx, "button-add-stations", orgData.pack("stations_add"))],
    [to(ctx, "button-alarm-words", orgData.pack("alarm_words")), to(ctx, "button-public-page", orgData.pack("public_page"))],
    [to(ctx, "button-above", orgData.pack("above")), to(ctx, "button-below", orgData.pack("below"))],
    [to(ctx, "button-open311", orgData.pack("open311")), to(ctx, "button-webhooks", orgData.pack("webhooks"))],
  ]);
  sayHtml(ctx, html, { markup });
}
