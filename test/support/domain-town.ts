import { openDatabase } from "../../src/database/client.ts";
import type { Role, TicketKind } from "../../src/database/values.ts";
import { inOneTransaction, type Work } from "../../src/database/work.ts";
import { mintClaimCode } from "../../src/domain/people/claim.ts";
import { grantRole, useCode } from "../../src/domain/people/invite.ts";
import { type Actor, findAccount, findActor, meetPerson } from "../../src/domain/people/person.ts";
import { addStations, addVillages, findStations, findVillages } from "../../src/domain/places/places.ts";
import { addDefaultCategories, type Category, findAllCategories, tieCategoriesToStations } from "../../src/domain/tickets/categories.ts";
import { type ReportGiven, submitReport } from "../../src/domain/tickets/submit.ts";
import { createTestDatabase, tuesdayMorning } from "./town.ts";

/** Everybody who may have to do with a ticket of 东坑村; names say what they are. */
export const roleOf = {
  wang: undefined,
  mei: undefined,
  li: { role: "cadre", village: "东坑村" },
  zhang: { role: "cadre", village: "东坑村" },
  liu: { role: "cadre", village: "石背村" },
  he: { role: "station", station: "民政站", isHead: true },
  xiao: { role: "station", station: "民政站" },
  chen: { role: "leader", village: "东坑村" },
  luo: { role: "leader" },
  zhou: { role: "admin" },
  zeng: { role: "discipline" },
} as const satisfies Record<string, { role: Role; village?: string; station?: string; isHead?: boolean } | undefined>;
export type Name = keyof typeof roleOf;
export const names = Object.keys(roleOf) as Name[];

export type DomainTown = Awaited<ReturnType<typeof openDomainTown>>;

/** The same town without a bot around it: domain functions on a real database, with a clock that the test moves. */
export async function openDomainTown() {
  const testDatabase = await createTestDatabase();
  const database = openDatabase(testDatabase.url);
  const clock = { now: tuesdayMorning };
  const run = <T>(act: (work: Work) => Promise<T>) =>
    inOneTransaction(database, { townId: 1, zone: "Asia/Shanghai", now: new Date(clock.now) }, act);
  let lastAccount = 7_000;
  const meet = (work: Work, name: string): Promise<Actor> => {
    lastAccount += 1;
    return findAccount(work, lastAccount).then((account) =>
      meetPerson(work, account, { telegramId: lastAccount, name, username: undefined, languageCode: "zh" }),
    );
  };
  const actors = new Map<Name, Actor>();
  const { categories, villageId } = await run(async (work) => {
    const code = (await mintClaimCode(work)) as string;
    await addVillages(work, "东坑村\n石背村");
    await addStations(work, "民政站");
    await addDefaultCategories(work);
    await tieCategoriesToStations(work);
    const villages = new Map((await findVillages(work)).map(({ id, name }) => [name, id]));
    const [station] = await findStations(work);
    for (const name of names) {
      const person = await meet(work, name);
      const given = roleOf[name];
      if (name === "zhou") await useCode(work, person, code);
      else if (given) {
        await grantRole(work, person.id, {
          role: given.role,
          villageId: "village" in given ? (villages.get(given.village) ?? null) : null,
          stationId: "station" in given ? (station?.id ?? null) : null,
          isHead: "isHead" in given,
        });
      }
      actors.set(name, (await findActor(work, person.id)) as Actor);
    }
    return { categories: await findAllCategories(work), villageId: villages.get("东坑村") as number };
  });
  const actor = (name: Name) => actors.get(name) as Actor;
  let drafts = 0;
  return {
    database,
    clock,
    run,
    actor,
    villageId,
    category: (kind: TicketKind, name?: string) =>
      categories.find((one) => one.kind === kind && (name === undefined || one.name === name)) as Category,
    /** Somebody new, without any role. */
    villager: (name: string) => run((work) => meet(work, name)),
    nameOf: (id: number | null) => names.find((name) => actor(name).id === id),
    rows: testDatabase.rows,
    /** A confirmed report of somebody; throws when the domain refuses it. */
    report(reporter: Name | Actor, category: Category, given: Partial<ReportGiven> = {}) {
      drafts += 1;
      return run(async (work) => {
        const submitted = await submitReport(work, typeof reporter === "string" ? actor(reporter) : reporter, {
          draftId: `draft-${drafts}`,
          categoryId: category.id,
          villageId,
          description: "村口小桥边的路塌了",
          attachments: [],
          confidential: false,
          parties: category.kind === "dispute" ? ["赖大山"] : [],
          ...given,
        });
        if (!("ticket" in submitted)) throw new Error(`refused: ${submitted.refused}`);
        return submitted.ticket;
      });
    },
    async close() {
      await database.$client.end();
      await testDatabase.drop();
    },
  };
}
