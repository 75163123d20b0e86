import type { TextKey } from "../../../../locales/text-key.ts";
import { type TermsName, type TicketKind, termsNames } from "../../../database/values.ts";
import { maxCategoryCharacters, maxGuideCharacters, maxNameCharacters } from "../../../domain/limits.ts";
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
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { type categoryFlags, type categoryParts, orgData } from "../../../wording/callbacks.ts";
import { listed } from "../../../wording/texts.ts";
import { type BotContext, say, toast, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { words } from "../../questions.ts";
import { fieldNames, mayStill, type OrgPresses, to, wasDone } from "./screen.ts";

/** Kinds whose categories stand under 类别; services stand under 办事, and emergencies go their own way. */
const listedKinds: readonly TicketKind[] = ["problem", "dispute", "petition"];
type Flag = (typeof categoryFlags)[number];

type Written = (typeof categoryParts)[number];

/** What of a category is written in words, and how much of it. */
const written: Record<Written, number> = {
  name: maxCategoryCharacters,
  nameEn: maxNameCharacters,
  emoji: 8,
  guide: maxGuideCharacters,
  keywords: 200,
};

const editing = conversation<{ words: string }, { id: number; part: Written }>(
  "org-category",
  async ({ ctx, given: { id, part }, ask, again }) => {
    const typed = await ask("words", words({ key: `ask-category-${part}` }, written[part]));
    if (!(await mayStill(ctx))) return;
    if (part === "name") {
      if (!wasDone(ctx, await renameCategory(ctx.work, id, typed))) return again("words");
    } else await changeCategory(ctx.work, id, { [part]: part === "keywords" ? readKeywords(typed) : typed });
    await showCategory(ctx, id);
  },
);

const adding = conversation<{ name: string }>("org-category-add", async ({ ctx, ask, again }) => {
  const name = await ask("name", words({ key: "ask-category-name" }, maxCategoryCharacters));
  if (!(await mayStill(ctx))) return;
  const added = await addCategory(ctx.work, { kind: "problem", name });
  if (!wasDone(ctx, added)) return again("name");
  await showCategory(ctx, added.id);
});

const isService = ({ kind }: Category) => kind === "service";
const categoryButtons = async (ctx: BotContext, isWanted: (one: Category) => boolean) =>
  (await findAllCategories(ctx.work))
    .filter(isWanted)
    .slice(0, 90)
    .map(({ id, emoji, name, hidden }) => button(`${hidden ? "🚫 " : ""}${emoji} ${name}`, orgData.pack("category", { id })));

async function showCategories(ctx: BotContext) {
  const buttons = await categoryButtons(ctx, ({ kind }) => listedKinds.includes(kind));
  const last = [to(ctx, "button-add-category", orgData.pack("category_add")), to(ctx, "button-back", orgData.pack(""))];
  say(ctx, "org-categories", {}, { markup: inline([...rowsOf(buttons, 2), last]) });
}

async function showServices(ctx: BotContext) {
  const buttons = await categoryButtons(ctx, isService);
  const last = [to(ctx, "button-add-service", orgData.pack("service_add")), to(ctx, "button-back", orgData.pack(""))];
  say(ctx, "org-services", {}, { markup: inline([...rowsOf(buttons, 2), last]) });
}

const yesNo = (ctx: BotContext, is: boolean) => word(ctx, is ? "org-yes" : "org-no");

/** One category or service with everything that can be changed of it. */
export async function showCategory(ctx: BotContext, id: number) {
  const found = await findCategory(ctx.work, id);
  if (!found || found.kind === "emergency") return toast(ctx, "button-unknown");
  const station = (await findStations(ctx.work)).find((one) => one.id === found.stationId)?.name;
  const values = {
    kind: word(ctx, `kind-${found.kind}`),
    name: `${found.emoji} ${found.name}`,
    nameEn: found.nameEn,
    station: station ?? word(ctx, found.toDiscipline ? "org-discipline-desk" : "org-no-station"),
    terms: word(ctx, `terms-${found.terms}`),
    keywords: listed(ctx.actor.language, found.keywords) || "—",
    guide: found.guide || "—",
    hidden: yesNo(ctx, found.hidden),
  };
  const ofService = {
    fields: listed(ctx.actor.language, fieldNames(ctx, found.fields)) || "—",
    atHome: yesNo(ctx, found.atHome),
  };
  const edit = (part: Written) => to(ctx, `button-category-${part}`, orgData.pack("category_edit", { id, part }));
  const flip = (key: TextKey, flag: Flag) => to(ctx, key, orgData.pack("category_flip", { id, flag }));
  const rows = [
    [
      to(ctx, "button-category-station", orgData.pack("category_station", { id })),
      to(ctx, "button-category-terms", orgData.pack("category_terms", { id })),
    ],
    [edit("name"), edit("nameEn"), edit("emoji")],
    [edit("guide"), edit("keywords")],
    isService(found)
      ? [
          to(ctx, "button-category-fields", orgData.pack("service_fields", { id })),
          flip(found.atHome ? "button-not-at-home" : "button-may-be-at-home", "atHome"),
        ]
      : [flip(found.toDiscipline ? "button-not-to-discipline" : "button-to-discipline", "toDiscipline")],
    [
      flip(found.hidden ? "button-show" : "button-hide", "hidden"),
      to(ctx, "button-back", orgData.pack(isService(found) ? "services" : "categories")),
    ],
  ];
  say(ctx, isService(found) ? "org-service-card" : "org-category-card", { ...values, ...ofService }, { markup: inline(rows) });
}

async function flipFlag(ctx: BotContext, id: number, flag: Flag) {
  const found = await findCategory(ctx.work, id);
  if (!found) return toast(ctx, "button-unknown");
  await changeCategory(ctx.work, id, { [flag]: !found[flag] });
  await showCategory(ctx, id);
}

async function chooseStation(ctx: BotContext, id: number) {
  const at = (caption: string, station: number) => button(caption, orgData.pack("category_at", { id, station }));
  const buttons = (await findStations(ctx.work)).slice(0, 90).map((one) => at(`🏢 ${one.name}`, one.id));
  const last = [at(word(ctx, "org-no-station"), 0), to(ctx, "button-back", orgData.pack("category", { id }))];
  say(ctx, "ask-category-station", {}, { markup: inline([...rowsOf(buttons, 2), last]) });
}

async function setStation(ctx: BotContext, id: number, stationId: number) {
  const station = (await findStations(ctx.work)).find((one) => one.id === stationId);
  if (!station && stationId !== 0) return toast(ctx, "button-unknown");
  await changeCategory(ctx.work, id, { stationId: station?.id ?? null });
  await showCategory(ctx, id);
}

function chooseTerms(ctx: BotContext, id: number) {
  const buttons = termsNames.map((terms) => to(ctx, `terms-${terms}`, orgData.pack("category_term", { id, terms })));
  const last = [to(ctx, "button-back", orgData.pack("category", { id }))];
  say(ctx, "ask-category-terms", {}, { markup: inline([...rowsOf(buttons, 1), last]) });
}

async function setTerms(ctx: BotContext, id: number, terms: TermsName) {
  await changeCategory(ctx.work, id, { terms });
  await showCategory(ctx, id);
}

export const categoryPresses: OrgPresses<
  | "categories"
  | "services"
  | "category"
  | "category_add"
  | "category_edit"
  | "category_flip"
  | "category_station"
  | "category_at"
  | "category_terms"
  | "category_term"
> = {
  categories: showCategories,
  services: showServices,
  category: (ctx, { id }) => showCategory(ctx, id),
  category_add: (ctx) => adding.enter(ctx, {}),
  category_edit: (ctx, { id, part }) => editing.enter(ctx, { id, part }),
  category_flip: (ctx, { id, flag }) => flipFlag(ctx, id, flag),
  category_station: (ctx, { id }) => chooseStation(ctx, id),
  category_at: (ctx, { id, station }) => setStation(ctx, id, station),
  category_terms: (ctx, { id }) => chooseTerms(ctx, id),
  category_term: (ctx, { id, terms }) => setTerms(ctx, id, terms),
};
