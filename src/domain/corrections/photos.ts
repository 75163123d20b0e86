import { and, eq, sql } from "drizzle-orm";
import type { KeptPhoto } from "../../database/schema/briefings.ts";
import { briefPhoto } from "../../database/schema/corrections.ts";
import type { DoorRecordKind } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import type { Span } from "../figures/period.ts";
import type { Actor } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { DoorRecord } from "./door-record.ts";
import { maxBriefPhotos, maxPhotosShown } from "./limits.ts";

/** A photo of a printed list names everybody on it: that is for no briefing. */
export const isPhoto = ({ attachment }: Pick<DoorRecord, "attachment">) => attachment?.kind === "photo" && !attachment.ofList;

type Of = Pick<DoorRecord, "kind" | "id">;
const photoOf = (work: Work, { kind, id }: Of) =>
  and(eq(briefPhoto.townId, work.townId), eq(briefPhoto.kind, kind), eq(briefPhoto.subjectId, id));

/** It stands in no briefing that is still to be made. */
export const takeOut = (work: Work, of: Of) => work.tx.delete(briefPhoto).where(photoOf(work, of));

/** 放进简报, and its inverse: whom a photo shows only a person can see. */
export async function chooseForBrief(work: Work, actor: Actor, record: DoorRecord, isChosen: boolean): Promise<Refusal | undefined> {
  if (!mayUse(actor, "hand_in")) return refuse("not-yours");
  if (!isPhoto(record) || !record.stands) return refuse("not-found");
  const { kind, id } = record;
  if (isChosen)
    await work.tx
      .insert(briefPhoto)
      .values({ townId: work.townId, kind, subjectId: id, chosenBy: actor.id, at: work.now })
      .onConflictDoNothing();
  else await takeOut(work, record);
  return undefined;
}

export const isChosen = async (work: Work, of: Of): Promise<boolean> => (await work.tx.$count(briefPhoto, photoOf(work, of))) > 0;

export type PhotoOf = KeptPhoto & { id: number; isChosen: boolean };

/** Photos of what was done in a period and stands, by time. @param onlyChosen as many as a briefing has; otherwise those to choose from, the newest */
export async function findPhotos(work: Work, { from, to }: Span, onlyChosen: boolean): Promise<PhotoOf[]> {
  const of = (kind: DoorRecordKind, from: string, stands: string) =>
    sql`select ${sql.raw(`'${kind}' as kind, town_id, id, at, village_id, ${from}`)} where town_id = ${work.townId} and ${sql.raw(stands)}`;
  const records = sql.join(
    [
      of("visit", "attachment from visit", "undone_at is null"),
      of("entry", "proof from roster_entry", "state = 'done'"),
      of("gift", "photo from condolence", "state = 'confirmed'"),
    ],
    sql` union all `,
  );
  const { rows } = await work.tx.execute<{
    kind: DoorRecordKind;
    id: string;
    at: string;
    village: string;
    file: string;
    chosen: boolean;
  }>(sql`
    select f.* from (
      select d.kind, d.id, d.at, v.name as village, d.attachment->>'fileId' as file, b.subject_id is not null as chosen
      from (${records}) d
      join village v on v.town_id = d.town_id and v.id = d.village_id
      left join brief_photo b on b.town_id = d.town_id and b.kind = d.kind and b.subject_id = d.id
      where d.at >= ${from.toISOString()}::timestamptz and d.at < ${to.toISOString()}::timestamptz
        and d.attachment->>'kind' = 'photo' and d.attachment->>'ofList' is null and (b.subject_id is not null or not ${onlyChosen})
      order by d.at desc, d.id desc limit ${onlyChosen ? maxBriefPhotos : maxPhotosShown}) f
    order by f.at, f.id`);
  return rows.map(({ kind, id, at, village, file, chosen }) => ({
    kind,
    id: Number(id),
    at: new Date(at).toISOString(),
    village,
    fileId: file,
    isChosen: chosen,
  }));
}

/** As they are kept with an edition: whatever is chosen later does not change what was handed in. */
export const keptPhotos = async (work: Work, span: Span): Promise<KeptPhoto[]> =>
  (await findPhotos(work, span, true)).map(({ kind, at, village, fileId }) => ({ kind, at, village, fileId }));
