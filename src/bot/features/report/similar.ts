import { firstCharacters } from "../../../domain/characters.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { findSimilar, join } from "../../../domain/tickets/join.ts";
import { type BotContext, sayRefusal } from "../../context.ts";
import { sayMenu } from "../../menu.ts";
import { descriptionOf, type ReportDraft } from "./draft.ts";

/** 我也是: open tickets that look like the same matter, to be offered before this one is filed. */
export async function likelySame(ctx: BotContext, draft: ReportDraft): Promise<{ id: number; caption: string }[]> {
  const { villageId, categoryId, place } = draft;
  const description = descriptionOf(draft);
  if (draft.kind !== "problem" || draft.confidential || villageId === undefined || categoryId === undefined || !description) return [];
  const found = await findSimilar(ctx.work, villageId, {
    description,
    categoryId,
    placeText: place?.text ?? null,
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
  });
  return found.map(({ id, number, description: words }) => ({ id, caption: `#${number} ${firstCharacters(words, 20)}` }));
}

/** Joins the chosen ticket; the draft is not filed. @returns false, with a sentence, when it cannot be joined */
export async function joinInstead(ctx: BotContext, ticketId: number): Promise<boolean> {
  const joined = await join(ctx.work, ctx.actor, ticketId);
  if (isRefusal(joined)) sayRefusal(ctx, joined);
  else sayMenu(ctx, "joined", { number: joined.number });
  return !isRefusal(joined);
}
