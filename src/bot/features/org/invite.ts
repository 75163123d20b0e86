import { inviteDays, maxGroupButtons } from "../../../domain/limits.ts";
import { invitePerson } from "../../../domain/people/invite.ts";
import { findGroups, findStations, findVillages } from "../../../domain/places/places.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { invitableRoles, inviteData, inviteMenuData, orgData } from "../../../wording/callbacks.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayRefusal, word } from "../../context.ts";
import { pressesOf } from "../../presses.ts";

type Invitable = (typeof invitableRoles)[number];
type Place = { id: number; name: string };

const mayInvite = (ctx: BotContext) => allowed(ctx, "invite");

/** /invite: first the role, then the village or station; the answer is a one-time link to pass on. */
export async function showInvite(ctx: BotContext) {
  if (!(await mayInvite(ctx))) return;
  const buttons = invitableRoles.map((role) => button(word(ctx, `role-${role}`), inviteData.pack("role", { role })));
  say(ctx, "ask-invite-role", {}, { markup: inline(rowsOf(buttons, 2)) });
}

const placesFor = (ctx: BotContext, role: Invitable) => (role === "station" ? findStations(ctx.work) : findVillages(ctx.work));

async function chooseRole(ctx: BotContext, role: Invitable) {
  if (role === "discipline" || role === "admin") return sayLink(ctx, role, {});
  const places = await placesFor(ctx, role);
  if (role === "station" && !places.length) {
    const add = button(word(ctx, "button-add-stations"), orgData.pack("stations_add"));
    return say(ctx, "no-station-yet", {}, { markup: inline([[add]]) });
  }
  if (role === "cadre" && !places.length) {
    const add = button(word(ctx, "button-add-villages"), orgData.pack("villages"));
    return say(ctx, "no-village-yet", {}, { markup: inline([[add]]) });
  }
  const town = role === "leader" ? [button(word(ctx, "button-whole-town"), inviteData.pack("town", { role }))] : [];
  const buttons = places.map(({ id, name }) => button(name, inviteData.pack("place", { role, id })));
  say(ctx, role === "station" ? "ask-invite-station" : "ask-invite-village", {}, { markup: inline([...rowsOf(buttons, 2), town]) });
}

async function choosePlace(ctx: BotContext, role: Invitable, id: number) {
  const place = (await placesFor(ctx, role)).find((one) => one.id === id);
  if (!place || role === "discipline" || role === "admin") return sayRefusal(ctx, { refused: "not-found" });
  if (role === "station") {
    const head = button(word(ctx, "button-invite-head"), inviteData.pack("head", { role, id }));
    return sayLink(ctx, role, { place, below: [head] });
  }
  const groups = role === "cadre" ? await findGroups(ctx.work, id) : [];
  const below = groups
    .slice(0, maxGroupButtons)
    .map(({ id: group, name }) => button(word(ctx, "button-only-group", { name }), inviteData.pack("group", { role, id, group })));
  await sayLink(ctx, role, { place, below });
}

async function chooseHead(ctx: BotContext, role: Invitable, id: number) {
  const place = (await findStations(ctx.work)).find((one) => one.id === id);
  if (!place || role !== "station") return sayRefusal(ctx, { refused: "not-found" });
  await sayLink(ctx, role, { place, isHead: true });
}

async function chooseGroup(ctx: BotContext, role: Invitable, id: number, groupId: number) {
  const place = (await findVillages(ctx.work)).find((one) => one.id === id);
  const group = place && (await findGroups(ctx.work, id)).find((one) => one.id === groupId);
  if (!place || !group || role !== "cadre") return sayRefusal(ctx, { refused: "not-found" });
  await sayLink(ctx, role, { place, group });
}

type Scope = { place?: Place; group?: Place; isHead?: boolean; below?: ReturnType<typeof button>[] };

/** The link; below it the same for less or for more: one group of the village only, or as head of the station. */
async function sayLink(ctx: BotContext, role: Invitable, { place, group, isHead = false, below = [] }: Scope) {
  const inVillage = { ...(place ? { villageId: place.id } : {}), ...(group ? { groupId: group.id } : {}) };
  const scope = role === "station" && place ? { stationId: place.id, isHead } : inVillage;
  const code = await invitePerson(ctx.work, ctx.actor, role, scope);
  const values = {
    who: [place?.name, group?.name, word(ctx, isHead ? "role-head" : `role-${role}`)].filter(Boolean).join(" "),
    link: `https://t.me/${ctx.me.username}?start=${code}`,
    days: inviteDays,
  };
  say(ctx, "invite-link", values, below.length ? { markup: inline(rowsOf(below, 2)) } : {});
}

export const invitePresses = pressesOf(
  inviteData,
  {
    role: (ctx, { role }) => chooseRole(ctx, role),
    place: (ctx, { role, id }) => choosePlace(ctx, role, id),
    town: (ctx, { role }) => (role === "leader" ? sayLink(ctx, role, {}) : sayRefusal(ctx, { refused: "not-found" })),
    head: (ctx, { role, id }) => chooseHead(ctx, role, id),
    group: (ctx, { role, id, group }) => chooseGroup(ctx, role, id, group),
  },
  mayInvite,
);

export const inviteMenuPresses = pressesOf(inviteMenuData, { "": showInvite });
