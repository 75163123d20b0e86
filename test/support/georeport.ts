import { Parser } from "saxen";
import { z } from "zod";

// What https://github.com/open311/schema-validation publishes for GeoReport v2, field by field, and no field that is not there.

const time = z.iso.datetime({ offset: true });
const maybe = <T extends z.ZodType>(schema: T) => schema.nullish();
const known = z.strictObject({
  service_request_id: z.string(),
  status: z.enum(["open", "closed"]),
  status_notes: maybe(z.string()),
  service_name: maybe(z.string()),
  service_code: z.string(),
  description: maybe(z.string().max(4_000)),
  agency_responsible: maybe(z.string()),
  service_notice: maybe(z.string()),
  requested_datetime: time,
  updated_datetime: maybe(time),
  expected_datetime: maybe(time),
  address: maybe(z.string()),
  address_id: maybe(z.string()),
  zipcode: maybe(z.string()),
  lat: maybe(z.number()),
  long: maybe(z.number()),
  media_url: maybe(z.url()),
});
const service = z.strictObject({
  service_code: z.string(),
  service_name: z.string(),
  description: maybe(z.string()),
  metadata: z.boolean(),
  type: z.enum(["realtime", "batch", "blackbox"]),
  keywords: maybe(z.string()),
  group: maybe(z.string()),
});
const attribute = z.strictObject({
  variable: z.boolean(),
  code: z.string(),
  datatype: z.enum(["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"]),
  required: z.boolean(),
  datatype_description: maybe(z.string()),
  order: maybe(z.int()),
  description: maybe(z.string()),
  values: z.array(z.strictObject({ key: z.string(), name: z.string() })).optional(),
});

export const schemas = {
  requests: z.array(known),
  services: z.array(service),
  definition: z.strictObject({ service_code: z.string(), attributes: z.array(attribute) }),
  filed: z.array(z.strictObject({ service_request_id: z.string(), service_notice: maybe(z.string()), account_id: maybe(z.string()) })),
  errors: z.array(z.strictObject({ code: z.number(), description: z.string() })).min(1),
};

type Element = { name: string; children: Element[]; text: string };

/** XML as the Spark convention turns it into JSON: lists by the names that the standard gives them, everything else an object or a text. */
export function fromXml(xml: string): { root: string; value: unknown } {
  const top: Element = { name: "", children: [], text: "" };
  const open = [top];
  const parser = new Parser();
  parser.on("error", (error: Error) => {
    throw error;
  });
  parser.on("openTag", (name: string) => {
    const element = { name, children: [], text: "" };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("text", (text: string, decode: (text: string) => string) => {
    (open.at(-1) as Element).text += decode(text);
  });
  parser.on("closeTag", () => void open.pop());
  parser.parse(xml);
  const [root] = top.children;
  return { root: root?.name ?? "", value: read(root as Element) };
}

const lists = ["services", "service_requests", "attributes", "values", "endpoints", "formats", "errors"];
const asNumber = ["lat", "long", "order", "code"];
const asBoolean = ["metadata", "variable", "required"];

function read({ name, children, text }: Element): unknown {
  if (lists.includes(name)) return children.map(read);
  if (children.length) return Object.fromEntries(children.map((one) => [one.name, read(one)]));
  if (!text) return null;
  if (asBoolean.includes(name)) return text === "true";
  return asNumber.includes(name) && !Number.isNaN(Number(text)) ? Number(text) : text;
}
