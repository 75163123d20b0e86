import type { DoorRecordKind } from "../../../database/values.ts";
import { priorities } from "../../../database/work.ts";
import {
  type DoorRecord,
  findDoorRecord,
  findReversals,
  mayReverse,
  permitReversal,
  reverseDoorRecord,
} from "../../../domain/corrections/door-record.ts";
import { chooseForBrief, isChosen, isPhoto } from "../../../domain/corrections/photos.ts";
import { maxReasonCharacters } from "../../../domain/limits.ts";
import { mayUse } from "../../../domain/people/rights.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { button, inline } from "../../../wording/buttons.ts";
import { correctionData } from "../../../wording/callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { type BotContext, sayHtml, sayRefusal, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { pressesOf } from "../../presses.ts";
import { words } from "../../questions.ts";

type OfRecord = { kind: DoorRecordKind; id: number };

/** 更正: why it is not so; then it counts no more. */
const reversing = conversation<{ reason: string }, OfRecord>("deed-reverse", async ({ ctx, given: { kind, id }, ask }) => {
  const reason = await ask("reason", words({ key: "ask-reversal-reason" }, maxReasonCharacters));
  const reversed = await reverseDoorRecord(ctx.work, ctx.actor, kind, id, reason);
  if (isRefusal(reversed)) return sayRefusal(ctx, reversed);
  await sayDoorRecord(ctx, reversed);
});

/** What was done, again: with its photo or voice, and what became of it. */
async function showDoorRecord(ctx: BotContext, { kind, id }: OfRecord) {
  const record = await findDoorRecord(ctx.work, ctx.actor, kind, id);
  if (isRefusal(record)) return sayRefusal(ctx, record);
  if (record.attachment) {
    const values = { village: record.village, name: record.whom ?? word(ctx, "in-the-field"), body: "" };
    ctx.work.tell(
      ctx.actor,
      { kind: "relay", key: "deed-evidence", values, attachment: record.attachment },
      { priority: priorities.answer },
    );
  }
  await sayDoorRecord(ctx, record);
}

async function sayDoorRecord(ctx: BotContext, record: DoorRecord) {
  const { kind, id, at, village, whom, what, words: body, by, stands } = record;
  const language = ctx.actor.language;
  const values = { at: when(ctx, at), village, name: whom ?? word(ctx, "in-the-field"), what, body, by: by.name };
  const reversals = (await findReversals(ctx.work, record)).map((one) =>
    text(language, "deed-reversed", { by: one.by, at: when(ctx, one.at), note: one.reason }),
  );
  const mayChoose = stands && isPhoto(record) && mayUse(ctx.actor, "hand_in");
  const chosen = mayChoose && (await isChosen(ctx.work, record));
  const rows = [
    ...(stands && (await mayReverse(ctx.work, ctx.actor, record))
      ? [[button(word(ctx, "button-reverse"), correctionData.pack("reverse", { kind, id }))]]
      : []),
    ...(mayChoose
      ? [
          [
            button(
              word(ctx, chosen ? "button-photo-out" : "button-photo-in"),
              correctionData.pack("photo", { kind, id, to: chosen ? "out" : "in" }),
            ),
          ],
        ]
      : []),
  ];
  const keptBack = record.isKeptBack ? [text(language, "deed-kept-back")] : [];
  sayHtml(ctx, [text(language, `deed-${kind}`, values), ...keptBack, ...reversals].join("\n"), rows.length ? { markup: inline(rows) } : {});
}

async function choose(ctx: BotContext, of: OfRecord, isIn: boolean) {
  const record = await findDoorRecord(ctx.work, ctx.actor, of.kind, of.id);
  const refusal = isRefusal(record) ? record : await chooseForBrief(ctx.work, ctx.actor, record, isIn);
  if (refusal) sayRefusal(ctx, refusal);
  else if (!isRefusal(record)) await sayDoorRecord(ctx, record);
}

export const correctionPresses = pressesOf(correctionData, {
  "": showDoorRecord,
  reverse: async (ctx, of) => {
    const record = await findDoorRecord(ctx.work, ctx.actor, of.kind, of.id);
    const refusal = isRefusal(record) ? record : await permitReversal(ctx.work, ctx.actor, record);
    if (refusal) sayRefusal(ctx, refusal);
    else await reversing.enter(ctx, of);
  },
  photo: (ctx, { to, ...of }) => choose(ctx, of, to === "in"),
});
