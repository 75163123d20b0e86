import { type ReportRhythm, reportRhythms } from "../../../database/values.ts";
import { endInGroup, endScheduled, findScheduled, type ScheduledReport, scheduleReport } from "../../../domain/figures/scheduled.ts";
import { findPerson } from "../../../domain/people/person.ts";
import { mayUse } from "../../../domain/people/rights.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { button, inline } from "../../../wording/buttons.ts";
import { reportsData } from "../../../wording/callbacks.ts";
import { label, readableTime } from "../../../wording/texts.ts";
import { allowed, rolesWith } from "../../allowed.ts";
import { type BotContext, say, sayRefusal, toast, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { pressesOf } from "../../presses.ts";
import { oneOf } from "../../questions.ts";
import { type ChosenPerson, colleague } from "../../town-questions.ts";
import { meet, topicOf } from "../desk/in-group.ts";

// 定期报送: figures that come by themselves each week or month.

const dueText = (ctx: BotContext, { dueAt }: ScheduledReport) => readableTime(ctx.actor.language, dueAt, ctx.work.zone, ctx.work.now);

async function placeName(ctx: BotContext, { readerId, chatId }: ScheduledReport): Promise<string> {
  if (chatId !== null) return word(ctx, "reports-in-group");
  return readerId === ctx.actor.id ? word(ctx, "reports-to-me") : ((await findPerson(ctx.work, readerId))?.name ?? "?");
}

/** What is sent by itself, with the way to end each, and to arrange one more. */
async function showReports(ctx: BotContext) {
  const scheduled = await findScheduled(ctx.work, ctx.actor);
  const places = await Promise.all(scheduled.map((one) => placeName(ctx, one)));
  const lines = scheduled.map((one, index) =>
    word(ctx, "reports-line", { rhythm: word(ctx, `rhythm-${one.rhythm}`), place: places[index] ?? "?", due: dueText(ctx, one) }),
  );
  const ends = scheduled.map(({ id, rhythm }, index) => [
    button(
      word(ctx, "button-end-report", { rhythm: word(ctx, `rhythm-${rhythm}`), place: places[index] ?? "?" }),
      reportsData.pack("end", { id }),
    ),
  ]);
  const mine = new Set(
    scheduled.filter(({ readerId, chatId }) => chatId === null && readerId === ctx.actor.id).map(({ rhythm }) => rhythm),
  );
  const more = reportRhythms
    .filter((rhythm) => !mine.has(rhythm))
    .map((rhythm) => button(word(ctx, `button-report-me-${rhythm}`), reportsData.pack("me", { rhythm })));
  const other = [button(word(ctx, "button-report-other"), reportsData.pack("other"))];
  const list = lines.length ? lines.join("\n") : word(ctx, "reports-none");
  say(ctx, "reports", { list }, { markup: inline([...ends, ...(more.length ? [more] : []), other]) });
}

async function sendMe(ctx: BotContext, rhythm: ReportRhythm) {
  const made = await scheduleReport(ctx.work, ctx.actor, rhythm, ctx.actor.id);
  if (isRefusal(made)) return sayRefusal(ctx, made);
  say(ctx, "report-scheduled", { rhythm: word(ctx, `rhythm-${rhythm}`), place: word(ctx, "reports-to-me"), due: dueText(ctx, made) });
}

async function endOne(ctx: BotContext, id: number) {
  const ended = await endScheduled(ctx.work, ctx.actor, id);
  if (!ended) return toast(ctx, "button-unknown");
  say(ctx, "report-ended", { rhythm: word(ctx, `rhythm-${ended.rhythm}`), place: await placeName(ctx, ended) });
}

const rhythmQuestion = oneOf({ key: "ask-rhythm" }, (ctx) =>
  reportRhythms.map((rhythm) => ({ caption: word(ctx, `rhythm-${rhythm}`), value: rhythm, answer: rhythm })),
);

/** Somebody else's: who, and how often. It holds what they may see themselves. */
const reportForOther = conversation<{ person: ChosenPerson; rhythm: ReportRhythm }>("report-for-other", async ({ ctx, ask, again }) => {
  const { id, name } = await ask(
    "person",
    colleague({ key: "ask-report-reader" }, (to, person) => person.id !== to.actor.id),
  );
  const rhythm = await ask("rhythm", rhythmQuestion);
  const made = await scheduleReport(ctx.work, ctx.actor, rhythm, id);
  if (isRefusal(made)) {
    sayRefusal(ctx, made);
    return again("person");
  }
  sayMenu(ctx, "report-scheduled", { rhythm: word(ctx, `rhythm-${rhythm}`), place: name, due: dueText(ctx, made) });
});

const inGroupWords: readonly (readonly [RegExp, ReportRhythm | "end"])[] = [
  [/^(?:weekly|每周)$/i, "weekly"],
  [/^(?:monthly|每月)$/i, "monthly"],
  [/^(?:stop|off|停|停发)$/i, "end"],
];

/** `/brief weekly`, `/brief 每月` or `/brief 停` in a group: its figures are sent there, as a picture without names. */
export async function reportsInGroup(ctx: BotContext, typed: string) {
  const wanted = inGroupWords.find(([words]) => words.test(typed.trim()))?.[1];
  const actor = await meet(ctx);
  if (!actor || !ctx.chat) return;
  const topic = topicOf(ctx);
  const reply = (...[key, values]: [Parameters<typeof label>[1], Record<string, string | number>?]) =>
    ctx.reply(label(actor.language, key, values), topic);
  if (!mayUse(actor, "brief")) return void (await reply("not-your-role", { roles: rolesWith("brief", actor.language) }));
  if (!wanted) return void (await reply("reports-group-how"));
  if (wanted === "end") return void (await reply((await endInGroup(ctx.work, ctx.chat.id)) ? "reports-group-ended" : "reports-group-none"));
  const place = { chatId: ctx.chat.id, threadId: topic.message_thread_id };
  const made = await scheduleReport(ctx.work, actor, wanted, actor.id, place);
  if (isRefusal(made)) return void (await reply(`refused-${made.refused}`, made.values));
  const values = {
    rhythm: label(actor.language, `rhythm-${wanted}`),
    place: label(actor.language, "reports-in-group"),
    due: readableTime(actor.language, made.dueAt, ctx.work.zone, ctx.work.now),
  };
  await reply("report-scheduled", values);
}

export const reportsPresses = pressesOf(
  reportsData,
  {
    "": showReports,
    me: (ctx, { rhythm }) => sendMe(ctx, rhythm),
    other: (ctx) => reportForOther.enter(ctx, {}),
    end: (ctx, { id }) => endOne(ctx, id),
  },
  (ctx) => allowed(ctx, "brief"),
);
