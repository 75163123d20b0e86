import { and, eq, isNull } from "drizzle-orm";
import type { TextKey } from "../../../locales/text-key.ts";
import { town } from "../../database/schema/town.ts";
import type { Work } from "../../database/work.ts";
import { noteAlways } from "../conversation.ts";
import { hourMs } from "../durations.ts";
import { claimDays, recoveryHours } from "../limits.ts";
import { hashOf, newCode } from "./codes.ts";
import { type Actor, findHolders } from "./person.ts";

/**
 * Makes the code of a start's link, by which somebody becomes the first admin; that of every earlier link is void from now on.
 *
 * @returns the code, shown once and stored only as a hash; undefined when the town has had its first admin
 */
export async function mintClaimCode(work: Work): Promise<string | undefined> {
  const code = newCode();
  const fresh = { claimCodeHash: hashOf(code), claimExpiresAt: hoursFrom(work, claimDays * 24) };
  const made = await work.tx
    .insert(town)
    .values({ id: work.townId, ...fresh })
    .onConflictDoUpdate({ target: town.id, set: fresh, setWhere: isNull(town.claimedAt) })
    .returning({ id: town.id });
  return made.length ? code : undefined;
}

/**
 * Makes a code for the person who sits at the machine, also when the town has admins: their accounts may be lost. It is noted, the admins are
 * told, and every earlier link is void.
 */
export async function mintRecoveryCode(work: Work): Promise<string> {
  const code = newCode();
  await work.tx
    .update(town)
    .set({ claimCodeHash: hashOf(code), claimExpiresAt: hoursFrom(work, recoveryHours) })
    .where(eq(town.id, work.townId));
  await noteAlways(work, null, "claim-link-made", "at the machine");
  await tellAdmins(work, "told-claim-made", { hours: recoveryHours });
  return code;
}

/** What a link from a start or from `npm run claim` gave: a town that has still to be set up, or one more admin. */
export type Claim = { kind: "town" } | { kind: "admin" };

/**
 * Uses up the code, if it is the newest one and not too old; the person who asked is to be made admin.
 *
 * @returns undefined when it is another code
 */
export async function useClaimCode(work: Work, actor: Actor, codeHash: string): Promise<Claim | undefined> {
  const [found] = await work.tx
    .select()
    .from(town)
    .where(and(eq(town.id, work.townId), eq(town.claimCodeHash, codeHash)))
    .for("update");
  if (!found || (found.claimExpiresAt && found.claimExpiresAt < work.now)) return undefined;
  await work.tx
    .update(town)
    .set({ claimedAt: found.claimedAt ?? work.now, claimCodeHash: null, claimExpiresAt: null })
    .where(eq(town.id, work.townId));
  if (!found.claimedAt) return { kind: "town" };
  await noteAlways(work, actor.id, "claim-link-used", `person ${actor.id} became admin`);
  await tellAdmins(work, "told-claim-used", { name: actor.name });
  return { kind: found.name ? "admin" : "town" };
}

async function tellAdmins(work: Work, key: TextKey, values: Record<string, string | number>) {
  for (const admin of await findHolders(work, "admin")) work.tell(admin, { kind: "text", key, values });
}

const hoursFrom = (work: Work, hours: number) => new Date(work.now.getTime() + hours * hourMs);
