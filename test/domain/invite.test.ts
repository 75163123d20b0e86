import { expect, test } from "vitest";
import { invitePerson } from "../../src/domain/people/invite.ts";
import { openDomainTown } from "../support/domain-town.ts";

test("no invitation looks like the link of a party or of a session", async () => {
  const town = await openDomainTown();
  const codes = await town.run((work) =>
    Promise.all([...Array(600)].map(() => invitePerson(work, town.actor("zhou"), "cadre", { villageId: town.villageId }))),
  );
  await town.close();
  expect(codes.filter((code) => /^[a-z]_/i.test(code) || /^v\d{1,9}$/.test(code))).toEqual([]);
});
