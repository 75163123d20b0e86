import type { TextKey } from "../../../../locales/text-key.ts";
import { findCareFile, findCareFiles, openCareFile } from "../../../domain/care/care.ts";
import { findWaiting } from "../../../domain/care/condolences.ts";
import { findStock } from "../../../domain/care/stock.ts";
import { mayInTown } from "../../../domain/doorstep/standing.ts";
import { careRhythms, maxNameCharacters, maxSituationCharacters } from "../../../domain/limits.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { logVisit } from "../../../domain/visits/visits.ts";
import { button, inline, pagingRows } from "../../../wording/buttons.ts";
import { careData } from "../../../wording/callbacks.ts";
import { stockData } from "../../../wording/doorstep-callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { visitData } from "../../../wording/visit-callbacks.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayHtml, sayRefusal, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { pressesOf } from "../../presses.ts";
import { oneOf, words } from "../../questions.ts";
import { type ChosenVillage, villageWhere } from "../../town-questions.ts";
import { changing, closing, planning, showFile, withFile } from "./file.ts";
import { confirmGift, givingGift, sendReceipts, showGift, showGifts } from "./gifts.ts";

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

/** /care: the files, the most urgent first, and what can be done. */
export async function showCare(ctx: BotContext, page = 0) {
  if (!(await allowed(ctx, "care"))) return;
  const { files, isLast } = await findCareFiles(ctx.work, ctx.actor, page);
  const lines = files.map(({ name, situation, dueAt }) =>
    text(ctx.actor.language, dueAt <= ctx.work.now ? "care-line-due" : "care-line", { name, situation, until: when(ctx, dueAt) }),
  );
  const rows = files.map(({ id, name }) => [
    button(word(ctx, "button-visited-name", { name }), careData.pack("visit", { id })),
    button(word(ctx, "button-care-file"), careData.pack("file", { id })),
  ]);
  const waiting = (await findWaiting(ctx.work, ctx.actor)).length;
  const keepsStock = (await findStock(ctx.work)).length > 0 || (await mayInTown(ctx.work, ctx.actor, "keep_stock"));
  const last = [
    [button(word(ctx, "button-new-file"), careData.pack("new")), button(word(ctx, "button-gift"), careData.pack("gift"))],
    [
      ...(waiting ? [button(word(ctx, "button-gifts-waiting", { count: waiting }), careData.pack("waiting"))] : []),
      button(word(ctx, "button-receipts"), careData.pack("receipts")),
      ...(keepsStock ? [button(word(ctx, "button-stock"), stockData.pack(""))] : []),
    ],
  ];
  sayHtml(ctx, [text(ctx.actor.language, files.length ? "care-title" : "care-empty"), ...lines].join("\n"), {
    markup: inline([...rows, ...pagingRows(page, isLast, (next) => careData.pack("page", { page: next })), ...last]),
  });
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
    file: (ctx, { id }) => showFile(ctx, id),
    changed: (ctx, { id }) => withFile(ctx, id, "visit_care", ({ name }) => changing.enter(ctx, { id, name })),
    look: (ctx, { id }) => withFile(ctx, id, "visit_care", ({ name }) => planning.enter(ctx, { id, name })),
    close: (ctx, { id }) => withFile(ctx, id, "close_care", ({ name }) => closing.enter(ctx, { id, name })),
    waiting: showGifts,
    shown: (ctx, { id }) => showGift(ctx, id),
    receipts: sendReceipts,
    right: (ctx, { id }) => confirmGift(ctx, id, true),
    wrong: (ctx, { id }) => confirmGift(ctx, id, false),
  },
  (ctx) => allowed(ctx, "care"),
);
