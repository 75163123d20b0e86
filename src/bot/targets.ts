import type { InlineKeyboardButton } from "@grammyjs/types";
import { maxLikelyPeople, maxNamesFound, maxStationsOffered } from "../domain/limits.ts";
import { type Colleague, findColleagues, type Near } from "../domain/people/colleagues.ts";
import { findStations, findVillages } from "../domain/places/places.ts";
import type { Refusal } from "../domain/refusal.ts";
import { rowsOf } from "../wording/buttons.ts";
import { type BotContext, say, sayRefusal, word } from "./context.ts";
import { type Question, silently, type Understood } from "./question.ts";
import { type Asked, askWith } from "./questions.ts";
import { choice, stepButton } from "./step-buttons.ts";

/** To whom something is handed: a colleague or a station, with the name by which they were chosen. */
export type Target = { personId: number; name: string } | { stationId: number; name: string };
type Offered = {
  /** Where the matter is: who has to do with that place is likely to be meant. */
  near?: (ctx: BotContext) => Promise<Near> | Near;
  /** Says why somebody cannot be chosen; such a person is not offered, and the reason is said when they are named. */
  whyNot?: (ctx: BotContext) => Promise<(person: Colleague) => Refusal | undefined>;
  withStations?: boolean;
};

/**
 * A colleague or a station. The likeliest people are offered with their office, then the stations; everybody else is found by a name, or
 * by a part of it.
 */
export function target(
  asked: Asked,
  { near = nearActor, whyNot = async () => () => undefined, withStations = true }: Offered = {},
): Question<Target> {
  const everybody = async (ctx: BotContext) => findColleagues(ctx.work, await near(ctx));
  const stationsOf = async (ctx: BotContext) => (withStations ? findStations(ctx.work) : []);
  const chosen = async (ctx: BotContext, isMeant: (person: Colleague) => boolean): Promise<Target | undefined> => {
    const found = (await everybody(ctx)).find(isMeant);
    if (!found) return void say(ctx, "colleague-unknown");
    const refusal = (await whyNot(ctx))(found);
    if (refusal) return void sayRefusal(ctx, refusal);
    return { personId: found.id, name: found.name };
  };
  return {
    async ask(ctx, more = []) {
      const why = await whyNot(ctx);
      const people = (await everybody(ctx)).filter((one) => !why(one));
      const stations = await stationsOf(ctx);
      if (!people.length && !stations.length) return askWith(ctx, { key: "nobody-else" }, more);
      const shown = people.slice(0, maxLikelyPeople);
      askWith(ctx, asked, [
        ...(await personRows(ctx, shown, "p")),
        ...rowsOf(
          stations.slice(0, maxStationsOffered).map(({ id, name }) => choice(ctx, `🏢 ${name}`, `s${id}`)),
          2,
        ),
        people.length > shown.length ? [stepButton(ctx, "button-others-by-name", "others")] : [],
        ...more,
      ]);
    },
    async press(ctx, pressed): Promise<Understood<Target>> {
      if (pressed === "others") return wantsName(ctx);
      const station = pressed.startsWith("s") ? (await stationsOf(ctx)).find(({ id }) => pressed === `s${id}`) : undefined;
      if (station) return { stationId: station.id, name: station.name };
      return pressed.startsWith("p") ? chosen(ctx, ({ id }) => pressed === `p${id}`) : undefined;
    },
    async message(ctx, { text = "" }): Promise<Understood<Target>> {
      const typed = text.trim();
      const station = (await stationsOf(ctx)).find(({ name }) => name === typed);
      if (station) return { stationId: station.id, name: station.name };
      const found = typed ? namedLike(await everybody(ctx), typed) : [];
      const [only, ...others] = found;
      if (!only || !others.length) return chosen(ctx, ({ id }) => id === only?.id);
      askWith(ctx, { key: "which-colleague", values: { name: typed } }, await personRows(ctx, found.slice(0, maxNamesFound), "p"));
      return silently;
    },
  };
}

function wantsName(ctx: BotContext): typeof silently {
  askWith(ctx, { key: "ask-name-of-other" });
  return silently;
}

const nearActor = ({ actor }: BotContext): Near => ({
  villageId: actor.grants.find(({ villageId }) => villageId !== null)?.villageId ?? actor.villageId,
  stationId: actor.grants.find(({ stationId }) => stationId !== null)?.stationId,
});

/** Who is called so; when nobody is exactly, whose name has that in it. */
export function namedLike(people: readonly Colleague[], typed: string): Colleague[] {
  const exactly = people.filter(({ name }) => name === typed);
  return exactly.length ? exactly : people.filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()));
}

/** A row for each of these people: their name, and what they are. @param prefix before the id that the button carries */
export async function personRows(ctx: BotContext, people: readonly Colleague[], prefix: string): Promise<InlineKeyboardButton[][]> {
  const [villages, stations] = await Promise.all([findVillages(ctx.work), findStations(ctx.work)]);
  return people.map(({ id, name, office: { role, isHead, villageId, stationId } }) => {
    const place = villages.find((one) => one.id === villageId) ?? stations.find((one) => one.id === stationId);
    const office = word(ctx, isHead ? "role-head" : `role-${role}`);
    return [choice(ctx, `👤 ${name} · ${place ? `${place.name} ` : ""}${office}`, `${prefix}${id}`)];
  });
}
