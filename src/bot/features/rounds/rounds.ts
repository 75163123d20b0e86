import { DateTime } from "luxon";
import { firstCharacters } from "../../../domain/characters.ts";
import { may } from "../../../domain/doorstep/standing.ts";
import { mayUse } from "../../../domain/people/rights.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import {
  countTurns,
  endRound,
  findMissed,
  findRound,
  findRoundLine,
  findRounds,
  findTurns,
  permitRound,
  type RoundLine,
} from "../../../domain/rounds/rounds.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { roundData } from "../../../wording/doorstep-callbacks.ts";
import { label, text } from "../../../wording/texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayHtml, sayRefusal, takeButtonsAway, toast, when, word } from "../../context.ts";
import { pressesOf } from "../../presses.ts";
import { beginEditing } from "./editing.ts";
import { beginRound } from "./making.ts";
import { rhythmWords } from "./rhythm-words.ts";
import { pressClear, pressFound, pressUndone } from "./turns.ts";

const namesOf = (ctx: BotContext, { where, whose }: Pick<RoundLine, "where" | "whose">) => ({
  where: where || word(ctx, "button-whole-town"),
  whose: whose || word(ctx, "button-village-cadres"),
});

/** /rounds: what is to be looked at again and again, the next due first, and what was missed. */
export async function showRounds(ctx: BotContext) {
  if (!(await allowed(ctx, "rounds"))) return;
  const { language } = ctx.actor;
  const rounds = await findRounds(ctx.work, ctx.actor);
  const { total } = await findMissed(ctx.work, ctx.actor);
  const lines = rounds.map((one) =>
    text(language, "round-line", {
      title: one.title,
      ...namesOf(ctx, one),
      rhythm: rhythmWords(language, one),
      until: when(ctx, one.nextAt),
    }),
  );
  const markup = inline(
    [
      ...rowsOf(
        rounds.map(({ id, title }) => button(`🔁 ${firstCharacters(title, 18)}`, roundData.pack("open", { id }))),
        2,
      ),
      [
        ...(total ? [button(word(ctx, "button-rounds-missed"), roundData.pack("missed"))] : []),
        ...(mayUse(ctx.actor, "make_round") ? [button(word(ctx, "button-new-round"), roundData.pack("new"))] : []),
      ],
    ].filter((row) => row.length),
  );
  const missed = total ? [text(language, "rounds-missed-count", { count: total })] : [];
  sayHtml(ctx, [text(language, rounds.length ? "rounds-title" : "rounds-empty"), ...lines, ...missed].join("\n"), { markup });
}

/** What was not done within the last week. */
async function showMissed(ctx: BotContext) {
  const { missed, total } = await findMissed(ctx.work, ctx.actor);
  if (!total) return say(ctx, "rounds-none-missed");
  const lines = missed.map((one) =>
    text(ctx.actor.language, "missed-line", { day: one.day, title: one.title, where: one.where || word(ctx, "button-whole-town") }),
  );
  const ids = [...new Map(missed.map((one) => [one.roundId, one.title]))];
  const buttons = ids.map(([id, title]) => button(`🔁 ${firstCharacters(title, 18)}`, roundData.pack("open", { id })));
  sayHtml(ctx, [text(ctx.actor.language, "missed-title", { count: total }), ...lines].join("\n"), { markup: inline(rowsOf(buttons, 2)) });
}

async function showRound(ctx: BotContext, id: number) {
  const found = await findRoundLine(ctx.work, id);
  if (!found) return toast(ctx, "button-unknown");
  const refusal = await permitRound(ctx.work, ctx.actor, found, "see_round");
  if (refusal) return sayRefusal(ctx, refusal);
  const { language } = ctx.actor;
  const monthStart = DateTime.fromJSDate(ctx.work.now, { zone: ctx.work.zone }).startOf("month").toJSDate();
  const [turns, sums] = await Promise.all([findTurns(ctx.work, id), countTurns(ctx.work, id, monthStart)]);
  const values = {
    title: found.title,
    ...namesOf(ctx, found),
    rhythm: rhythmWords(language, found),
    proof: label(language, `proof-${found.proof}`),
    until: found.endedAt ? word(ctx, "round-is-over") : when(ctx, found.nextAt),
    ...sums,
  };
  const lines = turns.map(({ day, state, missedAt, by, note, ticketIds }) => {
    const key = state === "open" ? (missedAt ? "turn-line-missed" : "turn-line-open") : (`turn-line-${state}` as const);
    const name = state !== "open" && missedAt ? word(ctx, "turn-late", { name: by }) : by;
    return text(language, key, { day, name, note, count: ticketIds.length });
  });
  const mayEnd = !found.endedAt && (await may(ctx.work, ctx.actor, "change_round", { villageId: found.villageId, of: [found.createdBy] }));
  const markup = mayEnd
    ? inline([
        [
          button(word(ctx, "button-edit-round"), roundData.pack("edit", { id })),
          button(word(ctx, "button-end-round"), roundData.pack("end", { id })),
        ],
      ])
    : undefined;
  sayHtml(ctx, [text(language, "round-card", values), ...lines].join("\n"), { markup });
}

async function askToEnd(ctx: BotContext, id: number) {
  const found = await findRound(ctx.work, id);
  const refusal = found ? await permitRound(ctx.work, ctx.actor, found, "change_round") : ({ refused: "not-found" } as const);
  if (refusal || !found) return refusal && sayRefusal(ctx, refusal);
  const markup = inline([[button(word(ctx, "button-end-really"), roundData.pack("end_really", { id }))]]);
  say(ctx, "round-end-sure", { title: found.title }, { markup });
}

async function end(ctx: BotContext, id: number) {
  const ended = await endRound(ctx.work, ctx.actor, id);
  if (isRefusal(ended)) return sayRefusal(ctx, ended);
  await takeButtonsAway(ctx);
  say(ctx, "round-ended", { title: ended.title });
}

export const roundPresses = pressesOf(
  roundData,
  {
    "": showRounds,
    new: beginRound,
    open: (ctx, { id }) => showRound(ctx, id),
    end: (ctx, { id }) => askToEnd(ctx, id),
    end_really: (ctx, { id }) => end(ctx, id),
    edit: (ctx, { id }) => beginEditing(ctx, id),
    missed: showMissed,
    clear: (ctx, { id }) => pressClear(ctx, id),
    found: (ctx, { id }) => pressFound(ctx, id),
    undone: (ctx, { id }) => pressUndone(ctx, id),
  },
  (ctx) => allowed(ctx, "rounds"),
);
