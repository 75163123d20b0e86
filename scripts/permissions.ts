import { fileURLToPath } from "node:url";
import { roles } from "../src/database/values.ts";
import { type PlaceRelation, placeRelations, placeRights } from "../src/domain/doorstep/rights.ts";
import { rights } from "../src/domain/people/rights.ts";
import { lifecycle, type Relation } from "../src/domain/tickets/lifecycle.ts";

/** Every way of standing to a ticket; the type checker sees to it that none is missing. */
const relations = Object.keys({
  reporter: 0,
  party: 0,
  follower: 0,
  responsible: 0,
  offered: 0,
  co_handler: 0,
  station: 0,
  station_head: 0,
  on_call: 0,
  leader: 0,
  admin: 0,
  recorder: 0,
  caller: 0,
  witness: 0,
  county: 0,
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
  const byPlace = Object.entries(placeRights).map(([action, by]) => [
    `\`${action}\``,
    ...placeRelations.map((relation) => ((by as readonly PlaceRelation[]).includes(relation) ? "✓" : "")),
  ]);
  return `# Who may what

Made by \`npm run docs\` from \`src/domain/tickets/lifecycle.ts\`, \`src/domain/doorstep/rights.ts\` and \`src/domain/people/rights.ts\`;
\`test/bot/permissions.test.ts\` and \`test/bot/place-rights.test.ts\` try every cell.
Whom a ticket is about stands in no relation to it but the reporter's, whatever their rank; to a confidential one, leaders do not either.

## Tickets: action × relation

${table(["action", "from", "to", ...relations], byRelation)}

## At the door: action × how somebody stands to the place

What belongs to a village is its own people's: households, visits, lists, care files, gifts, topics, sessions, questions, announcements, roll-calls.
\`admin\` and \`town_leader\` (a leader without a village of their own) answer for all of them; \`led_village\` is 包村领导; \`other_leader\` leads other
villages, or some where it concerns the whole town; \`own_village\` is tied to the whole village (包村干部), \`own_group\` to that very group,
\`part_of_village\` to any group of it; \`station\` is a colleague of the person who made it, or any station's member where something is only being made;
\`theirs\` are speaker, owner, maker, keeper and whom it was given to; \`deputy\` stands in for somebody on leave who may (never for an admin); \`on_duty\`
has the duty today; \`whole_town\` is any staff, where it is meant for everybody. Where none of them holds, the answer is no, and the attempt is noted.

${table(["action", ...placeRelations], byPlace)}

## What a role opens at all: right × role

${table(["right", ...roles], byRole)}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(permissionsText());
