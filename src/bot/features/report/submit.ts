import { findHelpedActor } from "../../../domain/people/helpers.ts";
import { noteQuestion } from "../../../domain/policy/questions.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { followFor } from "../../../domain/tickets/join.ts";
import { submitReport } from "../../../domain/tickets/submit.ts";
import { listed } from "../../../wording/texts.ts";
import { type BotContext, say, sayRefusal, when } from "../../context.ts";
import { menuMarkup } from "../../menu.ts";
import { descriptionOf, nextStep, type ReportDraft, saidIn } from "./draft.ts";
import { heedWords } from "./heed.ts";

/** Whom an emergency reached, by name; of more than these it is no comfort to read. */
const maxNamesTold = 5;

/** 提交: the draft becomes a ticket. @returns false when a question is open after all, or the domain refused, which was said */
export async function submitDraft(ctx: BotContext, draft: ReportDraft): Promise<boolean> {
  const { villageId, categoryId } = draft;
  if (!ctx.dialog) throw new Error("A report is submitted that nobody writes");
  await heedWords(ctx, draft);
  if (villageId === undefined || categoryId === undefined || nextStep(draft) !== "summary") return false;
  const helped = draft.forPerson && (await findHelpedActor(ctx.work, ctx.actor, draft.forPerson.id));
  if (isRefusal(helped)) {
    sayRefusal(ctx, helped);
    return false;
  }
  const submitted = await submitReport(ctx.work, helped ?? ctx.actor, {
    recordedBy: helped && ctx.actor,
    draftId: ctx.dialog.nonce,
    categoryId,
    villageId,
    groupId: draft.groupId,
    description: descriptionOf(draft),
    said: saidIn(draft),
    attachments: draft.files,
    place: draft.place,
    pins: draft.pins,
    phone: draft.phone,
    confidential: draft.confidential,
    aboutId: draft.aboutId,
    keptFrom: draft.keptFrom,
    keptFromVillage: draft.keptFromVillage,
    toStationId: draft.toStationId,
    beneficiary: draft.beneficiary,
    fields: draft.fields?.filter(({ value }) => value),
    atHome: draft.atHome,
    parties: draft.parties,
  });
  if (isRefusal(submitted)) {
    sayRefusal(ctx, submitted);
    return false;
  }
  const { ticket, responsible, alsoTold = [] } = submitted;
  if (draft.policyQuestion && submitted.isNew) noteQuestion(ctx.work, ticket.id, draft.policyQuestion);
  if (helped) await followFor(ctx.work, ctx.actor, ticket);
  const told = [responsible, ...alsoTold].map(({ name }) => name);
  const names = listed(ctx.actor.language, told.slice(0, maxNamesTold));
  const values = {
    number: ticket.number,
    name: responsible.name,
    names,
    until: when(ctx, ticket.deadline),
    resolve: when(ctx, ticket.resolveBy),
  };
  const key = draft.kind === "emergency" ? "submitted-emergency" : ticket.confidential ? "submitted-confidential" : "submitted";
  say(ctx, key, values, { markup: menuMarkup(ctx), ticketId: ticket.id });
  return true;
}
