import { inline, rowsOf } from "../../buttons.ts";
import type { Attachment } from "../../database/values.ts";
import { announce } from "../../domain/announcements/announcements.ts";
import { maxCaptionBodyCharacters, maxDescriptionCharacters } from "../../domain/limits.ts";
import { findVillages } from "../../domain/places/places.ts";
import { allowed } from "../allowed.ts";
import { contentOf } from "../content.ts";
import { type BotContext, say, word } from "../context.ts";
import { begin, defineFlow } from "../dialog.ts";
import { sayMenu } from "../menu.ts";
import { choice, stepButton } from "../step-buttons.ts";

type Broadcast = { villageId?: number | null; where?: string; body?: string; attachment?: Attachment };

/** /broadcast: to whom, what, and a last look before it goes out. */
const broadcastFlow = defineFlow<Broadcast>({
  name: "broadcast",
  steps: {
    where: {
      async ask(ctx) {
        const villages = await findVillages(ctx.work);
        const all = [stepButton(ctx, "button-whole-town", "all")];
        const rows = rowsOf(
          villages.map(({ id, name }) => choice(ctx, name, String(id))),
          2,
        );
        say(ctx, "ask-broadcast-where", {}, { markup: inline([all, ...rows, [stepButton(ctx, "button-cancel", "cancel")]]) });
      },
      async press(ctx, data, value) {
        const village = (await findVillages(ctx.work)).find(({ id }) => String(id) === value);
        if (!village && value !== "all") return "ask_again";
        data.villageId = village?.id ?? null;
        data.where = village?.name ?? word(ctx, "button-whole-town");
        return { to: "what" };
      },
    },
    what: {
      ask: (ctx) =>
        say(
          ctx,
          "ask-broadcast-what",
          {},
          { markup: inline([[stepButton(ctx, "button-back", "back"), stepButton(ctx, "button-cancel", "cancel")]]) },
        ),
      back: () => "where",
      message(ctx, data, message) {
        const given = contentOf(message);
        const most = given.attachment ? maxCaptionBodyCharacters : maxDescriptionCharacters;
        if ((!given.text && !given.attachment) || [...(given.text ?? "")].length > most) {
          say(ctx, "too-long", { given: [...(given.text ?? "")].length, most });
          return "ask_again";
        }
        data.body = given.text ?? "";
        if (given.attachment) data.attachment = given.attachment;
        return { to: "look" };
      },
    },
    look: {
      ask(ctx, data) {
        const markup = inline([
          [stepButton(ctx, "button-submit", "submit")],
          [stepButton(ctx, "button-back", "back"), stepButton(ctx, "button-cancel", "cancel")],
        ]);
        say(ctx, "broadcast-look", { where: data.where ?? "", body: data.body ?? "" }, { markup });
      },
      back: () => "what",
      async press(ctx, data, value) {
        if (value !== "submit") return "ask_again";
        const count = await announce(ctx.work, ctx.actor, data.villageId ?? null, data.body ?? "", data.attachment);
        sayMenu(ctx, "broadcast-sent", { count });
        return "done";
      },
    },
  },
});

export async function beginBroadcast(ctx: BotContext) {
  if (!(await allowed(ctx, "broadcast"))) return;
  await begin(ctx, broadcastFlow, "where", {});
}
