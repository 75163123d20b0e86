import type { Copying } from "../database/drivers/copying.ts";
import type { Head, Table } from "./format.ts";

/** A table of ours carries the town; the town's own is called so. Whatever else lies in the database is somebody else's. */
const ours = `
  select c.oid, c.relname::text as name from pg_class c
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
    and (c.relname = 'town' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'town_id' and not a.attisdropped))`;

const findingTables = `
  with ours as (${ours})
  select ours.name,
    (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
      where a.attrelid = ours.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
    array(select distinct referenced.name from pg_constraint f join ours referenced on referenced.oid = f.confrelid
      where f.contype = 'f' and f.conrelid = ours.oid and f.confrelid <> ours.oid) as "refersTo"
  from ours order by ours.name`;

type Found = Table & { refersTo: string[] };

/** All tables of the town, those that others refer to first: so each can be filled when its turn comes. */
export async function findTables({ rows }: Copying): Promise<Table[]> {
  const found = await rows<Found>(findingTables);
  const ordered: Found[] = [];
  const isThere = (name: string) => ordered.some((one) => one.name === name);
  while (ordered.length < found.length) {
    const ready = found.filter(({ name, refersTo }) => !isThere(name) && refersTo.every(isThere));
    if (!ready.length) throw new Error("Tables refer to one another in a circle: none of them could be filled first");
    ordered.push(...ready);
  }
  return ordered.map(({ name, columns }) => ({ name, columns }));
}

/** Asked once the snapshot is taken: a sequence never goes back, so that it stands behind every number of the snapshot. */
export const findSequences = ({ rows }: Copying): Promise<Head["sequences"]> =>
  rows(`
    select s.relname::text as name, coalesce(last_value, seqstart)::text as last, last_value is not null as "isCalled"
    from pg_class s join pg_sequence q on q.seqrelid = s.oid
      join pg_sequences p on p.schemaname = 'public' and p.sequencename = s.relname
    where s.relnamespace = 'public'::regnamespace
      and (s.relname ~ '^ticket_number_[0-9]+$' or exists (
        select from pg_depend d join (${ours}) as ours on ours.oid = d.refobjid where d.objid = s.oid and d.deptype in ('a', 'i')))
    order by s.relname`);

/** @returns undefined when nothing of ours was ever brought up here */
export async function findSchema({ rows }: Copying): Promise<number | undefined> {
  const [noted] = await rows<{ there: boolean }>("select to_regclass('drizzle.__drizzle_migrations') is not null as there");
  if (!noted?.there) return undefined;
  const [newest] = await rows<{ newest: string | null }>("select max(created_at)::text as newest from drizzle.__drizzle_migrations");
  return newest?.newest ? Number(newest.newest) : undefined;
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const listed = (columns: readonly string[]) => columns.map(quoted).join(", ");
