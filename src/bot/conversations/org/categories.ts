import { idIn, inline, rowsOf } from "../../../buttons.ts";
import type { TicketKind } from "../../../database/values.ts";
import { maxGuideCharacters, maxNameCharacters } from "../../../domain/limits.ts";
import { findStations } from "../../../domain/places/places.ts";
import {
  addCategory,
  type Category,
  changeCategory,
  findAllCategories,
  findCategory,
  readKeywords,
  renameCategory,
} from "../../../domain/tickets/categories.ts";
import { termsTable } from "../../../domain/tickets/terms.ts";
import { type BotContext, say, toast, word } from "../../context.ts";
import { begin, defineFlow } from "../../dialog.ts";
import { typedStep } from "../common-steps.ts";
import { fieldNames, mayStill, named, type Screens, to, wasDone } from "./screen.ts";

/** Kinds whose categories stand under 类别; services stand under 办事, and emergencies go their own way. */
const listedKinds: readonly TicketKind[] = ["problem", "dispute", "petition"];
const maxNameOfCategory = 20;

type Editing = { categoryId?: number };
type Written = "name" | "nameEn" | "emoji" | "guide" | "keywords";

/** What of a category is written in words, and how much of it. */
const written: Record<Written, number> = {
  name: maxNameOfCategory,
  nameEn: maxNameCharacters,
  emoji: 8,
  guide: maxGuideCharacters,
  keywords: 200,
};

const changeStep = (part: Written) =>
  typedStep<Editing>({
    key: `ask-category-${part}`,
    most: written[part],
    async take(ctx, { categoryId = 0 }, typed) {
      if (!(await mayStill(ctx))) return "done";
      if (part === "name") {
        if (!wasDone(ctx, await renameCategory(ctx.work, categoryId, typed))) return "ask_again";
      } else await changeCategory(ctx.work, categoryId, { [part]: part === "keywords" ? readKeywords(typed) : typed });
      await showCategory(ctx, String(categoryId));
      return "done";
    },
  });

const categoryFlow = defineFlow<Editing>({
  name: "org-category",
  steps: {
    add: typedStep<Editing>({
      key: "ask-category-name",
      most: maxNameOfCategory,
      async take(ctx, _data, typed) {
        if (!(await mayStill(ctx))) return "done";
        const added = await addCategory(ctx.work, { kind: "problem", name: typed });
        if (!wasDone(ctx, added)) return "ask_again";
        await showCategory(ctx, String(added.id));
        return "done";
      },
    }),
    name: changeStep("name"),
    nameEn: changeStep("nameEn"),
    emoji: changeStep("emoji"),
    guide: changeStep("guide"),
    keywords: changeStep("keywords"),
  },
});

const isService = ({ kind }: Category) => kind === "service";
const listed = async (ctx: BotContext, isWanted: (one: Category) => boolean) =>
  (await findAllCategories(ctx.work))
    .filter(isWanted)
    .slice(0, 90)
    .map(({ id, emoji, name, hidden }) => named(`${hidden ? "🚫 " : ""}${emoji} ${name}`, `category:${id}`));

async function showCategories(ctx: BotContext) {
  const buttons = await listed(ctx, ({ kind }) => listedKinds.includes(kind));
  const last = [to(ctx, "button-add-category", "category_add"), to(ctx, "button-back", "")];
  say(ctx, "org-categories", {}, { markup: inline([...rowsOf(buttons, 2), last]) });
}

async function showServices(ctx: BotContext) {
  const buttons = await listed(ctx, isService);
  const last = [to(ctx, "button-add-service", "service_add"), to(ctx, "button-back", "")];
  say(ctx, "org-services", {}, { markup: inline([...rowsOf(buttons, 2), last]) });
}

const yesNo = (ctx: BotContext, is: boolean) => word(ctx, is ? "org-yes" : "org-no");

/** One category or service with everything that can be changed of it. */
export async function showCategory(ctx: BotContext, given: string) {
  const found = await findCategory(ctx.work, idIn(given));
  if (!found || found.kind === "emergency") return toast(ctx, "button-unknown");
  const station = (await findStations(ctx.work)).find(({ id }) => id === found.stationId)?.name;
  const values = {
    kind: word(ctx, `kind-${found.kind}`),
    name: `${found.emoji} ${found.name}`,
    nameEn: found.nameEn,
    station: station ?? word(ctx, found.toDiscipline ? "org-discipline-desk" : "org-no-station"),
    terms: word(ctx, `terms-${found.terms}`),
    keywords: found.keywords.join("、") || "—",
    guide: found.guide || "—",
    hidden: yesNo(ctx, found.hidden),
  };
  const ofService = {
    fields: fieldNames(ctx, found.fields).join("、") || "—",
    atHome: yesNo(ctx, found.atHome),
  };
  const edit = (part: Written) => to(ctx, `button-category-${part}`, `category_edit:${found.id}:${part}`);
  const flip = (key: string, part: Flag) => to(ctx, key, `category_flip:${found.id}:${part}`);
  const rows = [
    [to(ctx, "button-category-station", `category_station:${found.id}`), to(ctx, "button-category-terms", `category_terms:${found.id}`)],
    [edit("name"), edit("nameEn"), edit("emoji")],
    [edit("guide"), edit("keywords")],
    isService(found)
      ? [
          to(ctx, "button-category-fields", `service_fields:${found.id}`),
          flip(found.atHome ? "button-not-at-home" : "button-may-be-at-home", "atHome"),
        ]
      : [flip(found.toDiscipline ? "button-not-to-discipline" : "button-to-discipline", "toDiscipline")],
    [flip(found.hidden ? "button-show" : "button-hide", "hidden"), to(ctx, "button-back", isService(found) ? "services" : "categories")],
  ];
  say(ctx, isService(found) ? "org-service-card" : "org-category-card", { ...values, ...ofService }, { markup: inline(rows) });
}

const flags = ["atHome", "toDiscipline", "hidden"] as const;
type Flag = (typeof flags)[number];

async function flipFlag(ctx: BotContext, given: string, part: string) {
  const found = await findCategory(ctx.work, idIn(given));
  const flag = flags.find((one) => one === part);
  if (!found || !flag) return toast(ctx, "button-unknown");
  await changeCategory(ctx.work, found.id, { [flag]: !found[flag] });
  await showCategory(ctx, given);
}

async function chooseStation(ctx: BotContext, given: string, chosen: string | undefined) {
  const stations = await findStations(ctx.work);
  if (chosen === undefined) {
    const buttons = stations.slice(0, 90).map(({ id, name }) => named(`🏢 ${name}`, `category_station:${given}:${id}`));
    const last = [to(ctx, "org-no-station", `category_station:${given}:none`), to(ctx, "button-back", `category:${given}`)];
    return say(ctx, "ask-category-station", {}, { markup: inline([...rowsOf(buttons, 2), last]) });
  }
  const station = stations.find(({ id }) => id === idIn(chosen));
  if (!station && chosen !== "none") return toast(ctx, "button-unknown");
  await changeCategory(ctx.work, idIn(given), { stationId: station?.id ?? null });
  await showCategory(ctx, given);
}

async function chooseTerms(ctx: BotContext, given: string, chosen: string | undefined) {
  const names = Object.keys(termsTable);
  if (chosen === undefined) {
    const buttons = names.map((name) => to(ctx, `terms-${name}`, `category_terms:${given}:${name}`));
    return say(ctx, "ask-category-terms", {}, { markup: inline([...rowsOf(buttons, 1), [to(ctx, "button-back", `category:${given}`)]]) });
  }
  if (!names.includes(chosen)) return toast(ctx, "button-unknown");
  await changeCategory(ctx.work, idIn(given), { terms: chosen });
  await showCategory(ctx, given);
}

export const categoryScreens: Screens = {
  categories: showCategories,
  services: showServices,
  category: (ctx, given = "") => showCategory(ctx, given),
  category_add: (ctx) => begin(ctx, categoryFlow, "add", {}),
  category_edit: async (ctx, given = "", part = "") =>
    Object.hasOwn(written, part) ? begin(ctx, categoryFlow, part, { categoryId: idIn(given) }) : toast(ctx, "button-unknown"),
  category_flip: (ctx, given = "", part = "") => flipFlag(ctx, given, part),
  category_station: (ctx, given = "", chosen) => chooseStation(ctx, given, chosen),
  category_terms: (ctx, given = "", chosen) => chooseTerms(ctx, given, chosen),
};
