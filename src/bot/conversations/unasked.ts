import type { Message } from "@grammyjs/types";
import { inline } from "../../buttons.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { soundsDangerous } from "../../domain/tickets/categories.ts";
import { lockTicket, relationsTo } from "../../domain/tickets/change.ts";
import type { Listed } from "../../domain/tickets/find.ts";
import { add, reply, type Said } from "../../domain/tickets/talk.ts";
import { firstCharacters } from "../../domain/words.ts";
import { contentOf } from "../content.ts";
import { type BotContext, say, sayRefusal } from "../context.ts";
import { begin, defineFlow, type Move } from "../dialog.ts";
import { sayMenu } from "../menu.ts";
import { choice, stepButton } from "../step-buttons.ts";
import { sayDelivered } from "./about-ticket.ts";
import { descriptionOf, type ReportDraft, takeContent } from "./report/draft.ts";
import { beginReport } from "./report/flow.ts";

type Unasked = ReportDraft & { candidates: { id: number; caption: string }[] };

/** Asks what an unasked message is: a new report, or something for a ticket that is open. It is kept meanwhile. */
export async function keepUnasked(ctx: BotContext, draft: ReportDraft, listed: Listed[]) {
  const candidates = listed.map(({ ticket, category }) => ({
    id: ticket.id,
    caption: `${category.emoji} #${ticket.number} ${firstCharacters(ticket.description, 14) || category.name}`,
  }));
  await begin(ctx, unaskedFlow, "what", { ...draft, candidates });
}

const unaskedFlow = defineFlow<Unasked>({
  name: "unasked",
  cancelled: (ctx) => sayMenu(ctx, "unasked-dropped"),
  steps: {
    what: {
      ask(ctx, draft) {
        const isUrgent = soundsDangerous(descriptionOf(draft));
        const rows = [
          ...(isUrgent ? [[stepButton(ctx, "button-as-emergency", "emergency")]] : []),
          [stepButton(ctx, "button-as-report", "report")],
          ...draft.candidates.map(({ id, caption }) => [choice(ctx, caption, `t${id}`)]),
          [stepButton(ctx, "button-cancel", "cancel")],
        ];
        const key = isUrgent ? "ask-unasked-urgent" : draft.candidates.length ? "ask-unasked-or-ticket" : "ask-unasked";
        say(ctx, key, {}, { markup: inline(rows) });
      },
      async press(ctx, draft, value) {
        if (value === "report" || value === "submit") return asReport(ctx, draft, "problem");
        if (value === "emergency") return asReport(ctx, draft, "emergency");
        const known = draft.candidates.find(({ id }) => `t${id}` === value);
        return known ? asAddition(ctx, draft, known.id) : "ask_again";
      },
      message(ctx, draft, message: Message) {
        const typed = message.text?.trim() ?? "";
        if (/^(是|是的|对|要|好|好的|报|上报|yes|ok)$/i.test(typed)) return asReport(ctx, draft, "problem");
        if (/^(不|不是|不用|不要|no)$/i.test(typed)) {
          sayMenu(ctx, "unasked-dropped");
          return "done";
        }
        const given = contentOf(message);
        const wasAlbum = given.albumId !== undefined && given.albumId === draft.lastAlbum;
        const taken = takeContent(draft, given, message.message_id);
        if (given.pin) draft.place = given.pin;
        if (taken === "too_long") say(ctx, "too-long", { given: typed.length, most: 3000 });
        else if (taken === "nothing" && !given.pin) say(ctx, "content-unreadable");
        return wasAlbum ? "stay" : "ask_again";
      },
    },
  },
});

/** The content becomes the beginning of a report; the ordinary conversation goes on from there. */
async function asReport(ctx: BotContext, draft: Unasked, kind: "problem" | "emergency"): Promise<Move> {
  const { texts, textSources, files, place } = draft;
  await beginReport(ctx, kind, { texts, textSources, files, place });
  return "stay";
}

async function asAddition(ctx: BotContext, draft: Unasked, ticketId: number): Promise<Move> {
  const pieces: Said[] = draft.files.map(({ sourceMessageId, caption, ...attachment }) => ({
    body: caption ?? "",
    attachment,
    source: { chatId: ctx.chatId, messageId: sourceMessageId },
  }));
  const body = descriptionOf(draft);
  const pin =
    draft.place?.latitude !== undefined && draft.place.longitude !== undefined
      ? { latitude: draft.place.latitude, longitude: draft.place.longitude }
      : undefined;
  if (body || pin) pieces.push({ body, pin, source: { chatId: ctx.chatId, messageId: draft.textSources.at(-1) ?? 0 } });
  for (const [index, piece] of pieces.entries()) {
    const ticket = await lockTicket(ctx.work, ticketId);
    if (!ticket) return "done";
    const isReporter = (await relationsTo(ctx.work, ctx.actor, ticket)).includes("reporter");
    const outcome = await (isReporter ? add : reply)(ctx.work, ctx.actor, ticket, piece);
    if (isRefusal(outcome)) {
      sayRefusal(ctx, outcome);
      return "done";
    }
    if (index === pieces.length - 1) sayDelivered(ctx, outcome, isReporter ? "said-to-handlers" : "said-to-villager");
  }
  return "done";
}
