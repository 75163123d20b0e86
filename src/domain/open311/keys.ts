import { and, asc, count, eq, isNull, max } from "drizzle-orm";
import { open311Key, open311Request } from "../../database/schema/programs.ts";
import type { Work } from "../../database/work.ts";
import { noteAlways } from "../conversation.ts";
import { hashOf, newCode } from "../people/codes.ts";
import type { Actor } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { maxKeys } from "./limits.ts";

export type Key = typeof open311Key.$inferSelect;
export type KeyListed = Pick<Key, "id" | "name" | "madeAt"> & { filed: number; lastAt: Date | null };

const live = (work: Work) => and(eq(open311Key.townId, work.townId), isNull(open311Key.revokedAt));

/** Whether programs of others are answered at all: once an admin has made a key, and until the last is taken back. */
export const isOpen311 = async (work: Work): Promise<boolean> => (await work.tx.$count(open311Key, live(work))) > 0;

/** The key that a program brought, unless it was taken back. */
export async function findKey(work: Work, secret: string): Promise<Key | undefined> {
  const [found] = await work.tx
    .select()
    .from(open311Key)
    .where(and(live(work), eq(open311Key.keyHash, hashOf(secret))));
  return found;
}

/** Those that work, with how much came by each. */
export const findKeys = (work: Work): Promise<KeyListed[]> =>
  work.tx
    .select({
      id: open311Key.id,
      name: open311Key.name,
      madeAt: open311Key.madeAt,
      filed: count(open311Request.ticketId),
      lastAt: max(open311Request.at),
    })
    .from(open311Key)
    .leftJoin(open311Request, and(eq(open311Request.townId, open311Key.townId), eq(open311Request.keyId, open311Key.id)))
    .where(live(work))
    .groupBy(open311Key.townId, open311Key.id, open311Key.name, open311Key.madeAt)
    .orderBy(asc(open311Key.id));

/** @returns the key itself, which is stored nowhere */
export async function makeKey(work: Work, actor: Actor, name: string): Promise<string | Refusal> {
  if (!mayUse(actor, "org")) return refuse("not-yours");
  const keys = await findKeys(work);
  if (keys.length >= maxKeys) return refuse("too-many", { most: maxKeys });
  if (keys.some((one) => one.name === name)) return refuse("name-taken", { name });
  const secret = newCode();
  await work.tx.insert(open311Key).values({ townId: work.townId, name, keyHash: hashOf(secret), madeBy: actor.id, madeAt: work.now });
  await noteAlways(work, actor.id, "open311 key made", name);
  return secret;
}

export async function revokeKey(work: Work, actor: Actor, id: number): Promise<Refusal | undefined> {
  if (!mayUse(actor, "org")) return refuse("not-yours");
  const [revoked] = await work.tx
    .update(open311Key)
    .set({ revokedAt: work.now })
    .where(and(live(work), eq(open311Key.id, id)))
    .returning({ name: open311Key.name });
  if (!revoked) return refuse("not-found");
  await noteAlways(work, actor.id, "open311 key revoked", revoked.name);
  return undefined;
}
