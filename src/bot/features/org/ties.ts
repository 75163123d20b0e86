import type { Role } from "../../../database/values.ts";
import { maxNameCharacters } from "../../../domain/limits.ts";
import { grantRole } from "../../../domain/people/invite.ts";
import { findAccount, findActor, findNamed, findPerson } from "../../../domain/people/person.ts";
import { endTie, findTies, isWithin, setHead, type Tie, type TieScope } from "../../../domain/people/ties.ts";
import { findGroup, findGroups, findStations, findVillages } from "../../../domain/places/places.ts";
import { findHeldBy, handOver } from "../../../domain/tickets/hand-over.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { inviteMenuData, orgData, type TiePlace } from "../../../wording/callbacks.ts";
import { typedIn } from "../../content.ts";
import { type BotContext, say, toast, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { pickedPerson } from "../../picks.ts";
import type { Question } from "../../question.ts";
import { oneOf } from "../../questions.ts";
import { type ChosenPerson, colleague } from "../../town-questions.ts";
import { welcomeTo } from "../account/welcome.ts";
import { mayStill, type OrgPresses, to, wasDone } from "./screen.ts";

type Place = { at: TiePlace; scope: TieScope; name: string };

async function placeAt(ctx: BotContext, at: TiePlace): Promise<Place | undefined> {
  if (at === "town") return { at, scope: "town", name: word(ctx, "org-whole-town") };
  const isVillage = "villageId" in at;
  const wanted = isVillage ? at.villageId : at.stationId;
  const found = (isVillage ? await findVillages(ctx.work) : await findStations(ctx.work)).find(({ id }) => id === wanted);
  return found && { at, scope: at, name: found.name };
}

const placeOf = ({ grant: { villageId, stationId } }: Tie): TiePlace =>
  villageId !== null ? { villageId } : stationId !== null ? { stationId } : "town";

/** What somebody can be there; a head is a member of the station who leads it. */
function rolesAt(at: TiePlace): readonly (Role | "head")[] {
  if (at === "town") return ["leader", "discipline", "admin"];
  return "villageId" in at ? ["cadre", "leader"] : ["station", "head"];
}

const whichPerson: Question<ChosenPerson> = {
  ...colleague({ key: "ask-tie-person" }),
  async message(ctx, message) {
    const picked = pickedPerson(message);
    if (picked) {
      const account = await findAccount(ctx.work, picked.telegramId);
      sayMenu(ctx, account ? "picked" : "picked-unknown", { name: account?.person.name ?? (picked.name || "—") });
      return account && { id: account.person.id, name: account.person.name };
    }
    const typed = typedIn(message);
    const known = typed && [...typed].length <= maxNameCharacters ? await findNamed(ctx.work, typed) : [];
    const [only] = known;
    if (known.length === 1 && only) return { id: only.id, name: only.name };
    say(ctx, known.length ? "tie-person-several" : "tie-person-unknown", { name: typed, count: known.length });
    return undefined;
  },
};

const whichRole = (at: TiePlace, name: string): Question<Role | "head"> =>
  oneOf({ key: "ask-tie-role", values: { name } }, (ctx) =>
    rolesAt(at).map((role) => ({ caption: word(ctx, `role-${role}`), value: role, answer: role })),
  );

/** One group of the village, or all of it, which is 0. */
const whichGroup = (villageId: number): Question<number> =>
  oneOf(
    { key: "ask-tie-group" },
    async (ctx) => [
      { caption: word(ctx, "button-whole-village"), value: "all", answer: 0 },
      ...(await findGroups(ctx.work, villageId)).map(({ id, name }) => ({ caption: name, value: String(id), answer: id })),
    ],
    { columns: 3 },
  );

/** 包联: who, as what, and for which group of the village. */
const tying = conversation<{ person: ChosenPerson; role: Role | "head"; group: number }, { at: TiePlace }>(
  "org-tie",
  async ({ ctx, given: { at }, ask }) => {
    const { id, name } = await ask("person", whichPerson);
    const chosen = await ask("role", whichRole(at, name));
    const isInVillage = at !== "town" && "villageId" in at && chosen === "cadre";
    const groups = isInVillage ? await findGroups(ctx.work, at.villageId) : [];
    const groupId = isInVillage && groups.length ? (await ask("group", whichGroup(at.villageId))) || null : null;
    const role = chosen === "head" ? "station" : chosen;
    await tie(ctx, at, id, { role, ...(at === "town" ? {} : at), groupId, isHead: chosen === "head" });
  },
);

async function tie(ctx: BotContext, at: TiePlace, personId: number, granted: Parameters<typeof grantRole>[2]) {
  const place = await placeAt(ctx, at);
  const person = await findPerson(ctx.work, personId);
  if (!place || !person || !(await mayStill(ctx))) return;
  const added = await grantRole(ctx.work, person.id, granted);
  if (!added) say(ctx, "refused-already-member");
  else {
    const group = granted.groupId ? await findGroup(ctx.work, granted.groupId) : undefined;
    const where = at === "town" ? "" : [place.name, group?.name].filter(Boolean).join(" ");
    ctx.work.tell(person, { kind: "text", key: welcomeTo(granted.role, where), values: { where } });
    say(ctx, "tie-added", { name: person.name });
  }
  await showTiesOf(ctx, at);
}

async function showTies(ctx: BotContext) {
  const villages = (await findVillages(ctx.work))
    .slice(0, 80)
    .map(({ id, name }) => button(`🏡 ${name}`, orgData.pack("ties_of", { place: { villageId: id } })));
  const stations = (await findStations(ctx.work))
    .slice(0, 15)
    .map(({ id, name }) => button(`🏢 ${name}`, orgData.pack("ties_of", { place: { stationId: id } })));
  const last = [to(ctx, "button-whole-town", orgData.pack("ties_of", { place: "town" })), to(ctx, "button-back", orgData.pack(""))];
  say(ctx, "org-ties", {}, { markup: inline([...rowsOf([...villages, ...stations], 2), last]) });
}

const lineOf = (ctx: BotContext, { name, group, grant }: Tie) =>
  `・${[name, word(ctx, grant.isHead ? "role-head" : `role-${grant.role}`), group].filter(Boolean).join(" ")}`;

async function showTiesOf(ctx: BotContext, at: TiePlace) {
  const place = await placeAt(ctx, at);
  if (!place) return toast(ctx, "button-unknown");
  const ties = (await findTies(ctx.work)).filter((one) => isWithin(one, place.scope));
  const rows = ties
    .slice(0, 45)
    .map((one) => [
      button(`❌ ${one.name} ${word(ctx, `role-${one.grant.role}`)}`, orgData.pack("untie", { id: one.grant.id })),
      ...(one.grant.role === "station" ? [headButton(ctx, one)] : []),
    ]);
  const last = [to(ctx, "button-add-tie", orgData.pack("tie", { place: at })), to(ctx, "button-invite", inviteMenuData.pack(""))];
  const values = { where: place.name, list: ties.map((one) => lineOf(ctx, one)).join("\n") || word(ctx, "org-nobody") };
  say(ctx, "org-ties-of", values, { markup: inline([...rows, last, [to(ctx, "button-back", orgData.pack("ties"))]]) });
}

const headButton = (ctx: BotContext, { grant: { id, isHead } }: Tie) =>
  to(ctx, isHead ? "button-not-head" : "button-head", orgData.pack("head", { id, isHead: isHead ? "no" : "yes" }));

const tieWith = async (ctx: BotContext, id: number) => (await findTies(ctx.work)).find(({ grant }) => grant.id === id);

/** Before a tie ends it is said what hangs on it. */
async function askUntie(ctx: BotContext, id: number) {
  const found = await tieWith(ctx, id);
  if (!found) return toast(ctx, "button-unknown");
  const held = (await findHeldBy(ctx.work, found.grant)).length;
  const person = await findActor(ctx.work, found.grant.personId);
  const staysStaff = (person?.grants.length ?? 0) > 1;
  const values = { name: found.name, what: lineOf(ctx, found).slice(1), held };
  const keep = held > 0 && staysStaff ? [[to(ctx, "button-untie-keep", orgData.pack("untie_keep", { id }))]] : [];
  const rows = [[to(ctx, held > 0 ? "button-untie-hand-over" : "button-untie", orgData.pack("untie_really", { id }))], ...keep];
  say(ctx, held > 0 ? "ask-untie-held" : "ask-untie", values, {
    markup: inline([...rows, [to(ctx, "button-back", orgData.pack("ties_of", { place: placeOf(found) }))]]),
  });
}

async function untie(ctx: BotContext, id: number, handsOver: boolean) {
  const found = await tieWith(ctx, id);
  if (!found) return toast(ctx, "button-unknown");
  const ended = await endTie(ctx.work, found.grant.id);
  if (wasDone(ctx, ended)) {
    const person = await findActor(ctx.work, ended.personId);
    const mayKeep = (person?.grants.length ?? 0) > 0;
    const count = handsOver || !mayKeep ? await handOver(ctx.work, ctx.actor, ended) : 0;
    if (person) ctx.work.tell(person, { kind: "text", key: "told-tie-ended", values: { where: found.village || found.station } });
    say(ctx, count > 0 ? "tie-ended-handed" : "tie-ended", { name: found.name, ...(count > 0 ? { count } : {}) });
  }
  await showTiesOf(ctx, placeOf(found));
}

async function changeHead(ctx: BotContext, id: number, isHead: boolean) {
  const found = await tieWith(ctx, id);
  if (found?.grant.role !== "station") return toast(ctx, "button-unknown");
  await setHead(ctx.work, id, isHead);
  await showTiesOf(ctx, placeOf(found));
}

export const tiePresses: OrgPresses<"ties" | "ties_of" | "tie" | "untie" | "untie_really" | "untie_keep" | "head"> = {
  ties: showTies,
  ties_of: (ctx, { place }) => showTiesOf(ctx, place),
  tie: async (ctx, { place }) => ((await placeAt(ctx, place)) ? tying.enter(ctx, { at: place }) : toast(ctx, "button-unknown")),
  untie: (ctx, { id }) => askUntie(ctx, id),
  untie_really: (ctx, { id }) => untie(ctx, id, true),
  untie_keep: (ctx, { id }) => untie(ctx, id, false),
  head: (ctx, { id, isHead }) => changeHead(ctx, id, isHead === "yes"),
};
