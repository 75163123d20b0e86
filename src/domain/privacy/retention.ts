import { eq, type SQL, sql } from "drizzle-orm";
import { keepingTerm } from "../../database/schema/town.ts";
import type { Work } from "../../database/work.ts";
import { noteAlways } from "../conversation.ts";
import { isOnPaperSql } from "../people/on-paper.ts";
import type { Actor } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { eraseContentOf, eraseRows } from "./erase-rows.ts";
import { noticeStub } from "./erase-traces.ts";
import { noName } from "./kept.ts";
import { keepingChoices, maxErasedAtOnce, type Retention, retention, type TownsKind } from "./limits.ts";
import type { TableName } from "./tables.ts";

/** For how many days each kind is kept: as the town chose, or as usual. */
export async function findTerms({ tx, townId }: Work): Promise<Record<Retention, number>> {
  const chosen = await tx.select().from(keepingTerm).where(eq(keepingTerm.townId, townId));
  const usual = Object.entries(retention).map(([kind, { days }]) => [kind, days] as const);
  return Object.fromEntries([...usual, ...chosen.map(({ kind, days }) => [kind, days] as const)]) as Record<Retention, number>;
}

/** The terms that a town may choose for a kind. */
export const choicesFor = (kind: TownsKind): readonly number[] => keepingChoices.filter((days) => days >= retention[kind].least);

/** 保存期限: how long a kind is kept from now on. What is over it goes in the next night. */
export async function chooseTerm(work: Work, actor: Actor, kind: TownsKind, days: number): Promise<Refusal | undefined> {
  if (!mayUse(actor, "keeping")) return refuse("not-yours");
  if (!choicesFor(kind).includes(days)) return refuse("not-found");
  await work.tx
    .insert(keepingTerm)
    .values({ townId: work.townId, kind, days })
    .onConflictDoUpdate({ target: [keepingTerm.townId, keepingTerm.kind], set: { days } });
  await noteAlways(work, actor.id, "keeping term", `${kind} ${days}`);
  return undefined;
}

/** `stored`: when it came or went, by the database's clock; `happened`: what is older by the town's. */
type Before = { stored: SQL; happened: SQL };
type Step = {
  kind: Retention;
  table: TableName;
  due: (before: Before) => SQL;
  /** Which columns are erased; `row`: all of it goes; otherwise as the table of what is kept says. */
  only?: readonly string[] | "row";
};

const isDone = sql`state in ('sent', 'dropped', 'failed')`;

const isWhole = sql`notice is not null and (notice->>'kind' in ('relay', 'text') and (notice->'values') - 'number'::text <> '{}'::jsonb
  or notice->'attachment'->>'fileId' <> '' or notice->>'latitude' <> '0' or notice ?| array['list', 'heard', 'words'])`;

/** Each kind of what is kept for a time, and which of it is over it. The steps of one table go from its content to its rows. */
const steps: readonly Step[] = [
  {
    kind: "update_words",
    table: "inbox",
    due: ({ stored }) => sql`processed_at < ${stored} and failure is null and payload <> '{}'`,
    only: ["payload"],
  },
  { kind: "updates", table: "inbox", due: ({ stored }) => sql`processed_at < ${stored} and failure is null` },
  { kind: "failed_updates", table: "inbox", due: ({ stored }) => sql`processed_at < ${stored} and failure is not null` },
  { kind: "updates", table: "attempt", due: ({ stored }) => sql`road <> 'process' and begun_at < ${stored}`, only: "row" },
  { kind: "updates", table: "silenced", due: ({ stored }) => sql`until < ${stored}` },
  {
    kind: "answers",
    table: "outbox",
    due: ({ stored }) => sql`${isDone} and payload <> '{}' and coalesce(sent_at, created_at) < ${stored}`,
    only: ["payload"],
  },
  // A thread is found by the messages of its ticket, not by what edited them, nor by messages that belong to none.
  {
    kind: "messages",
    table: "outbox",
    due: ({ stored }) =>
      sql`(ticket_id is null or edits_id is not null or state = 'dropped') and state in ('sent', 'dropped') and created_at < ${stored}`,
  },
  { kind: "messages", table: "livePlace", due: ({ happened }) => sql`started_at < ${happened}` },
  { kind: "messages", table: "webhookDelivery", due: ({ happened }) => sql`at < ${happened} and state <> 'pending'` },
  { kind: "messages", table: "broughtFile", due: ({ stored }) => sql`at < ${stored}` },
  { kind: "updates", table: "letter", due: ({ happened }) => sql`at < ${happened}` },
  { kind: "drafts", table: "dialog", due: ({ happened }) => sql`updated_at < ${happened}` },
  { kind: "albums", table: "album", due: ({ happened }) => sql`at < ${happened}` },
  { kind: "workbooks", table: "receivedWorkbook", due: ({ happened }) => sql`at < ${happened}` },
  { kind: "audit", table: "auditEvent", due: ({ happened }) => sql`at < ${happened}`, only: "row" },
  { kind: "audit", table: "doorRecordReversal", due: ({ happened }) => sql`at < ${happened}` },
  { kind: "questions", table: "sessionQuestion", due: ({ happened }) => sql`at < ${happened} and body <> ''` },
  {
    kind: "visits",
    table: "visit",
    due: ({ happened }) => sql`at < ${happened} and (heard <> '' or attachment is not null)`,
    only: ["heard", "attachment"],
  },
  {
    kind: "visits",
    table: "roundTurn",
    due: ({ happened }) => sql`at < ${happened} and (note <> '' or proof is not null or pin is not null)`,
    only: ["note", "proof", "pin"],
  },
  { kind: "visits", table: "surveyReply", due: ({ happened }) => sql`at < ${happened} and said <> '{}'`, only: ["said"] },
  { kind: "care", table: "careFile", due: ({ happened }) => sql`closed_at < ${happened} and name <> ${noName}` },
  { kind: "care", table: "condolence", due: ({ happened }) => sql`at < ${happened} and state <> 'waiting' and recipient <> ${noName}` },
  {
    kind: "rosters",
    table: "rosterEntry",
    due: ({ happened }) => sql`at < ${happened} and state in ('done', 'moved') and name <> ${noName}`,
  },
  // Who was written down by others is kept for the sake of their matters.
  {
    kind: "tickets",
    table: "person",
    due: ({ happened }) => sql`${isOnPaperSql(sql`telegram_id`)} and created_at < ${happened} and not exists (
      select from ticket t where t.town_id = person.town_id and t.reporter_id = person.id and t.erased_at is null)`,
  },
  { kind: "households", table: "household", due: ({ happened }) => sql`moved_away_at < ${happened} and head not like ${`${noName}%`}` },
];

/** Does some of what is due, and says whether there may be more. */
export type Tidying = { kind: Retention; does: (work: Work) => Promise<boolean> };

/** What the night does, each to be repeated in transactions of its own while it finds something. */
export const tidyings: readonly Tidying[] = [
  ...steps.map(({ kind, table, due, only }) => ({
    kind,
    does: async (work: Work) => {
      const options = only === "row" ? { asRow: true } : { only };
      return (await eraseRows(work, table, due(await beforeOf(work, kind)), { ...options, most: maxErasedAtOnce })) === maxErasedAtOnce;
    },
  })),
  { kind: "messages", does: shortenNotices },
  { kind: "tickets", does: shortenEditions },
  { kind: "tickets", does: eraseClosedTickets },
];

async function beforeOf(work: Work, kind: Retention): Promise<Before> {
  const days = (await findTerms(work))[kind];
  const happened = new Date(work.now.getTime() - days * 86_400_000).toISOString();
  return { stored: sql`now() - ${days} * interval '1 day'`, happened: sql`${happened}::timestamptz` };
}

/** Messages by which threads are found stay as long as their matter is told of; what they said need not. */
async function shortenNotices(work: Work): Promise<boolean> {
  const { stored } = await beforeOf(work, "messages");
  const found = sql`town_id = ${work.townId} and ctid = any(array(select ctid from outbox
    where town_id = ${work.townId} and ${isDone} and ${isWhole} and coalesce(sent_at, created_at) < ${stored} limit ${maxErasedAtOnce}))`;
  const { rowCount } = await work.tx.execute(sql`update outbox set notice = ${noticeStub} where ${found}`);
  return rowCount === maxErasedAtOnce;
}

/** Matters that ended so long ago: words, files, places and names go; what it was, where and when, and how it ended stays. */
async function eraseClosedTickets(work: Work): Promise<boolean> {
  const { happened } = await beforeOf(work, "tickets");
  const { rows } = await work.tx.execute<{ id: string }>(
    sql`select id from ticket where town_id = ${work.townId} and closed_at < ${happened} and erased_at is null order by id limit ${maxErasedAtOnce} for update`,
  );
  const ids = rows.map(({ id }) => Number(id));
  await eraseContentOf(work, ids);
  await eraseRows(work, "outbox", sql`ticket_id = any(${sql.param(ids)}::bigint[]) and ${isDone}`);
  return ids.length === maxErasedAtOnce;
}

/** Of the rows behind the numbers of an old briefing the ticket's number stays, by which the sums can still be looked up. */
async function shortenEditions(work: Work): Promise<boolean> {
  const { happened } = await beforeOf(work, "tickets");
  const { rowCount } = await work.tx.execute(sql`update briefing_edition set photos = null, kept = (
      select coalesce(jsonb_object_agg(key, figure || jsonb_build_object('rows', (
        select coalesce(jsonb_agg(one || jsonb_build_object('label', case when one->>'label' like '#%' then split_part(one->>'label', ' ', 1) else ${noName} end)), '[]')
        from jsonb_array_elements(figure->'rows') as rows(one)))), '{}')
      from jsonb_each(kept) as figures(key, figure))
    where town_id = ${work.townId} and ctid = any(array(select ctid from briefing_edition where town_id = ${work.townId} and to_at < ${happened}
      and (photos is not null or jsonb_path_exists(kept, '$.*.rows[*].label ? (@ like_regex " ")')) limit ${maxErasedAtOnce}))`);
  return rowCount === maxErasedAtOnce;
}
