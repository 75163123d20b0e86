import { fileURLToPath } from "node:url";
import { roles } from "../src/database/values.ts";
import { rights } from "../src/domain/people/rights.ts";
import { lifecycle, type Relation } from "../src/domain/tickets/lifecycle.ts";

/** Every way of standing to a ticket; the type checker sees to it that none is missing. */
const relations = Object.keys({
  reporter: 0,
  party: 0,
  responsible: 0,
  offered: 0,
  co_handler: 0,
  station: 0,
  station_head: 0,
  on_call: 0,
  leader: 0,
  admin: 0,
  clock: 0,
} satisfies Record<Relation, 0>) as Relation[];

const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: string[][]) => [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");

/** The text of `docs/permissions.md`, made from the tables by which the program decides. */
export function permissionsText(): string {
  const byRelation = Object.entries(lifecycle).map(([action, { from, to, by }]) => [
    `\`${action}\``,
    from.join(", "),
    to,
    ...relations.map((relation) => ((by as readonly Relation[]).includes(relation) ? "✓" : "")),
  ]);
  const byRole = Object.entries(rights).map(([right, held]) => [
    `\`${right}\``,
    ...roles.map((role) => ((held as readonly string[]).includes(role) ? "✓" : "")),
  ]);
  return `# Who may what

Made by \`npm run docs\` from \`src/domain/tickets/lifecycle.ts\` and \`src/domain/people/rights.ts\`; \`test/bot/permissions.test.ts\` tries every cell.
Whom a ticket is about stands in no relation to it but the reporter's, whatever their rank; to a confidential one, leaders do not either.

## Tickets: action × relation

${table(["action", "from", "to", ...relations], byRelation)}

## Everything else: right × role

${table(["right", ...roles], byRole)}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(permissionsText());
