import { becomeParty } from "../../domain/disputes/parties.ts";
import { checkIn } from "../../domain/outreach/sessions.ts";
import { useCode } from "../../domain/people/invite.ts";
import { findActor, isStaff } from "../../domain/people/person.ts";
import { setReachable } from "../../domain/people/reach.ts";
import { findGroup, findStations, findTown, findVillage, findVillages } from "../../domain/places/places.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { type BotContext, say, sayRefusal } from "../context.ts";
import { arriveAt, beginHome } from "../conversations/home.ts";
import { beginSetup } from "../conversations/setup.ts";
import { askAgain } from "../dialog.ts";
import { sayMenu } from "../menu.ts";

/** /start: with a one-time code a role or the town, with a poster's code a village, otherwise the village first. */
export async function start(ctx: BotContext) {
  await setReachable(ctx.work, ctx.actor.telegramId, true);
  const payload = String(ctx.match ?? "").trim();
  const posterVillage = /^v(\d{1,9})$/.exec(payload)?.[1];
  if (posterVillage) return fromPoster(ctx, Number(posterVillage));
  if (payload.startsWith("p_")) return asParty(ctx, payload.slice(2));
  if (payload.startsWith("s_")) return arriveAtSession(ctx, payload.slice(2));
  if (payload && payload !== "menu") return withCode(ctx, payload);
  await welcome(ctx);
}

/** A party of a dispute opens the link that a cadre passed on. */
async function asParty(ctx: BotContext, code: string) {
  const party = await becomeParty(ctx.work, ctx.actor, code);
  if (!party) return sayRefusal(ctx, { refused: "bad-code" });
  sayMenu(ctx, "welcome-party", { name: party.name });
}

/** Somebody at a session scanned the code at the door. */
async function arriveAtSession(ctx: BotContext, code: string) {
  const session = await checkIn(ctx.work, ctx.actor, code);
  if (isRefusal(session)) return sayRefusal(ctx, session);
  sayMenu(ctx, "checked-in", { topic: session.topic });
}

async function fromPoster(ctx: BotContext, villageId: number) {
  const village = await findVillage(ctx.work, villageId);
  if (!village) return welcome(ctx);
  await arriveAt(ctx, village);
}

async function withCode(ctx: BotContext, code: string) {
  const used = await useCode(ctx.work, ctx.actor, code);
  if (isRefusal(used)) {
    sayRefusal(ctx, used);
    return welcome(ctx);
  }
  ctx.actor = (await findActor(ctx.work, ctx.actor.id)) ?? ctx.actor;
  if (used.kind === "town") return beginSetup(ctx);
  const { role, villageId, groupId, stationId } = used.invite;
  const village = villageId === null ? undefined : await findVillage(ctx.work, villageId);
  const station = stationId === null ? undefined : (await findStations(ctx.work)).find(({ id }) => id === stationId);
  const group = groupId === null ? undefined : await findGroup(ctx.work, groupId);
  sayMenu(ctx, `welcome-${role}`, { where: [village?.name ?? station?.name, group?.name].filter(Boolean).join(" ") });
}

async function welcome(ctx: BotContext) {
  const town = await findTown(ctx.work);
  if (!town?.claimedAt) return say(ctx, "town-not-ready");
  if (ctx.dialog) {
    sayMenu(ctx, "welcome-back");
    return askAgain(ctx);
  }
  const villages = await findVillages(ctx.work);
  if (isStaff(ctx.actor) || ctx.actor.villageId !== null || villages.length === 0) {
    return sayMenu(ctx, "welcome", { town: town.name ?? "", name: ctx.actor.name });
  }
  say(ctx, "welcome-first", { town: town.name ?? "" });
  await beginHome(ctx);
}
