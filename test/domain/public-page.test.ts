import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bandOf, mayBeShown, shownSum } from "../../src/domain/public-page/few.ts";
import { placesOf, tableOf } from "../../src/domain/public-page/gather.ts";
import { publicMap } from "../../src/web/public-map.ts";

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const counts = fc.array(fc.oneof(fc.nat(6), fc.nat(400)), { minLength: 1, maxLength: 40 });

describe("counts that strangers may be shown", () => {
  test("none is under five, and what their sum leaves over is several and not under five", () => {
    fc.assert(
      fc.property(counts, (all) => {
        const shown = mayBeShown(all);
        const hidden = all.filter((_, index) => !shown[index]);
        expect(all.filter((count, index) => shown[index] && count < 5)).toEqual([]);
        if (!hidden.length || shownSum(sum(all)) === undefined) return;
        expect(hidden.length).toBeGreaterThanOrEqual(2);
        expect(sum(hidden)).toBeGreaterThanOrEqual(5);
      }),
    );
  });

  test("nobody who knows how it is decided finds what is left out: every hidden count could be another one", () => {
    const least = 3;
    for (const length of [1, 2, 3, 4]) {
      const seen = new Map<string, Set<number>[]>();
      for (let code = 0; code < 9 ** length; code += 1) {
        const all = Array.from({ length }, (_, index) => Math.floor(code / 9 ** index) % 9);
        const shown = mayBeShown(all, least);
        const page = JSON.stringify([all.map((count, index) => (shown[index] ? count : null)), shownSum(sum(all), least) ?? null]);
        const values = seen.get(page) ?? all.map(() => new Set<number>());
        all.forEach((count, index) => {
          values[index]?.add(count);
        });
        seen.set(page, values);
      }
      const found = [...seen].filter(([page, values]) => {
        const [cells, total] = JSON.parse(page) as [(number | null)[], number | null];
        // Of more than eight, not every way to make it up is among those tried.
        if ((total ?? 0) - sum(cells.map((cell) => cell ?? 0)) > 8) return false;
        return cells.some((cell, index) => cell === null && (values[index]?.size ?? 0) < 2);
      });
      expect(found.map(([page]) => page)).toEqual([]);
    }
  });

  test("a share lies in a band in which at least five counts lie", () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.nat(2_000), (one, other) => {
        const [part, whole] = [Math.min(one, other), Math.max(one, other)];
        const band = bandOf(part, whole);
        if (!band) {
          expect(whole).toBeLessThan(10);
          return;
        }
        expect((100 * part) / whole).toBeGreaterThanOrEqual(band[0]);
        expect((100 * part) / whole).toBeLessThanOrEqual(band[1]);
        const same = Array.from({ length: whole + 1 }, (_, index) => index).filter((index) => bandOf(index, whole)?.[0] === band[0]);
        expect(same.length).toBeGreaterThanOrEqual(5);
      }),
    );
  });

  test("a table and its sum say no more than its shown rows and what the others are together", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 90 }), (all) => {
        const places = all.map((_, index) => ({ id: index + 1, name: `村${index}`, nameEn: `V${index}` }));
        const shares = all.flatMap((received, index) =>
          received ? [{ id: index + 1, name: `村${index}`, nameEn: `V${index}`, received, solved: 0 }] : [],
        );
        const { rows, others } = tableOf(places, shares);
        expect(rows.length).toBeLessThanOrEqual(60);
        for (const { received } of rows) expect(received).toBeGreaterThanOrEqual(5);
        const rest = sum(all) - sum(rows.map(({ received }) => received));
        expect(others).toBe(rest < 5 ? undefined : rest);
        if (sum(all) >= 5) expect(rest === 0 || rest >= 5).toBe(true);
      }),
    );
  });

  test("a map shows the numbers of the table and no other, and keeps all its words in the picture", () => {
    const degree = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(40), degree, degree), { minLength: 1, maxLength: 60 }), (all) => {
        const places = all.map(([, latitude, longitude], index) => ({
          id: index + 1,
          name: `村${index}`,
          nameEn: "",
          latitude: 25 + latitude,
          longitude: 114 + longitude,
        }));
        const shares = all.flatMap(([received], index) =>
          received ? [{ id: index + 1, name: `村${index}`, nameEn: "", received, solved: 0 }] : [],
        );
        const table = tableOf(places, shares);
        const drawn = String(publicMap(placesOf(places, table), (key) => key));
        const words = [...drawn.matchAll(/<text x="(-?\d+)" y="(-?\d+)">(.+?)<\/text>/g)];
        const numbers = words.flatMap(([, , , said = ""]) => (/ (\d+)$/.test(said) ? [said] : []));
        expect(numbers.toSorted()).toEqual(table.rows.map(({ name, received }) => `${name} ${received}`).toSorted());
        const [, height = "0"] = /viewBox="0 0 400 (\d+)"/.exec(drawn) ?? [];
        for (const [, x, y] of words) {
          expect(Number(x)).toBeGreaterThan(0);
          expect(Number(x)).toBeLessThan(400);
          expect(Number(y)).toBeGreaterThan(0);
          expect(Number(y)).toBeLessThan(Number(height));
        }
        expect(drawn).not.toMatch(/NaN|Infinity|undefined/);
        expect(Buffer.byteLength(drawn)).toBeLessThan(12_000);
      }),
    );
  });
});
