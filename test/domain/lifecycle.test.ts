import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type TicketState, ticketStates } from "../../src/database/values.ts";
import {
  type Action,
  closedStates,
  isOpen,
  lifecycle,
  mayTake,
  nextState,
  type Relation,
  speaksAs,
} from "../../src/domain/tickets/lifecycle.ts";

const actions = Object.keys(lifecycle) as Action[];
const relations: Relation[] = [
  "reporter",
  "responsible",
  "offered",
  "co_handler",
  "station",
  "leader",
  "admin",
  "caller",
  "witness",
  "clock",
];

/** State × action, written out: a change of the table is a change here. */
const allowed: Record<string, string> = {
  submitted: "submit>assigned",
  assigned:
    "accept>accepted reply>in_progress ask>waiting_villager add>assigned note>assigned chase>assigned offer>assigned take_over>accepted give_back>assigned assign>assigned invite_co_handler>assigned remind>assigned escalate>assigned resolve>resolved withdraw>withdrawn decline>declined join>assigned merge>merged plan_mediation>assigned record_mediation>assigned answer_agreement>assigned record_agreement>assigned ask_outside>assigned record_outside>assigned redirect>assigned reveal>assigned hear>assigned adopt>assigned hand_up>assigned county_answer>assigned correct>assigned",
  accepted:
    "reply>in_progress ask>waiting_villager add>accepted note>accepted chase>accepted offer>accepted take_over>accepted give_back>accepted assign>assigned invite_co_handler>accepted extend>accepted refuse_extension>accepted remind>accepted escalate>accepted resolve>resolved withdraw>withdrawn decline>declined join>accepted merge>merged plan_mediation>accepted record_mediation>accepted answer_agreement>accepted record_agreement>accepted ask_outside>accepted record_outside>accepted extend_petition>accepted redirect>assigned reveal>accepted hear>accepted adopt>accepted hand_up>accepted county_answer>accepted correct>accepted",
  in_progress:
    "reply>in_progress ask>waiting_villager add>in_progress note>in_progress chase>in_progress offer>in_progress take_over>accepted give_back>in_progress assign>assigned invite_co_handler>in_progress extend>in_progress refuse_extension>in_progress remind>in_progress escalate>in_progress resolve>resolved withdraw>withdrawn decline>declined join>in_progress merge>merged plan_mediation>in_progress record_mediation>in_progress answer_agreement>in_progress record_agreement>in_progress ask_outside>in_progress record_outside>in_progress extend_petition>in_progress redirect>assigned reveal>in_progress hear>in_progress adopt>in_progress hand_up>in_progress county_answer>in_progress correct>in_progress",
  waiting_villager:
    "reply>in_progress respond>in_progress add>waiting_villager note>waiting_villager offer>waiting_villager take_over>accepted give_back>waiting_villager assign>assigned invite_co_handler>waiting_villager remind>waiting_villager resolve>resolved withdraw>withdrawn decline>declined join>waiting_villager merge>merged plan_mediation>waiting_villager record_mediation>waiting_villager answer_agreement>waiting_villager record_agreement>waiting_villager ask_outside>waiting_villager record_outside>waiting_villager redirect>assigned reveal>waiting_villager hear>waiting_villager adopt>waiting_villager hand_up>waiting_villager county_answer>waiting_villager correct>waiting_villager",
  resolved:
    "add>resolved note>resolved remind>resolved confirm>closed reopen>assigned withdraw>withdrawn doubt>resolved insist>resolved join>resolved answer_agreement>resolved record_agreement>resolved redirect>assigned reveal>resolved hear>resolved call_back>closed call_reopen>assigned call_note>resolved adopt>resolved county_answer>resolved correct>resolved",
  closed: "reveal>closed hear>closed adopt>closed",
  withdrawn: "hear>withdrawn adopt>withdrawn",
  declined: "hear>declined adopt>declined",
  merged: "unmerge>assigned hear>merged adopt>merged",
};

describe.each(ticketStates)("a ticket that is %s", (state) => {
  test("allows exactly these actions", () => {
    const found = actions.flatMap((action) => (nextState(action, state) ? [`${action}>${nextState(action, state)}`] : []));
    expect(found.join(" ")).toBe(allowed[state]);
  });
});

test("every open state can be left, and every state can be reached", () => {
  const reached = new Set<TicketState>(["submitted"]);
  for (let grew = true; grew; ) {
    const before = reached.size;
    for (const state of [...reached]) for (const action of actions) reached.add(nextState(action, state) ?? state);
    grew = reached.size > before;
  }
  expect(ticketStates.filter((state) => !reached.has(state))).toEqual([]);
  for (const state of ticketStates.filter(isOpen))
    expect(actions.some((action) => (nextState(action, state) ?? state) !== state)).toBe(true);
});

test("only who had no part in the work asks a villager without the bot", () => {
  for (const action of ["call_back", "call_reopen", "call_note"] as const)
    for (const relation of relations) expect(mayTake(action, [relation])).toBe(relation === "caller");
});

test("only the villager or seven days of silence end a resolved ticket", () => {
  for (const relation of relations) {
    const may = mayTake("confirm", [relation]);
    expect(may).toBe(relation === "reporter" || relation === "clock");
  }
});

test("a random life never leaves the table, and once closed stays closed, unless a merging is taken back", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...actions), { maxLength: 60 }), (life) => {
      let state: TicketState = "submitted";
      for (const action of life) {
        const next: TicketState | undefined = nextState(action, state);
        if (closedStates.includes(state) && action !== "unmerge") expect(next ?? state).toBe(state);
        state = next ?? state;
      }
    }),
    { numRuns: 2_000 },
  );
});

test("a reporter speaks as the reporter, whatever their rank, unless the matter is their own work", () => {
  expect(speaksAs(["reporter"])).toBe("reporter");
  expect(speaksAs(["reporter", "admin", "co_handler"])).toBe("reporter");
  expect(speaksAs(["reporter", "responsible"])).toBe("handler");
  expect(speaksAs(["party"])).toBe("concerned");
  expect(speaksAs(["follower", "leader"])).toBe("handler");
  expect(speaksAs([])).toBe("handler");
});
