import { appendFileSync, readFileSync } from "node:fs";
import { OwnSocket } from "../../src/database/drivers/socket.ts";

/** Where every process of a test run writes down what it asks of PostgreSQL: a line of JSON for each text, once for each process. */
export const statementsFile = "STATEMENTS_FILE";
/** What stands there for a database that was made: whoever makes one asks something of it. */
export const databaseMade = "-- a database was made";

/** The messages of PostgreSQL's protocol that carry a statement's text: to be prepared, or to be done at once. */
const [toPrepare, atOnce] = ["P", "Q"].map((letter) => letter.charCodeAt(0));
const known = new Set<string>();

type Written = { chunk: unknown };

/** Writes the texts down that leave by the program's own sockets, whichever driver wrote them. Loaded by each process of a test run. */
export function recordStatements() {
  const { _write: write, _writev: writeSeveral } = OwnSocket.prototype;
  if (!process.env[statementsFile] || write.name === "recorded") return;
  OwnSocket.prototype._write = function recorded(this: OwnSocket, ...given) {
    noteAll([{ chunk: given[0] }]);
    return write.apply(this, given);
  };
  OwnSocket.prototype._writev = function recorded(this: OwnSocket, ...given) {
    noteAll(given[0]);
    return writeSeveral?.apply(this, given);
  };
}

function noteAll(written: readonly Written[]) {
  for (const { chunk } of written) if (Buffer.isBuffer(chunk)) for (const text of textsIn(chunk)) note(text);
}

export function note(text: string) {
  const file = process.env[statementsFile];
  if (!file || known.has(text)) return;
  known.add(text);
  appendFileSync(file, `${JSON.stringify(text)}\n`);
}

/** Whole messages: each is a letter, its length, and what it says. What a connection begins with has no letter and is not read. */
function* textsIn(chunk: Buffer): Generator<string> {
  for (let at = 0; at + 5 <= chunk.length && chunk[at] !== 0; ) {
    const end = at + 1 + chunk.readInt32BE(at + 1);
    if (end > chunk.length) return;
    const kind = chunk[at];
    const begin = kind === toPrepare ? chunk.indexOf(0, at + 5) + 1 : at + 5;
    if (kind === toPrepare || kind === atOnce) yield chunk.toString("utf8", begin, chunk.indexOf(0, begin));
    at = end;
  }
}

/** What was written down so far, by all processes, each text once. */
export const readStatements = (): string[] => {
  const file = process.env[statementsFile];
  if (!file) throw new Error("Statements are not written down in this run");
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return [...new Set(lines.map((line): string => JSON.parse(line)))];
};

recordStatements();
