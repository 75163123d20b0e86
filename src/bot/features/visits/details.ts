import { reverseDoorRecord } from "../../../domain/corrections/door-record.ts";
import { maxReasonCharacters } from "../../../domain/limits.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { toggleCompanion } from "../../../domain/visits/companions.ts";
import { amendVisit } from "../../../domain/visits/visits.ts";
import { say, sayRefusal, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import type { Question } from "../../question.ts";
import { askWith, pastInstant, words } from "../../questions.ts";
import { stepButton } from "../../step-buttons.ts";
import { type ChosenPerson, colleague } from "../../town-questions.ts";
import { sayVisit } from "./visits.ts";

type OfVisit = { id: number };

/** 不是今天: a visit of another day, written down now. */
export const dating = conversation<{ at: string }, OfVisit>("visit-day", async ({ ctx, given: { id }, ask, again }) => {
  const at = new Date(await ask("at", pastInstant({ key: "ask-visit-day" }, "visit-day-unclear", "visit-day-future")));
  const changed = await amendVisit(ctx.work, ctx.actor, id, { at });
  if (!isRefusal(changed)) return sayVisit(ctx, changed, "visit-dated");
  sayRefusal(ctx, changed);
  if (changed.refused === "too-long-ago") await again("at");
});

const slips = { slip: "visit-undo-slip", other: "visit-undo-other" } as const;
/** Why a visit is none: what usually is the reason by button, anything else in words. */
const whyNone: Question<string> = {
  ...words({ key: "ask-visit-undo" }, maxReasonCharacters),
  ask: (ctx, more = []) =>
    askWith(ctx, { key: "ask-visit-undo" }, [[stepButton(ctx, slips.slip, "slip"), stepButton(ctx, slips.other, "other")], ...more]),
  press: (ctx, pressed) => (pressed === "slip" || pressed === "other" ? word(ctx, slips[pressed]) : undefined),
};

/** 记错了: it counts no more, and why stays. */
export const undoing = conversation<{ reason: string }, OfVisit>("visit-undo", async ({ ctx, given: { id }, ask }) => {
  const reversed = await reverseDoorRecord(ctx.work, ctx.actor, "visit", id, await ask("reason", whyNone));
  if (isRefusal(reversed)) sayRefusal(ctx, reversed);
  else say(ctx, "visit-undone");
});

const whoElse = colleague({ key: "ask-along" }, (ctx, { id }) => id !== ctx.actor.id);

/** 一起去的: one colleague more, or, named again, one less. */
export const joining = conversation<{ who: ChosenPerson }, OfVisit>("visit-along", async ({ ctx, given: { id }, ask }) => {
  const { id: personId } = await ask("who", whoElse);
  const changed = await toggleCompanion(ctx.work, ctx.actor, id, personId);
  if (isRefusal(changed)) sayRefusal(ctx, changed);
  else await sayVisit(ctx, changed, "visit-logged");
});
