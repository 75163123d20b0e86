import { noteInAudit } from "../domain/conversation.ts";
import { mayUse, type Right, rights } from "../domain/people/rights.ts";
import { label, listed } from "../wording/texts.ts";
import type { BotContext } from "./context.ts";
import { sayMenu } from "./menu.ts";

/** Whether the person may use something; if not, they are told whose it is, and it is noted. */
export async function allowed(ctx: BotContext, right: Right): Promise<boolean> {
  if (mayUse(ctx.actor, right)) return true;
  await noteInAudit(ctx.work, ctx.actor.id, `command ${right}`, "");
  sayMenu(ctx, "not-your-role", { roles: rolesWith(right, ctx.actor.language) });
  return false;
}

/** Who may use it, in words. */
export const rolesWith = (right: Right, language: string): string =>
  listed(
    language,
    rights[right].map((role) => label(language, `role-${role}`)),
  );
