import { firstCharacters } from "../../../domain/characters.ts";
import { maxNameCharacters, maxUnfoldedCharacters } from "../../../domain/limits.ts";
import { findVillages } from "../../../domain/places/places.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { findHeardFile, type HouseholdLine, openHousehold } from "../../../domain/visits/history.ts";
import { findWhose, searchHouseholds } from "../../../domain/visits/households.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { listed, shortened, text } from "../../../wording/texts.ts";
import { visitData } from "../../../wording/visit-callbacks.ts";
import { type BotContext, sayHtml, sayRefusal, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { words } from "../../questions.ts";

/** 这一户: who lives there, and everything that was done for them, as far as one may see it. */
export async function showHousehold(ctx: BotContext, id: number) {
  const page = await openHousehold(ctx.work, ctx.actor, id);
  if (isRefusal(page)) return sayRefusal(ctx, page);
  const { household, lines, isTheirs } = page;
  const { language } = ctx.actor;
  const village = (await findVillages(ctx.work)).find((one) => one.id === household.villageId)?.name ?? "";
  const head = text(language, household.movedAwayAt ? "household-page-gone" : "household-page", {
    head: household.head,
    where: [village + household.groupName, household.address].filter(Boolean).join(" "),
    people: household.people,
    phone: household.phone ?? "",
    cadre: listed(
      ctx.actor.language,
      (await findWhose(ctx.work, household)).map(({ name }) => name),
    ),
    bot: word(ctx, household.personId === null ? "household-without-bot" : "household-with-bot"),
  });
  const files = lines.flatMap((line) => (line.kind === "visit" && line.voiceId ? [{ id: line.voiceId, at: line.at }] : []));
  const markup = inline([
    ...(household.movedAwayAt || !isTheirs ? [] : [[button(word(ctx, "button-log-visit"), visitData.pack("home", { id }))]]),
    ...rowsOf(
      files.slice(0, 4).map((file) => button(`🎧 ${when(ctx, file.at)}`, visitData.pack("listen", { id: file.id }))),
      2,
    ),
  ]);
  const history = lines.length
    ? lines.map((line) => `・${when(ctx, line.at)} ${lineOf(ctx, line)}`)
    : [word(ctx, "household-history-none")];
  sayHtml(ctx, [head, "", ...history].join("\n"), { markup });
}

function lineOf(ctx: BotContext, line: HouseholdLine): string {
  const { language } = ctx.actor;
  const short = (said: string) => shortened(said, maxUnfoldedCharacters) || "—";
  switch (line.kind) {
    case "visit": {
      const said = line.said === "hidden" ? word(ctx, "household-hidden") : short(line.said);
      const number = line.number === null ? "" : `#${line.number}`;
      return text(language, "household-visit", { names: listed(language, line.names), said, number });
    }
    case "matter":
      return text(language, "household-matter", { number: line.number, state: word(ctx, `state-${line.state}`), said: short(line.said) });
    case "care":
      return text(language, line.isClosed ? "household-care-closed" : "household-care", {
        days: line.days,
        situation: short(line.situation),
      });
    case "care-note":
      return text(language, `household-care-${line.what}`, { body: short(line.body) });
    case "roster": {
      const result = line.why ? word(ctx, `why-${line.why}`) : word(ctx, `entry-${line.state}`);
      return text(language, "household-roster", { title: line.title, result, note: short(line.note) });
    }
    case "gift":
      return text(language, "household-gift", { yuan: line.fen / 100, goods: line.goods });
    case "consent":
      return text(language, line.isOver ? "household-consent-over" : "household-consent", {
        name: line.name,
        way: word(ctx, `button-consent-${line.way}`),
      });
  }
}

/** 🎧: the voice message or photo of a visit, with the words that were heard in it. */
export async function listenAgain(ctx: BotContext, id: number) {
  const found = await findHeardFile(ctx.work, ctx.actor, id);
  if (isRefusal(found) || !found.attachment) return sayRefusal(ctx, isRefusal(found) ? found : { refused: "not-found" });
  const { attachment, heard } = found;
  const values = { until: found.at.toISOString(), body: heard };
  ctx.work.tell(ctx.actor, {
    kind: "relay",
    key: "household-heard",
    values,
    attachment,
    ...(attachment.heard ? { heard: attachment.heard } : {}),
  });
}

/** 找户: by a part of the name, the address or the phone. */
export const findingHousehold = conversation<{ typed: string }>("visit-find", async ({ ctx, ask }) => {
  await showHouseholdsOf(ctx, await ask("typed", words({ key: "ask-household-find" }, maxNameCharacters)));
});

export async function showHouseholdsOf(ctx: BotContext, typed: string) {
  const found = await searchHouseholds(ctx.work, ctx.actor, firstCharacters(typed, maxNameCharacters));
  const [only, ...others] = found;
  if (only && !others.length) return showHousehold(ctx, only.id);
  const villages = new Map((await findVillages(ctx.work)).map(({ id, name }) => [id, name]));
  const buttons = found.map(({ id, head, villageId, groupName }) =>
    button(`${head} ${villages.get(villageId) ?? ""}${groupName}`, visitData.pack("household", { id })),
  );
  const html = text(ctx.actor.language, found.length ? "households-found" : "households-found-none", { name: typed });
  sayHtml(ctx, html, buttons.length ? { markup: inline(rowsOf(buttons, 2)) } : {});
}
