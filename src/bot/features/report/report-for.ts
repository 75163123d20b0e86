import { findHelped } from "../../../domain/people/helpers.ts";
import type { BotContext } from "../../context.ts";
import type { ReportDraft } from "./draft.ts";

/** 替谁报: pressed again, it is one's own report after all. */
export async function reportFor(ctx: BotContext, draft: ReportDraft, id: number): Promise<undefined> {
  const helped = (await findHelped(ctx.work, ctx.actor)).find(({ personId }) => personId === id);
  draft.forPerson = helped && draft.forPerson?.id !== id ? { id, name: helped.name } : undefined;
  return undefined;
}
