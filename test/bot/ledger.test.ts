import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import ExcelJS from "exceljs";
import { expect, onTestFinished, test } from "vitest";
import type { TextKey } from "../../locales/text-key.ts";
import { cellText, type LedgerSheet, type LedgerSheetKey, rowSeal } from "../../src/domain/ledger/layout.ts";
import { describeLedger, type Ledger } from "../../src/domain/ledger/ledger.ts";
import { type LedgerTable, type LedgerTables, sentenceOf, verifyLedger } from "../../src/domain/ledger/verify.ts";
import { accept } from "../../src/domain/tickets/accept.ts";
import { lockTicket, type Ticket } from "../../src/domain/tickets/change.ts";
import { label } from "../../src/wording/texts.ts";
import type { ReadCell, ReadSheet } from "../../src/workbook/ledger-tables.ts";
import { openDomainTown } from "../support/domain-town.ts";
import { readLedger, sheetOf, verified } from "../support/ledgers.ts";
import { inviteTo, reportOf, withTown } from "../support/town.ts";
import { newestWorkbookBytes, verify } from "../support/verify.ts";

type Sheets = { sheet: string; data: ReadCell[][] }[];

/** A ledger with three tickets: one rated after a reopening, one with words that spreadsheets change, one confidential. */
async function ledgerOf(town: Awaited<ReturnType<typeof withTown>>) {
  const { admin, wang, li, chen, person, settled } = town;
  await inviteTo(admin, person("曾严"), "纪检");
  await reportOf(wang, "村口的路塌了");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await li.repliesTo("#1001", "  马上来 | 带工具\n\n\t明天到　 ");
  await wang.hasSeen("马上来");
  await li.presses("办结").then(() => li.sees("办得怎样"));
  await li.says("填平了").then(() => wang.hasSeen("办结"));
  await wang.presses("不满意").then(() => wang.hasSeen("重新"));
  await wang.says("还有坑");
  await settled();
  await chen.presses("办结").then(() => chen.sees("办得怎样"));
  await chen.says("又填了一遍").then(() => wang.hasSeen("又填了一遍"));
  await wang.presses("基本满意");
  await settled();
  await reportOf(wang, "=1+1 水管漏水 \r\n_x000D_");
  await reportOf(wang, "某干部收钱不办事", "干部作风");
  await settled();
  await chen.says("/ledger").then(() => chen.sees("台账"));
  return (await readLedger(newestWorkbookBytes(town, chen))) as Sheets;
}

test("a ledger is verified by its file alone, also one that a spreadsheet has saved again", async () => {
  const town = await withTown();
  const sheets = await ledgerOf(town);
  const caption = await town.chen.hasSeen("封条");
  const { code, said } = await verify(newestWorkbookBytes(town, town.chen));
  expect(said).toMatch(/^\d+ events, unbroken, of 3 tickets/);
  expect(code).toBe(0);
  const seal = /封条 ([0-9a-f]{16})/.exec(caption.caption ?? "")?.[1];
  expect(said).toContain(`Seal ${seal}`);
  expect(sentenceOf(verified(asSavedAgain(sheets)))).toBe(said.trim());
  // Another program reads it and writes it anew.
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(newestWorkbookBytes(town, town.chen) as never);
  expect(await verify(new Uint8Array(await book.xlsx.writeBuffer()))).toEqual({ code: 0, said });
});

test("a ledger in English is verified as well, and so is one that release 0.7 exported", async () => {
  const town = await withTown();
  const { chen, wang, settled, rows } = town;
  await reportOf(wang, "村口的路塌了");
  await chen.says("/language").then(() => chen.sees(/./));
  await chen.presses("English").then(() => chen.sees(/./));
  await chen.says("/ledger").then(() => chen.sees("The ledger"));
  await settled();
  const bytes = newestWorkbookBytes(town, chen);
  const sheets = await readLedger(bytes);
  expect(sheets.map(({ sheet }) => sheet).slice(0, 4)).toEqual(["Tickets", "Events", "Disputes", "Mediations"]);
  const { headings, rows: tickets } = sheetOf(sheets, "tickets");
  expect(headings.slice(0, 3)).toEqual(["Number", "Kind", "Category"]);
  expect(tickets[0]).toMatchObject({ number: 1001, kind: "Problem", received: new Date("2026-11-24T09:00:00Z") });
  expect(await verify(bytes)).toEqual({ code: 0, said: expect.stringMatching(/^1 events, unbroken, of 1 tickets/) });
  await rows(`insert into ticket_event (town_id, ticket_id, at, actor_id, action, from_state, to_state)
    select e.town_id, e.ticket_id, e.at, e.actor_id, 'note', e.to_state, e.to_state from ticket_event e, generate_series(1, 2000)`);
  // A long one says how far it is, in one message, and in the end how many rows it has.
  const before = chen.messages().length;
  await chen.says("/ledger").then(() => chen.sees("The ledger is done: 2"));
  await settled();
  const since = chen
    .messages()
    .slice(before)
    .filter(({ from }) => from?.is_bot);
  expect(since).toHaveLength(2);
  const count = /is done: (\d+) rows/.exec(since[0]?.text ?? "")?.[1];
  expect(Number(count)).toBeGreaterThan(2_001);
  expect(since[1]?.caption).toContain(`${count} rows`);
  expect(await verify(newestWorkbookBytes(town, chen))).toEqual({ code: 0, said: expect.stringMatching(/^2001 events, unbroken/) });
  const former = await readFile(new URL("../support/files/ledger-of-release-0.7.xlsx", import.meta.url));
  expect(await verify(former)).toEqual({ code: 0, said: expect.stringMatching(/^\d+ events, unbroken, of 3 tickets/) });
  const forged = (await readLedger(former)) as Sheets;
  const note = forged.find(({ sheet }) => sheet === "经过")?.data[3] as ReadCell[];
  note[7] = "马上就来";
  expect(sentenceOf(verified(forged))).toMatch(/^经过, row 4, #1001: it was changed/);
});

/** A ledger as it comes from the domain, read to its end, as verifying takes it. */
async function tablesOf(ledger: Ledger): Promise<LedgerTables> {
  const rows = new Map<LedgerSheetKey, number>();
  const tables = new Map<LedgerSheetKey, LedgerTable>();
  const read = async ({ key, columns, pieces }: LedgerSheet) => {
    const found: string[][] = [];
    for await (const piece of pieces()) found.push(...piece.map((cells) => cells.map(cellText)));
    rows.set(key, found.length);
    const keys = [...columns.map((column) => column.key), "row_seal"];
    const sealed = found.map((cells, index) => ({ place: index + 1, at: index + 2, cells: [...cells, rowSeal(key, index + 1, cells)] }));
    const of = (cells: string[]) => (name: string) => cells[keys.indexOf(name)] ?? "";
    tables.set(key, { name: key, sealedAs: key, lines: [], headings: 1, keys, rows: sealed.map((row) => ({ ...row, of: of(row.cells) })) });
  };
  for (const sheet of ledger.sheets) await read(sheet);
  await read(ledger.check(new Map(), rows));
  return tables;
}

test("what happens while a ledger is read is not in it, one that is too long says so, and both are whole", async () => {
  const town = await openDomainTown();
  onTestFinished(() => town.close());
  const filed: Ticket[] = [];
  for (const _ of [1, 2, 3]) filed.push(await town.report("wang", town.category("problem", "道路水利")));
  const reader = town.actor("zhou");
  const period = { from: new Date("2026-01-01T00:00:00Z"), to: new Date("2031-01-01T00:00:00Z") };
  const li = town.actor("li");
  const { whole, cut } = await town.run(async (work) => {
    const words = {
      label: (key: TextKey, values = {}) => label("zh", key, values),
      named: ({ name }: { name: string }) => name,
      time: String,
      now: work.now,
    };
    const begun = await describeLedger({ work, reader, period, words });
    const changed = (await lockTicket(work, (filed[0] as Ticket).id)) as Ticket;
    expect(await accept(work, li, changed)).not.toHaveProperty("refused");
    await town.report("wang", town.category("problem", "道路水利"));
    const whole = await tablesOf(begun);
    const cut = await tablesOf(await describeLedger({ work, reader, period, words, most: 2 }));
    return { whole, cut };
  });
  expect(sentenceOf(verifyLedger(whole))).toMatch(/^3 events, unbroken, of 3 tickets/);
  expect(whole.get("tickets")?.rows.map((row) => row.of("state_key"))).toEqual(["assigned", "assigned", "assigned"]);
  expect(sentenceOf(verifyLedger(cut))).toMatch(/^2 events, unbroken, of 2 tickets.*was cut: 1 more events/s);
});

/** As spreadsheets write them: without the empty cells at a row's end, blanks at a cell's end gone, lines ended by CR LF, short numbers as numbers. */
const asSavedAgain = (sheets: Sheets): ReadSheet[] =>
  sheets.map(({ sheet, data }) => ({
    sheet,
    data: data.map((row) => {
      const cells = row.map((cell) => {
        if (typeof cell !== "string") return cell;
        return /^\d{1,6}$/.test(cell) ? Number(cell) : cell.replaceAll("\n", "\r\n").trimEnd();
      });
      return cells.slice(0, cells.findLastIndex((cell) => cell !== null && cell !== "") + 1);
    }),
  }));

const textOf = (cell: ReadCell) => (cell instanceof Date ? cell.toISOString().slice(0, 19).replace("T", " ") : String(cell ?? ""));
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

test("whatever is changed, removed or moved in a ledger is named with its sheet, row and ticket", async () => {
  const town = await withTown();
  const original = await ledgerOf(town);
  /** A sheet's cells from its keys on, and where these stand. */
  const tableOf = (sheets: Sheets, key: string) => {
    const { data } = sheets.find((one) => one.data.some((row) => row.includes(`row_seal@${key}`))) as Sheets[number];
    const keys = data.findIndex((row) => row.includes(`row_seal@${key}`));
    const column = (name: string) => (data[keys] as ReadCell[]).findIndex((cell) => cell === name || String(cell).startsWith(`${name}@`));
    return { data, first: keys + 2, column };
  };
  /** The row of an event or ticket, as a spreadsheet numbers it. */
  const rowAt = (key: string, number: number, seq?: number) =>
    tableOf(original, key).data.findIndex((row) => Number(row[0]) === number && (seq === undefined || Number(row[1]) === seq)) + 1;
  const put = (name: string, row: number, heading: string, value: string) => (sheets: Sheets) => {
    const { data, column } = tableOf(sheets, name);
    const cells = data[row - 1] as ReadCell[];
    expect(column(heading), heading).toBeGreaterThanOrEqual(0);
    expect(cells[column(heading)]).not.toBe(value);
    cells[column(heading)] = value;
  };
  const remove =
    (name: string, ...places: number[]) =>
    (sheets: Sheets) => {
      for (const place of places.toSorted((a, b) => b - a)) tableOf(sheets, name).data.splice(place - 1, 1);
    };
  /** Somebody who knows how rows are sealed seals them again. */
  const sealAgain = (name: string) => (sheets: Sheets) => {
    const { data, first, column } = tableOf(sheets, name);
    data.slice(first).forEach((row, index) => {
      const cells = Array.from({ length: column("row_seal") }, (_, at) =>
        textOf(row[at] ?? null)
          .replace(/\s+/g, " ")
          .trim(),
      );
      row[column("row_seal")] = sha256([name, index + 1, ...cells].join("\u001f"));
    });
  };
  const eventsOf = (number: number) =>
    tableOf(original, "events").data.flatMap((row, index) => (Number(row[0]) === number ? [index + 1] : []));
  const [reply, rated, accept] = [rowAt("events", 1001, 3), eventsOf(1001).at(-1) as number, rowAt("events", 1001, 2)];
  const [first, second] = [rowAt("tickets", 1001), rowAt("tickets", 1002)];
  const checkRow = tableOf(original, "check").data.findIndex(([item]) => item === "#1002") + 1;
  const attacks: Record<string, { does: ((sheets: Sheets) => void)[]; said: RegExp }> = {
    "a changed note": { does: [put("events", reply, "note", "马上就来")], said: new RegExp(`经过, row ${reply}, #1001: it was changed`) },
    "a changed note, sealed again": {
      does: [put("events", reply, "note", "马上就来"), sealAgain("events")],
      said: new RegExp(`经过, row ${reply}, #1001: it was changed`),
    },
    "another name": { does: [put("events", accept, "who", "刘芳")], said: new RegExp(`经过, row ${accept}, #1001: a cell of this row`) },
    "another actor": { does: [put("events", accept, "actor", "1")], said: new RegExp(`经过, row ${accept}, #1001: it was changed`) },
    "another instant": {
      does: [put("events", accept, "at", "2026-11-24T00:00:00.000Z")],
      said: new RegExp(`经过, row ${accept}, #1001: it was changed`),
    },
    "a better rating": {
      does: [put("events", rated, "rating", "satisfied")],
      said: new RegExp(`经过, row ${rated}, #1001: it was changed`),
    },
    "a better rating of the ticket": {
      does: [put("tickets", first, "rating_key", "satisfied"), sealAgain("tickets")],
      said: new RegExp(`事项, row ${first}, #1001: "rating_key" is "satisfied" where its events say "fair"`),
    },
    "a ticket closed on paper": {
      does: [put("tickets", second, "state_key", "closed"), sealAgain("tickets")],
      said: new RegExp(`事项, row ${second}, #1002: "state_key" is "closed" where its events say "assigned"`),
    },
    "fewer reopenings": {
      does: [put("tickets", first, "reopened", "0"), sealAgain("tickets")],
      said: new RegExp(`事项, row ${first}, #1001: "reopened" is "0" where its events say "1"`),
    },
    "other words": {
      does: [put("tickets", second, "description", "没有事")],
      said: new RegExp(`事项, row ${second}, #1002: a cell of this row`),
    },
    "an event removed": {
      does: [remove("events", reply), sealAgain("events")],
      said: new RegExp(`经过, row ${reply}, #1001: event 3 is missing`),
    },
    "the last event removed": {
      does: [remove("events", rated), sealAgain("events")],
      said: new RegExp(`经过, row ${rated - 1}, #1001: after event \\d+, 1 more are missing`),
    },
    "a ticket removed from its sheet": {
      does: [remove("tickets", second), sealAgain("tickets")],
      said: new RegExp(`事项, row ${second}, #1003: #1002 should stand here`),
    },
    "a whole ticket removed": {
      does: [remove("tickets", second), remove("events", ...eventsOf(1002)), sealAgain("tickets"), sealAgain("events")],
      said: /#1002: after event 0, 1 more are missing/,
    },
    "a whole ticket removed, also from the list": {
      does: [
        remove("tickets", second),
        remove("events", ...eventsOf(1002)),
        remove("check", checkRow),
        ...["tickets", "events", "check"].map(sealAgain),
      ],
      said: /校验.*2 tickets are listed where 3 were exported/,
    },
    "rows moved": {
      does: [
        (sheets) => {
          const { data } = tableOf(sheets, "events");
          data.splice(accept, 0, ...data.splice(accept - 1, 1));
        },
      ],
      said: new RegExp(`经过, row ${accept}, #1001: event 2 is missing`),
    },
    "another salt": {
      does: [put("events", accept, "proofs", Array.from({ length: 9 }, () => `s:${"0".repeat(64)}`).join(" "))],
      said: new RegExp(`经过, row ${accept}, #1001: it was changed`),
    },
    "a column removed": {
      does: [
        (sheets) => {
          const { data, column } = tableOf(sheets, "events");
          const at = column("action");
          for (const row of data) row.splice(at, 1);
        },
      ],
      said: /经过, row 4: the column "action" is missing/,
    },
    "a sheet removed": { does: [(sheets) => sheets.splice(-1, 1)], said: /check: the sheet is missing/ },
    "a sheet of the doorstep removed": {
      does: [
        (sheets) =>
          sheets.splice(
            sheets.findIndex(({ sheet }) => sheet === "走访"),
            1,
          ),
      ],
      said: /校验, row \d+: the sheet "visits" is missing/,
    },
    "another period above the headings": {
      does: [(sheets) => tableOf(sheets, "tickets").data[1]?.splice(0, 1, "期间：2020")],
      said: /事项: the lines above its headings were changed/,
    },
  };
  for (const [name, { does, said }] of Object.entries(attacks)) {
    const sheets = structuredClone(original);
    for (const attack of does) attack(sheets);
    expect(sentenceOf(verified(sheets)), name).toMatch(said);
  }
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(newestWorkbookBytes(town, town.chen) as never);
  const { column } = tableOf(original, "events");
  (book.getWorksheet("经过") as ExcelJS.Worksheet).getRow(reply).getCell(column("note") + 1).value = "马上就来";
  const told = await verify(new Uint8Array(await book.xlsx.writeBuffer()));
  expect(told).toEqual({ code: 1, said: expect.stringMatching(/^Broken: 经过, row \d+, #1001: it was changed/) });
  expect(await verify(Buffer.from("nonsense"))).toEqual({ code: 1, said: expect.stringContaining("no workbook") });
});

test("nobody finds out from a ledger who reported confidentially, whatever they try against its hashes", async () => {
  const town = await withTown();
  const sheets = await ledgerOf(town);
  const { admin, rows, chen } = town;
  await admin.says("/ledger").then(() => admin.sees("台账"));
  const people = await rows<{ id: string; name: string }>("select id, name from person");
  const secrets = await rows<
    Record<"town_id" | "ticket_id" | "seq" | "at" | "actor_id" | "action" | "subject_id", string> & { salts: string[] }
  >(
    `select e.*, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from ticket_event e
     join ticket t on t.id = e.ticket_id where t.confidential and e.actor_id = t.reporter_id`,
  );
  expect(secrets.length).toBeGreaterThan(0);
  for (const [reader, ledger] of [
    [chen, sheets] as const,
    [admin, (await readLedger(newestWorkbookBytes(town, admin))) as Sheets] as const,
  ]) {
    const own = ledger.flatMap(({ data }) => data).filter((row) => row.some((cell) => String(cell).endsWith("1003")));
    const cells = new Set(own.flat().flatMap((cell) => [String(cell), ...String(cell).split(/ ?[sc]:/)]));
    expect([...cells].join(" "), reader.name).not.toContain("王有根");
    for (const event of secrets) {
      const salts = [...cells].filter((cell) => /^[0-9a-f]{64}$/.test(cell));
      expect(cells.has(event.salts[1] as string)).toBe(false);
      for (const { id } of people) {
        const former = sha256(
          `|${event.town_id}|${event.ticket_id}|${event.seq}|${event.at}|${id}|${event.action}|submitted|assigned|${event.subject_id}|-`,
        );
        expect(cells.has(former)).toBe(false);
        expect(salts.filter((salt) => cells.has(sha256(salt + id)))).toEqual([]);
      }
    }
  }
});
