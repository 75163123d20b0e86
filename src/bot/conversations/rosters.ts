import { button, goData, idIn, inline, pagingRows, rowsOf } from "../../buttons.ts";
import type { Attachment } from "../../database/values.ts";
import { priorities } from "../../database/work.ts";
import { findEntries, findRosters, lockEntry, nameOf, type Progress, type Served, serveEntry } from "../../domain/door/rosters.ts";
import { maxTopicCharacters, mostEntriesShown } from "../../domain/limits.ts";
import { mayUse } from "../../domain/people/rights.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { firstCharacters } from "../../domain/words.ts";
import { text } from "../../texts.ts";
import { allowed } from "../allowed.ts";
import { type BotContext, say, sayHtml, sayRefusal, toast, word } from "../context.ts";
import { begin, defineFlow, type Move } from "../dialog.ts";
import { sayMenu } from "../menu.ts";
import { contentStep, lastRow, typedStep } from "./common-steps.ts";
import { takeList } from "./visits.ts";

type Serving = { title?: string; entryId?: number; rosterId?: number; name?: string };

const servingStep = (key: string, state: Served["state"]) =>
  contentStep<Serving>({
    key,
    most: 300,
    values: (_ctx, data) => ({ name: data.name ?? "" }),
    take: (ctx, data, { text: note = "", attachment }) => serve(ctx, data, { state, note, proof: attachment }),
  });

const rosterFlow = defineFlow<Serving>({
  name: "roster",
  steps: {
    title: typedStep<Serving>({
      key: "ask-roster-title",
      most: maxTopicCharacters,
      take(ctx, data, typed) {
        data.title = typed;
        ctx.work.tell(ctx.actor, { kind: "workbook", what: "roster-form" }, { priority: priorities.answer });
        return { to: "file" };
      },
    }),
    file: {
      back: () => "title",
      ask: (ctx) => say(ctx, "ask-roster-file", {}, { markup: inline([lastRow(ctx, true)]) }),
      message: (ctx, data, message) => takeList(ctx, message.document, "roster", data.title ?? ""),
    },
    done: servingStep("ask-proof", "done"),
    postponed: servingStep("ask-postpone", "postponed"),
    moved: servingStep("ask-not-needed", "moved"),
  },
});

async function serve(
  ctx: BotContext,
  data: Serving,
  served: { state: Served["state"]; note: string; proof?: Attachment | undefined },
): Promise<Move> {
  const outcome = await serveEntry(ctx.work, ctx.actor, data.entryId ?? 0, served);
  if (isRefusal(outcome)) {
    sayRefusal(ctx, outcome);
    return "done";
  }
  sayMenu(ctx, `entry-noted-${served.state}`, { name: outcome.name });
  await showEntries(ctx, outcome.rosterId);
  return "done";
}

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
  const buttons = rosters.map(({ id, title }) => button(firstCharacters(title, 20), goData("roster", `open:${id}`)));
  const make = mayUse(ctx.actor, "make_roster") ? [[button(word(ctx, "button-new-roster"), goData("roster", "new:"))]] : [];
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
    button(`${state === "postponed" ? "⏳ " : ""}${name}`, goData("roster", `entry:${id}`)),
  );
  const paging = pagingRows(page, (page + 1) * mostEntriesShown >= total, (next) => goData("roster", `open:${rosterId}:${next}`));
  const last = [button(word(ctx, "button-export"), goData("roster", `export:${rosterId}`))];
  const html = [text(ctx.actor.language, entries.length ? "entries-title" : "entries-empty", { count: total }), ...lines].join("\n");
  sayHtml(ctx, html, { markup: inline([...rowsOf(buttons, 3), ...paging, last]) });
}

/** Buttons of rosters. @param value what, a colon, an id, for a page another colon and its number from 0 */
export async function pressRoster(ctx: BotContext, value: string) {
  if (!(await allowed(ctx, "roster"))) return;
  const [what = "", given, page] = value.split(":");
  const id = idIn(given);
  if (what === "open") return showEntries(ctx, id, idIn(page));
  if (what === "export")
    return ctx.work.tell(ctx.actor, { kind: "workbook", what: "roster", rosterId: id }, { priority: priorities.answer });
  if (what === "new") return (await allowed(ctx, "make_roster")) ? begin(ctx, rosterFlow, "title", {}) : undefined;
  const entry = await lockEntry(ctx.work, ctx.actor, id);
  if (isRefusal(entry)) return sayRefusal(ctx, entry);
  if (what === "done" || what === "postponed" || what === "moved") {
    if (entry.state === "done") return sayRefusal(ctx, { refused: "served-before", values: { name: entry.name } });
    return begin(ctx, rosterFlow, what, { entryId: id, name: entry.name, rosterId: entry.rosterId });
  }
  if (what !== "entry") return toast(ctx, "button-unknown");
  const to = (key: string, step: string) => button(word(ctx, key), goData("roster", `${step}:${id}`));
  const markup = inline([[to("button-served", "done")], [to("button-postpone", "postponed"), to("button-not-needed", "moved")]]);
  const where = [entry.groupName, entry.address].filter(Boolean).join(" ");
  const values = {
    name: entry.name,
    where: where || "—",
    phone: entry.phone || "—",
    remark: entry.remark || "—",
    taker: await nameOf(ctx.work, entry.assignedTo),
  };
  say(ctx, "entry-card", values, { markup });
}
