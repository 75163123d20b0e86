import type { DeedKind } from "../../../database/values.ts";
import { priorities } from "../../../database/work.ts";
import { type Deed, findDeed, findReversals, mayReverse, permitReversal, reverseDeed } from "../../../domain/deeds/deed.ts";
import { chooseForBrief, isChosen, isPhoto } from "../../../domain/deeds/photos.ts";
import { maxReasonCharacters } from "../../../domain/limits.ts";
import { mayUse } from "../../../domain/people/rights.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { button, inline } from "../../../wording/buttons.ts";
import { deedData } from "../../../wording/callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { type BotContext, sayHtml, sayRefusal, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { pressesOf } from "../../presses.ts";
import { words } from "../../questions.ts";

type OfDeed = { kind: DeedKind; id: number };

/** 更正: why it is not so; then it counts no more. */
const reversing = conversation<{ reason: string }, OfDeed>("deed-reverse", async ({ ctx, given: { kind, id }, ask }) => {
  const reason = await ask("reason", words({ key: "ask-reversal-reason" }, maxReasonCharacters));
  const reversed = await reverseDeed(ctx.work, ctx.actor, kind, id, reason);
  if (isRefusal(reversed)) return sayRefusal(ctx, reversed);
  await sayDeed(ctx, reversed);
});

/** What was done, again: with its photo or voice, and what became of it. */
async function showDeed(ctx: BotContext, { kind, id }: OfDeed) {
  const deed = await findDeed(ctx.work, ctx.actor, kind, id);
  if (isRefusal(deed)) return sayRefusal(ctx, deed);
  if (deed.attachment) {
    const values = { village: deed.village, name: deed.whom ?? word(ctx, "in-the-field"), body: "" };
    ctx.work.tell(ctx.actor, { kind: "relay", key: "deed-evidence", values, attachment: deed.attachment }, { priority: priorities.answer });
  }
  await sayDeed(ctx, deed);
}

async function sayDeed(ctx: BotContext, deed: Deed) {
  const { kind, id, at, village, whom, what, words: body, by, stands } = deed;
  const language = ctx.actor.language;
  const values = { at: when(ctx, at), village, name: whom ?? word(ctx, "in-the-field"), what, body, by: by.name };
  const reversals = (await findReversals(ctx.work, deed)).map((one) =>
    text(language, "deed-reversed", { by: one.by, at: when(ctx, one.at), note: one.reason }),
  );
  const mayChoose = stands && isPhoto(deed) && mayUse(ctx.actor, "hand_in");
  const chosen = mayChoose && (await isChosen(ctx.work, deed));
  const rows = [
    ...(stands && (await mayReverse(ctx.work, ctx.actor, deed))
      ? [[button(word(ctx, "button-reverse"), deedData.pack("reverse", { kind, id }))]]
      : []),
    ...(mayChoose
      ? [
          [
            button(
              word(ctx, chosen ? "button-photo-out" : "button-photo-in"),
              deedData.pack("photo", { kind, id, to: chosen ? "out" : "in" }),
            ),
          ],
        ]
      : []),
  ];
  const keptBack = deed.isKeptBack ? [text(language, "deed-kept-back")] : [];
  sayHtml(ctx, [text(language, `deed-${kind}`, values), ...keptBack, ...reversals].join("\n"), rows.length ? { markup: inline(rows) } : {});
}

async function choose(ctx: BotContext, of: OfDeed, isIn: boolean) {
  const deed = await findDeed(ctx.work, ctx.actor, of.kind, of.id);
  const refusal = isRefusal(deed) ? deed : await chooseForBrief(ctx.work, ctx.actor, deed, isIn);
  if (refusal) sayRefusal(ctx, refusal);
  else if (!isRefusal(deed)) await sayDeed(ctx, deed);
}

export const deedPresses = pressesOf(deedData, {
  "": showDeed,
  reverse: async (ctx, of) => {
    const deed = await findDeed(ctx.work, ctx.actor, of.kind, of.id);
    const refusal = isRefusal(deed) ? deed : await permitReversal(ctx.work, ctx.actor, deed);
    if (refusal) sayRefusal(ctx, refusal);
    else await reversing.enter(ctx, of);
  },
  photo: (ctx, { to, ...of }) => choose(ctx, of, to === "in"),
});
