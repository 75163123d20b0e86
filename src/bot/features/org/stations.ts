import { priorities } from "../../../database/work.ts";
import { maxNameCharacters } from "../../../domain/limits.ts";
import { setDesk } from "../../../domain/places/desk.ts";
import { showWaiting } from "../../../domain/places/group-chats.ts";
import { addStations, findStations, type Station } from "../../../domain/places/places.ts";
import { findStationMembers, renameStation } from "../../../domain/places/stations.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { findAllCategories, tieCategoriesToStations } from "../../../domain/tickets/categories.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { orgData } from "../../../wording/callbacks.ts";
import { label, listed } from "../../../wording/texts.ts";
import { type BotContext, say, toast, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { type Group, pickedGroup, sayPickGroup } from "../../picks.ts";
import type { Question } from "../../question.ts";
import { words } from "../../questions.ts";
import { addingNames, mayStill, type OrgPresses, to, wasDone } from "./screen.ts";

const addingStations = addingNames("org-stations", "ask-station-names", addTiedStations, showStations);

async function addTiedStations({ work }: BotContext, names: string) {
  const added = await addStations(work, names);
  if (!isRefusal(added)) await tieCategoriesToStations(work);
  return added;
}

const renamingStation = conversation<{ name: string }, { id: number }>("org-station-name", async ({ ctx, given: { id }, ask, again }) => {
  const name = await ask("name", words({ key: "ask-station-name" }, maxNameCharacters));
  if (!(await mayStill(ctx))) return;
  if (!wasDone(ctx, await renameStation(ctx.work, id, name))) return again("name");
  await showStation(ctx, id);
});

async function showStations(ctx: BotContext) {
  const all = (await findStations(ctx.work)).map(({ id, name }) => button(`🏢 ${name}`, orgData.pack("station", { id })));
  const last = [to(ctx, "button-add-stations", orgData.pack("stations_add")), to(ctx, "button-back", orgData.pack(""))];
  say(ctx, all.length ? "org-stations" : "no-station-yet", {}, { markup: inline([...rowsOf(all, 2), last]) });
}

/** One station: who is in it, which categories come to it, and whether it has a desk. */
async function showStation(ctx: BotContext, id: number) {
  const found = (await findStations(ctx.work)).find((one) => one.id === id);
  if (!found) return toast(ctx, "button-unknown");
  const members = await findStationMembers(ctx.work, id);
  const categories = (await findAllCategories(ctx.work)).filter(({ stationId, hidden }) => stationId === id && !hidden);
  const values = {
    name: found.name,
    people:
      listed(
        ctx.actor.language,
        members.map(({ name, grant }) => (grant.isHead ? `⭐ ${name}` : name)),
      ) || word(ctx, "org-nobody"),
    categories:
      listed(
        ctx.actor.language,
        categories.map(({ emoji, name }) => `${emoji} ${name}`),
      ) || "—",
    desk: word(ctx, deskKey(found), { name: found.name }),
  };
  const rows = [
    [
      to(ctx, "button-members", orgData.pack("ties_of", { place: { stationId: id } })),
      to(ctx, "button-rename", orgData.pack("station_name", { id })),
    ],
    [to(ctx, "button-desk-group", orgData.pack("station_desk", { id }))],
    [to(ctx, "button-back", orgData.pack("stations"))],
  ];
  say(ctx, "org-station-card", values, { markup: inline(rows) });
}

/** The group in which new matters are shown, picked in Telegram's list. */
const whichGroup = ({ id, name }: Pick<Station, "id" | "name">): Question<Group> => ({
  ask: (ctx) => sayPickGroup(ctx, id, "ask-desk-group", { name }),
  message(ctx, message) {
    const picked = pickedGroup(message, id);
    if (!picked) say(ctx, "use-the-buttons");
    return picked;
  },
});

const choosingDesk = conversation<{ group: Group }, { id: number; name: string }>(
  "org-desk",
  async ({ ctx, given, ask }) => {
    const { chatId, title, isForum } = await ask("group", whichGroup(given));
    if (!(await mayStill(ctx))) return;
    const set = await setDesk(ctx.work, ctx.actor, given.name, { chatId, threadId: null, isForum });
    if (!wasDone(ctx, set)) return;
    sayMenu(ctx, "desk-picked", { name: set.name, title: title || "—" });
    const payload = { chat_id: chatId, text: label("zh", "desk-set", { name: set.name }) };
    ctx.work.send({ chatId, method: "sendMessage", payload, priority: priorities.notification });
    if (set.deskLostAt) await showWaiting(ctx.work, { id: set.id, deskChatId: chatId });
  },
  { cancelled: (ctx) => sayMenu(ctx, "cancelled") },
);

async function beginDesk(ctx: BotContext, id: number) {
  const found = (await findStations(ctx.work)).find((one) => one.id === id);
  if (!found) return toast(ctx, "button-unknown");
  await choosingDesk.enter(ctx, { id, name: found.name });
}

const deskKey = ({ deskChatId, deskLostAt }: Station) =>
  deskChatId === null ? "org-desk-none" : deskLostAt ? "org-desk-lost" : "org-desk-set";

export const stationPresses: OrgPresses<"stations" | "station" | "stations_add" | "station_name" | "station_desk"> = {
  stations: showStations,
  station: (ctx, { id }) => showStation(ctx, id),
  stations_add: (ctx) => addingStations.enter(ctx, {}),
  station_desk: (ctx, { id }) => beginDesk(ctx, id),
  station_name: (ctx, { id }) => renamingStation.enter(ctx, { id }),
};
