import { expect, test } from "vitest";
import { countItems, goodsInWords, readGoods } from "../../src/domain/care/goods.ts";

/** What is typed, how many things that is, and what of it is kept; neither: it does not say how many. */
const written: [string, number?, string?][] = [
  ["3袋大米 2桶油", 5, "大米3袋、油2桶"],
  ["3 袋 大米 2 桶 油", 5, "大米3袋、油2桶"],
  ["大米3袋、油2桶", 5, "大米3袋、油2桶"],
  ["大米3袋油2桶", 5, "大米3袋、油2桶"],
  ["大米 3 袋，食用油 2 桶", 5, "大米3袋、食用油2桶"],
  ["大米3袋；食用油2桶；棉被1床", 6, "大米3袋、食用油2桶、棉被1床"],
  ["大米1袋+棉被2床", 3, "大米1袋、棉被2床"],
  ["两袋米一桶油", 3, "米2袋、油1桶"],
  ["一床被子", 1, "被子1床"],
  ["十二箱牛奶", 12, "牛奶12箱"],
  ["３袋大米", 3, "大米3袋"],
  ["5 大米 食用油", 5, "大米 食用油"],
  ["2 大米 食用油", 2, "大米 食用油"],
  ["5件", 5, "5件"],
  ["3", 3, ""],
  ["2 棉被", 2, "棉被"],
  ["2床棉被", 2, "棉被2床"],
  ["大米、食用油各2份", 4, "大米2份、食用油2份"],
  ["米和油各 2", 4, "米 2、油 2"],
  ["10斤大米 1桶油", 2, "大米10斤、油1桶"],
  ["大米2.5公斤", 1, "大米2.5公斤"],
  ["2袋大米和1桶油", 3, "大米2袋、油1桶"],
  ["1 quilt, 2 rice", 3, "quilt 1, rice 2"],
  ["rice 3 bags, oil 1 bottle", 4, "rice 3 bags, oil 1 bottles"],
  ["2 Boxes of milk", 2, "milk 2 boxes"],
  ["3 bagels", 3, "bagels"],
  ["大米"],
  ["大米，油2桶"],
  ["0袋大米"],
  ["2.5袋大米"],
  ["200元"],
  ["100000袋米"],
  [""],
];

test("goods of several kinds are counted each, with their units; what says no number is asked about", () => {
  const read = written.map(([typed]) => {
    const lines = readGoods(typed);
    return lines ? [typed, countItems(lines), goodsInWords(lines)] : [typed];
  });
  expect(read).toEqual(written);
});
