import { isRefusal } from "../../../domain/refusal.ts";
import { relationsTo } from "../../../domain/tickets/change.ts";
import { doFollowUp } from "../../../domain/tickets/follow-up.ts";
import { mayTake } from "../../../domain/tickets/lifecycle.ts";
import { idIn } from "../../../wording/buttons.ts";
import { sayRefusal } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { type About, type Press, reason, sayDone } from "./about-ticket.ts";
import { beginCall } from "./call-back.ts";

/** What a visit or call brought (回访). */
const followingUp = conversation<{ note: string }, About & { followUpId: number }>("follow_up", async ({ ctx, given, ask }) => {
  const note = await ask("note", reason({ key: "ask-follow-up", values: { number: given.number } }));
  const done = await doFollowUp(ctx.work, ctx.actor, given.followUpId, note);
  if (isRefusal(done)) sayRefusal(ctx, done);
  else sayDone(ctx, "followed-up", given);
});

/** Whose it is is asked at the end; the button carries the visit or call that is owed. */
export const pressFollowUp: Press = async (ctx, ticket, value) => {
  // A call to somebody without the bot brings their word on the matter.
  if (mayTake("call_back", await relationsTo(ctx.work, ctx.actor, ticket))) {
    await beginCall(ctx, ticket);
    return undefined;
  }
  await followingUp.enter(ctx, { ticketId: ticket.id, number: ticket.number, followUpId: idIn(value) });
  return undefined;
};
