import { and, eq, sql } from "drizzle-orm";
import type { KeptFigures } from "../../database/schema/briefings.ts";
import { briefingEdition } from "../../database/schema/briefings.ts";
import type { Work } from "../../database/work.ts";
import { noName } from "./kept.ts";

/** Who or what is no longer named in briefings that were handed in. */
type Unnamed = { name: string; numbers: readonly number[] };

/** Numbers of briefings that were handed in stay what they were; the rows behind them keep a matter's number and name nobody who was erased. */
export async function eraseFromEditions(work: Work, unnamed: Unnamed) {
  const editions = await work.tx.select().from(briefingEdition).where(eq(briefingEdition.townId, work.townId));
  for (const { id, kept } of editions) {
    const after = withoutThem(kept, unnamed);
    if (JSON.stringify(after) === JSON.stringify(kept)) continue;
    await work.tx
      .update(briefingEdition)
      .set({ kept: sql`${JSON.stringify(after)}::jsonb` })
      .where(and(eq(briefingEdition.townId, work.townId), eq(briefingEdition.id, id)));
  }
}

function withoutThem(kept: KeptFigures, unnamed: Unnamed): KeptFigures {
  const matters = new Set(unnamed.numbers.map((number) => `#${number}`));
  const figures = Object.entries(kept).map(([key, figure]) => {
    const rows = figure.rows.map((row) => ({ ...row, label: labelWithout(row.label, matters, unnamed.name) }));
    return [key, { ...figure, rows }];
  });
  return Object.fromEntries(figures);
}

/** Labels are made of names and words with blanks between, and whose deed it was behind a dot: see `figures/facts.ts`. */
function labelWithout(label: string, matters: ReadonlySet<string>, name: string): string {
  const [first = "", village = ""] = label.split(" ");
  if (matters.has(first)) return `${first} ${village} ${noName}`;
  const [what = "", ...by] = label.split(" · ");
  const unnamed = (words: string) => (words === name ? noName : words);
  const words = what.startsWith("#") ? what : what.split(" ").map(unnamed).join(" ");
  return [unnamed(words), ...by.map(unnamed)].join(" · ");
}
