import { DateTime } from "luxon";
import type { GoodsLine } from "../../../database/values.ts";
import { priorities } from "../../../database/work.ts";
import { confirmCondolence, findWaiting, recordCondolence, showWaiting, yuan } from "../../../domain/care/condolences.ts";
import { countItems, goodsInWords } from "../../../domain/care/goods.ts";
import { findStock, takeFromStock } from "../../../domain/care/stock.ts";
import { maxCondolenceFen, maxNameCharacters, maxSituationCharacters } from "../../../domain/limits.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { careData } from "../../../wording/callbacks.ts";
import { type BotContext, say, sayRefusal, takeButtonsAway, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import type { Question } from "../../question.ts";
import { content, type GivenContent, optional, parsed, submission, words } from "../../questions.ts";
import { type ChosenVillage, villageWhere } from "../../town-questions.ts";
import { fenIn } from "../../typed-money.ts";
import { goodsTyped } from "./goods-typed.ts";
import { stockInWords } from "./stock.ts";

/** How much, in fen. */
const money = parsed({ key: "ask-money" }, (ctx, typed) => {
  const fen = fenIn(typed, maxCondolenceFen);
  if (fen === undefined) say(ctx, "money-unclear");
  return fen;
});

const noGoods: readonly GoodsLine[] = [];

/** What was handed over, kind by kind; where the town keeps a store, no more than there is. */
const things: Question<readonly GoodsLine[]> = {
  async ask(ctx, more) {
    const left = stockInWords(ctx, await findStock(ctx.work));
    await goodsTyped(left ? { key: "ask-items-left", values: { left } } : { key: "ask-items" }).ask(ctx, more);
  },
  async message(ctx, message) {
    const lines = await goodsTyped({ key: "ask-items" }).message?.(ctx, message);
    if (!Array.isArray(lines)) return undefined;
    const taken = await takeFromStock(ctx.work, lines);
    if (!isRefusal(taken)) return taken;
    return void sayRefusal(ctx, taken);
  },
};

type Gift = { village: ChosenVillage; recipient: string; money: number; things: readonly GoodsLine[]; photo: GivenContent; look: "submit" };

/** 慰问: to whom, money, goods or both, a photo, and a last look. */
export const givingGift = conversation<Gift>("gift", async ({ ctx, ask, again }) => {
  const village = await ask("village", villageWhere({ key: "ask-care-village" }, "record_gift"));
  const recipient = await ask("recipient", words({ key: "ask-recipient" }, maxNameCharacters));
  const fen = await ask("money", optional(money, 0));
  const lines = await ask("things", optional(things, noGoods));
  if (!fen && !lines.length) return again("money");
  const [items, goods] = [countItems(lines), goodsInWords(lines)];
  const { attachment: photo } = await ask("photo", optional(content({ key: "ask-gift-photo" }, maxSituationCharacters), {}));
  const values = { name: recipient, village: village.name, yuan: yuan(fen), items, goods };
  await ask("look", submission({ key: "gift-look", values }));
  const recorded = await recordCondolence(ctx.work, ctx.actor, { villageId: village.id, recipient, fen, lines, photo });
  if (isRefusal(recorded)) {
    sayRefusal(ctx, recorded);
    if (recorded.refused === "stock-short" || recorded.refused === "stock-unit") return again("things");
  } else sayMenu(ctx, recorded.state === "waiting" ? "gift-waits" : "gift-recorded", { name: recipient, yuan: yuan(fen), items });
});

/** What waits for this person as the second one; each is shown with its photo. */
export async function showGifts(ctx: BotContext) {
  const waiting = await findWaiting(ctx.work, ctx.actor);
  const buttons = waiting.map(({ id, recipient, fen: of }) =>
    button(word(ctx, "gift-waiting", { name: recipient, yuan: yuan(of) }), careData.pack("shown", { id })),
  );
  say(ctx, waiting.length ? "gifts-waiting" : "gifts-none-waiting", {}, { markup: inline(rowsOf(buttons, 2)) });
}

export async function showGift(ctx: BotContext, id: number) {
  const refusal = await showWaiting(ctx.work, ctx.actor, id);
  if (refusal) sayRefusal(ctx, refusal);
}

/** 签收表 of the quarter so far. */
export function sendReceipts(ctx: BotContext) {
  const from = DateTime.fromJSDate(ctx.work.now, { zone: ctx.work.zone }).startOf("quarter").toJSDate();
  const to = new Date(ctx.work.now.getTime() + 1);
  ctx.work.tell(
    ctx.actor,
    { kind: "workbook", what: "receipts", from: from.toISOString(), to: to.toISOString() },
    { priority: priorities.answer },
  );
}

/** A second person says whether the money was handed over. */
export async function confirmGift(ctx: BotContext, id: number, isRight: boolean) {
  const outcome = await confirmCondolence(ctx.work, ctx.actor, id, isRight);
  if (isRefusal(outcome)) return sayRefusal(ctx, outcome);
  await takeButtonsAway(ctx);
  say(ctx, isRight ? "money-right" : "money-wrong", { name: outcome.recipient, yuan: yuan(outcome.fen) });
}
