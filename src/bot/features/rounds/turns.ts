import { maxDescriptionCharacters, maxPlaceCharacters, maxReasonCharacters } from "../../../domain/limits.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { clearTurn, lockTurn, reportFound, skipTurn } from "../../../domain/rounds/turns.ts";
import { contentOf } from "../../content.ts";
import { type BotContext, say, sayRefusal, takeButtonsAway } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import type { Question } from "../../question.ts";
import { askWith, content, type GivenContent, optional, shown, words } from "../../questions.ts";
import { type ChosenVillage, matterCategory, village } from "../../town-questions.ts";

type OfTurn = { id: number };
type Pinned = { latitude: number; longitude: number };
/** Where it is: a place on the map, or in words. */
type Where = { text?: string; latitude?: number; longitude?: number };

/** A photo or video of what was looked at. */
const photo = shown({ key: "ask-turn-photo" }, "turn-photo-please");

const pin: Question<Pinned> = {
  ask: (ctx, more) => askWith(ctx, { key: "ask-turn-place" }, more),
  message(ctx, message) {
    const { pin: found } = contentOf(message);
    if (found) return { latitude: found.latitude, longitude: found.longitude };
    return void say(ctx, "turn-place-please");
  },
};

const where: Question<Where> = {
  ask: (ctx, more) => askWith(ctx, { key: "ask-found-place" }, more),
  message(ctx, message) {
    const { pin: at, placeText, text } = contentOf(message);
    const said = placeText ?? text;
    if (said && [...said].length > maxPlaceCharacters)
      return void say(ctx, "too-long", { given: [...said].length, most: maxPlaceCharacters });
    if (!at && !said) return void say(ctx, "turn-place-please");
    return { ...(said ? { text: said } : {}), ...(at ? { latitude: at.latitude, longitude: at.longitude } : {}) };
  },
};

/** 没问题, where the round asks for a photo or the place. */
const clearing = conversation<{ photo: GivenContent; pin: Pinned }, OfTurn & { proof: "photo" | "place" }>(
  "turn-clear",
  async ({ ctx, given: { id, proof }, ask }) => {
    const taken = proof === "photo" ? await ask("photo", photo) : undefined;
    const at = proof === "place" ? await ask("pin", pin) : undefined;
    await sayCleared(ctx, id, { ...(taken?.attachment ? { attachment: taken.attachment } : {}), ...(at ? { pin: at } : {}) });
  },
);

async function sayCleared(ctx: BotContext, id: number, proof: Parameters<typeof clearTurn>[3] = {}) {
  const cleared = await clearTurn(ctx.work, ctx.actor, id, proof);
  if (isRefusal(cleared)) sayRefusal(ctx, cleared);
  else sayMenu(ctx, "turn-cleared", { title: cleared.round.title });
}

/** 发现问题: what, where, of what kind; in which village where the round is the town's. */
const finding = conversation<
  { found: GivenContent; place: Where | null; village: ChosenVillage; category: number },
  OfTurn & { villageId: number | null }
>("turn-found", async ({ ctx, given: { id, villageId }, ask }) => {
  const { text = "", attachment } = await ask("found", content({ key: "ask-found" }, maxDescriptionCharacters));
  const place = await ask("place", optional(where));
  const inVillage = villageId ?? (await ask("village", village({ key: "ask-found-village" }))).id;
  const categoryId = await ask("category", matterCategory({ key: "ask-found-category" }));
  const submitted = await reportFound(ctx.work, ctx.actor, id, {
    categoryId,
    villageId: inVillage,
    words: text,
    attachment,
    place: place ?? undefined,
  });
  if (isRefusal(submitted)) return sayRefusal(ctx, submitted);
  sayMenu(ctx, "found-reported", { number: submitted.ticket.number, name: submitted.responsible.name });
});

/** 做不了, with the reason. */
const skipping = conversation<{ why: string }, OfTurn>("turn-undone", async ({ ctx, given: { id }, ask }) => {
  const skipped = await skipTurn(ctx.work, ctx.actor, id, await ask("why", words({ key: "ask-turn-why" }, maxReasonCharacters)));
  if (isRefusal(skipped)) sayRefusal(ctx, skipped);
  else sayMenu(ctx, "turn-undone", { title: skipped.round.title });
});

export async function pressClear(ctx: BotContext, id: number) {
  const found = await lockTurn(ctx.work, ctx.actor, id);
  if (isRefusal(found)) return sayRefusal(ctx, found);
  const { proof } = found.round;
  if (proof !== "none") return clearing.enter(ctx, { id, proof });
  await takeButtonsAway(ctx);
  await sayCleared(ctx, id);
}

export async function pressFound(ctx: BotContext, id: number) {
  const found = await lockTurn(ctx.work, ctx.actor, id, true);
  if (isRefusal(found)) sayRefusal(ctx, found);
  else await finding.enter(ctx, { id, villageId: found.round.villageId });
}

export async function pressUndone(ctx: BotContext, id: number) {
  const found = await lockTurn(ctx.work, ctx.actor, id);
  if (isRefusal(found)) sayRefusal(ctx, found);
  else await skipping.enter(ctx, { id });
}
