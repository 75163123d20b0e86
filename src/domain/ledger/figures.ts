import { countFacts, type FactKey, type FactRow, factKeys, factTable, listFact, parts } from "../figures/facts.ts";
import { maxLedgerRows } from "../limits.ts";
import { type Cell, columnsOf, type LedgerSheet, rowsOf } from "./layout.ts";
import type { LedgerGiven } from "./ledger.ts";

/** As the briefing has them: those of each part together. */
const inParts = parts.flatMap((part) => factKeys.filter((key) => factTable[key].part === part));
/** Rows behind a number that are read at once: all that precede are sorted again for each, and what is read is in memory. */
const rowsAtOnce = 10_000;

/** A number as a sheet has it: money in yuan. */
const inUnits = (key: FactKey, value: number) => (factTable[key].unit === "yuan" ? value / 100 : value);

/** The numbers of a period, and the rows behind each: filtered by the first column, the last adds up to the number. */
export function figureSheets({ work, reader, period, words }: LedgerGiven): LedgerSheet[] {
  const { label } = words;
  const figures = columnsOf<{ key: FactKey; value: number }>({
    part: ({ key }) => label(`part-${factTable[key].part}`),
    figure: ({ key }) => label(`fact-name-${key}`),
    value: ({ key, value }) => inUnits(key, value),
  });
  const facts = columnsOf<FactRow & { key: FactKey }>({
    figure: ({ key }) => label(`fact-name-${key}`),
    row: (found) => found.label,
    when: ({ at }) => at,
    value: ({ key, value }) => inUnits(key, value),
  });
  async function* numbers(): AsyncGenerator<Cell[][]> {
    const counted = await countFacts(work, reader, period, { villageId: period.villageId });
    yield rowsOf(
      figures,
      inParts.map((key) => ({ key, value: counted[key] })),
    );
  }
  async function* behind(): AsyncGenerator<Cell[][]> {
    for (const key of inParts) {
      for (let offset = 0; ; offset += rowsAtOnce) {
        const found = await listFact(work, reader, key, period, { limit: rowsAtOnce, offset }, { villageId: period.villageId });
        yield rowsOf(
          facts,
          found.map((one) => ({ ...one, key })),
        );
        if (found.length < rowsAtOnce || offset >= maxLedgerRows) break;
      }
    }
  }
  return [
    { key: "figures", columns: figures, pieces: numbers },
    { key: "facts", columns: facts, pieces: behind },
  ];
}
