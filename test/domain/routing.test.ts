import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { setRoster } from "../../src/domain/emergencies/duty.ts";
import { grantRole } from "../../src/domain/people/invite.ts";
import { changePerson } from "../../src/domain/people/person.ts";
import { addGroups, findGroups } from "../../src/domain/places/places.ts";
import { routeReport } from "../../src/domain/tickets/routing.ts";
import { type RuleGiven, replaceOwnRules } from "../../src/domain/tickets/town-rules.ts";
import { type DomainTown, type Name, names, openDomainTown, roleOf } from "../support/domain-town.ts";

let town: DomainTown;
beforeAll(async () => {
  town = await openDomainTown();
});
afterAll(() => town.close());

const away = (who: Name, deputy?: Name) =>
  town.run((work) =>
    changePerson(work, town.actor(who).id, {
      onLeaveUntil: new Date(town.clock.now + 86_400_000),
      deputyId: deputy ? town.actor(deputy).id : null,
    }),
  );
const present = () =>
  Promise.all(names.map((name) => town.run((work) => changePerson(work, town.actor(name).id, { onLeaveUntil: null, deputyId: null }))));

type Given = { confidential?: boolean; about?: Name; groupId?: number };
const routeOf = (kind: "problem" | "service" | "emergency" | "dispute", category: string | undefined, given: Given = {}) => {
  const chosen = town.category(kind, category);
  return town.run(async (work) =>
    routeReport(work, {
      kind,
      villageId: town.villageId,
      groupId: given.groupId,
      confidential: given.confidential ?? chosen.toDiscipline,
      reporterId: town.actor("wang").id,
      aboutId: given.about && town.actor(given.about).id,
      category: chosen,
    }),
  );
};

describe("归口, row by row", () => {
  beforeEach(present);
  test.each([
    ["about a cadre: the discipline desk", "problem", "干部作风", {}, "zeng"],
    ["confidential: the discipline desk", "problem", "道路水利", { confidential: true }, "zeng"],
    ["about the discipline officer: the admin", "problem", "干部作风", { about: "zeng" }, "zhou"],
    ["a station's category: the head of the station", "service", "临时救助", {}, "he"],
    ["about the head of the station: a colleague", "service", "临时救助", { about: "he" }, "xiao"],
    ["anything else: the village's cadre", "problem", "道路水利", {}, "li"],
    ["about that cadre: the other cadre of the village", "problem", "道路水利", { about: "li" }, "zhang"],
    ["an emergency without a roster: the village's cadre", "emergency", undefined, {}, "li"],
  ] as const)("%s", async (_what, kind, category, given, expected) => {
    const route = await routeOf(kind, category, given);
    expect(town.nameOf(route?.responsible.id ?? null)).toBe(expected);
  });

  test("on leave: the deputy; without one, the next; without any cadre, the village's leader, then the admin", async () => {
    await away("li", "xiao");
    expect(town.nameOf((await routeOf("problem", "道路水利"))?.responsible.id ?? null)).toBe("xiao");
    await away("li");
    expect(town.nameOf((await routeOf("problem", "道路水利"))?.responsible.id ?? null)).toBe("zhang");
    await away("zhang");
    expect(town.nameOf((await routeOf("problem", "道路水利"))?.responsible.id ?? null)).toBe("chen");
    await away("chen");
    expect(town.nameOf((await routeOf("problem", "道路水利"))?.responsible.id ?? null)).toBe("zhou");
  });

  test("an emergency: the person who is on duty that day", async () => {
    await town.run((work) => setRoster(work, "11-24 luo"));
    const route = await routeOf("emergency", undefined);
    expect(town.nameOf(route?.responsible.id ?? null)).toBe("luo");
    expect(new Set(route?.alsoTold.map(({ id }) => town.nameOf(id)))).toEqual(new Set(["li", "zhang", "chen", "zhou"]));
    await town.rows("delete from duty");
  });
});

describe("归口, the town's own rules and ties to groups", () => {
  beforeEach(present);
  const nameOfRoute = async (...given: Parameters<typeof routeOf>) => town.nameOf((await routeOf(...given))?.responsible.id ?? null);
  const anything: RuleGiven = { kind: null, categoryId: null, villageId: null, toPersonId: null, toStationId: null };
  const withRules = async (rules: Partial<RuleGiven>[], act: () => Promise<void>) => {
    await town.run((work) =>
      replaceOwnRules(
        work,
        rules.map((rule) => ({ ...anything, ...rule })),
      ),
    );
    await act();
    await town.run((work) => replaceOwnRules(work, []));
  };
  const stationId = async () => Number((await town.rows<{ id: string }>("select id from station"))[0]?.id);

  test("a rule of the town's own comes before the station of the category and before the village's cadre", async () => {
    const road = town.category("problem", "道路水利");
    const relief = town.category("service", "临时救助");
    const rules = [
      { categoryId: road.id, kind: road.kind, toPersonId: town.actor("luo").id },
      { categoryId: relief.id, kind: relief.kind, villageId: town.villageId, toPersonId: town.actor("zhang").id },
      { kind: "dispute" as const, toStationId: await stationId() },
    ];
    await withRules(rules, async () => {
      expect(await nameOfRoute("problem", "道路水利")).toBe("luo");
      expect(await nameOfRoute("service", "临时救助")).toBe("zhang");
      expect(await nameOfRoute("dispute", undefined)).toBe("he");
      expect(await nameOfRoute("problem", "供电通信")).toBe("li");
    });
  });

  test("the first rule that fits and finds somebody decides; on leave the deputy, without one the next rule", async () => {
    const rules = [
      { kind: "problem" as const, villageId: town.villageId, toPersonId: town.actor("luo").id },
      { kind: "problem" as const, toPersonId: town.actor("liu").id },
    ];
    await withRules(rules, async () => {
      expect(await nameOfRoute("problem", "道路水利")).toBe("luo");
      expect(await nameOfRoute("problem", "道路水利", { about: "luo" })).toBe("liu");
      await away("luo");
      expect(await nameOfRoute("problem", "道路水利")).toBe("liu");
      await away("luo", "chen");
      expect(await nameOfRoute("problem", "道路水利")).toBe("chen");
    });
  });

  test("confidential matters and emergencies go their own way whatever the rules say", async () => {
    await withRules([{ villageId: town.villageId, toPersonId: town.actor("liu").id }], async () => {
      expect(await nameOfRoute("problem", "道路水利", { confidential: true })).toBe("zeng");
      expect(await nameOfRoute("problem", "干部作风")).toBe("zeng");
      expect(await nameOfRoute("emergency", undefined)).toBe("li");
      expect(await nameOfRoute("problem", "道路水利")).toBe("liu");
    });
  });

  test("a cadre tied to the group comes before those of the village; without one in the village, a cadre of another group", async () => {
    const [one, two] = await town.run(async (work) => {
      await addGroups(work, town.villageId, ["一组", "二组"]);
      return (await findGroups(work, town.villageId)).map(({ id }) => id);
    });
    await town.run((work) => grantRole(work, town.actor("liu").id, { role: "cadre", villageId: town.villageId, groupId: one ?? 0 }));
    expect(await nameOfRoute("problem", "道路水利", { groupId: one as number })).toBe("liu");
    expect(await nameOfRoute("problem", "道路水利", { groupId: two as number })).toBe("li");
    expect(await nameOfRoute("problem", "道路水利")).toBe("li");
    await away("li");
    await away("zhang");
    expect(await nameOfRoute("problem", "道路水利", { groupId: two as number })).toBe("liu");
    await town.rows("delete from role_grant where group_id is not null");
  });
});

test("for every possible report there is one responsible person, never whom it is about, never somebody on leave while anybody is there", async () => {
  const staff = names.filter((name) => roleOf[name]);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("problem" as const, "service" as const, "emergency" as const),
      fc.nat(20),
      fc.boolean(),
      fc.option(fc.constantFrom(...staff), { nil: undefined }),
      fc.subarray(staff),
      fc.option(fc.constantFrom(...staff), { nil: undefined }),
      fc.array(fc.record({ kind: fc.constantFrom("problem" as const, "service" as const, null), to: fc.constantFrom(...staff) }), {
        maxLength: 3,
      }),
      async (kind, which, confidential, about, absent, deputy, rules) => {
        await present();
        const { villageId } = town;
        const given = rules.map((rule) => ({
          kind: rule.kind,
          villageId,
          categoryId: null,
          toStationId: null,
          toPersonId: town.actor(rule.to).id,
        }));
        await town.run((work) => replaceOwnRules(work, given));
        for (const name of absent) await away(name, deputy);
        const all = await town.rows<{ name: string }>("select name from category where kind = $1 order by id", [kind]);
        const route = await routeOf(kind, all[which % all.length]?.name, { confidential, ...(about ? { about } : {}) });
        const responsible = town.nameOf(route?.responsible.id ?? null);
        expect(responsible !== undefined || about === "zhou").toBe(true);
        expect(responsible ?? "nobody").not.toBe(about);
        expect(route?.alsoTold.map(({ id }) => town.nameOf(id)) ?? []).not.toContain(about);
        const isAdminThere = !absent.includes("zhou") && about !== "zhou";
        if (isAdminThere) expect(absent).not.toContain(responsible);
      },
    ),
    { numRuns: 150 },
  );
});
