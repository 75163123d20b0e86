import type { OwnAlarmWord } from "../../../domain/alarms/hear.ts";
import { addAlarmWords, findAlarmWords, removeAlarmWord } from "../../../domain/alarms/town-words.ts";
import { maxAlarmWordsTyped } from "../../../domain/limits.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { alarmWordKinds, orgData } from "../../../wording/callbacks.ts";
import { listed, text } from "../../../wording/texts.ts";
import { type BotContext, say, sayHtml, toast, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { words } from "../../questions.ts";
import { mayStill, type OrgPresses, to, wasDone } from "./screen.ts";

/** A keyboard holds a hundred buttons. */
const maxShown = 90;

const adding = conversation<{ words: string }, { kind: OwnAlarmWord["kind"] }>(
  "org-alarm-word",
  async ({ ctx, given: { kind }, ask, again }) => {
    const typed = await ask("words", words({ key: "ask-alarm-word" }, maxAlarmWordsTyped));
    if (!(await mayStill(ctx))) return;
    const added = await addAlarmWords(ctx.work, kind, typed);
    if (!wasDone(ctx, added)) return again("words");
    say(ctx, "alarm-words-added", { count: added.length });
    await showWords(ctx);
  },
);

async function showWords(ctx: BotContext) {
  const own = await findAlarmWords(ctx.work);
  const language = ctx.actor.language;
  const lines = alarmWordKinds.flatMap((kind) => {
    const words = own.filter((one) => one.kind === kind).map((one) => one.word);
    return words.length
      ? [text(language, "alarm-words-line", { kind: word(ctx, `alarm-word-${kind}`), words: listed(language, words) })]
      : [];
  });
  const rows = [
    [
      to(ctx, "button-add-alarm-word", orgData.pack("alarm_add")),
      ...(own.length ? [to(ctx, "button-remove-alarm-word", orgData.pack("alarm_remove"))] : []),
    ],
    [to(ctx, "button-back", orgData.pack(""))],
  ];
  sayHtml(ctx, [text(language, "org-alarm-words"), ...lines].join("\n"), { markup: inline(rows) });
}

async function askKind(ctx: BotContext) {
  const buttons = alarmWordKinds.map((kind) => to(ctx, `alarm-word-${kind}`, orgData.pack("alarm_kind", { kind })));
  say(ctx, "ask-alarm-word-kind", {}, { markup: inline([...rowsOf(buttons, 2), [to(ctx, "button-back", orgData.pack("alarm_words"))]]) });
}

async function askWhich(ctx: BotContext) {
  const own = (await findAlarmWords(ctx.work)).slice(0, maxShown);
  const buttons = own.map((one, index) => button(`➖ ${one.word}`, orgData.pack("alarm_off", { index, beginning: one.word })));
  say(ctx, "ask-alarm-word-off", {}, { markup: inline([...rowsOf(buttons, 2), [to(ctx, "button-back", orgData.pack("alarm_words"))]]) });
}

/** The list may have changed since it was shown; another word is not taken away for it. */
async function removeWord(ctx: BotContext, index: number, beginning: string) {
  const found = (await findAlarmWords(ctx.work))[index];
  if (!found?.word.replaceAll(":", "").startsWith(beginning)) return toast(ctx, "button-old");
  await removeAlarmWord(ctx.work, found.word);
  await showWords(ctx);
}

export const alarmWordPresses: OrgPresses<"alarm_words" | "alarm_add" | "alarm_kind" | "alarm_remove" | "alarm_off"> = {
  alarm_words: showWords,
  alarm_add: askKind,
  alarm_kind: (ctx, { kind }) => adding.enter(ctx, { kind }),
  alarm_remove: askWhich,
  alarm_off: (ctx, { index, beginning }) => removeWord(ctx, index, beginning),
};
