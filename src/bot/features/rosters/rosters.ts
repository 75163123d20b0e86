import type { TextKey } from "../../../../locales/text-key.ts";
import { type NotServedReason, notServedReasons } from "../../../database/values.ts";
import { priorities } from "../../../database/work.ts";
import { firstCharacters } from "../../../domain/characters.ts";
import { maxNameCharacters, maxTopicCharacters } from "../../../domain/limits.ts";
import { mayUse } from "../../../domain/people/rights.ts";
import { noteReading } from "../../../domain/privacy/audit.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { findShares, mayHand } from "../../../domain/rosters/hand-on.ts";
import { maxEntriesShown, maxProofCharacters } from "../../../domain/rosters/limits.ts";
import {
  findEntries,
  findEntriesOf,
  findRosters,
  lockEntry,
  nameOf,
  type Progress,
  permitRoster,
  type Served,
  serveEntry,
} from "../../../domain/rosters/rosters.ts";
import { button, inline, pagingRows, rowsOf } from "../../../wording/buttons.ts";
import { correctionData, rosterData } from "../../../wording/callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayHtml, sayRefusal, typedBehind, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { pressesOf } from "../../presses.ts";
import type { Question } from "../../question.ts";
import { type Asked, content, type GivenContent, words, workbook } from "../../questions.ts";
import { fetchList } from "../../received-list.ts";
import { timeWithin } from "../../typed-time.ts";
import { handEntryOn, handRosterOn } from "./hand-on.ts";
import { askForTicks } from "./ticked.ts";

/** 建名单: its title, for which the form is sent … */
const namingRoster = conversation<{ title: string }>("roster", async ({ ctx, ask }) => {
  const title = await ask("title", words({ key: "ask-roster-title" }, maxTopicCharacters));
  ctx.work.tell(ctx.actor, { kind: "workbook", what: "roster-form" }, { priority: priorities.answer });
  await sendingRoster.enter(ctx, { title });
});

/** … and the form filled in. */
const sendingRoster = conversation<{ file: string }, { title: string }>(
  "roster-file",
  async ({ ctx, given: { title }, ask }) => {
    fetchList(ctx, await ask("file", workbook({ key: "ask-roster-file" })), "roster", title);
  },
  { before: (ctx) => namingRoster.enter(ctx, {}) },
);

const askedFor: Record<Served["state"], TextKey> = { done: "ask-proof", postponed: "ask-postpone", moved: "ask-not-needed" };

/** Words, a picture, a voice, or the place where they are. */
function proofOf(asked: Asked): Question<GivenContent> {
  const given = content(asked, maxProofCharacters);
  return {
    ...given,
    message(ctx, message) {
      const { location } = message.venue ?? message;
      return location ? { text: `📍 ${location.latitude.toFixed(5)}, ${location.longitude.toFixed(5)}` } : given.message?.(ctx, message);
    },
  };
}

type OfEntry = { entryId: number; name: string; state: Served["state"]; why?: NotServedReason };

/** What became of an entry: served with proof, postponed to another day, or nobody to be served any more. */
const serving = conversation<{ proof: GivenContent }, OfEntry>(
  "serve-entry",
  async ({ ctx, given: { entryId, name, state, why }, ask }) => {
    const { text: note = "", attachment } = await ask("proof", proofOf({ key: askedFor[state], values: { name } }));
    // The day stands in the reason, as people say it: 住院，下周三再去.
    const nextAt = state === "postponed" ? timeWithin(note, ctx.work) : undefined;
    const served = await serveEntry(ctx.work, ctx.actor, entryId, { state, note, proof: attachment, why, nextAt });
    if (isRefusal(served)) return sayRefusal(ctx, served);
    sayMenu(ctx, nextAt ? "entry-noted-next" : `entry-noted-${state}`, {
      name: served.name,
      ...(nextAt ? { until: when(ctx, nextAt) } : {}),
    });
    await showEntries(ctx, served.rosterId);
  },
);

/** Ten squares: how far a roster is. */
const bar = ({ done, total }: Progress) => "🟩".repeat(Math.floor((10 * done) / total)) + "⬜".repeat(10 - Math.floor((10 * done) / total));

/** 找人: by a part of the name, over all lists. */
const finding = conversation<{ typed: string }>("roster-find", async ({ ctx, ask }) => {
  await showFound(ctx, await ask("typed", words({ key: "ask-roster-find" }, maxNameCharacters)));
});

async function showFound(ctx: BotContext, typed: string) {
  const found = await findEntriesOf(ctx.work, ctx.actor, typed);
  const lines = found.map(({ name, village, groupName, address, idTail, state, why, title }) =>
    text(ctx.actor.language, "entry-found-line", {
      name: idTail ? `${name}（${idTail}）` : name,
      where: [village + groupName, address].filter(Boolean).join(" "),
      title,
      result: why ? word(ctx, `why-${why}`) : word(ctx, `entry-${state}`),
    }),
  );
  const buttons = found.map(({ id, name, village }) => button(`${name} ${village}`, rosterData.pack("entry", { id })));
  const html = [text(ctx.actor.language, found.length ? "entries-found" : "entries-found-none", { name: typed }), ...lines].join("\n");
  sayHtml(ctx, html, buttons.length ? { markup: inline(rowsOf(buttons, 2)) } : {});
}

/** /roster: every roster with its progress, and one's own part; `/roster 赖`: the person who is called so. */
export async function showRosters(ctx: BotContext) {
  if (!(await allowed(ctx, "roster"))) return;
  const typed = ctx.message ? typedBehind(ctx) : "";
  if (typed) return showFound(ctx, firstCharacters(typed, maxNameCharacters));
  const rosters = await findRosters(ctx.work, ctx.actor);
  const lines = rosters.map((one) =>
    text(ctx.actor.language, "roster-line", {
      title: one.title,
      bar: bar(one),
      done: one.done,
      total: one.total,
      postponed: one.postponed,
      moved: one.moved,
      mine: one.mine,
    }),
  );
  const buttons = rosters.map(({ id, title }) => button(firstCharacters(title, 20), rosterData.pack("open", { id, page: 0 })));
  const make = mayUse(ctx.actor, "make_roster") ? [[button(word(ctx, "button-new-roster"), rosterData.pack("new"))]] : [];
  const find = rosters.length ? [[button(word(ctx, "button-find-person"), rosterData.pack("find"))]] : [];
  const markup = buttons.length || make.length ? inline([...rowsOf(buttons, 2), ...find, ...make]) : undefined;
  sayHtml(ctx, [text(ctx.actor.language, rosters.length ? "rosters-title" : "rosters-empty"), ...lines].join("\n\n"), { markup });
}

async function showEntries(ctx: BotContext, rosterId: number, wanted = 0) {
  const { entries, page, total } = await findEntries(ctx.work, ctx.actor, rosterId, wanted);
  const lines = entries.map(({ name, groupName, address, phone, remark, state, note }) =>
    text(ctx.actor.language, state === "postponed" ? "entry-line-postponed" : "entry-line", {
      name,
      where: [groupName, address].filter(Boolean).join(" "),
      phone,
      remark: state === "postponed" ? note : remark,
    }),
  );
  const buttons = entries.map(({ id, name, state }) =>
    button(`${state === "postponed" ? "⏳ " : ""}${name}`, rosterData.pack("entry", { id })),
  );
  const paging = pagingRows(page, (page + 1) * maxEntriesShown >= total, (next) => rosterData.pack("open", { id: rosterId, page: next }));
  const to = (key: TextKey, what: "export" | "sheet" | "ticked" | "hand") =>
    button(word(ctx, key), rosterData.pack(what, { id: rosterId }));
  const onPaper = entries.length ? [[to("button-sheet", "sheet"), to("button-ticked", "ticked")]] : [];
  const mayHandOn = (await findShares(ctx.work, ctx.actor, rosterId)).length > 0;
  const last = [to("button-export", "export"), ...(mayHandOn ? [to("button-hand-on", "hand")] : [])];
  const html = [text(ctx.actor.language, entries.length ? "entries-title" : "entries-empty", { count: total }), ...lines].join("\n");
  sayHtml(ctx, html, { markup: inline([...rowsOf(buttons, 3), ...paging, ...onPaper, last]) });
}

async function openRoster(ctx: BotContext, id: number, page: number) {
  const refusal = await permitRoster(ctx.work, ctx.actor, id);
  if (refusal) sayRefusal(ctx, refusal);
  else await showEntries(ctx, id, page);
}

/** 导出 with the results, or 打印表 of what is left. */
async function exportRoster(ctx: BotContext, rosterId: number, what: "roster" | "roster-sheet") {
  const refusal = await permitRoster(ctx.work, ctx.actor, rosterId);
  if (refusal) return sayRefusal(ctx, refusal);
  await noteReading(ctx.work, ctx.actor, "export roster", String(rosterId));
  ctx.work.tell(ctx.actor, { kind: "workbook", what, rosterId }, { priority: priorities.answer });
}

async function showEntry(ctx: BotContext, id: number) {
  const entry = await lockEntry(ctx.work, ctx.actor, id);
  if (isRefusal(entry)) return sayRefusal(ctx, entry);
  const to = (key: TextKey, state: Served["state"]) => button(word(ctx, key), rosterData.pack(state, { id }));
  const because = notServedReasons.map((why) => button(word(ctx, `button-why-${why}`), rosterData.pack("why", { id, why })));
  const proof = button(word(ctx, "button-proof"), correctionData.pack("", { kind: "entry", id }));
  const hand = (await mayHand(ctx.work, ctx.actor, entry))
    ? [[button(word(ctx, "button-hand-on"), rosterData.pack("hand_one", { id }))]]
    : [];
  const open = [[to("button-served", "done"), to("button-postpone", "postponed")], ...rowsOf(because, 2), ...hand];
  const markup = inline(entry.state === "done" ? [[proof]] : open);
  const values = {
    name: entry.idTail ? `${entry.name}（${entry.idTail}）` : entry.name,
    where: [entry.groupName, entry.address].filter(Boolean).join(" "),
    phone: entry.phone,
    remark: entry.remark,
    taker: await nameOf(ctx.work, entry.assignedTo),
  };
  say(ctx, "entry-card", values, { markup });
}

async function beginServing(ctx: BotContext, id: number, state: Served["state"], why?: NotServedReason) {
  const entry = await lockEntry(ctx.work, ctx.actor, id);
  if (isRefusal(entry)) return sayRefusal(ctx, entry);
  if (entry.state === "done") return sayRefusal(ctx, { refused: "served-before", values: { name: entry.name } });
  await serving.enter(ctx, { entryId: id, name: entry.name, state, ...(why ? { why } : {}) });
}

export const rosterPresses = pressesOf(
  rosterData,
  {
    open: (ctx, { id, page }) => openRoster(ctx, id, page),
    export: (ctx, { id }) => exportRoster(ctx, id, "roster"),
    sheet: (ctx, { id }) => exportRoster(ctx, id, "roster-sheet"),
    ticked: (ctx, { id }) => askForTicks(ctx, id),
    hand: (ctx, { id }) => handRosterOn(ctx, id),
    hand_one: (ctx, { id }) => handEntryOn(ctx, id),
    new: async (ctx) => (await allowed(ctx, "make_roster")) && namingRoster.enter(ctx, {}),
    entry: (ctx, { id }) => showEntry(ctx, id),
    done: (ctx, { id }) => beginServing(ctx, id, "done"),
    postponed: (ctx, { id }) => beginServing(ctx, id, "postponed"),
    moved: (ctx, { id }) => beginServing(ctx, id, "moved"),
    why: (ctx, { id, why }) => beginServing(ctx, id, "moved", why),
    find: (ctx) => finding.enter(ctx, {}),
  },
  (ctx) => allowed(ctx, "roster"),
);
