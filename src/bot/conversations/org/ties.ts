import { button, goData, idIn, inline, rowsOf } from "../../../buttons.ts";
import type { Role } from "../../../database/values.ts";
import { maxNameCharacters } from "../../../domain/limits.ts";
import { grantRole } from "../../../domain/people/invite.ts";
import { findActor, findNamed, findPerson } from "../../../domain/people/person.ts";
import { endTie, findTies, isWithin, setHead, type Tie, type TieScope } from "../../../domain/people/ties.ts";
import { findGroup, findGroups, findStations, findVillages } from "../../../domain/places/places.ts";
import { findHeldBy, handOver } from "../../../domain/tickets/hand-over.ts";
import { type BotContext, say, toast, word } from "../../context.ts";
import { begin, defineFlow, type Move } from "../../dialog.ts";
import { choice, stepButton } from "../../step-buttons.ts";
import { colleagueButtons } from "../colleagues.ts";
import { lastRow } from "../common-steps.ts";
import { mayStill, named, type Screens, to, wasDone } from "./screen.ts";

/** Where a tie belongs, as a button carries it: `v3`, `s2` or `t`. */
type Place = { code: string; scope: TieScope; name: string };

async function placeIn(ctx: BotContext, code: string): Promise<Place | undefined> {
  if (code === "t") return { code, scope: "town", name: word(ctx, "org-whole-town") };
  const id = idIn(code.slice(1));
  const all = code.startsWith("v") ? await findVillages(ctx.work) : code.startsWith("s") ? await findStations(ctx.work) : [];
  const found = all.find((one) => one.id === id);
  return found && { code, scope: code.startsWith("v") ? { villageId: id } : { stationId: id }, name: found.name };
}

const codeOf = ({ grant: { villageId, stationId } }: Tie) =>
  villageId === null ? (stationId === null ? "t" : `s${stationId}`) : `v${villageId}`;

/** Roles that can be held there. */
const rolesOf: Record<string, readonly Role[]> = { v: ["cadre", "leader"], s: ["station"], t: ["leader", "discipline", "admin"] };

type Tying = { code?: string; personId?: number; name?: string; role?: Role };

/** 包联: who, as what, and for which group of the village. */
const tieFlow = defineFlow<Tying>({
  name: "org-tie",
  steps: {
    person: {
      async ask(ctx) {
        const people = await colleagueButtons(ctx);
        say(ctx, "ask-tie-person", {}, { markup: inline([...rowsOf(people, 2), lastRow(ctx, false)]) });
      },
      press: (ctx, data, value) => choosePerson(ctx, data, idIn(value)),
      async message(ctx, data, message) {
        const typed = message.text?.trim() ?? "";
        const known = typed && [...typed].length <= maxNameCharacters ? await findNamed(ctx.work, typed) : [];
        if (known.length === 1 && known[0]) return choosePerson(ctx, data, known[0].id);
        say(ctx, known.length ? "tie-person-several" : "tie-person-unknown", { name: typed, count: known.length });
        return "ask_again";
      },
    },
    role: {
      back: () => "person",
      ask(ctx, data) {
        const roles = (rolesOf[data.code?.[0] ?? ""] ?? []).map((role) => stepButton(ctx, `role-${role}`, role));
        const head = data.code?.startsWith("s") ? [stepButton(ctx, "role-head", "head")] : [];
        say(ctx, "ask-tie-role", { name: data.name ?? "" }, { markup: inline([...rowsOf([...roles, ...head], 2), lastRow(ctx, true)]) });
      },
      async press(ctx, data, value) {
        const isHead = value === "head" && data.code?.startsWith("s") === true;
        const role = isHead ? "station" : rolesOf[data.code?.[0] ?? ""]?.find((one) => one === value);
        if (!role) return "ask_again";
        data.role = role;
        const groups = role === "cadre" ? await findGroups(ctx.work, idIn(data.code?.slice(1))) : [];
        return groups.length ? { to: "group" } : tie(ctx, data, { isHead });
      },
    },
    group: {
      back: () => "role",
      async ask(ctx, data) {
        const groups = await findGroups(ctx.work, idIn(data.code?.slice(1)));
        const rows = rowsOf(
          groups.map(({ id, name }) => choice(ctx, name, String(id))),
          3,
        );
        say(ctx, "ask-tie-group", {}, { markup: inline([[stepButton(ctx, "button-whole-village", "all")], ...rows, lastRow(ctx, true)]) });
      },
      async press(ctx, data, value) {
        const groups = await findGroups(ctx.work, idIn(data.code?.slice(1)));
        const group = groups.find(({ id }) => id === idIn(value));
        return group || value === "all" ? tie(ctx, data, { groupId: group?.id ?? null }) : "ask_again";
      },
    },
  },
});

async function choosePerson(ctx: BotContext, data: Tying, id: number): Promise<Move> {
  const person = await findPerson(ctx.work, id);
  if (!person) return "ask_again";
  Object.assign(data, { personId: person.id, name: person.name });
  return { to: "role" };
}

async function tie(ctx: BotContext, data: Tying, more: { isHead?: boolean; groupId?: number | null }): Promise<Move> {
  const place = await placeIn(ctx, data.code ?? "");
  const person = await findPerson(ctx.work, data.personId ?? 0);
  if (!place || !person || !data.role || !(await mayStill(ctx))) return "done";
  const scope = place.scope === "town" ? {} : place.scope;
  const added = await grantRole(ctx.work, person.id, { role: data.role, ...scope, ...more });
  if (!added) say(ctx, "refused-already-member");
  else {
    const group = more.groupId ? await findGroup(ctx.work, more.groupId) : undefined;
    const where = place.code === "t" ? "" : [place.name, group?.name].filter(Boolean).join(" ");
    ctx.work.tell(person, { kind: "text", key: `welcome-${data.role}`, values: { where } });
    say(ctx, "tie-added", { name: person.name });
  }
  await showTiesOf(ctx, place.code);
  return "done";
}

async function showTies(ctx: BotContext) {
  const villages = (await findVillages(ctx.work)).slice(0, 80).map(({ id, name }) => named(`🏡 ${name}`, `ties_of:v${id}`));
  const stations = (await findStations(ctx.work)).slice(0, 15).map(({ id, name }) => named(`🏢 ${name}`, `ties_of:s${id}`));
  const last = [to(ctx, "button-whole-town", "ties_of:t"), to(ctx, "button-back", "")];
  say(ctx, "org-ties", {}, { markup: inline([...rowsOf([...villages, ...stations], 2), last]) });
}

const lineOf = (ctx: BotContext, { name, group, grant }: Tie) =>
  `・${[name, word(ctx, grant.isHead ? "role-head" : `role-${grant.role}`), group].filter(Boolean).join(" ")}`;

async function showTiesOf(ctx: BotContext, code: string) {
  const place = await placeIn(ctx, code);
  if (!place) return toast(ctx, "button-unknown");
  const ties = (await findTies(ctx.work)).filter((one) => isWithin(one, place.scope));
  const rows = ties
    .slice(0, 45)
    .map((one) => [
      named(`❌ ${one.name} ${word(ctx, `role-${one.grant.role}`)}`, `untie:${one.grant.id}`),
      ...(one.grant.role === "station"
        ? [to(ctx, one.grant.isHead ? "button-not-head" : "button-head", `head:${one.grant.id}:${one.grant.isHead ? "no" : "yes"}`)]
        : []),
    ]);
  const last = [to(ctx, "button-add-tie", `tie:${code}`), button(word(ctx, "button-invite"), goData("go-invite"))];
  const values = { where: place.name, list: ties.map((one) => lineOf(ctx, one)).join("\n") || word(ctx, "org-nobody") };
  say(ctx, "org-ties-of", values, { markup: inline([...rows, last, [to(ctx, "button-back", "ties")]]) });
}

const tieWith = async (ctx: BotContext, given: string) => (await findTies(ctx.work)).find(({ grant }) => grant.id === idIn(given));

/** Before a tie ends it is said what hangs on it. */
async function askUntie(ctx: BotContext, given: string) {
  const found = await tieWith(ctx, given);
  if (!found) return toast(ctx, "button-unknown");
  const held = (await findHeldBy(ctx.work, found.grant)).length;
  const person = await findActor(ctx.work, found.grant.personId);
  const staysStaff = (person?.grants.length ?? 0) > 1;
  const values = { name: found.name, what: lineOf(ctx, found).slice(1), held };
  const keep = held > 0 && staysStaff ? [[to(ctx, "button-untie-keep", `untie_keep:${found.grant.id}`)]] : [];
  const rows = [[to(ctx, held > 0 ? "button-untie-hand-over" : "button-untie", `untie_really:${found.grant.id}`)], ...keep];
  say(ctx, held > 0 ? "ask-untie-held" : "ask-untie", values, {
    markup: inline([...rows, [to(ctx, "button-back", `ties_of:${codeOf(found)}`)]]),
  });
}

async function untie(ctx: BotContext, given: string, handsOver: boolean) {
  const found = await tieWith(ctx, given);
  if (!found) return toast(ctx, "button-unknown");
  const ended = await endTie(ctx.work, found.grant.id);
  if (wasDone(ctx, ended)) {
    const person = await findActor(ctx.work, ended.personId);
    const mayKeep = (person?.grants.length ?? 0) > 0;
    const count = handsOver || !mayKeep ? await handOver(ctx.work, ctx.actor, ended) : 0;
    if (person) ctx.work.tell(person, { kind: "text", key: "told-tie-ended", values: { where: found.village || found.station } });
    say(ctx, count > 0 ? "tie-ended-handed" : "tie-ended", { name: found.name, ...(count > 0 ? { count } : {}) });
  }
  await showTiesOf(ctx, codeOf(found));
}

async function changeHead(ctx: BotContext, given: string, value: string) {
  const found = await tieWith(ctx, given);
  if (found?.grant.role !== "station") return toast(ctx, "button-unknown");
  await setHead(ctx.work, found.grant.id, value === "yes");
  await showTiesOf(ctx, codeOf(found));
}

export const tieScreens: Screens = {
  ties: showTies,
  ties_of: (ctx, code = "") => showTiesOf(ctx, code),
  tie: async (ctx, code = "") => ((await placeIn(ctx, code)) ? begin(ctx, tieFlow, "person", { code }) : toast(ctx, "button-unknown")),
  untie: (ctx, given = "") => askUntie(ctx, given),
  untie_really: (ctx, given = "") => untie(ctx, given, true),
  untie_keep: (ctx, given = "") => untie(ctx, given, false),
  head: (ctx, given = "", value = "") => changeHead(ctx, given, value),
};
