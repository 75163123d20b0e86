import type { Context } from "hono";

export type Format = "json" | "xml";
/** What the standard's answers consist of; JSON is the same by its Spark convention, where a list goes without the name of its items. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

/** How the items of a list are called in XML. */
const itemOf: Readonly<Record<string, string>> = {
  services: "service",
  service_requests: "request",
  attributes: "attribute",
  values: "value",
  endpoints: "endpoint",
  formats: "format",
  errors: "error",
};

/** As the address ends, else as asked for, else XML, which is the format that the standard demands. */
export function formatOf(ending: string | undefined, accept: string | undefined): Format {
  if (ending === "json" || ending === "xml") return ending;
  return /\bapplication\/json\b/.test(accept ?? "") ? "json" : "xml";
}

/** @param root how the whole is called in XML */
export function answer(c: Context, format: Format, root: string, value: Value, status: 200 | 400 | 403 | 404 | 429 | 503 = 200) {
  c.header("cache-control", "no-store");
  c.header("x-content-type-options", "nosniff");
  c.header("vary", "accept, accept-language");
  if (format === "json") return c.body(JSON.stringify(value), status, { "content-type": "application/json; charset=utf-8" });
  const xml = `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}`;
  return c.body(xml, status, { "content-type": "text/xml; charset=utf-8" });
}

function element(name: string, value: Value): string {
  if (value === null || value === "") return `<${name}/>`;
  if (Array.isArray(value)) return `<${name}>${value.map((one: Value) => element(itemOf[name] ?? "item", one)).join("")}</${name}>`;
  if (typeof value !== "object") return `<${name}>${escaped(String(value))}</${name}>`;
  const inside = Object.entries(value as Record<string, Value>).map(([key, one]) => element(key, one));
  return `<${name}>${inside.join("")}</${name}>`;
}

/** XML 1.0 has no word for most control characters. */
const unspeakable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const escaped = (text: string) => text.replace(unspeakable, "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
