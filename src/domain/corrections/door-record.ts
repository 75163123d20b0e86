import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { careFile, condolence } from "../../database/schema/care.ts";
import { doorRecordReversal } from "../../database/schema/corrections.ts";
import { person } from "../../database/schema/people.ts";
import { roster, rosterEntry } from "../../database/schema/rosters.ts";
import { village } from "../../database/schema/town.ts";
import { household, visit } from "../../database/schema/visits.ts";
import type { Attachment, DoorRecordKind } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { yuan } from "../care/condolences.ts";
import type { Place, PlaceAction } from "../doorstep/rights.ts";
import { findStanding, may, permit, whereMay } from "../doorstep/standing.ts";
import type { Actor } from "../people/person.ts";
import { noteReading } from "../privacy/audit.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { findCompanions } from "../visits/companions.ts";
import { takeOut } from "./photos.ts";

/** Something done at the door: a visit, an entry of a roster that was served, a gift. */
export type DoorRecord = {
  kind: DoorRecordKind;
  id: number;
  at: Date;
  village: string;
  /** At which household, whom, to whom; null in the field. */
  whom: string | null;
  /** Which list, or what was given. */
  what: string;
  words: string;
  attachment: Attachment | null;
  /** There is evidence, which shows more people than its reader may see. */
  isKeptBack?: true;
  by: { id: number; name: string };
  /** Who confirmed money. */
  secondId: number | null;
  place: Place;
  /** Whether it counts. */
  stands: boolean;
  /** Who may see it, by the table of rights. */
  seenBy: PlaceAction;
};
export type Reversal = { by: string; at: Date; reason: string };

const doer = alias(person, "doer");
const places = (table: typeof visit | typeof rosterEntry | typeof condolence) =>
  and(eq(village.townId, table.townId), eq(village.id, table.villageId));

const found: Record<DoorRecordKind, (work: Work, id: number) => Promise<DoorRecord | undefined>> = {
  async visit(work, id) {
    const [row] = await work.tx
      .select({ visit, household, careFile, village: village.name, doer: { id: doer.id, name: doer.name } })
      .from(visit)
      .innerJoin(village, places(visit))
      .innerJoin(doer, and(eq(doer.townId, visit.townId), eq(doer.id, visit.cadreId)))
      .leftJoin(household, and(eq(household.townId, visit.townId), eq(household.id, visit.householdId)))
      .leftJoin(careFile, and(eq(careFile.townId, visit.townId), eq(careFile.id, visit.careFileId)))
      .where(and(eq(visit.townId, work.townId), eq(visit.id, id)));
    if (!row) return undefined;
    const { visit: one, household: home, careFile: file } = row;
    const companions = await findCompanions(work, id);
    return {
      kind: "visit",
      id,
      at: one.at,
      village: row.village,
      whom: file?.name ?? home?.head ?? null,
      what: "",
      words: one.heard,
      attachment: one.attachment,
      by: row.doer,
      secondId: null,
      place: {
        villageId: one.villageId,
        groupName: home?.groupName,
        of: [one.cadreId, file?.keeperId ?? home?.cadreId ?? null, ...companions.map((along) => along.id)],
      },
      stands: one.undoneAt === null,
      seenBy: file ? "see_care" : "see_household",
    };
  },
  async entry(work, id) {
    const [row] = await work.tx
      .select({
        entry: rosterEntry,
        title: roster.title,
        maker: roster.createdBy,
        village: village.name,
        doer: { id: doer.id, name: doer.name },
      })
      .from(rosterEntry)
      .innerJoin(village, places(rosterEntry))
      .innerJoin(roster, and(eq(roster.townId, rosterEntry.townId), eq(roster.id, rosterEntry.rosterId)))
      .innerJoin(doer, and(eq(doer.townId, rosterEntry.townId), eq(doer.id, rosterEntry.doneBy)))
      .where(and(eq(rosterEntry.townId, work.townId), eq(rosterEntry.id, id)));
    if (!row?.entry.at) return undefined;
    const { entry } = row;
    return {
      kind: "entry",
      id,
      at: row.entry.at,
      village: row.village,
      whom: entry.name,
      what: row.title,
      words: entry.note,
      attachment: entry.proof,
      by: row.doer,
      secondId: null,
      place: { villageId: entry.villageId, groupName: entry.groupName, of: [entry.assignedTo, row.maker, row.doer.id] },
      stands: entry.state === "done",
      seenBy: "see_entry",
    };
  },
  async gift(work, id) {
    const [row] = await work.tx
      .select({ gift: condolence, village: village.name, doer: { id: doer.id, name: doer.name } })
      .from(condolence)
      .innerJoin(village, places(condolence))
      .innerJoin(doer, and(eq(doer.townId, condolence.townId), eq(doer.id, condolence.giverId)))
      .where(and(eq(condolence.townId, work.townId), eq(condolence.id, id)));
    if (!row) return undefined;
    const { gift } = row;
    return {
      kind: "gift",
      id,
      at: gift.at,
      village: row.village,
      whom: gift.recipient,
      what: [gift.fen ? `${yuan(gift.fen)} 元` : "", gift.goods].filter(Boolean).join("，"),
      words: "",
      attachment: gift.photo,
      by: row.doer,
      secondId: gift.secondId,
      place: { villageId: gift.villageId, of: [gift.giverId] },
      stands: gift.state === "confirmed",
      seenBy: "record_gift",
    };
  },
};

/** What was done, with its evidence, for the person who may see whom it was for. */
export async function findDoorRecord(work: Work, reader: Actor, kind: DoorRecordKind, id: number): Promise<DoorRecord | Refusal> {
  const record = await found[kind](work, id);
  if (!record) return refuse("not-found");
  const refusal = await permit(work, reader, record.seenBy, record.place);
  if (refusal) return refusal;
  if (record.attachment?.ofList && record.by.id !== reader.id && !(await seesWholeList(work, reader, id)))
    return { ...record, attachment: null, isKeptBack: true };
  if (record.seenBy === "see_care" && !record.place.of?.includes(reader.id)) await noteReading(work, reader, "read care", `visit ${id}`);
  return record;
}

/** Whether somebody may see everybody of an entry's list in the villages that are on its photo: a printed list names them all. */
async function seesWholeList(work: Work, reader: Actor, entryId: number): Promise<boolean> {
  const seen = whereMay("see_entry", await findStanding(work, reader), {
    villageId: rosterEntry.villageId,
    groupName: rosterEntry.groupName,
    of: [rosterEntry.assignedTo, roster.createdBy],
  });
  const others = await work.tx
    .select({ id: rosterEntry.id })
    .from(rosterEntry)
    .innerJoin(roster, and(eq(roster.townId, rosterEntry.townId), eq(roster.id, rosterEntry.rosterId)))
    .where(
      and(
        eq(rosterEntry.townId, work.townId),
        sql`(${rosterEntry.rosterId}, ${rosterEntry.villageId}) in (select o.roster_id, o.village_id
          from roster_entry e join roster_entry o on o.town_id = e.town_id and o.roster_id = e.roster_id and o.proof = e.proof
          where e.town_id = ${work.townId} and e.id = ${entryId})`,
        sql`not coalesce(${seen}, false)`,
      ),
    )
    .limit(1);
  return others.length === 0;
}

/** Who took it back, and why, the newest first. */
export const findReversals = (work: Work, { kind, id }: Pick<DoorRecord, "kind" | "id">): Promise<Reversal[]> =>
  work.tx
    .select({ by: person.name, at: doorRecordReversal.at, reason: doorRecordReversal.reason })
    .from(doorRecordReversal)
    .innerJoin(person, and(eq(person.townId, doorRecordReversal.townId), eq(person.id, doorRecordReversal.reversedBy)))
    .where(and(eq(doorRecordReversal.townId, work.townId), eq(doorRecordReversal.kind, kind), eq(doorRecordReversal.subjectId, id)))
    .orderBy(desc(doorRecordReversal.id));

const ofDoer = ({ place, by }: DoorRecord): Place => ({ ...place, of: [by.id] });

/** Whether somebody may take it back; `permitReversal` says why not, and notes it. */
export const mayReverse = (work: Work, actor: Actor, record: DoorRecord): Promise<boolean> =>
  may(work, actor, "reverse_record", ofDoer(record));
export const permitReversal = (work: Work, actor: Actor, record: DoorRecord): Promise<Refusal | undefined> =>
  permit(work, actor, "reverse_record", ofDoer(record));

/** 更正: takes back what is not so, with a reason that stays. It counts no more from then on; an entry is to be served again. */
export async function reverseDoorRecord(
  work: Work,
  actor: Actor,
  kind: DoorRecordKind,
  id: number,
  reason: string,
): Promise<DoorRecord | Refusal> {
  const record = await findDoorRecord(work, actor, kind, id);
  if (isRefusal(record)) return record;
  const refusal = await permitReversal(work, actor, record);
  if (refusal) return refusal;
  if (!reason.trim()) return refuse("reason-missing");
  if (!record.stands || !(await takeBack[kind](work, id))) return refuse("not-found");
  const { at: doneAt, by } = record;
  await work.tx
    .insert(doorRecordReversal)
    .values({ townId: work.townId, kind, subjectId: id, reason, reversedBy: actor.id, at: work.now, doneBy: by.id, doneAt });
  await takeOut(work, record);
  await tellOthers(work, actor, record, reason);
  return { ...record, stands: false };
}

/** Each only while it stands: of two who press at once, one takes it back. */
const takeBack: Record<DoorRecordKind, (work: Work, id: number) => Promise<boolean>> = {
  async visit(work, id) {
    const standing = and(eq(visit.townId, work.townId), eq(visit.id, id), isNull(visit.undoneAt));
    const rows = await work.tx.update(visit).set({ undoneAt: work.now }).where(standing).returning({ careFileId: visit.careFileId });
    const [row] = rows;
    if (row?.careFileId) await dueAgain(work, row.careFileId);
    return rows.length > 0;
  },
  async entry(work, id) {
    const standing = and(eq(rosterEntry.townId, work.townId), eq(rosterEntry.id, id), eq(rosterEntry.state, "done"));
    const open = { state: "open" as const, doneBy: null, at: null, note: "", proof: null };
    return (await work.tx.update(rosterEntry).set(open).where(standing).returning({ id: rosterEntry.id })).length > 0;
  },
  async gift(work, id) {
    const standing = and(eq(condolence.townId, work.townId), eq(condolence.id, id), eq(condolence.state, "confirmed"));
    return (await work.tx.update(condolence).set({ state: "reversed" }).where(standing).returning({ id: condolence.id })).length > 0;
  },
};

/** The rhythm of a care file goes by the visits that were. */
async function dueAgain(work: Work, careFileId: number) {
  await work.tx.execute(sql`update care_file f set reminded_at = null, due_at = coalesce(
      (select max(v.at) + f.rhythm_days * interval '1 day' from visit v
        where v.town_id = f.town_id and v.care_file_id = f.id and v.undone_at is null), ${work.now.toISOString()}::timestamptz)
    where f.town_id = ${work.townId} and f.id = ${careFileId}`);
}

/** Whose it was, who went along, and who confirmed it, hear that somebody else took it back. */
async function tellOthers(work: Work, actor: Actor, { kind, id, by, secondId, whom, village: where, at }: DoorRecord, reason: string) {
  const values = { by: actor.name, name: whom ?? "", village: where, until: at.toISOString(), note: reason };
  const companions = kind === "visit" ? await findCompanions(work, id) : [];
  const concerned = [by.id, ...(secondId === null ? [] : [secondId]), ...companions.map((one) => one.id)];
  const people = await work.tx
    .select({ id: person.id, telegramId: person.telegramId })
    .from(person)
    .where(and(eq(person.townId, work.townId), inArray(person.id, concerned)));
  for (const one of people) if (one.id !== actor.id) work.tell(one, { kind: "text", key: "told-deed-reversed", values });
}
