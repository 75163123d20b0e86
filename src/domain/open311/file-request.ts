import { createHash } from "node:crypto";
import { and, eq, gt } from "drizzle-orm";
import { open311Request } from "../../database/schema/programs.ts";
import type { AlarmKind, FilledField } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { alarmsIn } from "../alarms/hear.ts";
import { hourMs } from "../durations.ts";
import { maxFieldCharacters } from "../limits.ts";
import { knownAlarmWords } from "../org/reference.ts";
import { findNamedIn } from "../people/officials.ts";
import { keepOnPaper } from "../people/on-paper.ts";
import { type Actor, findActor } from "../people/person.ts";
import { samePhone } from "../people/written.ts";
import type { Village } from "../places/places.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Ticket } from "../tickets/change.ts";
import { findSimilar } from "../tickets/join.ts";
import { tellHandlers } from "../tickets/recipients.ts";
import { findOnCall } from "../tickets/routing.ts";
import { submitReport } from "../tickets/submit.ts";
import type { Key } from "./keys.ts";
import { maxFiledAnHour } from "./limits.ts";
import { codeOfField, missingFields, type Service, villageCode } from "./services.ts";

export type Filed = {
  description: string;
  /** Values by the codes of the service's definition. */
  attributes: ReadonlyMap<string, string>;
  address?: string | undefined;
  latitude?: number | undefined;
  longitude?: number | undefined;
  name?: string | undefined;
  phone?: string | undefined;
  mediaUrl?: string | undefined;
};
export type Outcome = { ticket: Ticket; alarms: readonly AlarmKind[] };

/**
 * A report of somebody without the bot, whom a program of others names or not, as any other: routed, with a responsible person and a deadline.
 * What the bot would ask is taken the careful way: whom the words name does not get it, violence stays out of the village, and danger is told
 * at once to all in charge. The same again on the same day from the same program is the same matter.
 */
export async function fileRequest(work: Work, key: Key, { category, villages }: Service, given: Filed): Promise<Outcome | Refusal> {
  const village = findVillageIn(villages, given);
  if (!village) return refuse("village-missing", { code: villageCode });
  const missing = missingFields(category.fields, given.attributes);
  if (missing.length) return refuse("fields-missing", { names: missing.map(({ name }) => name).join(" · ") });
  if (!given.description.trim() && !given.mediaUrl && !given.attributes.size) return refuse("nothing-said");
  if (await hasFiledEnough(work, key)) return refuse("filed-enough", { count: maxFiledAnHour });
  const reporter = await findReporter(work, key, village, given);
  const words = [given.description, ...given.attributes.values()].join("\n");
  const alarms = alarmsIn(words, await knownAlarmWords(work));
  const named = await findNamedIn(work, words, { villageId: village.id, writerId: reporter.id });
  const submitted = await submitReport(work, reporter, {
    draftId: draftOf(work, key, category.id, village.id, given),
    categoryId: category.id,
    villageId: village.id,
    description: [given.description.trim(), given.mediaUrl].filter(Boolean).join("\n"),
    attachments: [],
    place: placeOf(given),
    phone: reporter.phone ?? undefined,
    confidential: false,
    keptFrom: named.map(({ id }) => id),
    keptFromVillage: alarms.includes("violence"),
    fields: fieldsOf(category.fields, given.attributes),
    via: key.name,
  });
  if (isRefusal(submitted)) return submitted;
  const { ticket, isNew } = submitted;
  if (isNew) {
    await work.tx.insert(open311Request).values({ townId: work.townId, ticketId: ticket.id, keyId: key.id, at: work.now });
    await tellMore(work, key, ticket, alarms);
  }
  return { ticket, alarms };
}

/** As chosen, or the one whose name stands in the address; of 石背村 and 上石背村 the longer. */
function findVillageIn(villages: readonly Village[], { attributes, address = "" }: Filed): Village | undefined {
  const chosen = attributes.get(villageCode);
  if (chosen) return villages.find(({ id, name }) => chosen === String(id) || chosen === name);
  return villages.filter(({ name }) => address.includes(name)).sort((a, b) => b.name.length - a.name.length)[0];
}

async function hasFiledEnough(work: Work, { id }: Key): Promise<boolean> {
  const since = new Date(work.now.getTime() - hourMs);
  const lately = and(eq(open311Request.townId, work.townId), eq(open311Request.keyId, id), gt(open311Request.at, since));
  return (await work.tx.$count(open311Request, lately)) >= maxFiledAnHour;
}

/** Nobody of Telegram; who gave no name is known by the program that passed it on. */
async function findReporter(work: Work, key: Key, { id: villageId }: Village, { name, phone }: Filed): Promise<Actor> {
  const { id } = await keepOnPaper(work, { name: name?.trim() || key.name, phone: phone && samePhone(phone), villageId });
  return (await findActor(work, id)) as Actor;
}

/** One text for the same matter, however often a program whose line broke sends it again. */
function draftOf(work: Work, key: Key, ...matter: [number, number, Filed]): string {
  const [categoryId, villageId, { attributes, ...given }] = matter;
  const day = work.now.toISOString().slice(0, 10);
  const whole = JSON.stringify([key.id, day, categoryId, villageId, given, [...attributes]]);
  return `open311-${createHash("sha256").update(whole).digest("base64url")}`;
}

function placeOf({ address, latitude, longitude }: Filed) {
  const pin = latitude === undefined || longitude === undefined ? {} : { latitude, longitude };
  return address || "latitude" in pin ? { ...(address ? { text: address } : {}), ...pin } : undefined;
}

const fieldsOf = (fields: Service["category"]["fields"], given: ReadonlyMap<string, string>): FilledField[] =>
  fields.flatMap(({ name }, index) => {
    const value = given.get(codeOfField(index))?.trim().slice(0, maxFieldCharacters);
    return value ? [{ name, value }] : [];
  });

/** What the bot would have asked the person: whether it is urgent, and whether it is the same as another. */
async function tellMore(work: Work, key: Key, ticket: Ticket, alarms: readonly AlarmKind[]) {
  const values = { number: ticket.number, source: key.name };
  if (alarms.length) {
    const notice = { kind: "text", key: "told-open311-danger", values, buttons: "open" } as const;
    await tellHandlers(work, ticket, notice);
    for (const one of await findOnCall(work, ticket)) if (one.id !== ticket.responsibleId) work.tell(one, notice, { ticketId: ticket.id });
  }
  if (ticket.kind !== "problem") return;
  const similar = (await findSimilar(work, ticket.villageId, ticket)).filter(({ id }) => id !== ticket.id);
  if (!similar.length) return;
  const others = similar.map(({ number }) => `#${number}`).join(" ");
  await tellHandlers(work, ticket, { kind: "text", key: "told-open311-similar", values: { ...values, others }, buttons: "open" });
}
