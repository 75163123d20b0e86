import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { permissionsText } from "../../scripts/permissions.ts";
import { type Action, mayTake, nextState, type Relation } from "../../src/domain/tickets/lifecycle.ts";
import { type TicketButton, ticketButtons } from "../../src/wording/buttons.ts";
import type { PersonDriver } from "../support/person.ts";
import { tryEveryRight } from "../support/rights.ts";
import { reportOf, withTown } from "../support/town.ts";

test("docs/permissions.md is what the tables say", () => {
  expect(readFileSync("docs/permissions.md", "utf8")).toBe(permissionsText());
});

test("every right, tried by every role with a message and with forged callback data", { timeout: 240_000 }, async () => {
  expect(await tryEveryRight(await withTown())).toEqual([]);
});

/** Which action of the lifecycle a button asks for; `seen` needs any relation at all, `handled` one of work. */
const asks: Record<TicketButton, Action | "seen"> = {
  open: "seen",
  timeline: "seen",
  accept: "accept",
  reply: "reply",
  ask: "ask",
  note: "note",
  offer: "offer",
  give_back: "give_back",
  invite_co_handler: "invite_co_handler",
  extend: "extend",
  refuse_extension: "refuse_extension",
  resolve: "resolve",
  decline: "decline",
  assign: "assign",
  add: "add",
  chase: "chase",
  withdraw: "seen",
  withdraw_really: "withdraw",
  rate: "confirm",
  merge: "merge",
  unmerge: "unmerge",
  plan_mediation: "plan_mediation",
  agree: "answer_agreement",
  disagree: "answer_agreement",
  ask_outside: "ask_outside",
  record_outside: "record_outside",
  extend_petition: "extend_petition",
  hand_up: "hand_up",
  answer_county: "note",
  reveal: "reveal",
  redirect: "redirect",
  follow_up: "seen",
  call_back: "call_back",
  paper: "note",
  helpers: "note",
  more: "seen",
  less: "seen",
  solved: "doubt",
  not_solved: "doubt",
};

test("every button of a ticket, forged by everybody: refused and noted exactly where the table says", { timeout: 120_000 }, async () => {
  const town = await withTown();
  const { admin, li, liu, chen, wang, person, settled, rows, idOf } = town;
  const stranger = person("路人甲");
  await stranger.says("/start v1").then(() => stranger.sees("您在"));
  await reportOf(wang, "路塌了");
  await li.hasSeen("#1001");
  await li.presses("协办").then(() => li.sees("请谁协办"));
  await li.presses("刘芳").then(() => li.sees("已请"));
  const everybody: [PersonDriver, Relation[]][] = [
    [wang, ["reporter"]],
    [li, ["responsible"]],
    [liu, ["co_handler"]],
    [chen, ["leader"]],
    [admin, ["admin"]],
    [stranger, []],
  ];
  const refusals = async () =>
    Number((await rows<{ n: number }>("select count(*)::int as n from audit_event where what !~ '^(read|export) '"))[0]?.n);
  const ticketId = await idOf("ticket");
  await rows("create table kept as select * from ticket");
  const columns = (
    await rows<{ name: string }>(
      "select column_name as name from information_schema.columns where table_schema = 'public' and table_name = 'ticket' and column_name not in ('id', 'town_id')",
    )
  )
    .map(({ name }) => `"${name}"`)
    .join(", ");
  for (const button of ticketButtons) {
    const action = asks[button];
    const state =
      action === "seen"
        ? "in_progress"
        : (["in_progress", "assigned", "resolved", "merged"] as const).find((one) => nextState(action, one));
    for (const [who, relations] of everybody) {
      // Each attempt finds the ticket as it was, in a state in which the action is possible at all.
      await rows(`update ticket set (${columns}) = (select ${columns} from kept)`);
      await rows("update ticket set state = $1", [state]);
      const may = action === "seen" ? relations.length > 0 : mayTake(action, relations);
      const before = await refusals();
      await who.forges(`t:${button}:${ticketId}:${button === "rate" ? "satisfied" : ""}`);
      await settled();
      expect({ button, relations, refused: (await refusals()) > before }).toEqual({ button, relations, refused: !may });
      await who.says("/cancel");
      await settled();
    }
  }
});
