import type { GoodsLine } from "../../../database/values.ts";
import { readGoods } from "../../../domain/care/goods.ts";
import { say } from "../../context.ts";
import type { Question } from "../../question.ts";
import { type Asked, parsed } from "../../questions.ts";

/** Goods, kind by kind. */
export const goodsTyped = (asked: Asked): Question<readonly GoodsLine[]> =>
  parsed<readonly GoodsLine[]>(asked, (ctx, typed) => {
    const lines = readGoods(typed);
    if (!lines) say(ctx, "goods-unclear");
    return lines;
  });
