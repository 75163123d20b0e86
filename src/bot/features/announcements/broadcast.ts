import { maxCaptionBodyCharacters, maxDescriptionCharacters } from "../../../domain/limits.ts";
import { announce } from "../../../domain/outreach/announcements.ts";
import { afterQuietHours } from "../../../domain/outreach/readers.ts";
import { findGroups } from "../../../domain/places/places.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { listed } from "../../../wording/texts.ts";
import { allowed } from "../../allowed.ts";
import { contentOf } from "../../content.ts";
import { type BotContext, say, sayRefusal, when, word } from "../../context.ts";
import { conversation, type Turn } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import type { Question } from "../../question.ts";
import { askWith, type GivenContent, oneOf, oneWord } from "../../questions.ts";
import { type ChosenVillage, villageOrTownWhere } from "../../town-questions.ts";
import { type ShelfAnswers, shelfQuestions, shelvedAs } from "../policy/shelve.ts";

const where = villageOrTownWhere({ key: "ask-broadcast-where" }, "announce", { action: "announce_in_town", key: "button-whole-town" });

/** One group of the village, or all of it, which has no id. */
type Group = { id: number; name: string };
const whichGroup = ({ id, name }: ChosenVillage): Question<Group> =>
  oneOf<Group>(
    { key: "ask-broadcast-group", values: { village: name } },
    async (ctx) => [
      { caption: word(ctx, "button-whole-village"), value: "all", answer: { id: 0, name: "" } },
      ...(await findGroups(ctx.work, id)).map((one) => ({
        caption: one.name,
        value: String(one.id),
        answer: { id: one.id, name: one.name },
      })),
    ],
    { columns: 3 },
  );

/** Below a file Telegram shows fewer words. */
const what: Question<GivenContent> = {
  ask: (ctx, more) => askWith(ctx, { key: "ask-broadcast-what" }, more),
  message(ctx, message) {
    const { text, attachment } = contentOf(message);
    const [given, most] = [[...(text ?? "")].length, attachment ? maxCaptionBodyCharacters : maxDescriptionCharacters];
    if ((text || attachment) && given <= most) return { ...(text ? { text } : {}), ...(attachment ? { attachment } : {}) };
    say(ctx, "too-long", { given, most });
    return undefined;
  },
};

type Answers = ShelfAnswers & { where: ChosenVillage | null; group: Group; what: GivenContent; look: "submit" | "policy" };

/** /broadcast: to whom, what, and a last look before it goes out. */
const broadcasting = conversation<Answers>("broadcast", async ({ ctx, ask }) => {
  const village = await ask("where", where);
  const hasGroups = village !== null && (await findGroups(ctx.work, village.id)).length > 0;
  const group = village !== null && hasGroups ? await ask("group", whichGroup(village)) : undefined;
  const { text: body = "", attachment } = await ask("what", what);
  const place = village === null ? word(ctx, "button-whole-town") : `${village.name}${group?.name ?? ""}`;
  const look = { key: "broadcast-look", values: { where: place, body } } as const;
  const way = await ask("look", oneWord(look, { submit: "button-submit", policy: "button-submit-policy" }));
  const onShelf = way === "policy" ? shelvedAs(await askForShelf(ask, body)) : undefined;
  const audience = { villageId: village?.id ?? null, groupId: group?.id || undefined, onShelf };
  const announced = await announce(ctx.work, ctx.actor, audience, body, attachment);
  if (isRefusal(announced)) return sayRefusal(ctx, announced);
  const { count, towns } = announced;
  if (towns.length) say(ctx, "broadcast-towns", { count: towns.length, names: listed(ctx.actor.language, towns) });
  const waitsUntil = afterQuietHours(ctx.work);
  if (waitsUntil) sayMenu(ctx, "broadcast-waits", { count, until: when(ctx, waitsUntil) });
  else sayMenu(ctx, "broadcast-sent", { count });
});

type Ask = Turn<Answers, Record<never, never>>["ask"];

/** What a note on the shelf needs besides its words. */
async function askForShelf(ask: Ask, body: string): Promise<ShelfAnswers> {
  const title = await ask("title", shelfQuestions.title);
  const subject = await ask("subject", shelfQuestions.subject(`${title ?? ""} ${body}`));
  return { title, subject, keywords: await ask("keywords", shelfQuestions.keywords) };
}

export async function beginBroadcast(ctx: BotContext) {
  if (await allowed(ctx, "broadcast")) await broadcasting.enter(ctx, {});
}
