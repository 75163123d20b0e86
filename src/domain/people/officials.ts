import type { Role } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { maxNamedAsked } from "../limits.ts";
import { knownPlaceNames } from "../org/reference.ts";
import { mentionedIn, type Official } from "./mentioned.ts";
import { findAllHolders } from "./person.ts";

/** An official about whom the writer is asked, with the role by which people know them. */
export type Named = { id: number; name: string; role: Role };

/** Everybody who holds an office, once each. */
async function findOfficials(work: Work): Promise<(Official & { role: Role })[]> {
  const byPerson = Map.groupBy(await findAllHolders(work), ({ id }) => id);
  return [...byPerson.values()].map((held) => ({
    id: held[0]?.id as number,
    name: held[0]?.name ?? "",
    role: held[0]?.grant.role as Role,
    roles: held.map(({ grant }) => grant.role),
    villageIds: held.flatMap(({ grant }) => grant.villageId ?? []),
  }));
}

/**
 * The officials of whom a text may speak, those first who fit best; never the writer.
 *
 * @param villageId the village of the matter, for offices without a name
 * @param namesOnly offices without a name say nothing new
 */
export async function findNamedIn(
  work: Work,
  text: string,
  { villageId, writerId, namesOnly = false }: { villageId: number | undefined; writerId: number; namesOnly?: boolean },
): Promise<Named[]> {
  if (!text.trim()) return [];
  const officials = (await findOfficials(work)).filter(({ id }) => id !== writerId);
  const ids = mentionedIn(text, officials, { villageId, namesOnly, places: await knownPlaceNames(work) });
  const named = ids.flatMap((id) => officials.filter((one) => one.id === id));
  return named.slice(0, maxNamedAsked).map(({ id, name, role }) => ({ id, name, role }));
}
