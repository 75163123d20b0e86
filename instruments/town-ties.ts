import { loadModule, parseSync } from "libpg-query";

await loadModule();

type Node = Record<string, unknown>;
/** What a FROM list names: a table of towns, or whatever else gives rows (a subquery, a function, values). */
type Source = { name: string; table: string | undefined; columns: ReadonlySet<string> | undefined };
/** Says that `target`'s town is the value of `source`: another of the level's sources, or `given` from outside. */
type Tie = { target: string; source: string };
/** One level of a statement: what its FROM list names, and the tables that were found loose so far, at any level. */
type Level = { sources: Source[]; loose: string[] };
/** Which tables belong to towns, by name, and the column that says to which. */
export type TownTables = ReadonlyMap<string, string>;

const given = "given";

/**
 * Which tables of a statement are reached without a tie to a town: no condition says that their `town_id` is a value that was given, or the
 * `town_id` of another table that is tied. What only one side of an `or` says, and what an outer join asks of the side that it keeps, ties nothing.
 * Knows nothing of the program: only PostgreSQL's own parser, and which columns name a town.
 *
 * @returns the tables that are loose, each once
 */
export function findLoose(statement: string, tables: TownTables): string[] {
  const loose: string[] = [];
  for (const { stmt } of parseSync(statement).stmts ?? []) walk(stmt, { sources: [], loose }, tables);
  return [...new Set(loose)];
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);
const child = (node: Node | undefined, key: string): Node | undefined => {
  const value = node?.[key];
  return isNode(value) ? value : undefined;
};
const wordOf = (node: Node | undefined): string => String(child(node, "String")?.["sval"] ?? "");
const partsOf = (node: Node): string[] | undefined => {
  const column = child(node, "ColumnRef");
  return column && listOf(column["fields"]).map(wordOf);
};

/** Finds the statements within, each a level of its own. */
function walk(node: unknown, outer: Level, tables: TownTables): void {
  if (Array.isArray(node)) for (const one of node) walk(one, outer, tables);
  if (!isNode(node)) return;
  for (const [kind, content] of Object.entries(node)) {
    if (kind === "SelectStmt" && isNode(content)) select(content, outer, tables);
    else if (kind === "InsertStmt" && isNode(content)) insert(content, outer, tables);
    else if ((kind === "UpdateStmt" || kind === "DeleteStmt") && isNode(content)) change(content, outer, tables);
    else walk(content, outer, tables);
  }
}

const levelBelow = ({ loose }: Level): Level => ({ sources: [], loose });

/** The names of its common tables hide those of the schema. */
function withNames(node: Node, outer: Level, tables: TownTables): TownTables {
  const common = listOf(child(node, "withClause")?.["ctes"]).map((one) => child(one, "CommonTableExpr"));
  if (!common.length) return tables;
  const hidden = new Set(common.map((one) => String(one?.["ctename"])));
  const within = new Map([...tables].filter(([name]) => !hidden.has(name)));
  const isRecursive = child(node, "withClause")?.["recursive"] === true;
  let visible: TownTables = tables;
  for (const one of common) {
    walk(one?.["ctequery"], outer, isRecursive ? within : visible);
    visible = new Map([...visible].filter(([name]) => name !== one?.["ctename"]));
  }
  return within;
}

function select(node: Node, outer: Level, allTables: TownTables) {
  const tables = withNames(node, outer, allTables);
  for (const side of ["larg", "rarg"]) if (isNode(node[side])) select(node[side], outer, tables);
  const level = levelBelow(outer);
  const ties: Tie[] = [];
  const pending: Node[] = [];
  for (const item of listOf(node["fromClause"])) from(item, level, tables, pending);
  tieBy(child(node, "whereClause"), level, tables, ties);
  for (const join of pending) tieByJoin(join, level, tables, ties);
  report(level, ties);
  const { withClause: _, fromClause: __, larg: ___, rarg: ____, ...rest } = node;
  walk(rest, level, tables);
}

function insert(node: Node, outer: Level, allTables: TownTables) {
  const tables = withNames(node, outer, allTables);
  const table = String(child(node, "relation")?.["relname"]);
  const column = tables.get(table);
  const columns = listOf(node["cols"]).map((one) => String(child(one, "ResTarget")?.["name"]));
  if (column !== undefined && !columns.includes(column)) outer.loose.push(table);
  const level = levelBelow(outer);
  level.sources.push(...["excluded", aliasOf(child(node, "relation")) ?? table].map((name) => source(name, table, tables)));
  // What it meets on a conflict has the key of a row that names its town.
  const { withClause: _, relation: __, cols: ___, ...rest } = node;
  walk(rest, level, tables);
}

function change(node: Node, outer: Level, allTables: TownTables) {
  const tables = withNames(node, outer, allTables);
  const level = levelBelow(outer);
  const ties: Tie[] = [];
  const pending: Node[] = [];
  from({ RangeVar: child(node, "relation") }, level, tables, pending);
  for (const item of [...listOf(node["fromClause"]), ...listOf(node["usingClause"])]) from(item, level, tables, pending);
  tieBy(child(node, "whereClause"), level, tables, ties);
  for (const join of pending) tieByJoin(join, level, tables, ties);
  report(level, ties);
  const { withClause: _, relation: __, fromClause: ___, usingClause: ____, ...rest } = node;
  walk(rest, level, tables);
}

const aliasOf = (node: Node | undefined): string | undefined => {
  const name = child(node, "alias")?.["aliasname"];
  return typeof name === "string" ? name : undefined;
};

function source(name: string, table: string, tables: TownTables): Source {
  const column = tables.get(table);
  return { name, table: column === undefined ? undefined : table, columns: column === undefined ? undefined : new Set([column]) };
}

/** Takes up what a FROM item names; what it asks of its joins is for later, when all of the level is known. */
function from(item: Node, level: Level, tables: TownTables, pending: Node[]) {
  const join = child(item, "JoinExpr");
  if (join) {
    for (const side of ["larg", "rarg"]) if (isNode(join[side])) from(join[side], level, tables, pending);
    pending.push(join);
    return;
  }
  const named = child(item, "RangeVar");
  if (named) {
    const table = String(named["relname"]);
    level.sources.push(source(aliasOf(named) ?? table, table, tables));
    return;
  }
  const [content] = Object.values(item);
  if (!isNode(content)) return;
  level.sources.push({ name: aliasOf(content) ?? "", table: undefined, columns: undefined });
  walk(content, level, tables);
}

const namesBelow = (item: unknown): string[] => {
  if (!isNode(item)) return [];
  const join = child(item, "JoinExpr");
  if (join) return [...namesBelow(join["larg"]), ...namesBelow(join["rarg"])];
  const named = child(item, "RangeVar");
  return [aliasOf(named ?? (Object.values(item)[0] as Node)) ?? String(named?.["relname"] ?? "")];
};

/** An outer join keeps the rows of one side whatever is asked: they are not tied by it. */
function tieByJoin(join: Node, level: Level, tables: TownTables, ties: Tie[]) {
  const found: Tie[] = [];
  tieBy(child(join, "quals"), level, tables, found);
  const [left, right] = [namesBelow(join["larg"]), namesBelow(join["rarg"])];
  if (listOf(join["usingClause"]).some((one) => wordOf(one) === "town_id"))
    for (const one of left) for (const other of right) found.push({ target: one, source: other }, { target: other, source: one });
  const kind = join["jointype"];
  const kept = kind === "JOIN_LEFT" ? left : kind === "JOIN_RIGHT" ? right : kind === "JOIN_FULL" ? [...left, ...right] : [];
  ties.push(...found.filter(({ target }) => !kept.includes(target)));
}

/** The ties of a condition: of each of what it joins by `and`. */
function tieBy(condition: Node | undefined, level: Level, tables: TownTables, ties: Tie[]) {
  if (!condition) return;
  const joined = child(condition, "BoolExpr");
  if (joined?.["boolop"] === "AND_EXPR") for (const one of listOf(joined["args"])) tieBy(one, level, tables, ties);
  if (joined?.["boolop"] === "OR_EXPR") tieByAll(listOf(joined["args"]), level, tables, ties);
  const link = child(condition, "SubLink");
  if (link?.["subLinkType"] === "ANY_SUBLINK")
    for (const one of elementsOf(child(link, "testexpr"))) tiePair(one, { ParamRef: {} }, level, ties);
  const compared = child(condition, "A_Expr");
  if (!compared || wordOf(listOf(compared["name"])[0]) !== "=") return;
  if (compared["kind"] === "AEXPR_OP_ANY" || compared["kind"] === "AEXPR_IN") {
    for (const one of elementsOf(child(compared, "lexpr"))) tiePair(one, { ParamRef: {} }, level, ties);
    return;
  }
  const [one, other] = [elementsOf(child(compared, "lexpr")), elementsOf(child(compared, "rexpr"))];
  for (const [index, left] of one.entries()) {
    const right = other[index];
    if (!right) continue;
    tiePair(left, right, level, ties);
    tiePair(right, left, level, ties);
  }
}

/** Of what is joined by `or`, each has to say it. */
function tieByAll(branches: readonly Node[], level: Level, tables: TownTables, ties: Tie[]) {
  const ofEach = branches.map((branch) => {
    const found: Tie[] = [];
    tieBy(branch, level, tables, found);
    return new Set(found.filter((one) => one.source === given).map(({ target }) => target));
  });
  const [first = new Set<string>(), ...others] = ofEach;
  for (const target of first) if (others.every((one) => one.has(target))) ties.push({ target, source: given });
}

const elementsOf = (node: Node | undefined): Node[] => {
  const row = child(node, "RowExpr");
  return row ? listOf(row["args"]) : node ? [node] : [];
};

function tiePair(target: Node, from: Node, level: Level, ties: Tie[]) {
  const tied = townOf(target, level);
  if (!tied?.table) return;
  const parts = partsOf(from);
  if (!parts) {
    if (isValue(from)) ties.push({ target: tied.name, source: given });
    return;
  }
  const named = level.sources.find(({ name }) => name === parts.at(-2));
  const source = townOf(from, level);
  // Another column of a table says nothing; one of what is no table, or of a level above, was given.
  if (named?.table && !source) return;
  if (source?.name !== tied.name) ties.push({ target: tied.name, source: source?.table ? source.name : given });
}

const isValue = (node: Node): boolean => {
  const cast = child(node, "TypeCast");
  if (cast) return isValue(child(cast, "arg") ?? {});
  return "ParamRef" in node || "A_Const" in node || "SubLink" in node;
};

/** Of which source of this level a column names the town, if it does. */
function townOf(node: Node, level: Level): Source | undefined {
  const parts = partsOf(node);
  if (!parts?.length) return undefined;
  const column = parts.at(-1) as string;
  const name = parts.at(-2);
  if (name !== undefined) {
    const named = level.sources.find((one) => one.name === name);
    return named && (!named.columns || named.columns.has(column)) ? named : undefined;
  }
  const having = level.sources.filter(({ columns }) => columns?.has(column));
  return having.length === 1 ? having[0] : undefined;
}

/** Follows the ties from what was given. */
function report(level: Level, ties: readonly Tie[]) {
  const reached = new Set([given]);
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const { target, source } of ties) if (reached.has(source)) reached.add(target);
  }
  for (const { name, table } of level.sources) if (table && !reached.has(name)) level.loose.push(table);
}
