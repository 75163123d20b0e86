import { isRefusal } from "../../../domain/refusal.ts";
import { toggleCompanion } from "../../../domain/visits/companions.ts";
import { amendVisit } from "../../../domain/visits/visits.ts";
import { sayRefusal } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { pastInstant } from "../../questions.ts";
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

const whoElse = colleague({ key: "ask-along" }, (ctx, { id }) => id !== ctx.actor.id);

/** 一起去的: one colleague more, or, named again, one less. */
export const joining = conversation<{ who: ChosenPerson }, OfVisit>("visit-along", async ({ ctx, given: { id }, ask }) => {
  const { id: personId } = await ask("who", whoElse);
  const changed = await toggleCompanion(ctx.work, ctx.actor, id, personId);
  if (isRefusal(changed)) sayRefusal(ctx, changed);
  else await sayVisit(ctx, changed, "visit-logged");
});
