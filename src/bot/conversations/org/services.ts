import { idIn, inline, rowsOf } from "../../../buttons.ts";
import { fieldTypes, type ServiceField } from "../../../database/values.ts";
import { maxFieldsPerService, maxGuideCharacters } from "../../../domain/limits.ts";
import { findStations } from "../../../domain/places/places.ts";
import { addCategory, changeCategory } from "../../../domain/tickets/categories.ts";
import { type BotContext, say, toast, word } from "../../context.ts";
import { begin, defineFlow, type Move } from "../../dialog.ts";
import { choice, stepButton } from "../../step-buttons.ts";
import { keepAs, lastRow, typedStep } from "../common-steps.ts";
import { showCategory } from "./categories.ts";
import { fieldNames, mayStill, type Screens, wasDone } from "./screen.ts";

type Making = {
  /** The service whose questions are asked anew; absent for a new one. */
  categoryId?: number;
  name?: string;
  guide?: string;
  fields: ServiceField[];
  field?: { name: string; type?: ServiceField["type"]; options?: string[] };
  atHome?: boolean;
  stationId?: number | null;
};

const listOf = (ctx: BotContext, { fields }: Making) =>
  fieldNames(ctx, fields)
    .map((field) => `・${field}`)
    .join("\n") || "—";

/** 加办事 in chat: what it is, what to bring, what is asked one by one, at the door or not, whose business. */
const serviceFlow = defineFlow<Making>({
  name: "org-service",
  steps: {
    name: typedStep<Making>({ key: "ask-service-name", most: 20, take: keepAs<Making>("name", "guide") }),
    guide: typedStep<Making>({ key: "ask-service-guide", most: maxGuideCharacters, back: "name", take: keepAs<Making>("guide", "field") }),
    field: typedStep<Making>({
      key: "ask-service-field",
      most: 20,
      back: "guide",
      values: (ctx, data) => ({ list: listOf(ctx, data) }),
      skip: (ctx, data) => (data.categoryId === undefined ? { to: "at_home" } : saveFields(ctx, data)),
      take(ctx, data, typed) {
        if (data.fields.length >= maxFieldsPerService || data.fields.some(({ name }) => name === typed)) {
          say(ctx, data.fields.length >= maxFieldsPerService ? "fields-full" : "field-twice", { most: maxFieldsPerService });
          return "ask_again";
        }
        data.field = { name: typed };
        return { to: "type" };
      },
    }),
    type: {
      back: () => "field",
      ask(ctx, data) {
        const types = fieldTypes.map((type) => stepButton(ctx, `field-type-${type}`, type));
        say(ctx, "ask-field-type", { name: data.field?.name ?? "" }, { markup: inline([...rowsOf(types, 3), lastRow(ctx, true)]) });
      },
      press(_ctx, data, value) {
        const type = fieldTypes.find((one) => one === value);
        if (!type || !data.field) return "ask_again";
        data.field.type = type;
        return { to: type === "choice" ? "options" : "required" };
      },
    },
    options: typedStep<Making>({
      key: "ask-field-options",
      most: 200,
      back: "type",
      take(ctx, data, typed) {
        const options = [...new Set(typed.split(/[\n/／、,，]/).map((one) => one.trim()))].filter((one) => one && [...one].length <= 20);
        if (options.length < 2 || options.length > 10 || !data.field) {
          say(ctx, "options-unclear");
          return "ask_again";
        }
        data.field.options = options;
        return { to: "required" };
      },
    }),
    required: {
      back: () => "type",
      ask(ctx, data) {
        const row = [stepButton(ctx, "button-required", "yes"), stepButton(ctx, "button-optional", "no")];
        say(ctx, "ask-field-required", { name: data.field?.name ?? "" }, { markup: inline([row, lastRow(ctx, true)]) });
      },
      press(_ctx, data, value) {
        const { field } = data;
        if (!field?.type || (value !== "yes" && value !== "no")) return "ask_again";
        const options = field.options ? { options: field.options } : {};
        data.fields.push({ name: field.name, nameEn: field.name, type: field.type, required: value === "yes", ...options });
        delete data.field;
        return { to: "field" };
      },
    },
    at_home: {
      back: () => "field",
      ask(ctx) {
        const row = [stepButton(ctx, "button-may-be-at-home", "yes"), stepButton(ctx, "button-not-at-home", "no")];
        say(ctx, "ask-service-at-home", {}, { markup: inline([row, lastRow(ctx, true)]) });
      },
      press(_ctx, data, value) {
        if (value !== "yes" && value !== "no") return "ask_again";
        data.atHome = value === "yes";
        return { to: "station" };
      },
    },
    station: {
      back: () => "at_home",
      async ask(ctx) {
        const stations = (await findStations(ctx.work)).slice(0, 90).map(({ id, name }) => choice(ctx, `🏢 ${name}`, String(id)));
        const none = [stepButton(ctx, "org-no-station", "none")];
        say(ctx, "ask-category-station", {}, { markup: inline([...rowsOf(stations, 2), none, lastRow(ctx, true)]) });
      },
      async press(ctx, data, value) {
        const station = (await findStations(ctx.work)).find(({ id }) => id === idIn(value));
        if (!station && value !== "none") return "ask_again";
        data.stationId = station?.id ?? null;
        return { to: "look" };
      },
    },
    look: {
      back: () => "station",
      async ask(ctx, data) {
        const station = (await findStations(ctx.work)).find(({ id }) => id === data.stationId)?.name ?? word(ctx, "org-no-station");
        const atHome = word(ctx, data.atHome ? "org-yes" : "org-no");
        const values = { name: data.name ?? "", guide: data.guide ?? "", fields: listOf(ctx, data), atHome, station };
        say(ctx, "service-look", values, { markup: inline([[stepButton(ctx, "button-submit", "submit")], lastRow(ctx, true)]) });
      },
      press: (ctx, data, value) => (value === "submit" ? add(ctx, data) : "ask_again"),
    },
  },
});

async function add(ctx: BotContext, { name = "", guide = "", fields, atHome = false, stationId = null }: Making): Promise<Move> {
  if (!(await mayStill(ctx))) return "done";
  const added = await addCategory(ctx.work, { kind: "service", name, guide, fields, atHome, stationId });
  if (!wasDone(ctx, added)) return { to: "name" };
  say(ctx, "service-added", { name });
  await showCategory(ctx, String(added.id));
  return "done";
}

async function saveFields(ctx: BotContext, { categoryId = 0, fields }: Making): Promise<Move> {
  if (!(await mayStill(ctx))) return "done";
  await changeCategory(ctx.work, categoryId, { fields });
  await showCategory(ctx, String(categoryId));
  return "done";
}

export const serviceScreens: Screens = {
  service_add: (ctx) => begin(ctx, serviceFlow, "name", { fields: [] }),
  service_fields: async (ctx, given = "") => {
    if (!idIn(given)) return toast(ctx, "button-unknown");
    return begin(ctx, serviceFlow, "field", { categoryId: idIn(given), fields: [] });
  },
};
