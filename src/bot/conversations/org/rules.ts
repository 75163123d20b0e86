import { idIn, inline, rowsOf } from "../../../buttons.ts";
import { ticketKinds } from "../../../database/values.ts";
import { findPerson } from "../../../domain/people/person.ts";
import { findStations, findVillages } from "../../../domain/places/places.ts";
import { findAllCategories } from "../../../domain/tickets/categories.ts";
import {
  addOwnRule,
  findOwnRules,
  type RuleDescribed,
  type RuleGiven,
  raiseOwnRule,
  removeOwnRule,
} from "../../../domain/tickets/own-rules.ts";
import { routingTable } from "../../../domain/tickets/routing.ts";
import { text } from "../../../texts.ts";
import { type BotContext, say, sayHtml, word } from "../../context.ts";
import { begin, defineFlow, type Move } from "../../dialog.ts";
import { choice, stepButton } from "../../step-buttons.ts";
import { colleagueButtons, colleagueNamed } from "../colleagues.ts";
import { lastRow } from "../common-steps.ts";
import { mayStill, named, type Screens, to, wasDone } from "./screen.ts";

const kinds = ticketKinds.filter((kind) => kind !== "emergency");

/** 加规则: which reports, then to whom. */
const ruleFlow = defineFlow<RuleGiven>({
  name: "org-rule",
  steps: {
    kind: {
      ask(ctx) {
        const rows = rowsOf(
          kinds.map((kind) => stepButton(ctx, `kind-${kind}`, kind)),
          2,
        );
        say(ctx, "ask-rule-kind", {}, { markup: inline([...rows, [stepButton(ctx, "button-any-kind", "any")], lastRow(ctx, false)]) });
      },
      press(_ctx, data, value) {
        const kind = kinds.find((one) => one === value);
        if (!kind && value !== "any") return "ask_again";
        Object.assign(data, { kind: kind ?? null, categoryId: null });
        return { to: kind ? "category" : "village" };
      },
    },
    category: {
      back: () => "kind",
      async ask(ctx, data) {
        const all = await categoriesOf(ctx, data);
        const rows = rowsOf(
          all.map(({ id, emoji, name }) => choice(ctx, `${emoji} ${name}`, String(id))),
          2,
        );
        say(
          ctx,
          "ask-rule-category",
          {},
          { markup: inline([...rows, [stepButton(ctx, "button-any-category", "any")], lastRow(ctx, true)]) },
        );
      },
      async press(ctx, data, value) {
        const category = (await categoriesOf(ctx, data)).find(({ id }) => id === idIn(value));
        if (!category && value !== "any") return "ask_again";
        data.categoryId = category?.id ?? null;
        return { to: "village" };
      },
    },
    village: {
      back: (_ctx, { kind }) => (kind ? "category" : "kind"),
      async ask(ctx, data) {
        const villages = (await findVillages(ctx.work)).slice(0, 90).map(({ id, name }) => choice(ctx, name, String(id)));
        // A rule for every report of every village would put the whole order out of force.
        const any = data.kind ? [[stepButton(ctx, "button-any-village", "any")]] : [];
        say(ctx, "ask-rule-village", {}, { markup: inline([...rowsOf(villages, 2), ...any, lastRow(ctx, true)]) });
      },
      async press(ctx, data, value) {
        const village = (await findVillages(ctx.work)).find(({ id }) => id === idIn(value));
        if (!village && !(value === "any" && data.kind)) return "ask_again";
        data.villageId = village?.id ?? null;
        return { to: "target" };
      },
    },
    target: {
      back: () => "village",
      async ask(ctx) {
        const stations = (await findStations(ctx.work)).slice(0, 40).map(({ id, name }) => choice(ctx, `🏢 ${name}`, `s${id}`));
        const choices = [...stations, ...(await colleagueButtons(ctx, "p"))].slice(0, 90);
        say(ctx, "ask-rule-target", {}, { markup: inline([...rowsOf(choices, 2), lastRow(ctx, true)]) });
      },
      press: (ctx, data, value) => chooseTarget(ctx, data, value),
      async message(ctx, data, message) {
        const named = await colleagueNamed(ctx, message.text);
        return named ? chooseTarget(ctx, data, `p${named.id}`) : "ask_again";
      },
    },
  },
});

const categoriesOf = async (ctx: BotContext, { kind }: RuleGiven) =>
  (await findAllCategories(ctx.work)).filter((one) => one.kind === kind && !one.hidden).slice(0, 90);

async function chooseTarget(ctx: BotContext, data: RuleGiven, value: string): Promise<Move> {
  const id = idIn(value.slice(1));
  const station = value.startsWith("s") ? (await findStations(ctx.work)).find((one) => one.id === id) : undefined;
  const person = value.startsWith("p") ? await findPerson(ctx.work, id) : undefined;
  if (!station && !person) return "ask_again";
  if (!(await mayStill(ctx))) return "done";
  const { kind, categoryId, villageId } = data;
  const given = { kind, categoryId, villageId, toStationId: station?.id ?? null, toPersonId: person?.id ?? null };
  if (wasDone(ctx, await addOwnRule(ctx.work, given))) say(ctx, "rule-added");
  await showRules(ctx);
  return "done";
}

/** The whole order in words, the town's own rules in their place in it. */
async function showRules(ctx: BotContext) {
  const rules = await findOwnRules(ctx.work);
  const language = ctx.actor.language;
  const own = rules.map((rule, index) =>
    text(language, "rule-line", { number: index + 1, which: describe(ctx, rule), target: rule.station || rule.person }),
  );
  const lines = routingTable.flatMap((row, index) => [
    text(language, "routing-line", { number: index + 1, what: word(ctx, `routing-${row.name}`) }),
    ...(row.name === "own-rules" ? own : []),
  ]);
  const buttons = rules.map(({ id }, index) => [
    ...(index > 0 ? [named(`⬆️ ${index + 1}`, `rule_up:${id}`)] : []),
    named(`❌ ${index + 1}`, `rule_off:${id}`),
  ]);
  const last = [to(ctx, "button-add-rule", "rule_add"), to(ctx, "button-back", "")];
  sayHtml(ctx, [text(language, "org-rules"), ...lines].join("\n"), { markup: inline([...buttons, last]) });
}

const describe = (ctx: BotContext, { village, kind, category }: RuleDescribed) =>
  [village, kind && word(ctx, `kind-${kind}`), category].filter(Boolean).join(" · ");

const nothingYet: RuleGiven = { kind: null, categoryId: null, villageId: null, toPersonId: null, toStationId: null };

export const ruleScreens: Screens = {
  rules: showRules,
  rule_add: (ctx) => begin(ctx, ruleFlow, "kind", { ...nothingYet }),
  rule_up: async (ctx, given = "") => {
    await raiseOwnRule(ctx.work, idIn(given));
    await showRules(ctx);
  },
  rule_off: async (ctx, given = "") => {
    await removeOwnRule(ctx.work, idIn(given));
    await showRules(ctx);
  },
};
