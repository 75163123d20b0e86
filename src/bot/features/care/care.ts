import type { TextKey } from "../../../../locales/text-key.ts";
import {
  closeCareFile,
  confirmCondolence,
  findCareFile,
  findCareFiles,
  openCareFile,
  recordCondolence,
  yuan,
} from "../../../domain/care/care.ts";
import {
  careRhythms,
  maxCondolenceFen,
  maxCondolenceItems,
  maxGoodsCharacters,
  maxNameCharacters,
  maxSituationCharacters,
} from "../../../domain/limits.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { logVisit } from "../../../domain/visits/visits.ts";
import { button, inline, pagingRows } from "../../../wording/buttons.ts";
import { careData, visitData } from "../../../wording/callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayHtml, sayRefusal, takeButtonsAway, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { pressesOf } from "../../presses.ts";
import type { Question } from "../../question.ts";
import { content, countIn, type GivenContent, oneOf, optional, parsed, submission, words } from "../../questions.ts";
import { type ChosenVillage, villageWhere } from "../../town-questions.ts";

/** Yuan as typed: `200`, `199.5 元`, `1,000`. @returns fen; undefined when it is no amount */
export function fenIn(typed: string): number | undefined {
  const [, whole, part = ""] = /^[¥￥]?\s*(\d[\d,，]{0,9})(?:\.(\d{1,2}))?\s*(?:元|块|yuan)?$/i.exec(typed.trim()) ?? [];
  if (!whole) return undefined;
  const fen = Number(whole.replace(/[,，]/g, "")) * 100 + Number(part.padEnd(2, "0"));
  return fen > 0 && fen <= maxCondolenceFen ? fen : undefined;
}

const howOften = oneOf({ key: "ask-care-rhythm" }, (ctx) =>
  careRhythms.map((days) => ({ caption: word(ctx, "every-days", { days }), value: String(days), answer: days })),
);

/** 建关爱档案. */
const openingFile = conversation<{ village: ChosenVillage; name: string; situation: string; rhythm: number }>(
  "care",
  async ({ ctx, ask }) => {
    const { id: villageId } = await ask("village", villageWhere({ key: "ask-care-village" }, "open_care"));
    const name = await ask("name", words({ key: "ask-care-name" }, maxNameCharacters));
    const situation = await ask("situation", words({ key: "ask-care-situation" }, maxSituationCharacters));
    const rhythmDays = await ask("rhythm", howOften);
    const opened = await openCareFile(ctx.work, ctx.actor, { villageId, name, situation, rhythmDays });
    if (isRefusal(opened)) sayRefusal(ctx, opened);
    else sayMenu(ctx, "care-opened", { name, days: rhythmDays });
  },
);

/** How much, in fen. */
const money = parsed({ key: "ask-money" }, (ctx, typed) => {
  const fen = fenIn(typed);
  if (fen === undefined) say(ctx, "money-unclear");
  return fen;
});

type Goods = { items: number; goods: string };
const noGoods: Goods = { items: 0, goods: "" };

/** How many things, and what. */
const things: Question<Goods> = parsed({ key: "ask-items" }, (ctx, typed) => {
  const items = countIn(/\d+/.exec(typed)?.[0] ?? "", 1, maxCondolenceItems);
  if (items !== undefined && [...typed].length <= maxGoodsCharacters) return { items, goods: typed.replace(/\d+\s*件?/, "").trim() };
  say(ctx, "number-unclear", { least: 1, most: maxCondolenceItems });
  return undefined;
});

type Gift = { village: ChosenVillage; recipient: string; money: number; things: Goods; photo: GivenContent; look: "submit" };

/** 慰问: to whom, money, goods or both, a photo, and a last look. */
const givingGift = conversation<Gift>("gift", async ({ ctx, ask, again }) => {
  const village = await ask("village", villageWhere({ key: "ask-care-village" }, "record_gift"));
  const recipient = await ask("recipient", words({ key: "ask-recipient" }, maxNameCharacters));
  const fen = await ask("money", optional(money, 0));
  const { items, goods } = await ask("things", optional(things, noGoods));
  if (!fen && !items) return again("money");
  const { attachment: photo } = await ask("photo", optional(content({ key: "ask-gift-photo" }, maxSituationCharacters), {}));
  const values = { name: recipient, village: village.name, yuan: yuan(fen), items, goods };
  await ask("look", submission({ key: "gift-look", values }));
  const recorded = await recordCondolence(ctx.work, ctx.actor, { villageId: village.id, recipient, fen, items, goods, photo });
  if (isRefusal(recorded)) sayRefusal(ctx, recorded);
  else sayMenu(ctx, recorded.state === "waiting" ? "gift-waits" : "gift-recorded", { name: recipient, yuan: yuan(fen), items });
});

/** /care: the files, the most urgent first, and what can be done. */
export async function showCare(ctx: BotContext, page = 0) {
  if (!(await allowed(ctx, "care"))) return;
  const { files, isLast } = await findCareFiles(ctx.work, ctx.actor, page);
  const lines = files.map(({ name, situation, dueAt }) =>
    text(ctx.actor.language, dueAt <= ctx.work.now ? "care-line-due" : "care-line", { name, situation, until: when(ctx, dueAt) }),
  );
  const rows = files.map(({ id, name }) => [
    button(word(ctx, "button-visited-name", { name }), careData.pack("visit", { id })),
    button(word(ctx, "button-close-file"), careData.pack("close", { id })),
  ]);
  const last = [button(word(ctx, "button-new-file"), careData.pack("new")), button(word(ctx, "button-gift"), careData.pack("gift"))];
  sayHtml(ctx, [text(ctx.actor.language, files.length ? "care-title" : "care-empty"), ...lines].join("\n"), {
    markup: inline([...rows, ...pagingRows(page, isLast, (next) => careData.pack("page", { page: next })), last]),
  });
}

async function closeFile(ctx: BotContext, id: number) {
  const closed = await closeCareFile(ctx.work, ctx.actor, id);
  if (isRefusal(closed)) sayRefusal(ctx, closed);
  else say(ctx, "care-closed", { name: closed.name });
}

/** A second person says whether the money was handed over. */
async function confirmGift(ctx: BotContext, id: number, isRight: boolean) {
  const outcome = await confirmCondolence(ctx.work, ctx.actor, id, isRight);
  if (isRefusal(outcome)) return sayRefusal(ctx, outcome);
  await takeButtonsAway(ctx);
  say(ctx, isRight ? "money-right" : "money-wrong", { name: outcome.recipient, yuan: yuan(outcome.fen) });
}

async function visitFile(ctx: BotContext, id: number) {
  const file = await findCareFile(ctx.work, ctx.actor, id, "visit_care");
  if (isRefusal(file)) return sayRefusal(ctx, file);
  const key = `${ctx.chatId}:${ctx.callbackQuery?.message?.message_id}:care${id}`;
  const logged = await logVisit(ctx.work, ctx.actor, { key, villageId: file.villageId, careFileId: id });
  if (isRefusal(logged)) return sayRefusal(ctx, logged);
  const to = (key: TextKey, what: "heard" | "undo") => button(word(ctx, key), visitData.pack(what, { id: logged.id }));
  const markup = inline([[to("button-heard", "heard"), to("button-undo", "undo")]]);
  say(ctx, "care-visited", { name: file.name, days: file.rhythmDays }, { markup });
}

export const carePresses = pressesOf(
  careData,
  {
    page: (ctx, { page }) => showCare(ctx, page),
    new: (ctx) => openingFile.enter(ctx, {}),
    gift: (ctx) => givingGift.enter(ctx, {}),
    visit: (ctx, { id }) => visitFile(ctx, id),
    close: (ctx, { id }) => closeFile(ctx, id),
    right: (ctx, { id }) => confirmGift(ctx, id, true),
    wrong: (ctx, { id }) => confirmGift(ctx, id, false),
  },
  (ctx) => allowed(ctx, "care"),
);
