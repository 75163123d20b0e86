import { inline, rowsOf } from "../../buttons.ts";
import type { Attachment } from "../../database/values.ts";
import { maxCaptionBodyCharacters, maxDescriptionCharacters } from "../../domain/limits.ts";
import { announce } from "../../domain/outreach/announcements.ts";
import { afterQuietHours } from "../../domain/outreach/readers.ts";
import { findGroups, findVillages } from "../../domain/places/places.ts";
import { allowed } from "../allowed.ts";
import { contentOf } from "../content.ts";
import { type BotContext, say, when, word } from "../context.ts";
import { begin, defineFlow } from "../dialog.ts";
import { sayMenu } from "../menu.ts";
import { choice, stepButton } from "../step-buttons.ts";
import { lastRow } from "./common-steps.ts";

type Broadcast = { villageId?: number | null; groupId?: number; onShelf?: boolean; where?: string; body?: string; attachment?: Attachment };

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
        return village && (await findGroups(ctx.work, village.id)).length ? { to: "group" } : { to: "what" };
      },
    },
    group: {
      back: () => "where",
      async ask(ctx, data) {
        const groups = (await findGroups(ctx.work, data.villageId ?? 0)).map(({ id, name }) => choice(ctx, name, String(id)));
        const markup = inline([[stepButton(ctx, "button-whole-village", "all")], ...rowsOf(groups, 3), lastRow(ctx, true)]);
        say(ctx, "ask-broadcast-group", { village: data.where ?? "" }, { markup });
      },
      async press(ctx, data, value) {
        const group = (await findGroups(ctx.work, data.villageId ?? 0)).find(({ id }) => String(id) === value);
        if (!group && value !== "all") return "ask_again";
        if (group) Object.assign(data, { groupId: group.id, where: `${data.where}${group.name}` });
        else delete data.groupId;
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
          [stepButton(ctx, "button-submit", "submit"), stepButton(ctx, "button-submit-policy", "policy")],
          [stepButton(ctx, "button-back", "back"), stepButton(ctx, "button-cancel", "cancel")],
        ]);
        say(ctx, "broadcast-look", { where: data.where ?? "", body: data.body ?? "" }, { markup });
      },
      back: () => "what",
      async press(ctx, data, value) {
        if (value !== "submit" && value !== "policy") return "ask_again";
        data.onShelf = value === "policy";
        const audience = { villageId: data.villageId ?? null, groupId: data.groupId, onShelf: data.onShelf };
        const { count } = await announce(ctx.work, ctx.actor, audience, data.body ?? "", data.attachment);
        const waitsUntil = afterQuietHours(ctx.work);
        if (waitsUntil) sayMenu(ctx, "broadcast-waits", { count, until: when(ctx, waitsUntil) });
        else sayMenu(ctx, "broadcast-sent", { count });
        return "done";
      },
    },
  },
});

export async function beginBroadcast(ctx: BotContext) {
  if (!(await allowed(ctx, "broadcast"))) return;
  await begin(ctx, broadcastFlow, "where", {});
}
