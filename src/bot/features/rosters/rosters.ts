import type { TextKey } from "../../../../locales/text-key.ts";
import { priorities } from "../../../database/work.ts";
import { firstCharacters } from "../../../domain/characters.ts";
import { maxEntriesShown, maxProofCharacters, maxTopicCharacters } from "../../../domain/limits.ts";
import { mayUse } from "../../../domain/people/rights.ts";
import { noteReading } from "../../../domain/privacy/audit.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import {
  findEntries,
  findRosters,
  lockEntry,
  nameOf,
  type Progress,
  permitRoster,
  type Served,
  serveEntry,
} from "../../../domain/rosters/rosters.ts";
import { button, inline, pagingRows, rowsOf } from "../../../wording/buttons.ts";
import { rosterData } from "../../../wording/callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayHtml, sayRefusal, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { pressesOf } from "../../presses.ts";
import { content, type GivenContent, words, workbook } from "../../questions.ts";
import { fetchList } from "../../received-list.ts";

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

/** What became of an entry: served with proof, postponed, or nobody to be served any more. */
const serving = conversation<{ proof: GivenContent }, { entryId: number; name: string; state: Served["state"] }>(
  "serve-entry",
  async ({ ctx, given: { entryId, name, state }, ask }) => {
    const { text: note = "", attachment } = await ask("proof", content({ key: askedFor[state], values: { name } }, maxProofCharacters));
    const served = await serveEntry(ctx.work, ctx.actor, entryId, { state, note, proof: attachment });
    if (isRefusal(served)) return sayRefusal(ctx, served);
    sayMenu(ctx, `entry-noted-${state}`, { name: served.name });
    await showEntries(ctx, served.rosterId);
  },
);

/** Ten squares: how far a roster is. */
const bar = ({ done, total }: Progress) => "🟩".repeat(Math.floor((10 * done) / total)) + "⬜".repeat(10 - Math.floor((10 * done) / total));

/** /roster: every roster with its progress, and one's own part. */
export async function showRosters(ctx: BotContext) {
  if (!(await allowed(ctx, "roster"))) return;
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
  const markup = buttons.length || make.length ? inline([...rowsOf(buttons, 2), ...make]) : undefined;
  sayHtml(ctx, [text(ctx.actor.language, rosters.length ? "rosters-title" : "rosters-empty"), ...lines].join("\n\n"), { markup });
}

async function showEntries(ctx: BotContext, rosterId: number, wanted = 0) {
  const { entries, page, total } = await findEntries(ctx.work, ctx.actor, rosterId, wanted);
  const lines = entries.map(({ name, groupName, address, phone, remark, state, note }) =>
    text(ctx.actor.language, state === "postponed" ? "entry-line-postponed" : "entry-line", {
      name,
      where: [groupName, address].filter(Boolean).join(" "),
      phone: phone || "—",
      remark: state === "postponed" ? note : remark,
    }),
  );
  const buttons = entries.map(({ id, name, state }) =>
    button(`${state === "postponed" ? "⏳ " : ""}${name}`, rosterData.pack("entry", { id })),
  );
  const paging = pagingRows(page, (page + 1) * maxEntriesShown >= total, (next) => rosterData.pack("open", { id: rosterId, page: next }));
  const last = [button(word(ctx, "button-export"), rosterData.pack("export", { id: rosterId }))];
  const html = [text(ctx.actor.language, entries.length ? "entries-title" : "entries-empty", { count: total }), ...lines].join("\n");
  sayHtml(ctx, html, { markup: inline([...rowsOf(buttons, 3), ...paging, last]) });
}

async function openRoster(ctx: BotContext, id: number, page: number) {
  const refusal = await permitRoster(ctx.work, ctx.actor, id);
  if (refusal) sayRefusal(ctx, refusal);
  else await showEntries(ctx, id, page);
}

async function exportRoster(ctx: BotContext, rosterId: number) {
  const refusal = await permitRoster(ctx.work, ctx.actor, rosterId);
  if (refusal) return sayRefusal(ctx, refusal);
  await noteReading(ctx.work, ctx.actor, "export roster", String(rosterId));
  ctx.work.tell(ctx.actor, { kind: "workbook", what: "roster", rosterId }, { priority: priorities.answer });
}

async function showEntry(ctx: BotContext, id: number) {
  const entry = await lockEntry(ctx.work, ctx.actor, id);
  if (isRefusal(entry)) return sayRefusal(ctx, entry);
  const to = (key: TextKey, state: Served["state"]) => button(word(ctx, key), rosterData.pack(state, { id }));
  const markup = inline([[to("button-served", "done")], [to("button-postpone", "postponed"), to("button-not-needed", "moved")]]);
  const values = {
    name: entry.name,
    where: [entry.groupName, entry.address].filter(Boolean).join(" ") || "—",
    phone: entry.phone || "—",
    remark: entry.remark || "—",
    taker: await nameOf(ctx.work, entry.assignedTo),
  };
  say(ctx, "entry-card", values, { markup });
}

async function beginServing(ctx: BotContext, id: number, state: Served["state"]) {
  const entry = await lockEntry(ctx.work, ctx.actor, id);
  if (isRefusal(entry)) return sayRefusal(ctx, entry);
  if (entry.state === "done") return sayRefusal(ctx, { refused: "served-before", values: { name: entry.name } });
  await serving.enter(ctx, { entryId: id, name: entry.name, state });
}

export const rosterPresses = pressesOf(
  rosterData,
  {
    open: (ctx, { id, page }) => openRoster(ctx, id, page),
    export: (ctx, { id }) => exportRoster(ctx, id),
    new: async (ctx) => (await allowed(ctx, "make_roster")) && namingRoster.enter(ctx, {}),
    entry: (ctx, { id }) => showEntry(ctx, id),
    done: (ctx, { id }) => beginServing(ctx, id, "done"),
    postponed: (ctx, { id }) => beginServing(ctx, id, "postponed"),
    moved: (ctx, { id }) => beginServing(ctx, id, "moved"),
  },
  (ctx) => allowed(ctx, "roster"),
);
