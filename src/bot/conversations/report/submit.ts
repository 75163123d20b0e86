import { isRefusal } from "../../../domain/refusal.ts";
import { submitReport } from "../../../domain/tickets/submit.ts";
import { type BotContext, say, sayRefusal, when } from "../../context.ts";
import type { Move } from "../../dialog.ts";
import { menuMarkup } from "../../menu.ts";
import { descriptionOf, nextStep, type ReportDraft } from "./draft.ts";

/** 提交: the draft becomes a ticket, or its first open question is asked. */
export async function submitDraft(ctx: BotContext, draft: ReportDraft): Promise<Move> {
  const { villageId, categoryId } = draft;
  const open = nextStep(draft);
  if (villageId === undefined || categoryId === undefined || open !== "summary") return { to: open };
  const submitted = await submitReport(ctx.work, ctx.actor, {
    draftId: ctx.dialog?.nonce ?? "",
    categoryId,
    villageId,
    groupId: draft.groupId,
    description: descriptionOf(draft),
    attachments: draft.files,
    place: draft.place,
    phone: draft.phone,
    confidential: draft.confidential,
    aboutId: draft.aboutId,
    beneficiary: draft.beneficiary,
    fields: draft.fields?.filter(({ value }) => value),
    atHome: draft.atHome,
    parties: draft.parties,
  });
  if (isRefusal(submitted)) {
    sayRefusal(ctx, submitted);
    return "stay";
  }
  const { ticket, responsible } = submitted;
  const values = { number: ticket.number, name: responsible.name, until: when(ctx, ticket.deadline), resolve: when(ctx, ticket.resolveBy) };
  const key = draft.kind === "emergency" ? "submitted-emergency" : ticket.confidential ? "submitted-confidential" : "submitted";
  say(ctx, key, values, { markup: menuMarkup(ctx), ticketId: ticket.id });
  return "done";
}
