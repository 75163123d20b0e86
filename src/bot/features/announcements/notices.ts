import { firstCharacters } from "../../../domain/characters.ts";
import { countReadsInTowns } from "../../../domain/county/announce.ts";
import { countReads, findAnnouncements, markRead } from "../../../domain/outreach/announcements.ts";
import { findPlanned } from "../../../domain/outreach/sessions.ts";
import { changePerson } from "../../../domain/people/person.ts";
import { mayUse } from "../../../domain/people/rights.ts";
import { button, inline } from "../../../wording/buttons.ts";
import { muteData, policyData, readData, sessionData } from "../../../wording/callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { type BotContext, say, sayHtml, toast, when, word } from "../../context.ts";
import { menuMarkup } from "../../menu.ts";
import { pressesOf } from "../../presses.ts";
import { sessionLine } from "../outreach/session-screen.ts";

/** 通知: announcements, sessions to come, the policy shelf, and whether one wants to hear of them. */
export async function showNotices(ctx: BotContext) {
  const language = ctx.actor.language;
  const announcements = await findAnnouncements(ctx.work, ctx.actor);
  const sessions = await findPlanned(ctx.work, ctx.actor.villageId);
  const parts = announcements.map(({ body, at }) => text(language, "notice-entry", { at: when(ctx, at), body }));
  if (announcements.length) sayHtml(ctx, [text(language, "notices-title"), ...parts].join("\n\n"), { markup: menuMarkup(ctx) });
  else say(ctx, "notices-empty", {}, { markup: menuMarkup(ctx) });
  const reads = mayUse(ctx.actor, "broadcast") ? await readLines(ctx) : [];
  const mute = ctx.actor.mutedAt ? "button-unmute" : "button-mute";
  const markup = inline([
    ...sessions.map(({ id, topic }) => [
      button(word(ctx, "button-join-named", { topic: firstCharacters(topic, 20) }), sessionData.pack("join", { id })),
    ]),
    [button(word(ctx, "button-policy"), policyData.pack("")), button(word(ctx, mute), muteData.pack(""))],
  ]);
  const lines = sessions.map((one) => sessionLine(ctx, one));
  const title = text(language, sessions.length ? "sessions-coming" : "notices-more");
  sayHtml(ctx, [title, ...lines, ...reads].join("\n"), { markup });
}

/** How many have read what was announced; of a county, in each of its towns. */
async function readLines(ctx: BotContext): Promise<string[]> {
  const { language } = ctx.actor;
  const own = await countReads(ctx.work);
  const inTowns = await countReadsInTowns(
    ctx.work,
    own.map(({ id }) => id),
  );
  return own.flatMap(({ id, body, sentTo, read }) => [
    text(language, "read-line", { body: firstCharacters(body, 20), sent: sentTo, read }),
    ...inTowns
      .filter((one) => one.id === id)
      .map((one) => text(language, "read-line-town", { name: one.name, sent: one.sentTo, read: one.read })),
  ]);
}

/** 已阅. */
async function noteRead(ctx: BotContext, id: number) {
  await toast(ctx, (await markRead(ctx.work, ctx.actor, id)) ? "read-noted" : "button-unknown");
}

/** 退订 and 订阅: one's own matters and emergencies always come. */
async function toggleMute(ctx: BotContext) {
  const mutedAt = ctx.actor.mutedAt ? null : ctx.work.now;
  await changePerson(ctx.work, ctx.actor.id, { mutedAt });
  say(ctx, mutedAt ? "muted" : "unmuted");
}

export const noticePresses = [pressesOf(readData, { "": (ctx, { id }) => noteRead(ctx, id) }), pressesOf(muteData, { "": toggleMute })];
