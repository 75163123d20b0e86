import type { Message } from "@grammyjs/types";
import { priorities } from "../../../database/work.ts";
import { periodNamed, readSpan } from "../../../domain/figures/period.ts";
import { importWorkbook } from "../../../domain/org/received.ts";
import { mayUse } from "../../../domain/people/rights.ts";
import { findVillages } from "../../../domain/places/places.ts";
import { noteExport } from "../../../domain/privacy/audit.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { importData } from "../../../wording/callbacks.ts";
import { spellings } from "../../../wording/workbooks.ts";
import { allowed } from "../../allowed.ts";
import { workbookIn } from "../../content.ts";
import { type BotContext, say, sayRefusal, takeButtonsAway, typedBehind } from "../../context.ts";
import { sayMenu } from "../../menu.ts";
import { pressesOf } from "../../presses.ts";

/** Somebody of the staff sent a workbook by itself: it is fetched, and what it is shows from what is in it. @returns false when it is none */
export function takeWorkbook(ctx: BotContext, given: Message): boolean {
  const found = workbookIn(given);
  if (!found || !mayUse(ctx.actor, "visit") || ctx.dialog) return false;
  if (found === "too large") say(ctx, "workbook-too-large");
  else {
    say(ctx, "workbook-read");
    const notice = { kind: "fetch" as const, fileId: found.fileId };
    ctx.work.tell(ctx.actor, notice, { priority: priorities.answer });
  }
  return true;
}

/** 提交 below the differences. */
async function importReceived(ctx: BotContext, id: number) {
  const count = await importWorkbook(ctx.work, ctx.actor, id, spellings);
  if (isRefusal(count)) return sayRefusal(ctx, count);
  await takeButtonsAway(ctx);
  sayMenu(ctx, "workbook-imported", { count });
}

export const importPresses = pressesOf(importData, { "": (ctx, { id }) => importReceived(ctx, id) });

/** /ledger: the period's tickets and events as a workbook; this month, or the dates and village given. */
export async function sendLedger(ctx: BotContext) {
  if (!(await allowed(ctx, "ledger"))) return;
  const typed = typedBehind(ctx);
  const village = (await findVillages(ctx.work)).find(({ name }) => typed.includes(name));
  const period = readSpan(typed, ctx.work) ?? periodNamed("month", ctx.work.now, ctx.work.zone);
  const notice = {
    kind: "workbook" as const,
    what: "ledger" as const,
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    ...(village ? { villageId: village.id } : {}),
  };
  await noteExport(ctx.work, ctx.actor, "export ledger", period, village?.name);
  ctx.work.tell(ctx.actor, notice, { priority: priorities.answer });
}
