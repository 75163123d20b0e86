import { eq } from "drizzle-orm";
import { town } from "../../database/schema/town.ts";
import type { Work } from "../../database/work.ts";
import { noteAlways } from "../conversation.ts";
import type { Actor } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";

/** Which form of the town strangers may look at, by a word that changes with it; undefined where they may not. */
export async function findPublicForm(work: Work): Promise<string | undefined> {
  const found = await work.tx.query.town.findFirst({ columns: { publicSince: true, orgVersion: true }, where: eq(town.id, work.townId) });
  return found?.publicSince ? `${found.publicSince.getTime()} ${found.orgVersion}` : undefined;
}

/** Whether strangers may look at the town; nobody may until an admin says so. */
export async function isPublic(work: Work): Promise<boolean> {
  return (await findPublicForm(work)) !== undefined;
}

/** 公开, and its inverse. */
export async function makePublic(work: Work, actor: Actor, open: boolean): Promise<Refusal | undefined> {
  if (!mayUse(actor, "org")) return refuse("not-yours");
  if ((await isPublic(work)) === open) return undefined;
  await work.tx
    .update(town)
    .set({ publicSince: open ? work.now : null })
    .where(eq(town.id, work.townId));
  await noteAlways(work, actor.id, "public page", open ? "on" : "off");
  return undefined;
}
