import { and, eq } from "drizzle-orm";
import { invite, roleGrant } from "../../database/schema/people.ts";
import type { Role } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { dayMs } from "../durations.ts";
import { inviteDays } from "../limits.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { type Claim, useClaimCode } from "./claim.ts";
import { hashOf, newCode } from "./codes.ts";
import { type Actor, refreshCommands } from "./person.ts";

export type Invite = typeof invite.$inferSelect;

/** Makes a one-time link's code for a role. */
export async function invitePerson(
  work: Work,
  by: Actor,
  role: Role,
  scope: { villageId?: number; groupId?: number; stationId?: number; isHead?: boolean },
): Promise<string> {
  const code = newCode();
  await work.tx.insert(invite).values({
    townId: work.townId,
    codeHash: hashOf(code),
    role,
    villageId: scope.villageId ?? null,
    groupId: scope.groupId ?? null,
    stationId: scope.stationId ?? null,
    isHead: scope.isHead ?? false,
    createdBy: by.id,
    expiresAt: new Date(work.now.getTime() + inviteDays * dayMs),
  });
  return code;
}

export type Claimed = Claim | { kind: "role"; invite: Invite };

/**
 * Uses a one-time code from a start link: the town's claim code or an invitation. Both work once.
 *
 * @returns what it gave; a refusal when it is unknown, used or too old
 */
export async function useCode(work: Work, actor: Actor, code: string): Promise<Claimed | Refusal> {
  const codeHash = hashOf(code);
  const claimed = await useClaimCode(work, actor, codeHash);
  if (claimed) {
    await grantRole(work, actor.id, { role: "admin" });
    return claimed;
  }
  const [found] = await work.tx
    .select()
    .from(invite)
    .where(and(eq(invite.townId, work.townId), eq(invite.codeHash, codeHash)))
    .for("update");
  if (!found || found.expiresAt < work.now) return refuse("bad-code");
  if (found.usedAt) return refuse(found.usedBy === actor.id ? "already-member" : "used-code");
  await work.tx
    .update(invite)
    .set({ usedBy: actor.id, usedAt: work.now })
    .where(and(eq(invite.townId, work.townId), eq(invite.codeHash, codeHash)));
  await grantRole(work, actor.id, found);
  return { kind: "role", invite: found };
}

type Granted = { role: Role; villageId?: number | null; groupId?: number | null; stationId?: number | null; isHead?: boolean };

/** Grants a role; granting the same again changes nothing. @returns whether it is new */
export async function grantRole(work: Work, personId: number, granted: Granted): Promise<boolean> {
  const existing = await work.tx.query.roleGrant.findMany({
    where: and(eq(roleGrant.townId, work.townId), eq(roleGrant.personId, personId)),
  });
  const same = (value: typeof roleGrant.$inferSelect) =>
    value.role === granted.role &&
    !value.revokedAt &&
    value.villageId === (granted.villageId ?? null) &&
    value.groupId === (granted.groupId ?? null) &&
    value.stationId === (granted.stationId ?? null);
  if (existing.some(same)) return false;
  await work.tx.insert(roleGrant).values({
    townId: work.townId,
    personId,
    role: granted.role,
    villageId: granted.villageId ?? null,
    groupId: granted.groupId ?? null,
    stationId: granted.stationId ?? null,
    isHead: granted.isHead ?? false,
    grantedAt: work.now,
  });
  await refreshCommands(work, personId);
  return true;
}
