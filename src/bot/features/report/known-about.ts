import { knownVillage } from "../../../domain/org/reference.ts";
import { findGroup } from "../../../domain/places/places.ts";
import type { BotContext } from "../../context.ts";
import type { ReportDraft } from "./draft.ts";

/** What a report begins with of somebody: village, group and phone, so far as they are remembered. */
export async function knownAbout(ctx: BotContext): Promise<Partial<ReportDraft>> {
  const { villageId, groupId, phone: number } = ctx.actor;
  const home = villageId === null ? undefined : await knownVillage(ctx.work, villageId);
  if (!home) return number ? { phone: number } : {};
  const homeGroup = groupId === null ? undefined : await findGroup(ctx.work, groupId);
  return {
    villageId: home.id,
    villageName: home.name,
    // Asked once: the person who passed over it is not asked every time.
    groupAsked: true,
    ...(homeGroup ? { groupId: homeGroup.id, groupName: homeGroup.name } : {}),
    ...(number ? { phone: number } : {}),
  };
}
