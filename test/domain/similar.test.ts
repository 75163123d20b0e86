import { expect, test } from "vitest";
import { measureSimilarity } from "../../bench/similarity.ts";
import { isSimilar, similarity } from "../../src/domain/tickets/similar.ts";

const matter = (description: string, given: { placeText?: string; latitude?: number; longitude?: number; categoryId?: number } = {}) => ({
  description,
  placeText: given.placeText ?? null,
  latitude: given.latitude ?? null,
  longitude: given.longitude ?? null,
  categoryId: given.categoryId ?? 1,
});

test("on matters that were not looked at when the threshold was chosen, nine in ten offers are right and four in five are found", () => {
  const quality = measureSimilarity("held out");
  expect(quality.pairs).toBeGreaterThan(150);
  expect(quality.precision).toBeGreaterThanOrEqual(0.85);
  expect(quality.recall).toBeGreaterThanOrEqual(0.8);
});

test("the same words far away are another matter, and near by the same", () => {
  const here = { latitude: 25.12, longitude: 114.92 };
  const lamp = matter("路灯不亮", here);
  expect(isSimilar(lamp, matter("路灯坏了", { latitude: 25.1203, longitude: 114.9202 }))).toBe(true);
  expect(similarity(lamp, matter("路灯坏了", { latitude: 25.15, longitude: 114.95 }))).toBeLessThan(
    similarity(lamp, matter("路灯坏了", here)) - 0.3,
  );
});

test("it does not matter who reports first, and empty words are like nothing", () => {
  const [a, b] = [matter("二组停水三天了"), matter("二组没水用，三天没来水了")];
  expect(similarity(a, b)).toBe(similarity(b, a));
  expect(isSimilar(matter(""), matter(""))).toBe(false);
});
