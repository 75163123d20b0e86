import type { InlineKeyboardButton } from "@grammyjs/types";
import { maxLikelyPeople, maxNamesFound, maxStationsOffered } from "../domain/limits.ts";
import { type Colleague, findColleagues, type Near } from "../domain/people/colleagues.ts";
import { findStations, findVillages, type Station, type Village } from "../domain/places/places.ts";
import type { Refusal } from "../domain/refusal.ts";
import { rowsOf } from "../wording/buttons.ts";
import { typedIn } from "./content.ts";
import { type BotContext, say, sayRefusal, word } from "./context.ts";
import { sayMenu } from "./menu.ts";
import { pickedPerson, sayPickPerson } from "./picks.ts";
import { type Question, silently, type Understood } from "./question.ts";
import { type Asked, askWith } from "./questions.ts";
import { choice, stepButton } from "./step-buttons.ts";

/** To whom something is handed: a colleague or a station, with the name by which they were chosen. */
export type Target = { personId: number; name: string } | { stationId: number; name: string };
/** What is to be known of a matter before it is handed to somebody. */
type Handed = {
  /** Where it is: who has to do with that place is likely to be meant. */
  near?: Near;
  /** Says why somebody cannot be chosen; such a person is not offered, and the reason is said when they are named. */
  whyNot?: (person: Colleague) => Refusal | undefined;
};

/**
 * A colleague or a station. The likeliest people are offered with their office, then the stations; everybody else is found by a name, or
 * by a part of it.
 */
export function target(
  asked: Asked,
  { handed, withStations = true }: { handed?: (ctx: BotContext) => Promise<Handed>; withStations?: boolean } = {},
): Question<Target> {
  const findPeople = async (ctx: BotContext) => {
    const { near = nearActor(ctx), whyNot = () => undefined } = (await handed?.(ctx)) ?? {};
    return { people: await findColleagues(ctx.work, near), whyNot };
  };
  const stationsOf = async (ctx: BotContext) => (withStations ? findStations(ctx.work) : []);
  const chosen = (
    ctx: BotContext,
    found: Colleague | undefined,
    whyNot: (person: Colleague) => Refusal | undefined,
  ): Target | undefined => {
    if (!found) return void say(ctx, "colleague-unknown");
    const refusal = whyNot(found);
    if (refusal) return void sayRefusal(ctx, refusal);
    return { personId: found.id, name: found.name };
  };
  return {
    async ask(ctx, more = []) {
      const { people, whyNot } = await findPeople(ctx);
      const free = people.filter((one) => !whyNot(one));
      const places = await findPlaces(ctx);
      const stations = withStations ? places.stations : [];
      if (!free.length && !stations.length) return askWith(ctx, { key: "nobody-else" }, more);
      const shown = free.slice(0, maxLikelyPeople);
      askWith(ctx, asked, [
        ...personRows(ctx, shown, places, "p"),
        ...rowsOf(
          stations.slice(0, maxStationsOffered).map(({ id, name }) => choice(ctx, `🏢 ${name}`, `s${id}`)),
          2,
        ),
        [
          ...(free.length > shown.length ? [stepButton(ctx, "button-others-by-name", "others")] : []),
          stepButton(ctx, "button-from-list", "list"),
        ],
        ...more,
      ]);
    },
    async press(ctx, pressed): Promise<Understood<Target>> {
      if (pressed === "others") return wantsName(ctx);
      if (pressed === "list") return wantsPick(ctx);
      const station = pressed.startsWith("s") ? (await stationsOf(ctx)).find(({ id }) => pressed === `s${id}`) : undefined;
      if (station) return { stationId: station.id, name: station.name };
      if (!pressed.startsWith("p")) return undefined;
      const { people, whyNot } = await findPeople(ctx);
      const found = people.find(({ id }) => pressed === `p${id}`);
      return chosen(ctx, found, whyNot);
    },
    async message(ctx, message): Promise<Understood<Target>> {
      const picked = pickedPerson(message);
      if (picked) {
        const { people, whyNot } = await findPeople(ctx);
        const found = people.find(({ telegramId }) => telegramId === picked.telegramId);
        // The keys of the list give way.
        sayMenu(ctx, found ? "picked" : "picked-no-colleague", { name: found?.name ?? (picked.name || "—") });
        return found && chosen(ctx, found, whyNot);
      }
      const typed = typedIn(message);
      const station = (await stationsOf(ctx)).find(({ name }) => name === typed);
      if (station) return { stationId: station.id, name: station.name };
      const { people, whyNot } = await findPeople(ctx);
      const found = typed ? namedLike(people, typed) : [];
      const [only, ...others] = found;
      if (!only || !others.length) return chosen(ctx, only, whyNot);
      const rows = personRows(ctx, found.slice(0, maxNamesFound), await findPlaces(ctx), "p");
      askWith(ctx, { key: "which-colleague", values: { name: typed } }, rows);
      return silently;
    },
  };
}

function wantsName(ctx: BotContext): typeof silently {
  askWith(ctx, { key: "ask-name-of-other" });
  return silently;
}

function wantsPick(ctx: BotContext): typeof silently {
  sayPickPerson(ctx);
  return silently;
}

export const nearActor = ({ actor }: BotContext): Near => ({
  villageId: actor.grants.find(({ villageId }) => villageId !== null)?.villageId ?? actor.villageId,
  stationId: actor.grants.find(({ stationId }) => stationId !== null)?.stationId,
});

/** Who is called so; when nobody is exactly, whose name has that in it. */
export function namedLike(people: readonly Colleague[], typed: string): Colleague[] {
  const exactly = people.filter(({ name }) => name === typed);
  return exactly.length ? exactly : people.filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()));
}

type Places = { villages: readonly Village[]; stations: readonly Station[] };
/** The places by which an office is named. */
export async function findPlaces({ work }: BotContext): Promise<Places> {
  const [villages, stations] = await Promise.all([findVillages(work), findStations(work)]);
  return { villages, stations };
}

/** A row for each of these people: their name, and what they are. @param prefix before the id that the button carries */
export const personRows = (
  ctx: BotContext,
  people: readonly Colleague[],
  { villages, stations }: Places,
  prefix: string,
): InlineKeyboardButton[][] =>
  people.map(({ id, name, office: { role, isHead, villageId, stationId } }) => {
    const place = villages.find((one) => one.id === villageId) ?? stations.find((one) => one.id === stationId);
    const office = word(ctx, isHead ? "role-head" : `role-${role}`);
    return [choice(ctx, `👤 ${name} · ${place ? `${place.name} ` : ""}${office}`, `${prefix}${id}`)];
  });
