import { DateTime } from "luxon";
import type { RoundProof, RoundRhythm } from "../../../database/doorstep-values.ts";
import { maxTopicCharacters } from "../../../domain/limits.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { nextTurn, readDates, readMonthDays, readSeason, readWeekdays } from "../../../domain/rounds/days.ts";
import { type GivenTo, makeRound, type RoundGiven } from "../../../domain/rounds/rounds.ts";
import { label } from "../../../wording/texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayRefusal, when, word } from "../../context.ts";
import { conversation, type Turn } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import type { Question } from "../../question.ts";
import { oneOf, oneWord, optional, orTyped, parsed, read, submission, words } from "../../questions.ts";
import { stepButton } from "../../step-buttons.ts";
import { type Target, target } from "../../targets.ts";
import { type ChosenVillage, villageOrTownWhere } from "../../town-questions.ts";
import { readTimeOfDay } from "../../typed-time.ts";
import { clockTime, rhythmWords, weekdayName } from "./rhythm-words.ts";

/** Whose it is; `null`: the cadres of its village. */
type Chosen = Target | null;

/** A colleague, a station, or the village's cadres. */
const whose = (hasVillage: boolean): Question<Chosen> => {
  const one = target({ key: "ask-round-whose" });
  return {
    ...one,
    ask: (ctx, more = []) => one.ask(ctx, [...(hasVillage ? [[stepButton(ctx, "button-village-cadres", "cadres")]] : []), ...more]),
    press: (ctx, pressed) => (pressed === "cadres" && hasVillage ? null : one.press?.(ctx, pressed)),
  };
};

const rhythmCaptions = {
  daily: "often-daily",
  workdays: "often-workdays",
  weekly: "often-weekly",
  monthly: "often-monthly",
  dates: "often-dates",
} as const satisfies Record<RoundRhythm, string>;
const proofCaptions = { none: "proof-none", photo: "proof-photo", place: "proof-place" } as const satisfies Record<RoundProof, string>;

/** Days of the week: one by button, several typed. */
const weekdays: Question<readonly number[]> = orTyped(
  oneOf<readonly number[]>(
    { key: "ask-round-weekdays" },
    (ctx) => [1, 2, 3, 4, 5, 6, 7].map((day) => ({ caption: weekdayName(ctx.actor.language, day), value: String(day), answer: [day] })),
    { columns: 4 },
  ),
  read({ key: "ask-round-weekdays" }, readWeekdays),
);

const usualMinutes = [8 * 60, 9 * 60, 15 * 60, 17 * 60];

const atWhatTime: Question<number> = orTyped(
  oneOf<number>(
    { key: "ask-round-time" },
    () => usualMinutes.map((minute) => ({ caption: clockTime(minute), value: String(minute), answer: minute })),
    { columns: 4 },
  ),
  parsed<number>({ key: "ask-round-time" }, (ctx, typed) => {
    const minute = readTimeOfDay(typed);
    if (minute === undefined) say(ctx, "time-of-day-unclear");
    return minute;
  }),
);

type Season = { fromDay: string; untilDay: string };
/** What is asked of a round, when it is made and when it is changed. */
export type RoundAnswers = {
  title: string;
  village: ChosenVillage | null;
  whose: Chosen;
  rhythm: RoundRhythm;
  weekdays: readonly number[];
  days: readonly number[];
  dates: readonly string[];
  season: Season | null;
  minute: number;
  proof: RoundProof;
  /** Of one that is changed. */
  what: "title" | "whose" | "rhythm" | "minute" | "proof";
  look: "submit";
};
type Ask = Turn<RoundAnswers, object>["ask"];

export const askTitle = (ask: Ask) => ask("title", words({ key: "ask-round-title" }, maxTopicCharacters));
export const askWhose = async (ask: Ask, hasVillage: boolean) => ask("whose", whose(hasVillage));
export const askMinute = (ask: Ask) => ask("minute", atWhatTime);
export const askProof = (ask: Ask) => ask("proof", oneWord<RoundProof>({ key: "ask-round-proof" }, proofCaptions, 3));

/** How often, on which days, and in which season. */
export async function askRhythm(ctx: BotContext, ask: Ask) {
  const rhythm = await ask("rhythm", oneWord<RoundRhythm>({ key: "ask-round-rhythm" }, rhythmCaptions));
  const days =
    rhythm === "weekly"
      ? await ask("weekdays", weekdays)
      : rhythm === "monthly"
        ? await ask("days", read<readonly number[]>({ key: "ask-round-days" }, readMonthDays))
        : [];
  const dates =
    rhythm === "dates"
      ? await ask(
          "dates",
          read<readonly string[]>({ key: "ask-round-dates" }, (typed, { work }) => readDates(typed, work.now, work.zone)),
        )
      : [];
  const season =
    rhythm === "dates"
      ? null
      : await ask(
          "season",
          optional(read<Season>({ key: "ask-round-season" }, (typed, { work }) => readSeason(typed, work.now, work.zone))),
        );
  const today = DateTime.fromJSDate(ctx.work.now, { zone: ctx.work.zone }).toISODate() ?? "";
  return { rhythm, days, dates, fromDay: season?.fromDay ?? today, untilDay: season?.untilDay ?? null };
}

/** 例行巡查: what, where, whose, how often, in which season, at what hour, with what proof. */
const making = conversation<RoundAnswers>("round", async ({ ctx, ask, again }) => {
  const title = await askTitle(ask);
  const where = { action: "make_round", key: "button-whole-town" } as const;
  const village = await ask("village", villageOrTownWhere({ key: "ask-round-village" }, "make_round", where));
  const to = await askWhose(ask, village !== null);
  const rhythm = await askRhythm(ctx, ask);
  const atMinute = await askMinute(ask);
  const proof = await askProof(ask);
  const given: RoundGiven = { title, villageId: village?.id ?? null, to: givenTo(to), ...rhythm, atMinute, proof };
  await ask(
    "look",
    submission(async (asked) => look(asked, given, village, to)),
  );
  const made = await makeRound(ctx.work, ctx.actor, given);
  if (!isRefusal(made)) return sayMenu(ctx, "round-made", { title, until: when(ctx, made.nextAt) });
  sayRefusal(ctx, made);
  return again(made.refused === "nobody-there" ? "whose" : "rhythm");
});

export const givenTo = (chosen: Chosen): GivenTo =>
  chosen === null ? "cadres" : "personId" in chosen ? { personId: chosen.personId } : { stationId: chosen.stationId };

async function look(ctx: BotContext, given: RoundGiven, village: ChosenVillage | null, to: Chosen) {
  const { language } = ctx.actor;
  const next = nextTurn(given, ctx.work.now, ctx.work.zone);
  const values = {
    title: given.title,
    where: village?.name ?? word(ctx, "button-whole-town"),
    whose: to?.name ?? word(ctx, "button-village-cadres"),
    rhythm: rhythmWords(language, given),
    proof: label(language, proofCaptions[given.proof]),
    until: next ? when(ctx, next.dueAt) : "",
  };
  return { key: "round-look", values } as const;
}

export async function beginRound(ctx: BotContext) {
  if (await allowed(ctx, "make_round")) await making.enter(ctx, {});
}
