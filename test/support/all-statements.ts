import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeLoose } from "./loose-statements.ts";
import { readStatements, statementsFile } from "./statements.ts";

/** Whatever a run asked of PostgreSQL is looked through at its end, also of one test file alone (test/tidy/statements.test.ts). */
export default function recordAll() {
  const file = join(tmpdir(), `doorstep-statements-${process.pid}.jsonl`);
  process.env[statementsFile] = file;
  writeFileSync(file, "");
  return () => {
    const statements = readStatements();
    rmSync(file);
    const loose = describeLoose(statements);
    if (!loose.length) return;
    process.exitCode = 1;
    throw new Error(`Statements that reach a table without its town (instruments/town-ties.ts):\n\n${loose.join("\n\n")}`);
  };
}
