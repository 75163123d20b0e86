import { priorities } from "../database/work.ts";
import type { BotContext } from "./context.ts";
import { sayMenu } from "./menu.ts";

/** Hands a sent workbook to the sender, which fetches it; what it would change is told from there. */
export function fetchList(ctx: BotContext, fileId: string, purpose: "roster" | "households", title = "") {
  sayMenu(ctx, "list-read");
  ctx.work.tell(ctx.actor, { kind: "fetch", fileId, purpose, title }, { priority: priorities.answer });
}
