import type pg from "pg";
import type { Journal, Phone } from "./chaos-people.ts";
import type { ChaosTown } from "./chaos-town.ts";
import { brokenPromises } from "./checker.ts";

/** What everybody did and was told, compared with the database; a list of each kind of wrong. */
export type ChaosVerdict = {
  confirmed: number;
  replies: number;
  tickets: number;
  /** Messages that somebody got twice; only a cut answer of Telegram or a kill may cause one. */
  duplicates: number;
  lost: string[];
  doubled: string[];
  disordered: string[];
  untrue: string[];
  brokenPromises: string[];
};

type Ticket = { number: number; description: string; reporter: number };
type Ask = <R extends pg.QueryResultRow>(question: string) => Promise<R[]>;
type Known = { journal: Journal; tickets: Ticket[]; phoneOf: ReadonlyMap<number, Phone> };

/** Statements of fact to a villager, by what must have happened for them to be true. */
const statements = { accept: /已接单 #(\d+)/, resolve: /#(\d+) 已办结/ };
const submission = /已提交，编号 #(\d+)/;
const saidOnce = /已提交，编号|已接单 #|第\d+句/;

export async function judge(database: pg.Client, town: ChaosTown, journal: Journal): Promise<ChaosVerdict> {
  const { cadres, villagers } = town;
  const ask: Ask = async <R extends pg.QueryResultRow>(question: string) => (await database.query<R>(question)).rows;
  const { rows: tickets } = await database.query<Ticket>(
    "select t.number, t.description, p.telegram_id::float8 as reporter from ticket t join person p on p.id = t.reporter_id",
  );
  const { rows: events } = await database.query<{ number: number; action: string }>(
    "select t.number, e.action from ticket_event e join ticket t on t.id = e.ticket_id",
  );
  const hasHappened = new Set(events.map(({ number, action }) => `${number} ${action}`));
  const known: Known = { journal, tickets, phoneOf: new Map([...villagers, ...cadres].map((phone) => [phone.id, phone])) };
  const reports = reportsOf(known);
  const replies = repliesOf(known);
  return {
    confirmed: reports.confirmed,
    replies: journal.replies.length,
    tickets: tickets.length,
    duplicates: villagers.reduce((sum, phone) => sum + duplicatesOf(phone), 0),
    lost: [...reports.lost, ...(await untold(ask, town)), ...replies.lost],
    doubled: reports.doubled,
    disordered: replies.disordered,
    untrue: villagers.flatMap((phone) => untrueOf(phone, tickets, hasHappened)),
    brokenPromises: await brokenPromises(database),
  };
}

/** Each report that was confirmed is a ticket, and one only. */
function reportsOf({ journal, tickets, phoneOf }: Known) {
  const [lost, doubled]: [string[], string[]] = [[], []];
  const confirmed = new Map(journal.confirmed.map((one) => [one.words, one]));
  for (const { person, words, seen } of confirmed.values()) {
    const made = tickets.filter(({ description }) => description.split("\n").includes(words));
    // A tap that came too late for its question was answered with the question; then nothing was confirmed.
    const isAskedAgain = phoneOf
      .get(person)
      ?.textsFromBot()
      .slice(seen)
      .some((text) => text.includes(words));
    if (made.length === 0 && !isAskedAgain) lost.push(words);
    if (made.length > 1) doubled.push(words);
  }
  return { confirmed: confirmed.size, lost, doubled };
}

/** Of each ticket, its reporter must have heard that it was filed, and the person who is responsible must have its card. */
export async function untold(ask: Ask, { admin, cadres, villagers }: ChaosTown): Promise<string[]> {
  const tickets = await ask<{ number: number; reporter: number; responsible: number | null }>(
    `select t.number, r.telegram_id::float8 as reporter, h.telegram_id::float8 as responsible
     from ticket t join person r on r.id = t.reporter_id left join person h on h.id = t.responsible_id`,
  );
  const textsOf = new Map([admin, ...cadres, ...villagers].map((phone) => [phone.id, phone.textsFromBot()]));
  const isTold = (person: number, words: RegExp) => textsOf.get(person)?.some((text) => words.test(text)) ?? false;
  return tickets.flatMap(({ number, reporter, responsible }) => [
    ...(isTold(reporter, new RegExp(`编号 #${number}(?!\\d)`)) ? [] : [`nobody was told that #${number} was filed`]),
    ...(responsible === null || isTold(responsible, new RegExp(`#${number}(?!\\d)`))
      ? []
      : [`the person who is responsible knows nothing of #${number}`]),
  ]);
}

function untrueOf(phone: Phone, tickets: readonly Ticket[], hasHappened: ReadonlySet<string>): string[] {
  const isOwn = (number: string) => tickets.some((ticket) => ticket.number === Number(number) && ticket.reporter === phone.id);
  const isUntrue = (text: string) => {
    const submitted = submission.exec(text)?.[1];
    if (submitted && !isOwn(submitted)) return true;
    return Object.entries(statements).some(([action, said]) => {
      const number = said.exec(text)?.[1];
      return number !== undefined && !hasHappened.has(`${number} ${action}`);
    });
  };
  return phone
    .textsFromBot()
    .filter(isUntrue)
    .map((text) => text.slice(0, 60));
}

function duplicatesOf(phone: Phone): number {
  const facts = phone.textsFromBot().filter((text) => saidOnce.test(text));
  return facts.length - new Set(facts).size;
}

/** What a cadre said to one ticket is read, in the order in which it was said. */
function repliesOf({ journal, tickets, phoneOf }: Known) {
  const [lost, disordered]: [string[], string[]] = [[], []];
  for (const [number, replies] of Map.groupBy(journal.replies, (reply) => reply.number)) {
    const reporter = tickets.find((ticket) => ticket.number === number)?.reporter ?? 0;
    const texts = phoneOf.get(reporter)?.textsFromBot() ?? [];
    const places = replies.map(({ words }) => texts.findIndex((text) => text.endsWith(words)));
    for (const [index, { person, words }] of replies.entries()) {
      // Only a refusal, which the cadre was told, may keep words from the villager: the matter was closed meanwhile.
      const isRefused = phoneOf
        .get(person)
        ?.textsFromBot()
        .some((text) => text.includes(`#${number} 现在不能`));
      if (places[index] === -1 && !isRefused) lost.push(`${words} (#${number})`);
    }
    const read = places.filter((place) => place >= 0);
    if (read.some((place, index) => index > 0 && place < (read[index - 1] ?? 0))) disordered.push(`#${number}: ${read.join(",")}`);
  }
  return { lost, disordered };
}
