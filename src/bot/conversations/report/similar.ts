import { isRefusal } from "../../../domain/refusal.ts";
import { findSimilar, join } from "../../../domain/tickets/join.ts";
import { firstCharacters } from "../../../domain/words.ts";
import { type BotContext, sayRefusal } from "../../context.ts";
import type { Move } from "../../dialog.ts";
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

/** Joins the chosen ticket; the draft is not filed. */
export async function joinInstead(ctx: BotContext, draft: ReportDraft, value: string): Promise<Move> {
  const chosen = draft.similar?.find(({ id }) => `t${id}` === value);
  if (!chosen) return "ask_again";
  const joined = await join(ctx.work, ctx.actor, chosen.id);
  if (isRefusal(joined)) {
    sayRefusal(ctx, joined);
    return "ask_again";
  }
  sayMenu(ctx, "joined", { number: joined.number });
  return "done";
}
