import { DateTime } from "luxon";
import type { TextKey } from "../../../locales/text-key.ts";
import type { Outcome } from "../../domain/open311/file-request.ts";
import type { Published } from "../../domain/open311/find-requests.ts";
import { codeOfField, type Service, villageCode } from "../../domain/open311/services.ts";
import type { Category } from "../../domain/tickets/categories.ts";
import { type Language, label, nameIn, readableTime } from "../../wording/texts.ts";
import type { Value } from "./format.ts";

type Moment = { zone: string; now: Date };
/** With the town's own difference to UTC, without fractions of a second: the standard's subset of ISO 8601. */
const w3 = (at: Date, zone: string) => DateTime.fromJSDate(at, { zone }).toISO({ suppressMilliseconds: true }) as string;

const specification = "http://wiki.open311.org/GeoReport_v2";
/** What is said about the interface itself changes with the program. */
const changeset = "2026-11-27 12:00";

export const discoveryOf = (url: string, language: Language): Value => ({
  changeset,
  contact: label(language, "open311-contact"),
  key_service: label(language, "open311-key-service"),
  endpoints: [{ specification, url, changeset, type: "production", formats: ["text/xml", "application/json"] }],
});

/** Every service asks for the village, so that each has a definition. */
export const serviceOf = (category: Category, language: Language): Value => ({
  service_code: String(category.id),
  service_name: nameIn(language, category),
  description: category.guide,
  metadata: true,
  type: "realtime",
  keywords: category.keywords.length ? category.keywords.join(", ") : null,
  group: label(language, `kind-${category.kind}`),
});

const datatypes = {
  text: "string",
  number: "number",
  date: "datetime",
  phone: "string",
  id_card: "string",
  choice: "singlevaluelist",
} as const;

export function definitionOf({ category, villages }: Service, language: Language): Value {
  const attribute = (order: number, code: string, datatype: string, required: boolean, description: string, values: Value[]): Value => ({
    variable: true,
    code,
    datatype,
    required,
    datatype_description: null,
    order,
    description,
    ...(datatype === "singlevaluelist" ? { values } : {}),
  });
  const village = attribute(
    1,
    villageCode,
    "singlevaluelist",
    true,
    label(language, "open311-village"),
    villages.map(({ id, name }) => ({ key: String(id), name })),
  );
  const fields = category.fields.map((field, index) =>
    attribute(
      index + 2,
      codeOfField(index),
      datatypes[field.type],
      field.required,
      nameIn(language, field),
      (field.options ?? []).map((option) => ({ key: option, name: option })),
    ),
  );
  return { service_code: String(category.id), attributes: [village, ...fields] };
}

export function requestOf(found: Published, language: Language, { zone }: Moment): Value {
  const { own } = found;
  const state: TextKey = `state-${found.state}`;
  return {
    service_request_id: String(found.number),
    status: found.isOpen ? "open" : "closed",
    status_notes: label(language, state),
    service_name: nameIn(language, found),
    service_code: String(found.categoryId),
    description: own?.description || null,
    agency_responsible: null,
    service_notice: null,
    requested_datetime: w3(found.at, zone),
    updated_datetime: w3(found.updatedAt, zone),
    expected_datetime: found.expectedAt && w3(found.expectedAt, zone),
    address: [own?.place, found.village].filter(Boolean).join(", "),
    address_id: null,
    zipcode: null,
    lat: own?.latitude ?? null,
    long: own?.longitude ?? null,
    media_url: null,
  };
}

/** Until when, and whom to call where the words speak of danger. */
export function filedOf({ ticket, alarms }: Outcome, language: Language, { zone, now }: Moment): Value {
  const until = ticket.resolveBy ? readableTime(language, ticket.resolveBy, zone, now) : "—";
  const notice = [
    ...(alarms.length ? [label(language, "open311-danger")] : []),
    label(language, "open311-filed", { number: ticket.number, until }),
  ].join(" ");
  return { service_request_id: String(ticket.number), service_notice: notice, account_id: null };
}
