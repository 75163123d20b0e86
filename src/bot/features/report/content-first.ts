import type { AlarmKind } from "../../../database/values.ts";
import { firstCharacters } from "../../../domain/characters.ts";
import { asksPolicy } from "../../../domain/policy/asks.ts";
import type { Refusal } from "../../../domain/refusal.ts";
import { lockTicket, relationsTo } from "../../../domain/tickets/change.ts";
import type { Listed } from "../../../domain/tickets/find.ts";
import { speaksAs } from "../../../domain/tickets/lifecycle.ts";
import { reply } from "../../../domain/tickets/messages.ts";
import type { Said } from "../../../domain/tickets/pass.ts";
import { inline } from "../../../wording/buttons.ts";
import { contentOf, typedIn } from "../../content.ts";
import { type BotContext, say, sayHtml, sayRefusal, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { end } from "../../conversation-run.ts";
import { sayMenu } from "../../menu.ts";
import { passOnWords, sendPieces } from "../../named-words.ts";
import { type Question, silently } from "../../question.ts";
import { choice, stepButton } from "../../step-buttons.ts";
import { sayEach } from "../ticket/about-ticket.ts";
import { descriptionOf, newDraft, type ReportDraft, takeContent, takePlace } from "./draft.ts";
import { alarmOf, alarmsOf, answerAlarms, openAlarms } from "./heed.ts";
import { tooLongToAdd } from "./receive.ts";
import { beginReport } from "./report.ts";
import { answerQuietly } from "./sensitive-steps.ts";
import { asChosen, beneficiaryIn, nameOf, serviceIn, serviceLines } from "./service-words.ts";

export type ContentFirst = ReportDraft & { candidates: { id: number; caption: string }[] };

/**
 * The tickets to which the words may be added. Danger is a matter of its own, whatever else is open: only words that were meant for a
 * ticket, and held back, may still go there.
 */
const offeredOf = (draft: ContentFirst, heard: AlarmKind | undefined) => (heard && !draft.isHeldBack ? [] : draft.candidates);

/** What came without a question, with the open tickets that it may be more of. */
export const withCandidates = (draft: ReportDraft, listed: readonly Listed[]): ContentFirst => ({
  ...draft,
  candidates: listed.map(({ ticket, category }) => ({
    id: ticket.id,
    caption: `${category.emoji} #${ticket.number} ${firstCharacters(ticket.description, 14) || category.name}`,
  })),
});

type Meant = "report" | "service" | "confidential" | "emergency" | "nothing" | { ticketId: number };

const whatIsIt = (draft: ContentFirst): Question<Meant> => ({
  async ask(ctx) {
    const heard = await alarmOf(ctx, descriptionOf(draft));
    const service = heard ? undefined : await serviceIn(ctx, descriptionOf(draft));
    const urgent = [
      [stepButton(ctx, "button-as-emergency", "emergency")],
      [stepButton(ctx, "button-as-confidential", "confidential")],
      [stepButton(ctx, "button-as-usual", "report")],
    ];
    const rows = [
      ...(heard
        ? urgent
        : [
            ...(service ? [[choice(ctx, word(ctx, "button-as-service", { name: nameOf(ctx, service) }), "service")]] : []),
            [stepButton(ctx, "button-as-report", "report")],
          ]),
      ...offeredOf(draft, heard).map(({ id, caption }) => [choice(ctx, caption, `t${id}`)]),
      [stepButton(ctx, "button-cancel", "cancel")],
    ];
    const usual = draft.candidates.length ? "ask-first-or-ticket" : isPolicyQuestion(draft) ? "ask-first-question" : "ask-first";
    const key = heard ? (`alarm-${heard}` as const) : usual;
    if (!service) return say(ctx, key, {}, { markup: inline(rows) });
    sayHtml(ctx, serviceLines(ctx, service), { markup: inline(rows) });
  },
  async press(ctx, pressed) {
    if (pressed === "service") return "service";
    if (pressed === "report" || pressed === "submit") return "report";
    if (pressed === "confidential" || pressed === "emergency") return pressed;
    const heard = await alarmOf(ctx, descriptionOf(draft));
    const known = offeredOf(draft, heard).find(({ id }) => `t${id}` === pressed);
    return known && { ticketId: known.id };
  },
  message(ctx, message) {
    const typed = typedIn(message);
    if (/^(是|是的|对|要|好|好的|报|上报|yes|ok)$/i.test(typed)) return "report";
    if (/^(不|不是|不用|不要|no)$/i.test(typed)) return "nothing";
    const given = contentOf(message);
    if (given.phone && !given.attachment) {
      draft.phone = given.phone.number;
      return void say(ctx, "phone-kept");
    }
    const wasAlbum = given.albumId !== undefined && given.albumId === draft.lastAlbum;
    const taken = takeContent(draft, given, message.message_id);
    const hasPlace = takePlace(draft, given, message.message_id);
    if (taken === "too_long") tooLongToAdd(ctx, draft, given.text);
    else if (taken === "nothing" && !hasPlace) say(ctx, "content-unreadable");
    return wasAlbum ? silently : undefined;
  },
});

/** Asked in words alone; that the shelf does not know it was looked up before. */
const isPolicyQuestion = (draft: ReportDraft) => !draft.files.length && !draft.place && asksPolicy(descriptionOf(draft));

type BeginningKind = "problem" | "service" | "emergency";

/** Asks what a message is that came without a question: a new report, or something for a ticket that is open. It is kept meanwhile. */
export const contentFirst = conversation<{ what: Meant }, ContentFirst>(
  "content-first",
  async ({ ctx, given: draft, ask }) => {
    const meant = await ask("what", whatIsIt(draft));
    if (meant === "nothing") return sayMenu(ctx, "first-dropped");
    if (typeof meant === "object") return asAddition(ctx, draft, meant.ticketId);
    await asReport(ctx, draft, meant === "emergency" || meant === "service" ? meant : "problem", meant === "confidential");
  },
  { cancelled: (ctx) => sayMenu(ctx, "first-dropped") },
);

/** The content becomes the beginning of a report; the ordinary conversation goes on from there. */
export async function asReport(ctx: BotContext, draft: ReportDraft, kind: BeginningKind, isConfidential: boolean) {
  const { texts, textSources, files, place, pins = [], lastAlbum, phone } = draft;
  const service = kind === "service" ? await serviceIn(ctx, descriptionOf(draft)) : undefined;
  const chosen = service ? { ...asChosen(ctx, service), beneficiary: beneficiaryIn(descriptionOf(draft)) } : {};
  const asked = kind === "problem" && isPolicyQuestion(draft) ? { policyQuestion: descriptionOf(draft), severalAsked: true } : {};
  const given = newDraft(kind, { texts, textSources, files, place, pins, lastAlbum, ...(phone ? { phone } : {}), ...chosen, ...asked });
  openAlarms(given, await alarmsOf(ctx, descriptionOf(draft)));
  if (kind === "emergency") answerAlarms(given);
  else await answerQuietly(ctx, given, isConfidential);
  await beginReport(ctx, kind, given);
}

/** What was said already goes on as this, when somebody presses the menu's key rather than the button. @returns false when nothing was */
export async function goOnAs(ctx: BotContext, kind: BeginningKind): Promise<boolean> {
  const begun = contentFirst.givenIn(ctx.dialog);
  if (begun) await asReport(ctx, begun, kind, false);
  return begun !== undefined;
}

async function asAddition(ctx: BotContext, draft: ContentFirst, ticketId: number) {
  const from = (messageId: number) => ({ chatId: ctx.chatId, messageId });
  const files: Said[] = draft.files.map(({ sourceMessageId, albumId, ...attachment }) => ({
    body: "",
    attachment,
    albumId,
    source: from(sourceMessageId),
  }));
  const words = draft.texts.map((body, index) => ({ body, source: from(draft.textSources[index] ?? 0) }));
  const { latitude, longitude, text = "" } = draft.place ?? {};
  const place = latitude !== undefined && longitude !== undefined ? [{ body: text, pin: { latitude, longitude }, source: from(0) }] : [];
  const further = (draft.pins ?? []).map(({ sourceMessageId, text: body = "", ...pin }) => ({ body, pin, source: from(sourceMessageId) }));
  const pieces: Said[] = [...files, ...words, ...place, ...further];
  const refusal = await passOnPieces(ctx, ticketId, pieces);
  if (refusal) sayRefusal(ctx, refusal);
}

/** A reporter's words go to the handlers, a handler's to the villager. */
async function passOnPieces(ctx: BotContext, ticketId: number, pieces: Said[]): Promise<Refusal | undefined> {
  const found = await lockTicket(ctx.work, ticketId);
  if (!found) return undefined;
  // What was asked about ends here; a question that the words raise comes after it.
  end(ctx);
  const relations = await relationsTo(ctx.work, ctx.actor, found);
  switch (speaksAs(relations)) {
    case "reporter":
      return passOnWords(ctx, found, pieces);
    case "concerned":
      return sendPieces(ctx, ticketId, pieces, false);
    case "handler":
      return sayEach(ctx, ticketId, pieces, (ticket, piece) => reply(ctx.work, ctx.actor, ticket, piece), "said-to-villager");
  }
}
