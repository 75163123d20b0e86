import { firstCharacters } from "../../../domain/characters.ts";
import { maxPolicyQuestionCharacters } from "../../../domain/limits.ts";
import { countReads, findAnnouncements, markRead, searchShelf } from "../../../domain/outreach/announcements.ts";
import { findPlanned } from "../../../domain/outreach/sessions.ts";
import { changePerson } from "../../../domain/people/person.ts";
import { mayUse } from "../../../domain/people/rights.ts";
import { coverage } from "../../../domain/tickets/similar.ts";
import { button, inline } from "../../../wording/buttons.ts";
import { muteData, policyData, readData, sessionData } from "../../../wording/callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { askHow } from "../../alarm.ts";
import { type BotContext, say, sayHtml, toast, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { menuMarkup, sayMenu } from "../../menu.ts";
import { pressesOf } from "../../presses.ts";
import { words } from "../../questions.ts";
import { sessionLine } from "../outreach/session-screen.ts";
import { alarmOf } from "../report/heed.ts";

/** 通知: announcements, sessions to come, the policy shelf, and whether one wants to hear of them. */
export async function showNotices(ctx: BotContext) {
  const language = ctx.actor.language;
  const announcements = await findAnnouncements(ctx.work, ctx.actor);
  const sessions = await findPlanned(ctx.work, ctx.actor.villageId);
  const parts = announcements.map(({ body, at }) => text(language, "notice-entry", { at: when(ctx, at), body }));
  if (announcements.length) sayHtml(ctx, [text(language, "notices-title"), ...parts].join("\n\n"), { markup: menuMarkup(ctx) });
  else say(ctx, "notices-empty", {}, { markup: menuMarkup(ctx) });
  const reads = mayUse(ctx.actor, "broadcast")
    ? (await countReads(ctx.work)).map(({ body, sentTo, read }) =>
        text(language, "read-line", { body: firstCharacters(body, 20), sent: sentTo, read }),
      )
    : [];
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

const searchingShelf = conversation<{ words: string }>("policy", async ({ ctx, ask }) => {
  await answerFromShelf(ctx, await ask("words", words({ key: "ask-policy" }, maxPolicyQuestionCharacters)));
});

/** /policy: what the town itself entered about what somebody asks; when there is nothing, that is said. */
export async function showPolicy(ctx: BotContext) {
  const asked = ctx.callbackQuery ? "" : String(ctx.match ?? "").trim();
  if (asked && ctx.message && (await alarmOf(ctx, asked))) return askHow(ctx, { ...ctx.message, text: asked }, []);
  if (asked) return answerFromShelf(ctx, asked);
  await searchingShelf.enter(ctx, {});
}

async function answerFromShelf(ctx: BotContext, asked: string) {
  const notes = await searchShelf(ctx.work, (note) => coverage(asked, note));
  if (!notes.length) return sayMenu(ctx, "policy-unknown");
  const parts = notes.map(({ body, at }) => text(ctx.actor.language, "notice-entry", { at: when(ctx, at), body }));
  sayHtml(ctx, [text(ctx.actor.language, "policy-found"), ...parts].join("\n\n"), { markup: menuMarkup(ctx) });
}

export const noticePresses = [
  pressesOf(readData, { "": (ctx, { id }) => noteRead(ctx, id) }),
  pressesOf(policyData, { "": showPolicy }),
  pressesOf(muteData, { "": toggleMute }),
];
