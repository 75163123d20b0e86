import type { GoodsLine } from "../../../database/values.ts";
import { goodsInWords } from "../../../domain/care/goods.ts";
import {
  findReceipts,
  findStock,
  permitStock,
  type Receipt,
  receiveGoods,
  reverseReceipt,
  type StockKind,
} from "../../../domain/care/stock.ts";
import { mayInTown } from "../../../domain/doorstep/standing.ts";
import { maxNameCharacters, maxReasonCharacters } from "../../../domain/limits.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { stockData } from "../../../wording/doorstep-callbacks.ts";
import { listed, text } from "../../../wording/texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, sayHtml, sayRefusal, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { pressesOf } from "../../presses.ts";
import { optional, submission, words } from "../../questions.ts";
import { goodsTyped } from "./goods-typed.ts";

/** 库存: what came in, went out and is left, kind by kind, and what came in last. */
async function showStock(ctx: BotContext) {
  const { language } = ctx.actor;
  const [stock, receipts] = [await findStock(ctx.work), await findReceipts(ctx.work)];
  const mayKeep = await mayInTown(ctx.work, ctx.actor, "keep_stock");
  const lines = [
    text(language, receipts.length ? "stock-title" : "stock-empty"),
    ...stock.map((kind) => text(language, "stock-line", kind)),
    ...(receipts.length ? ["", text(language, "stock-received"), ...receipts.map((one) => receiptLine(ctx, one))] : []),
  ];
  const back = receipts.flatMap(({ id, what, count, unit, reversedAt }) =>
    reversedAt ? [] : [button(word(ctx, "button-stock-back", { what, count, unit }), stockData.pack("back", { id }))],
  );
  const markup = mayKeep ? inline([[button(word(ctx, "button-stock-in"), stockData.pack("in"))], ...rowsOf(back, 2)]) : undefined;
  sayHtml(ctx, lines.join("\n"), markup ? { markup } : {});
}

function receiptLine(ctx: BotContext, { at, what, count, unit, source, by, reversedAt, reason }: Receipt): string {
  const values = { until: when(ctx, at), what, count, unit, source, name: by, reason: reason ?? "" };
  return text(ctx.actor.language, reversedAt ? "stock-receipt-reversed" : "stock-receipt", values);
}

/** What is left, in a line; empty where no store is kept. */
export const stockInWords = (ctx: BotContext, stock: readonly StockKind[]): string =>
  listed(
    ctx.actor.language,
    stock.filter(({ left }) => left > 0).map(({ what, left, unit }) => goodsInWords([{ what, count: left, unit: unit || " " }]).trim()),
  );

/** 入库. */
const receiving = conversation<{ goods: readonly GoodsLine[]; source: string | null; look: "submit" }>(
  "stock-in",
  async ({ ctx, ask, again }) => {
    const lines = await ask("goods", goodsTyped({ key: "ask-stock-in" }));
    const source = await ask("source", optional(words({ key: "ask-stock-source" }, maxNameCharacters)));
    const goods = goodsInWords(lines);
    await ask("look", submission({ key: "stock-look", values: { goods, source: source ?? "—" } }));
    const refusal = await receiveGoods(ctx.work, ctx.actor, lines, source ?? "");
    if (refusal) {
      sayRefusal(ctx, refusal);
      return again("goods");
    }
    sayMenu(ctx, "stock-noted", { goods });
    await showStock(ctx);
  },
);

type OfReceipt = { id: number; what: string; count: number; unit: string };

/** 更正: what came in was noted wrongly. */
const takingBack = conversation<{ reason: string }, OfReceipt>("stock-back", async ({ ctx, given, ask }) => {
  const reason = await ask("reason", words({ key: "ask-stock-why", values: given }, maxReasonCharacters));
  const reversed = await reverseReceipt(ctx.work, ctx.actor, given.id, reason);
  if (isRefusal(reversed)) return sayRefusal(ctx, reversed);
  sayMenu(ctx, "stock-reversed", given);
  await showStock(ctx);
});

async function beginTakingBack(ctx: BotContext, id: number) {
  const found = (await findReceipts(ctx.work)).find((one) => one.id === id && !one.reversedAt);
  if (!found) return sayRefusal(ctx, { refused: "not-found" });
  await takingBack.enter(ctx, { id, what: found.what, count: found.count, unit: found.unit });
}

async function ifKeeper(ctx: BotContext, act: () => Promise<void>) {
  const refusal = await permitStock(ctx.work, ctx.actor);
  if (refusal) sayRefusal(ctx, refusal);
  else await act();
}

export const stockPresses = pressesOf(
  stockData,
  {
    "": showStock,
    in: (ctx) => ifKeeper(ctx, () => receiving.enter(ctx, {})),
    back: (ctx, { id }) => ifKeeper(ctx, () => beginTakingBack(ctx, id)),
  },
  (ctx) => allowed(ctx, "care"),
);
