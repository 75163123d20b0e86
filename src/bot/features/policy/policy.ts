import { type PolicySubject, policySubjects } from "../../../database/values.ts";
import { priorities } from "../../../database/work.ts";
import { maxPolicyQuestionCharacters } from "../../../domain/limits.ts";
import { mayUse } from "../../../domain/people/rights.ts";
import {
  addSynonyms,
  countSubjects,
  findNote,
  findOfSubject,
  findSynonyms,
  removeSynonyms,
  searchShelf,
  takeOffShelf,
  titleIn,
} from "../../../domain/policy/shelf.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { wordsAloud } from "../../../wording/aloud.ts";
import { button, inline, pagingRows, rowsOf } from "../../../wording/buttons.ts";
import { policyData } from "../../../wording/callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { askHow } from "../../alarm.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayRefusal, toast, typedBehind, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { tellNote } from "../../notes.ts";
import { pressesOf } from "../../presses.ts";
import type { Question } from "../../question.ts";
import { askWith, atMost, parsed, words } from "../../questions.ts";
import { choice, stepButton } from "../../step-buttons.ts";
import { alarmOf } from "../report/heed.ts";
import { beginReport } from "../report/report.ts";
import { shelfPayload } from "./inline.ts";
import { pressShelve } from "./shelve.ts";

/** 查政策: what the town itself entered, in the villager's own words or by subject; what it does not know is asked of a person. */
type Asked = { words: string } | { subject: PolicySubject } | "town";

const subjectName = (ctx: BotContext, subject: PolicySubject) => word(ctx, `subject-${subject}`);

/** @param missed what the shelf had no answer to just now */
function policyQuestion(missed: string | undefined): Question<Asked> {
  const typed = atMost(
    parsed<string>({ key: "ask-policy" }, (_ctx, said) => said),
    maxPolicyQuestionCharacters,
  );
  return {
    async ask(ctx) {
      const subjects = await countSubjects(ctx.work);
      const rows = rowsOf(
        subjects.map(({ subject, count }) => choice(ctx, `${subjectName(ctx, subject)} ${count}`, `s:${subject}`)),
        3,
      );
      const town = missed === undefined ? [] : [[stepButton(ctx, "button-ask-town", "town")]];
      const first = subjects.length ? "ask-policy" : "ask-policy-empty";
      askWith(ctx, missed === undefined ? { key: first } : { key: "policy-unknown", values: { words: missed } }, [...town, ...rows]);
    },
    press(_ctx, pressed) {
      if (pressed === "town" && missed !== undefined) return "town";
      const subject = policySubjects.find((one) => `s:${one}` === pressed);
      return subject && { subject };
    },
    async message(ctx, message) {
      const said = await typed.message?.(ctx, message);
      return typeof said === "string" ? { words: said } : undefined;
    },
  };
}

const searching = conversation<{ asked: Asked }, { missed?: string }>("policy", async ({ ctx, given, ask, again }) => {
  const asked = await ask("asked", policyQuestion(given.missed));
  if (asked === "town") return askTown(ctx, given.missed ?? "");
  if ("subject" in asked) return showSubject(ctx, asked.subject, 0);
  if (await answerFromShelf(ctx, asked.words)) return;
  given.missed = asked.words;
  return again("asked");
});

/** /policy, /policy 老人看病报销. */
export async function showPolicy(ctx: BotContext) {
  const typed = ctx.callbackQuery ? "" : typedBehind(ctx);
  const asked = typed === shelfPayload ? "" : typed;
  if (asked && ctx.message && (await alarmOf(ctx, asked))) return askHow(ctx, { ...ctx.message, text: asked }, []);
  if (asked && (await answerFromShelf(ctx, asked))) return;
  await searching.enter(ctx, asked ? { missed: asked } : {});
}

/** The best note whole, others by name. @returns false when the shelf knows nothing of it */
async function answerFromShelf(ctx: BotContext, asked: string): Promise<boolean> {
  const [best, ...others] = await searchShelf(ctx.work, asked);
  if (!best) return false;
  const rows = others.map((note) => [button(titleIn(note), policyData.pack("note", { id: note.id }))]);
  const more = [
    button(word(ctx, "button-policy-more"), policyData.pack("")),
    button(word(ctx, "button-ask-town"), policyData.pack("town")),
  ];
  tellNote(ctx, best, [...rows, ...aloud(ctx, best.id), more], { above: text(ctx.actor.language, "policy-found") });
  return true;
}

const aloud = (ctx: BotContext, id: number) =>
  ctx.voice.speaks ? [[button(word(ctx, "button-aloud"), policyData.pack("aloud", { id }))]] : [];

/** 🔊 for those who do not read easily: the note as a voice message. */
async function readAloud(ctx: BotContext, id: number) {
  const note = ctx.voice.speaks ? await findNote(ctx.work, id) : undefined;
  if (!note) return toast(ctx, "button-unknown");
  const title = titleIn(note);
  const words = note.body.startsWith(title) ? note.body : `${title}。${note.body}`;
  ctx.work.tell(ctx.actor, { kind: "speech", title, words: wordsAloud(words) }, { priority: priorities.answer });
  await toast(ctx, "aloud-coming");
}

async function showSubject(ctx: BotContext, subject: PolicySubject, page: number) {
  const { notes, isLast } = await findOfSubject(ctx.work, subject, page);
  const rows = notes.map((note) => [button(titleIn(note), policyData.pack("note", { id: note.id }))]);
  const paging = pagingRows(page, isLast, (next) => policyData.pack("subject", { subject, page: next }));
  const back = [button(word(ctx, "button-policy-more"), policyData.pack(""))];
  say(
    ctx,
    notes.length ? "policy-subject" : "policy-subject-empty",
    { subject: subjectName(ctx, subject) },
    {
      markup: inline([...rows, ...paging, back]),
    },
  );
}

/** A note by its button, or by the link below one that was sent by `@bot words`. */
export async function showNote(ctx: BotContext, id: number) {
  const note = await findNote(ctx.work, id);
  if (!note) return toast(ctx, "button-unknown");
  const more = [button(word(ctx, "button-policy-more"), policyData.pack(""))];
  const keeping = mayUse(ctx.actor, "broadcast")
    ? [
        [
          button(word(ctx, "button-off-shelf"), policyData.pack("off", { id })),
          button(word(ctx, "button-synonyms"), policyData.pack("synonyms")),
        ],
      ]
    : [];
  tellNote(ctx, note, [...aloud(ctx, id), more, ...keeping]);
}

async function takeOff(ctx: BotContext, id: number) {
  const taken = await takeOffShelf(ctx.work, ctx.actor, id);
  if (isRefusal(taken)) return sayRefusal(ctx, taken);
  say(ctx, "policy-taken-off", { title: titleIn(taken) });
}

/** What the shelf does not know becomes a report, which has one responsible person and a deadline. */
const askTown = (ctx: BotContext, question: string) =>
  beginReport(ctx, "problem", { texts: [question], textSources: [0], policyQuestion: question, severalAsked: true });

const askingTown = conversation<{ question: string }>("policy-ask", async ({ ctx, ask }) => {
  await askTown(ctx, await ask("question", words({ key: "ask-policy-question" }, maxPolicyQuestionCharacters)));
});

async function showSynonyms(ctx: BotContext) {
  if (!(await allowed(ctx, "broadcast"))) return;
  const groups = await findSynonyms(ctx.work);
  const ends = groups.map(({ id, words: same }) => [button(`➖ ${same.join(" = ")}`, policyData.pack("unsay", { id }))]);
  const add = [button(word(ctx, "button-add-synonyms"), policyData.pack("say"))];
  say(ctx, groups.length ? "policy-synonyms" : "policy-synonyms-none", {}, { markup: inline([...ends, add]) });
}

const addingSynonyms = conversation<{ words: string }>("policy-synonyms", async ({ ctx, ask, again }) => {
  const typed = await ask("words", words({ key: "ask-synonyms" }, maxPolicyQuestionCharacters));
  const added = await addSynonyms(ctx.work, ctx.actor, typed);
  if (isRefusal(added)) {
    sayRefusal(ctx, added);
    return again("words");
  }
  sayMenu(ctx, "policy-synonyms-added", { words: added.join(" = ") });
});

async function endSynonyms(ctx: BotContext, id: number) {
  const removed = await removeSynonyms(ctx.work, ctx.actor, id);
  if (!removed) return toast(ctx, "button-old");
  await showSynonyms(ctx);
}

export const policyPresses = pressesOf(policyData, {
  "": showPolicy,
  subject: (ctx, { subject, page }) => showSubject(ctx, subject, page),
  note: (ctx, { id }) => showNote(ctx, id),
  aloud: (ctx, { id }) => readAloud(ctx, id),
  off: (ctx, { id }) => takeOff(ctx, id),
  town: (ctx) => askingTown.enter(ctx, {}),
  synonyms: showSynonyms,
  say: async (ctx) => ((await allowed(ctx, "broadcast")) ? addingSynonyms.enter(ctx, {}) : undefined),
  unsay: (ctx, { id }) => endSynonyms(ctx, id),
  shelve: (ctx, { id }) => pressShelve(ctx, id),
});
