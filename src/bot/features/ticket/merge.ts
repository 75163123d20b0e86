import { isRefusal, refuse } from "../../../domain/refusal.ts";
import { merge, unmerge } from "../../../domain/tickets/join.ts";
import { conversation } from "../../conversation.ts";
import { parsed } from "../../questions.ts";
import { type About, leadsTo, type Press, sayDone, withTicket } from "./about-ticket.ts";

/** Into which ticket, by its number; 0 is none. */
const whichNumber = ({ number }: About) =>
  parsed({ key: "ask-merge", values: { number } }, (_ctx, typed) => {
    const into = Number(/\d+/.exec(typed)?.[0]);
    return Number.isSafeInteger(into) ? into : 0;
  });

/** 并入. */
const merging = conversation<{ into: number }, About>(
  "merge",
  async ({ ctx, given, ask, again }) => {
    const into = await ask("into", whichNumber(given));
    const refusal = await withTicket(ctx, given, async (ticket) => {
      const merged = into ? await merge(ctx.work, ctx.actor, ticket, into) : refuse("not-mergeable");
      if (!isRefusal(merged)) sayDone(ctx, "merged-by-you", given, `#${merged.number}`);
      return merged;
    });
    if (refusal?.refused === "not-mergeable") return again("into");
  },
  { takesNumbers: true },
);

export const pressMerge = leadsTo("merge", merging);

export const pressUnmerge: Press = async (ctx, ticket) => {
  const restored = await unmerge(ctx.work, ctx.actor, ticket);
  if (isRefusal(restored)) return restored;
  sayDone(ctx, "unmerged-by-you", { ticketId: ticket.id, number: ticket.number });
  return undefined;
};
