import { and, asc, eq, isNull } from "drizzle-orm";
import { countyAbove, countyCode, countyMember } from "../../database/schema/county.ts";
import { town, village } from "../../database/schema/town.ts";
import type { Work } from "../../database/work.ts";
import { noteAlways } from "../conversation.ts";
import { dayMs } from "../durations.ts";
import { inviteDays } from "../limits.ts";
import { hashOf, newCode } from "../people/codes.ts";
import { type Actor, findHolders } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { mayTryCode, noteWrongCode } from "../people/wrong-codes.ts";
import { addVillages, findTown } from "../places/places.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { counterpartOf } from "./counterpart.ts";
import { writeLetter } from "./letters.ts";
import { findOtherTown, type OtherTown, useCountyCode } from "./other-town.ts";

/** 下属乡镇: a one-time code by which a town of the same deployment joins this county. It says whose it is. */
export async function makeCountyCode(work: Work, by: Actor): Promise<string | Refusal> {
  if (!mayUse(by, "org")) return refuse("not-yours");
  if (await findAbove(work)) return refuse("county-in-county");
  const code = newCode();
  await work.tx.insert(countyCode).values({
    townId: work.townId,
    codeHash: hashOf(code),
    createdBy: by.id,
    expiresAt: new Date(work.now.getTime() + inviteDays * dayMs),
  });
  await noteAlways(work, by.id, "county-code-made", "");
  return `${work.townId.toString(36)}.${code}`;
}

/** 上级县: the town gives the code that the county's admin made. */
export async function joinCounty(work: Work, by: Actor, typed: string): Promise<OtherTown | Refusal> {
  if (!mayUse(by, "org")) return refuse("not-yours");
  const closed = await mayTryCode(work, by);
  if (closed) return closed;
  if (await findAbove(work)) return refuse("county-before");
  if ((await findMembers(work)).length) return refuse("county-in-county");
  const [, at = "", code = ""] = /^\s*([0-9a-z]{1,6})\.(\S+)\s*$/.exec(typed) ?? [];
  const county = await findOtherTown(work, Number.parseInt(at || "0", 36));
  if (!county || county.id === work.townId || !(await useCountyCode(work, county.id, hashOf(code)))) {
    await noteWrongCode(work, by, "county");
    return refuse("county-code");
  }
  const joined = { joinedAt: work.now, partedAt: null };
  await work.tx
    .insert(countyAbove)
    .values({ townId: work.townId, countyId: county.id, ...joined })
    .onConflictDoUpdate({ target: [countyAbove.townId, countyAbove.countyId], set: joined });
  await noteAlways(work, by.id, "county-joined", county.name);
  await writeLetter(work, county.id, { kind: "joined", request: 0 });
  return county;
}

/** The county above this town, if it has one. */
export async function findAbove(work: Work): Promise<(OtherTown & { joinedAt: Date }) | undefined> {
  const [above] = await work.tx
    .select()
    .from(countyAbove)
    .where(and(eq(countyAbove.townId, work.townId), isNull(countyAbove.partedAt)));
  const county = above && (await findOtherTown(work, above.countyId));
  return county && { ...county, joinedAt: above.joinedAt };
}

export type Member = OtherTown & { villageId: number; joinedAt: Date };

/** The towns below this county, in the order of their joining. */
export async function findMembers(work: Work): Promise<Member[]> {
  const rows = await work.tx
    .select()
    .from(countyMember)
    .where(and(eq(countyMember.townId, work.townId), isNull(countyMember.partedAt)))
    .orderBy(asc(countyMember.joinedAt), asc(countyMember.memberId));
  const towns = await Promise.all(rows.map(({ memberId }) => findOtherTown(work, memberId)));
  return rows.flatMap(({ villageId, joinedAt }, index) => {
    const known = towns[index];
    return known ? [{ ...known, villageId, joinedAt }] : [];
  });
}

/** In the county: the town as a place of it, and as somebody whose matters these are. */
export async function welcomeTown(work: Work, memberId: number): Promise<{ villageId: number; reporter: Actor; name: string }> {
  const { name } = (await findOtherTown(work, memberId)) ?? { name: "—" };
  const reporter = await counterpartOf(work, memberId, 0, name);
  const [member] = await work.tx
    .select()
    .from(countyMember)
    .where(and(eq(countyMember.townId, work.townId), eq(countyMember.memberId, memberId)));
  const villageId = member?.villageId ?? (await placeNamed(work, name));
  return { villageId, reporter, name };
}

async function placeNamed(work: Work, name: string): Promise<number> {
  await addVillages(work, name);
  const [found] = await work.tx
    .select({ id: village.id })
    .from(village)
    .where(and(eq(village.townId, work.townId), eq(village.name, name)));
  if (!found) throw new Error(`The county has no place for ${name}`);
  return found.id;
}

/** A town has joined; the county's admins hear so. */
export async function noteJoined(work: Work, memberId: number) {
  const { villageId, name } = await welcomeTown(work, memberId);
  const joined = { villageId, joinedAt: work.now, partedAt: null };
  await work.tx
    .insert(countyMember)
    .values({ townId: work.townId, memberId, ...joined })
    .onConflictDoUpdate({ target: [countyMember.townId, countyMember.memberId], set: joined });
  await tellAdmins(work, "told-town-joined", name);
}

/** Either parts from the other: nothing more is handed up; what was goes on to its end. */
export async function part(work: Work, by: Actor, otherId: number): Promise<OtherTown | Refusal> {
  if (!mayUse(by, "org")) return refuse("not-yours");
  const other = await findOtherTown(work, otherId);
  if (!other || !(await notePartedHere(work, otherId))) return refuse("not-found");
  await noteAlways(work, by.id, "county-parted", other.name);
  await writeLetter(work, otherId, { kind: "parted", request: 0 });
  return other;
}

/** The other one parted; the admins hear so. */
export async function noteParted(work: Work, otherId: number) {
  const other = await findOtherTown(work, otherId);
  if ((await notePartedHere(work, otherId)) && other) await tellAdmins(work, "told-county-parted", other.name);
}

async function notePartedHere(work: Work, otherId: number): Promise<boolean> {
  const parted = { partedAt: work.now };
  const above = await work.tx
    .update(countyAbove)
    .set(parted)
    .where(and(eq(countyAbove.townId, work.townId), eq(countyAbove.countyId, otherId), isNull(countyAbove.partedAt)))
    .returning({ id: countyAbove.countyId });
  const below = await work.tx
    .update(countyMember)
    .set(parted)
    .where(and(eq(countyMember.townId, work.townId), eq(countyMember.memberId, otherId), isNull(countyMember.partedAt)))
    .returning({ id: countyMember.memberId });
  return above.length + below.length > 0;
}

/** Whether what is overdue at a town's highest level comes up by itself. */
export async function takeOverdue(work: Work, by: Actor, takesOverdue: boolean): Promise<Refusal | undefined> {
  if (!mayUse(by, "org")) return refuse("not-yours");
  await work.tx.update(town).set({ takesOverdue }).where(eq(town.id, work.townId));
  await noteAlways(work, by.id, "county-overdue", takesOverdue ? "on" : "off");
  return undefined;
}

export const doesTakeOverdue = async (work: Work): Promise<boolean> => (await findTown(work))?.takesOverdue ?? true;

async function tellAdmins(work: Work, key: "told-town-joined" | "told-county-parted", name: string) {
  for (const admin of await findHolders(work, "admin")) work.tell(admin, { kind: "text", key, values: { name } });
}
