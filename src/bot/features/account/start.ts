import { becomeParty } from "../../../domain/disputes/parties.ts";
import { checkIn } from "../../../domain/outreach/sessions.ts";
import { useCode } from "../../../domain/people/invite.ts";
import { findActor, isStaff, refreshCommands } from "../../../domain/people/person.ts";
import { setReachable } from "../../../domain/people/reach.ts";
import { mayTryCode, noteWrongCode } from "../../../domain/people/wrong-codes.ts";
import { findGroup, findStations, findTown, findVillage, findVillages } from "../../../domain/places/places.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { usePaperCode } from "../../../domain/tickets/adopt.ts";
import { idIn } from "../../../wording/buttons.ts";
import { type BotContext, say, sayRefusal, typedBehind, word } from "../../context.ts";
import { askAgain } from "../../conversation-run.ts";
import { sayMenu } from "../../menu.ts";
import { beginSetup } from "../org/setup.ts";
import { notePayload, shelfPayload } from "../policy/inline.ts";
import { showNote, showPolicy } from "../policy/policy.ts";
import { asHelper } from "../ticket/helpers.ts";
import { sayAdopted } from "../ticket/paper.ts";
import { arriveAt, beginHome } from "./home.ts";
import { welcomeTo } from "./welcome.ts";

/** /start: with a one-time code a role or the town, with a poster's code a village, otherwise the village first. */
export async function start(ctx: BotContext) {
  await setReachable(ctx.work, ctx.actor.telegramId, true);
  const payload = typedBehind(ctx);
  const posterVillage = /^v(\d+)$/.exec(payload)?.[1];
  if (posterVillage) return fromPoster(ctx, idIn(posterVillage));
  if (payload.startsWith("p_")) return asParty(ctx, payload.slice(2));
  if (payload.startsWith("n_")) return asHelper(ctx, payload.slice(2));
  if (payload.startsWith("w_")) return withPaper(ctx, payload.slice(2));
  if (payload.startsWith("s_")) return arriveAtSession(ctx, payload.slice(2));
  if (payload === shelfPayload) return showPolicy(ctx);
  const note = notePayload.exec(payload)?.[1];
  if (note) return showNote(ctx, idIn(note));
  if (payload && payload !== "menu") return withCode(ctx, payload);
  await welcome(ctx);
}

/** A party of a dispute opens the link that a cadre passed on. */
async function asParty(ctx: BotContext, code: string) {
  const closed = await mayTryCode(ctx.work, ctx.actor);
  if (closed) return sayRefusal(ctx, closed);
  const party = await becomeParty(ctx.work, ctx.actor, code);
  if (!party) {
    await noteWrongCode(ctx.work, ctx.actor, "party");
    return sayRefusal(ctx, { refused: "bad-code" });
  }
  sayMenu(ctx, "welcome-party", { name: party.name });
}

/** A villager of whom others wrote down what they said scans the sheet that was left at their door. */
async function withPaper(ctx: BotContext, code: string) {
  const closed = await mayTryCode(ctx.work, ctx.actor);
  if (closed) return sayRefusal(ctx, closed);
  const adopted = await usePaperCode(ctx.work, ctx.actor, code);
  if (!isRefusal(adopted)) return void sayAdopted(ctx, adopted);
  if (adopted.refused === "bad-code") await noteWrongCode(ctx.work, ctx.actor, "paper");
  sayRefusal(ctx, adopted);
}

/** Somebody at a session scanned the code at the door. */
async function arriveAtSession(ctx: BotContext, code: string) {
  const closed = await mayTryCode(ctx.work, ctx.actor);
  if (closed) return sayRefusal(ctx, closed);
  const session = await checkIn(ctx.work, ctx.actor, code);
  if (isRefusal(session)) {
    if (session.refused === "bad-code") await noteWrongCode(ctx.work, ctx.actor, "session");
    return sayRefusal(ctx, session);
  }
  sayMenu(ctx, "checked-in", { topic: session.topic });
}

async function fromPoster(ctx: BotContext, villageId: number) {
  const village = await findVillage(ctx.work, villageId);
  if (!village) return welcome(ctx);
  await arriveAt(ctx, village);
}

async function withCode(ctx: BotContext, code: string) {
  const closed = await mayTryCode(ctx.work, ctx.actor);
  if (closed) return sayRefusal(ctx, closed);
  const used = await useCode(ctx.work, ctx.actor, code);
  if (isRefusal(used)) {
    if (used.refused !== "already-member") await noteWrongCode(ctx.work, ctx.actor, "invite");
    sayRefusal(ctx, used);
    return welcome(ctx);
  }
  ctx.actor = (await findActor(ctx.work, ctx.actor.id)) ?? ctx.actor;
  if (used.kind === "town") return beginSetup(ctx);
  if (used.kind === "admin") return sayMenu(ctx, "welcome-admin");
  const { role, villageId, groupId, stationId } = used.invite;
  const village = villageId === null ? undefined : await findVillage(ctx.work, villageId);
  const station = stationId === null ? undefined : (await findStations(ctx.work)).find(({ id }) => id === stationId);
  const group = groupId === null ? undefined : await findGroup(ctx.work, groupId);
  const where = [village?.name ?? station?.name, group?.name].filter(Boolean).join(" ");
  sayMenu(ctx, welcomeTo(role, where), { where });
}

async function welcome(ctx: BotContext) {
  const town = await findTown(ctx.work);
  if (!town?.claimedAt) return say(ctx, "town-not-ready");
  if (ctx.dialog) {
    sayMenu(ctx, "welcome-back");
    return askAgain(ctx);
  }
  // Their role may be older than a ☰ for each person.
  if (isStaff(ctx.actor)) await refreshCommands(ctx.work, ctx.actor.id);
  const villages = await findVillages(ctx.work);
  if (isStaff(ctx.actor) || ctx.actor.villageId !== null || villages.length === 0) {
    return sayMenu(ctx, "welcome", { town: town.name ?? word(ctx, "this-town"), name: ctx.actor.name });
  }
  say(ctx, "welcome-first", { town: town.name ?? word(ctx, "this-town") });
  await beginHome(ctx);
}
