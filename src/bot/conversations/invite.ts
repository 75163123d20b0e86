import { button, goData, idIn, inline, rowsOf } from "../../buttons.ts";
import type { Role } from "../../database/values.ts";
import { inviteDays } from "../../domain/limits.ts";
import { invitePerson } from "../../domain/people/invite.ts";
import { findGroups, findStations, findVillages } from "../../domain/places/places.ts";
import { allowed } from "../allowed.ts";
import { type BotContext, say, sayRefusal, word } from "../context.ts";

const invitable: readonly Role[] = ["cadre", "station", "leader", "discipline", "admin"];

/** /invite: first the role, then the village or station; the answer is a one-time link to pass on. */
export async function showInvite(ctx: BotContext) {
  if (!(await allowed(ctx, "invite"))) return;
  const buttons = invitable.map((role) => button(word(ctx, `role-${role}`), goData("invite", role)));
  say(ctx, "ask-invite-role", {}, { markup: inline(rowsOf(buttons, 2)) });
}

/** @param value `role`, or `role:place`, where place is a village's or station's id, or `all`; `cadre:village:group` for one group of it */
export async function chooseInvite(ctx: BotContext, value: string) {
  if (!(await allowed(ctx, "invite"))) return;
  const [role, place, part] = value.split(":") as [Role, string | undefined, string | undefined];
  if (!invitable.includes(role)) return sayRefusal(ctx, { refused: "not-found" });
  const needsPlace = role === "cadre" || role === "station" || role === "leader";
  if (needsPlace && !place) return askPlace(ctx, role);
  const places = role === "station" ? await findStations(ctx.work) : await findVillages(ctx.work);
  const chosen = places.find(({ id }) => String(id) === place);
  if (needsPlace && !chosen && !(role === "leader" && place === "all")) return sayRefusal(ctx, { refused: "not-found" });
  const groups = role === "cadre" && chosen ? await findGroups(ctx.work, chosen.id) : [];
  const group = groups.find(({ id }) => id === idIn(part));
  const isHead = role === "station" && part === "head";
  const inVillage = { ...(chosen ? { villageId: chosen.id } : {}), ...(group ? { groupId: group.id } : {}) };
  const scope = role === "station" && chosen ? { stationId: chosen.id, isHead } : inVillage;
  const code = await invitePerson(ctx.work, ctx.actor, role, scope);
  const values = {
    role: word(ctx, isHead ? "role-head" : `role-${role}`),
    where: [chosen?.name, group?.name].filter(Boolean).join(" "),
    link: `https://t.me/${ctx.me.username}?start=${code}`,
    days: inviteDays,
  };
  say(ctx, "invite-link", values, narrower(ctx, value, part ? [] : role === "station" ? "head" : groups));
}

/** Below a link, the same for less or for more: one group of the village only, or as head of the station. */
function narrower(ctx: BotContext, value: string, parts: readonly { id: number; name: string }[] | "head") {
  const buttons =
    parts === "head"
      ? [button(word(ctx, "button-invite-head"), goData("invite", `${value}:head`))]
      : parts.slice(0, 60).map(({ id, name }) => button(word(ctx, "button-only-group", { name }), goData("invite", `${value}:${id}`)));
  return buttons.length ? { markup: inline(rowsOf(buttons, 2)) } : {};
}

async function askPlace(ctx: BotContext, role: Role) {
  const places = role === "station" ? await findStations(ctx.work) : await findVillages(ctx.work);
  if (role === "station" && places.length === 0) {
    return say(ctx, "no-station-yet", {}, { markup: inline([[button(word(ctx, "button-add-stations"), goData("org", "stations_add"))]]) });
  }
  const all = role === "leader" ? [button(word(ctx, "button-whole-town"), goData("invite", `${role}:all`))] : [];
  const buttons = places.map(({ id, name }) => button(name, goData("invite", `${role}:${id}`)));
  say(ctx, role === "station" ? "ask-invite-station" : "ask-invite-village", {}, { markup: inline([...rowsOf(buttons, 2), all]) });
}
