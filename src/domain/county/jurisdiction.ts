import { inTown, type Work } from "../../database/work.ts";
import { findMembers } from "./membership.ts";

/**
 * Acts where a program of others means: in this town, or, of a county, in the town below it whose bot it names. What that town shows, and to
 * whom, is that town's to say.
 *
 * @param named GeoReport's `jurisdiction_id`; a town without towns below it has one place only, whatever that is called
 * @returns undefined when no town of this county has a bot of that name
 */
export async function inJurisdiction<T>(work: Work, named: string | undefined, act: (there: Work) => Promise<T>): Promise<T | undefined> {
  const members = named ? await findMembers(work) : [];
  if (!members.length) return act(work);
  const meant = members.find(({ username }) => username?.toLowerCase() === named?.replace(/^@/, "").toLowerCase());
  return meant && inTown(work, meant.id, act);
}
