import { type TicketKind, ticketKinds } from "../../../database/values.ts";
import { findPerson } from "../../../domain/people/person.ts";
import { findAllCategories } from "../../../domain/tickets/categories.ts";
import { routingTable } from "../../../domain/tickets/routing.ts";
import { addOwnRule, findOwnRules, type RuleDescribed, raiseOwnRule, removeOwnRule } from "../../../domain/tickets/town-rules.ts";
import { button, inline } from "../../../wording/buttons.ts";
import { orgData } from "../../../wording/callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { type BotContext, say, sayHtml, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import type { Question } from "../../question.ts";
import { oneOf } from "../../questions.ts";
import { type Target, target } from "../../targets.ts";
import { type ChosenVillage, village, villageOr } from "../../town-questions.ts";
import { mayStill, type OrgPresses, to, wasDone } from "./screen.ts";

const kinds = ticketKinds.filter((kind) => kind !== "emergency");

const whichKind: Question<TicketKind | "any"> = oneOf<TicketKind | "any">({ key: "ask-rule-kind" }, (ctx) => [
  ...kinds.map((kind) => ({ caption: word(ctx, `kind-${kind}`), value: kind, answer: kind })),
  { caption: word(ctx, "button-any-kind"), value: "any", answer: "any" as const },
]);

const whichCategory = (kind: TicketKind): Question<number> =>
  oneOf({ key: "ask-rule-category" }, async (ctx) => {
    const all = (await findAllCategories(ctx.work)).filter((one) => one.kind === kind && !one.hidden);
    const named = all.map(({ id, emoji, name }) => ({ caption: `${emoji} ${name}`, value: String(id), answer: id }));
    return [...named, { caption: word(ctx, "button-any-category"), value: "any", answer: 0 }];
  });

type Answers = { kind: TicketKind | "any"; category: number; village: ChosenVillage | null; target: Target };

/** 加规则: which reports, then to whom. */
const addingRule = conversation<Answers>("org-rule", async ({ ctx, ask }) => {
  const kind = await ask("kind", whichKind);
  const category = kind === "any" ? 0 : await ask("category", whichCategory(kind));
  // A rule for every report of every village would put the whole order out of force.
  const asked = { key: "ask-rule-village" } as const;
  const where = await ask("village", kind === "any" ? village(asked) : villageOr(asked, "button-any-village"));
  const to = await ask("target", target({ key: "ask-rule-target" }));
  if (!(await mayStill(ctx))) return;
  const rule = {
    kind: kind === "any" ? null : kind,
    categoryId: category || null,
    villageId: where?.id ?? null,
    toStationId: "stationId" in to ? to.stationId : null,
    toPersonId: "personId" in to && (await findPerson(ctx.work, to.personId)) ? to.personId : null,
  };
  if (wasDone(ctx, await addOwnRule(ctx.work, rule))) say(ctx, "rule-added");
  await showRules(ctx);
});

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
    ...(index > 0 ? [button(`⬆️ ${index + 1}`, orgData.pack("rule_up", { id }))] : []),
    button(`❌ ${index + 1}`, orgData.pack("rule_off", { id })),
  ]);
  const last = [to(ctx, "button-add-rule", orgData.pack("rule_add")), to(ctx, "button-back", orgData.pack(""))];
  sayHtml(ctx, [text(language, "org-rules"), ...lines].join("\n"), { markup: inline([...buttons, last]) });
}

const describe = (ctx: BotContext, { village, kind, category }: RuleDescribed) =>
  [village, kind && word(ctx, `kind-${kind}`), category].filter(Boolean).join(" · ");

export const rulePresses: OrgPresses<"rules" | "rule_add" | "rule_up" | "rule_off"> = {
  rules: showRules,
  rule_add: (ctx) => addingRule.enter(ctx, {}),
  async rule_up(ctx, { id }) {
    await raiseOwnRule(ctx.work, id);
    await showRules(ctx);
  },
  async rule_off(ctx, { id }) {
    await removeOwnRule(ctx.work, id);
    await showRules(ctx);
  },
};
