import type { Context } from "hono";
import { DateTime } from "luxon";
import { z } from "zod";
import { maxFieldCharacters, maxNameCharacters, maxPlaceCharacters } from "../../domain/limits.ts";
import type { Filed } from "../../domain/open311/file-request.ts";
import type { Asked } from "../../domain/open311/find-requests.ts";
import { maxFiledCharacters, maxListedDays, maxMediaUrlCharacters, maxNumbersAsked } from "../../domain/open311/limits.ts";

/** Nothing and an empty text are the same to the standard. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" || value === null ? undefined : value), schema.optional());
const text = (most: number) => optional(z.coerce.string().trim().max(most, `must have ${most} characters or less`));
const degrees = (most: number) => optional(z.coerce.number("must be degrees, such as 25.8").min(-most).max(most));
/** What a Postgres integer holds. */
const number = z.coerce
  .number("must be a number as it was answered")
  .int()
  .min(1)
  .max(2 ** 31 - 1);
const listOf = <T extends z.ZodType>(schema: T) =>
  optional(
    z.preprocess(
      (list) =>
        String(list)
          .split(",")
          .map((one) => one.trim()),
      z.array(schema).max(maxNumbersAsked),
    ),
  );
const instant = optional(
  z
    .string()
    // A plus sign in an address is a space to the person who reads it.
    .transform((typed) => DateTime.fromISO(typed.replace(/ (?=\d\d:?\d\d$)/, "+"), { setZone: true }))
    .refine((at) => at.isValid, "must be a time with its zone, such as 2026-01-01T00:00:00Z")
    .transform((at) => at.toJSDate()),
);

const askedSchema = z
  .object({
    service_request_id: listOf(number),
    service_code: listOf(number),
    start_date: instant,
    end_date: instant,
    status: listOf(z.enum(["open", "closed"], "must be open or closed")),
  })
  .refine(({ start_date: from, end_date: to }) => !from || !to || to.getTime() - from.getTime() <= maxListedDays * 86_400_000, {
    message: `must be at most ${maxListedDays} days after start_date`,
    path: ["end_date"],
  });

const filedSchema = z.object({
  service_code: number,
  lat: degrees(90),
  long: degrees(180),
  address_string: text(maxPlaceCharacters),
  address_id: text(maxPlaceCharacters),
  first_name: text(maxNameCharacters),
  last_name: text(maxNameCharacters),
  phone: optional(
    z.coerce
      .string()
      .trim()
      .max(30)
      .regex(/^[+\d][\d\s()-]{4,}$/, "must be a phone number"),
  ),
  description: text(maxFiledCharacters),
  media_url: optional(z.url({ protocol: /^https?$/, message: "must begin with https://" }).max(maxMediaUrlCharacters)),
});

export type Wrong = { wrong: string[] };
const wrongIn = ({ issues }: z.ZodError): Wrong => ({ wrong: issues.map(({ path, message }) => `${path.join(".")} ${message}`) });

/** The standard's filters of a list, as they stand in the address. */
export function readAsked(query: Record<string, string>): Asked | Wrong {
  const parsed = askedSchema.safeParse(query);
  if (!parsed.success) return wrongIn(parsed.error);
  const { service_request_id, service_code, start_date, end_date, status } = parsed.data;
  const to = end_date ?? (start_date && new Date(start_date.getTime() + maxListedDays * 86_400_000));
  return {
    numbers: service_request_id,
    serviceIds: service_code,
    from: start_date,
    to,
    isOpen: status === undefined || new Set(status).size !== 1 ? undefined : status[0] === "open",
  };
}

/** A request as a form, which the standard demands, or as JSON. */
export async function readBody(c: Context): Promise<Record<string, unknown> | undefined> {
  try {
    const isJson = (c.req.header("content-type") ?? "").startsWith("application/json");
    const body: unknown = isJson ? await c.req.json() : await c.req.parseBody();
    return typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

export function readFiled(body: Record<string, unknown>): (Filed & { serviceId: number }) | Wrong {
  const parsed = filedSchema.safeParse(body);
  if (!parsed.success) return wrongIn(parsed.error);
  const {
    service_code,
    lat,
    long,
    address_string,
    address_id,
    first_name = "",
    last_name = "",
    phone,
    description,
    media_url,
  } = parsed.data;
  if ((lat === undefined) !== (long === undefined)) return { wrong: ["lat and long belong together"] };
  const address = address_string ?? address_id;
  if (lat === undefined && address === undefined && !attributesIn(body).size)
    return { wrong: ["address_string, or lat and long, must say where it is"] };
  return {
    serviceId: service_code,
    attributes: attributesIn(body),
    description: description ?? "",
    ...(address === undefined ? {} : { address }),
    ...(lat === undefined || long === undefined ? {} : { latitude: lat, longitude: long }),
    // A Chinese name has the family name first, and nothing between the two.
    name: /\p{Script=Han}/u.test(last_name + first_name) ? last_name + first_name : [first_name, last_name].filter(Boolean).join(" "),
    ...(phone === undefined ? {} : { phone }),
    ...(media_url === undefined ? {} : { mediaUrl: media_url }),
  };
}

/** `attribute[code]=value` of a form, `attribute: {code: value}` of JSON. */
function attributesIn(body: Record<string, unknown>): Map<string, string> {
  const { attribute } = body;
  const nested = typeof attribute === "object" && attribute !== null ? Object.entries(attribute) : [];
  const flat = Object.entries(body).flatMap(([key, value]) => {
    const code = /^attribute\[([^\]]+)\](?:\[\])?$/.exec(key)?.[1];
    return code === undefined ? [] : [[code, value] as const];
  });
  const given = [...nested, ...flat].filter((one): one is [string, string | number] => ["string", "number"].includes(typeof one[1]));
  return new Map(
    given.map(([code, value]) => [code, String(value).trim().slice(0, maxFieldCharacters)] as const).filter(([, value]) => value),
  );
}
