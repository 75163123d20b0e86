import { readdirSync } from "node:fs";
import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { ownSections } from "../../src/domain/privacy/own-data.ts";
import type { PersonDriver } from "../support/person.ts";
import { reportOf, type Town, withTown } from "../support/town.ts";

/** The two newest files of somebody's chat, as text. */
function filesOf(town: Town, who: PersonDriver): string[] {
  const documents = who.messages().flatMap((message) => (message.from?.is_bot && message.document ? [message.document] : []));
  const files = [...town.telegram.world.files.values()];
  return documents.slice(-2).map(({ file_id }) => Buffer.from(files.find((one) => one.file_id === file_id)?.bytes ?? []).toString("utf8"));
}

test("/privacy says what is kept and for how long, and 导出 sends all of it, to be read and as JSON, and nothing of others", async () => {
  const town = await withTown();
  const { wang, li, person, settled, rows } = town;
  const mei = person("赖春梅");
  await mei.says("/start v1").then(() => mei.sees("您在"));
  await reportOf(wang, "路灯坏了 <晚上看不见>");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => wang.hasSeen("已接单"));
  await reportOf(mei, "桥断了");
  await rows("update person set phone = '13812345678' where name = '王有根'");
  await wang.says("水渠也漏了").then(() => wang.sees("哪一件"));
  await wang.says("/privacy").then(() => wang.sees("您的资料"));
  const said = wang.newest();
  expect(said).toContain("电话 13812345678");
  expect(said).toContain("您报的 1 件事");
  expect(said).toMatch(/14 天.*30 天/s);
  await wang.presses("导出我的资料");
  await wang.hasSeen("给电脑读的");
  await settled();
  const [page = "", json = ""] = filesOf(town, wang);
  expect(page).toContain("#1001");
  expect(page).toContain("路灯坏了 &lt;晚上看不见&gt;");
  expect(page).toContain("电话 13812345678");
  // What is unfinished is read as it was said, not as we keep it.
  expect(page).toContain("<li>水渠也漏了");
  expect(page).not.toMatch(/\{&quot;|\{"|content-first/);
  expect(page).toMatch(/状态 (已接单|办理中).*东坑村/);
  expect(`${page}${json}`).not.toMatch(/桥断了|赖春梅/);
  const data = JSON.parse(json);
  expect(Object.keys(data)).toEqual(Object.keys(ownSections));
  expect(data.reports).toMatchObject([{ number: 1001, description: "路灯坏了 <晚上看不见>" }]);
  expect(data.deeds).toEqual(expect.arrayContaining([expect.objectContaining({ number: 1001, action: "submit" })]));
  expect(JSON.stringify(data)).not.toMatch(/salts|hash/i);
  expect(await rows("select what from audit_event where what = 'export own'")).toHaveLength(1);
});

test("an English reader has it in English; somebody who only came has little; at the first use it is told once, after what cannot wait", async () => {
  const town = await withTown();
  const ann = town.person("Ann", "en");
  await ann.says("/start v1").then(() => ann.sees("you are in"));
  const [first = ""] = ann.texts();
  expect(first).toMatch(/are kept, for those who handle your matter.*5 years after its end they are erased.*at any time/s);
  await ann.presses("My data").then(() => ann.sees("Your data"));
  await ann.says("/start").then(() => ann.sees("Ann"));
  expect(ann.texts().filter((one) => one === first)).toHaveLength(1);
  const mei = town.person("赖春梅");
  await mei.says("我不想活了").then(() => mei.sees("12356"));
  await mei.sees("办完 5 年后抹掉");
  expect(mei.texts().findIndex((one) => one.includes("12356"))).toBeLessThan(mei.texts().findIndex((one) => one.includes("抹掉")));
  await ann.says("/privacy").then(() => ann.sees("Your data"));
  await ann.presses("Send me my data");
  await ann.hasSeen("for a computer");
  await town.settled();
  const [page = ""] = filesOf(town, ann);
  expect(page).toContain('<html lang="en">');
  expect(page).toContain("Who you are");
  expect(page).not.toContain("What you reported");
});

/** Columns that name a person and are not a person's own data, with the reason. */
const notTheirs: Record<string, string> = {
  "announcement.author_id": "an announcement is the town's",
  "briefing_edition.frozen_by": "a briefing is the town's",
  "care_file.keeper_id": "about the person who is cared for",
  "condolence.giver_id": "about the person who received it",
  "condolence.second_id": "about the person who received it",
  "goods_received.received_by": "goods of the town",
  "goods_received.reversed_by": "goods of the town",
  "digest_due.person_id": "a digest that is still to be written today",
  "duty.person_id": "the town's timetable",
  "agreement_answer.person_id": "of a dispute, which the timeline of the matter shows",
  "album.chat_id": "where the rest of an album goes, for two weeks",
  "follow_up.person_id": "a duty of an office",
  "visit_companion.person_id": "a duty of an office, at somebody else's household",
  "erasure.person_id": "gone with what is erased",
  "erasure.chat_id": "gone with what is erased",
  "household.cadre_id": "about the household",
  "invite.created_by": "a link of the office",
  "mediation.created_by": "of a dispute",
  "outbox.person_id": "the same rows as by chat",
  "outreach_session.speaker_id": "the town's timetable",
  "outreach_session.created_by": "the town's timetable",
  "deed_reversal.subject_id": "a visit, an entry or a gift",
  "brief_photo.subject_id": "a visit, an entry or a gift",
  "deed_reversal.reversed_by": "a deed of office",
  "deed_reversal.done_by": "a deed of office",
  "brief_photo.chosen_by": "an arrangement of the office",
  "county_code.created_by": "an arrangement of the office",
  "counterpart.person_id": "an office of another town",
  "open311_key.made_by": "an arrangement of the office",
  "webhook_target.made_by": "an arrangement of the office",
  "policy_synonym.made_by": "words of the town",
  "received_workbook.person_id": "a list of the office, until it is written into the town",
  "roster.created_by": "a list of the office",
  "roster_entry.assigned_to": "about the person on the list",
  "roster_entry.done_by": "about the person on the list",
  "live_place.chat_id": "the same rows as by its owner",
  "poll.created_by": "a question of the office",
  "desk_topic.chat_id": "a group",
  "scheduled_report.reader_id": "an arrangement of the office",
  "scheduled_report.made_by": "an arrangement of the office",
  "scheduled_report.chat_id": "a group",
  "silenced.telegram_id": "a bound of some minutes",
  "station.desk_chat_id": "a group",
  "visit.cadre_id": "about the household",
  "agreement_answer.recorded_by": "a duty of an office",
  "standing_helper.person_id": "of somebody without an account",
  "standing_helper.recorded_by": "a duty of an office",
  "standing_helper.revoked_by": "a duty of an office, or of the person who came to use the bot",
  "ticket.recorded_by": "a duty of an office; what a helper wrote down is about the person for whom",
  "care_note.author_id": "about the person who is cared for",
  "ticket.about_id": "the person who a report is about must not find it",
  "ticket.responsible_id": "a duty of an office",
  "ticket.transfer_to_id": "a duty of an office",
  "ticket_message.source_chat_id": "the same rows as by author",
  "ticket_event.subject_id": "a duty of an office",
  "topic.owner_id": "a duty of an office",
  "survey.created_by": "what somebody did in office",
  "survey_reply.recorded_by": "what somebody did in office",
  "survey_asked.person_id": "that somebody was asked is in the messages",
  "round.person_id": "a duty of an office",
  "round.created_by": "what somebody did in office",
  "round_turn.done_by": "what somebody did in office",
  "person.deputy_id": "a colleague",
  "roll_call.asked_by": "an alarm of the town",
  "session_question.answered_by": "the question is its asker's",
  "person.telegram_id": "the same row as by its number",
  "invite.used_by": "the role that it gave is shown",
  "routing_rule.to_person_id": "a rule of the town",
};

test("every column that names a person is in the export, or it is said why not", async () => {
  const folder = new URL("../../src/database/schema/", import.meta.url);
  const modules = await Promise.all(readdirSync(folder).map((file) => import(new URL(file, folder).href)));
  const tables = modules.flatMap((module) => Object.values(module)).filter((one): one is PgTable => is(one, PgTable));
  const names =
    /(^|_)(person|reporter|author|actor|cadre|speaker|giver|second|keeper|reader|responsible|owner|deputy|about|subject|transfer_to)_id$|_by$|assigned_to|chat_id$|telegram_id$/;
  const shown = new Set(
    Object.values(ownSections).map(({ table, by }) => {
      const column = (table as unknown as Record<string, { name: string }>)[by];
      return `${getTableConfig(table).name}.${column?.name}`;
    }),
  );
  const naming = tables.flatMap((table) => {
    const { name, columns } = getTableConfig(table);
    return columns
      .filter((column) => names.test(column.name) && column.columnType === "PgBigInt53")
      .map((column) => `${name}.${column.name}`);
  });
  expect(naming.length).toBeGreaterThan(30);
  expect(naming.filter((one) => !shown.has(one) && !(one in notTheirs))).toEqual([]);
  expect(Object.keys(notTheirs).filter((one) => !naming.includes(one))).toEqual([]);
});
