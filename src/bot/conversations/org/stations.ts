import { idIn, inline, rowsOf } from "../../../buttons.ts";
import { maxNameCharacters } from "../../../domain/limits.ts";
import { addStations, findStations } from "../../../domain/places/places.ts";
import { findStationMembers, renameStation } from "../../../domain/places/stations.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { findAllCategories, tieCategoriesToStations } from "../../../domain/tickets/categories.ts";
import { type BotContext, say, toast, word } from "../../context.ts";
import { begin, defineFlow } from "../../dialog.ts";
import { typedStep } from "../common-steps.ts";
import { mayStill, named, namesStep, type Screens, to, wasDone } from "./screen.ts";

type Renaming = { stationId?: number };

const stationFlow = defineFlow<Renaming>({
  name: "org-station",
  steps: {
    add: namesStep(
      "ask-station-names",
      async (ctx, lines) => {
        const names = await addStations(ctx.work, lines);
        if (!isRefusal(names)) await tieCategoriesToStations(ctx.work);
        return names;
      },
      showStations,
    ),
    name: typedStep<Renaming>({
      key: "ask-station-name",
      most: maxNameCharacters,
      async take(ctx, { stationId = 0 }, typed) {
        if (!(await mayStill(ctx))) return "done";
        if (!wasDone(ctx, await renameStation(ctx.work, stationId, typed))) return "ask_again";
        await showStation(ctx, String(stationId));
        return "done";
      },
    }),
  },
});

async function showStations(ctx: BotContext) {
  const all = (await findStations(ctx.work)).map(({ id, name }) => named(`🏢 ${name}`, `station:${id}`));
  const last = [to(ctx, "button-add-stations", "stations_add"), to(ctx, "button-back", "")];
  say(ctx, all.length ? "org-stations" : "no-station-yet", {}, { markup: inline([...rowsOf(all, 2), last]) });
}

/** One station: who is in it, which categories come to it, and whether it has a desk. */
async function showStation(ctx: BotContext, given: string) {
  const found = (await findStations(ctx.work)).find(({ id }) => id === idIn(given));
  if (!found) return toast(ctx, "button-unknown");
  const members = await findStationMembers(ctx.work, found.id);
  const categories = (await findAllCategories(ctx.work)).filter(({ stationId, hidden }) => stationId === found.id && !hidden);
  const values = {
    name: found.name,
    people: members.map(({ name, grant }) => (grant.isHead ? `⭐ ${name}` : name)).join("、") || word(ctx, "org-nobody"),
    categories: categories.map(({ emoji, name }) => `${emoji} ${name}`).join("、") || "—",
    desk: word(ctx, found.deskChatId === null ? "org-desk-none" : "org-desk-set", { name: found.name }),
  };
  const rows = [
    [to(ctx, "button-members", `ties_of:s${found.id}`), to(ctx, "button-rename", `station_name:${found.id}`)],
    [to(ctx, "button-back", "stations")],
  ];
  say(ctx, "org-station-card", values, { markup: inline(rows) });
}

export const stationScreens: Screens = {
  stations: showStations,
  station: showStation,
  stations_add: (ctx) => begin(ctx, stationFlow, "add", {}),
  station_name: (ctx, given) => begin(ctx, stationFlow, "name", { stationId: idIn(given) }),
};
