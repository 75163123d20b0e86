import { noteInAudit } from "../domain/conversation.ts";
import { findByDraft } from "../domain/tickets/submit.ts";
import { readButton } from "../wording/buttons.ts";
import { alarmPresses } from "./alarm.ts";
import { aloudPresses } from "./aloud.ts";
import { type BotContext, pressedData, toast } from "./context.ts";
import { pressInConversation } from "./conversation-run.ts";
import { noticePresses } from "./features/announcements/notices.ts";
import { carePresses } from "./features/care/care.ts";
import { stockPresses } from "./features/care/stock.ts";
import { correctionPresses } from "./features/corrections/corrections.ts";
import { mediationPresses } from "./features/dispute/mediation.ts";
import { rollCallPresses } from "./features/emergencies/emergencies.ts";
import { briefPresses } from "./features/figures/brief.ts";
import { reportsPresses } from "./features/figures/reports.ts";
import { statsPresses } from "./features/figures/stats.ts";
import { townsPresses } from "./features/figures/towns.ts";
import { inviteMenuPresses, invitePresses } from "./features/org/invite.ts";
import { orgPresses } from "./features/org/org.ts";
import { posterPresses } from "./features/org/poster.ts";
import { importPresses } from "./features/org/workbook.ts";
import { sessionPresses } from "./features/outreach/outreach.ts";
import { pollPresses } from "./features/outreach/polls.ts";
import { policyPresses } from "./features/policy/policy.ts";
import { auditPresses } from "./features/privacy/audit.ts";
import { privacyPresses } from "./features/privacy/privacy.ts";
import { rosterPresses } from "./features/rosters/rosters.ts";
import { sentListPresses } from "./features/rosters/sent-lists.ts";
import { roundPresses } from "./features/rounds/rounds.ts";
import { surveyPresses } from "./features/surveys/surveys.ts";
import { pressOnTicket } from "./features/ticket/buttons.ts";
import { helperPresses } from "./features/ticket/helpers.ts";
import { callBackPresses, listPresses } from "./features/ticket/lists.ts";
import { transcriptPresses } from "./features/ticket/transcripts.ts";
import { topicPresses } from "./features/topics/topics.ts";
import { visitPresses } from "./features/visits/households.ts";
import { menuPresses } from "./main-menu.ts";
import { meantPresses } from "./meant-answer.ts";
import type { Presses } from "./presses.ts";

/** A button was pressed; every press gets an answer, so that the phone stops waiting. */
export async function press(ctx: BotContext) {
  const pressed = readButton(pressedData(ctx));
  switch (pressed.kind) {
    case "ticket":
      await pressOnTicket(ctx, pressed.action, pressed.ticketId, pressed.value);
      break;
    case "dialog":
      if (!(await pressInConversation(ctx, pressed.nonce, pressed.step, pressed.value))) await explainOldButton(ctx, pressed.nonce);
      break;
    case "feature":
      if (!(await pressFeature(ctx, pressed.packed))) await refuseUnknown(ctx);
      break;
    case "unknown":
      await refuseUnknown(ctx);
      break;
  }
  if (!ctx.isAnswered) await ctx.answerCallbackQuery();
}

/** No feature makes such a button: it is forged, or older than the release. */
async function refuseUnknown(ctx: BotContext) {
  await noteInAudit(ctx.work, ctx.actor.id, "unknown button", pressedData(ctx));
  await toast(ctx, "button-unknown");
}

/** The buttons of all features. */
const features: readonly Presses[] = [
  ...menuPresses,
  listPresses,
  callBackPresses,
  statsPresses,
  townsPresses,
  briefPresses,
  correctionPresses,
  reportsPresses,
  privacyPresses,
  auditPresses,
  policyPresses,
  ...noticePresses,
  sessionPresses,
  pollPresses,
  visitPresses,
  topicPresses,
  roundPresses,
  surveyPresses,
  transcriptPresses,
  helperPresses,
  rosterPresses,
  sentListPresses,
  carePresses,
  stockPresses,
  rollCallPresses,
  alarmPresses,
  meantPresses,
  aloudPresses,
  mediationPresses,
  orgPresses,
  invitePresses,
  inviteMenuPresses,
  posterPresses,
  importPresses,
];

async function pressFeature(ctx: BotContext, packed: string): Promise<boolean> {
  for (const { press } of features) if (await press(ctx, packed)) return true;
  return false;
}

/** A button of a conversation that has ended: if it became a ticket, its number is what the person wants to know. */
async function explainOldButton(ctx: BotContext, nonce: string) {
  const submitted = await findByDraft(ctx.work, nonce);
  if (submitted?.ticket.reporterId === ctx.actor.id) await toast(ctx, "already-submitted", { number: submitted.ticket.number });
  else await toast(ctx, "button-old");
}
