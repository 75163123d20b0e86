import { countFacts, type FactKey, type FactRow, factKeys, factTable, listFact } from "../figures/facts.ts";
import { maxLedgerRows } from "../limits.ts";
import { type Cell, columnsOf, type LedgerSheet, rowsOf } from "./layout.ts";
import type { LedgerGiven } from "./ledger.ts";

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
      factKeys.map((key) => ({ key, value: counted[key] })),
    );
  }
  async function* behind(): AsyncGenerator<Cell[][]> {
    for (const key of factKeys) {
      const found = await listFact(work, reader, key, period, { limit: maxLedgerRows, offset: 0 }, { villageId: period.villageId });
      yield rowsOf(
        facts,
        found.map((one) => ({ ...one, key })),
      );
    }
  }
  return [
    { key: "figures", columns: figures, pieces: numbers },
    { key: "facts", columns: facts, pieces: behind },
  ];
}
