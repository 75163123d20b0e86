import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { setRoster } from "../../src/domain/emergencies/duty.ts";
import { changePerson } from "../../src/domain/people/person.ts";
import { routeReport } from "../../src/domain/tickets/routing.ts";
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

const routeOf = (
  kind: "problem" | "service" | "emergency",
  category: string | undefined,
  given: { confidential?: boolean; about?: Name } = {},
) => {
  const chosen = town.category(kind, category);
  return town.run(async (work) =>
    routeReport(work, {
      kind,
      villageId: town.villageId,
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

  test("an emergency: whoever is on duty that day", async () => {
    await town.run((work) => setRoster(work, "11-24 luo"));
    const route = await routeOf("emergency", undefined);
    expect(town.nameOf(route?.responsible.id ?? null)).toBe("luo");
    expect(new Set(route?.alsoTold.map(({ id }) => town.nameOf(id)))).toEqual(new Set(["li", "zhang", "chen", "zhou"]));
    await town.rows("delete from duty");
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
      async (kind, which, confidential, about, absent, deputy) => {
        await present();
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
