import { noteInAudit } from "../domain/conversation.ts";
import { mayUse, type Right } from "../domain/people/rights.ts";
import { type BotContext, sayRefusal } from "./context.ts";

/** Whether the person may use something; if not, they are told so politely, and it is noted. */
export async function allowed(ctx: BotContext, right: Right): Promise<boolean> {
  if (mayUse(ctx.actor, right)) return true;
  await noteInAudit(ctx.work, ctx.actor.id, `command ${right}`, "");
  sayRefusal(ctx, { refused: "not-yours" });
  return false;
}
