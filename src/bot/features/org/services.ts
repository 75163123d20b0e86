import { fieldTypes, type ServiceField } from "../../../database/values.ts";
import { maxFieldNameCharacters, maxFieldsPerService, maxGuideCharacters, maxServiceCharacters } from "../../../domain/limits.ts";
import { findStations } from "../../../domain/places/places.ts";
import { refuse } from "../../../domain/refusal.ts";
import { addCategory, changeCategory, findAllCategories } from "../../../domain/tickets/categories.ts";
import { type BotContext, say, toast, word } from "../../context.ts";
import { conversation, type Turn } from "../../conversation.ts";
import type { Question } from "../../question.ts";
import { atMost, oneOf, oneWord, optional, parsed, read, submission, words, yesOrNo } from "../../questions.ts";
import { showCategory } from "./categories.ts";
import { fieldNames, mayStill, type OrgPresses, wasDone } from "./screen.ts";

/** The answers about each thing that a service asks for, numbered from 0. */
type FieldAnswers = { [name in `name${number}`]: string | null } & { [type in `type${number}`]: ServiceField["type"] } & {
  [options in `options${number}`]: readonly string[];
} & { [required in `required${number}`]: boolean };

const types = Object.fromEntries(fieldTypes.map((type) => [type, `field-type-${type}`])) as {
  [T in ServiceField["type"]]: `field-type-${T}`;
};

const listOf = (ctx: BotContext, fields: readonly ServiceField[]) =>
  fieldNames(ctx, fields)
    .map((field) => `・${field}`)
    .join("\n") || "—";

const fieldName = (ctx: BotContext, fields: readonly ServiceField[]): Question<string | null> => {
  const asked = { key: "ask-service-field" as const, values: { list: listOf(ctx, fields) } };
  const named = parsed(asked, (_ctx, typed) => {
    if (!fields.some(({ name }) => name === typed)) return typed;
    say(ctx, "field-twice", { most: maxFieldsPerService });
    return undefined;
  });
  return optional(atMost(named, maxFieldNameCharacters));
};

const fieldOptions = parsed<readonly string[]>({ key: "ask-field-options" }, (ctx, typed) => {
  const options = [...new Set(typed.split(/[\n/／、,，]/).map((one) => one.trim()))].filter((one) => one && [...one].length <= 20);
  if (options.length >= 2 && options.length <= 10) return options;
  say(ctx, "options-unclear");
  return undefined;
});

/** What a service asks for, one after the other, until the admin passes on. */
async function askFields({ ctx, ask }: Pick<Turn<FieldAnswers, object>, "ctx" | "ask">): Promise<ServiceField[]> {
  const fields: ServiceField[] = [];
  while (fields.length < maxFieldsPerService) {
    const index = fields.length;
    const name = await ask(`name${index}`, fieldName(ctx, fields));
    if (name === null) break;
    const values = { name };
    const type = await ask(`type${index}`, oneWord({ key: "ask-field-type", values }, types, 3));
    const options = type === "choice" ? await ask(`options${index}`, fieldOptions) : undefined;
    const required = await ask(`required${index}`, yesOrNo({ key: "ask-field-required", values }, "button-required", "button-optional"));
    fields.push({ name, nameEn: name, type, required, ...(options ? { options: [...options] } : {}) });
  }
  return fields;
}

const serviceName = read({ key: "ask-service-name" }, async (name, ctx) => {
  const isTaken = (await findAllCategories(ctx.work)).some((one) => one.kind === "service" && one.name === name);
  return isTaken ? refuse("name-taken", { name }) : name;
});

/** The station whose business it is; 0 is none. */
const whichStation = oneOf({ key: "ask-category-station" }, async (ctx) => [
  ...(await findStations(ctx.work)).map(({ id, name }) => ({ caption: `🏢 ${name}`, value: String(id), answer: id })),
  { caption: word(ctx, "org-no-station"), value: "none", answer: 0 },
]);

type Answers = FieldAnswers & { service: string; guide: string; at_home: boolean; station: number; look: "submit" };

/** 加办事: what it is, what to bring, what is asked one by one, at the door or not, whose business. */
const addingService = conversation<Answers>("org-service", async ({ ctx, ask, again }) => {
  const name = await ask("service", atMost(serviceName, maxServiceCharacters));
  const guide = await ask("guide", words({ key: "ask-service-guide" }, maxGuideCharacters));
  const fields = await askFields({ ctx, ask });
  const atHome = await ask("at_home", yesOrNo({ key: "ask-service-at-home" }, "button-may-be-at-home", "button-not-at-home"));
  const stationId = (await ask("station", whichStation)) || null;
  await ask(
    "look",
    submission(async () => {
      const station = (await findStations(ctx.work)).find(({ id }) => id === stationId)?.name ?? word(ctx, "org-no-station");
      const values = { name, guide, fields: listOf(ctx, fields), atHome: word(ctx, atHome ? "org-yes" : "org-no"), station };
      return { key: "service-look", values };
    }),
  );
  if (!(await mayStill(ctx))) return;
  const added = await addCategory(ctx.work, { kind: "service", name, guide, fields, atHome, stationId });
  if (!wasDone(ctx, added)) return again("service");
  say(ctx, "service-added", { name });
  await showCategory(ctx, added.id);
});

/** What a service asks for is asked anew. */
const changingFields = conversation<FieldAnswers, { id: number }>("org-service-fields", async ({ ctx, given: { id }, ask }) => {
  const fields = await askFields({ ctx, ask });
  if (!(await mayStill(ctx))) return;
  await changeCategory(ctx.work, id, { fields });
  await showCategory(ctx, id);
});

export const servicePresses: OrgPresses<"service_add" | "service_fields"> = {
  service_add: (ctx) => addingService.enter(ctx, {}),
  service_fields: (ctx, { id }) => (id ? changingFields.enter(ctx, { id }) : toast(ctx, "button-unknown")),
};
