import { button, goData, idIn, inline, pagingRows, rowsOf } from "../../buttons.ts";
import type { Attachment } from "../../database/values.ts";
import {
  closeCareFile,
  confirmCondolence,
  findCareFile,
  findCareFiles,
  openCareFile,
  recordCondolence,
  yuan,
} from "../../domain/door/care.ts";
import { careRhythms, maxCondolenceFen, maxCondolenceItems, maxNameCharacters } from "../../domain/limits.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { logVisit } from "../../domain/visits/visits.ts";
import { text } from "../../texts.ts";
import { allowed } from "../allowed.ts";
import { type BotContext, say, sayHtml, sayRefusal, takeButtonsAway, toast, when, word } from "../context.ts";
import { begin, defineFlow, type Move } from "../dialog.ts";
import { sayMenu } from "../menu.ts";
import { choice, stepButton } from "../step-buttons.ts";
import { contentStep, countIn, keepAs, lastRow, typedStep, villageStep, type WithVillage } from "./common-steps.ts";

type Caring = WithVillage & {
  name?: string;
  situation?: string;
  fen?: number;
  items?: number;
  goods?: string;
  photo?: Attachment;
};

/** Yuan as typed: `200`, `199.5 元`, `1,000`. @returns fen; undefined when it is no amount */
export function fenIn(typed: string): number | undefined {
  const [, whole, part = ""] = /^[¥￥]?\s*(\d[\d,，]{0,9})(?:\.(\d{1,2}))?\s*(?:元|块|yuan)?$/i.exec(typed.trim()) ?? [];
  if (!whole) return undefined;
  const fen = Number(whole.replace(/[,，]/g, "")) * 100 + Number(part.padEnd(2, "0"));
  return fen > 0 && fen <= maxCondolenceFen ? fen : undefined;
}

/** 关爱档案 and 慰问. */
const careFlow = defineFlow<Caring>({
  name: "care",
  steps: {
    village: villageStep<Caring>("ask-care-village", "name"),
    name: typedStep<Caring>({
      key: "ask-care-name",
      most: maxNameCharacters,
      back: "village",
      take: keepAs<Caring>("name", "situation"),
    }),
    situation: typedStep<Caring>({
      key: "ask-care-situation",
      most: 300,
      back: "name",
      take: keepAs<Caring>("situation", "rhythm"),
    }),
    rhythm: {
      back: () => "situation",
      ask(ctx) {
        const rhythms = careRhythms.map((days) => choice(ctx, word(ctx, "every-days", { days }), String(days)));
        say(ctx, "ask-care-rhythm", {}, { markup: inline([...rowsOf(rhythms, 2), lastRow(ctx, true)]) });
      },
      async press(ctx, data, value) {
        const rhythmDays = Number(value);
        if (!careRhythms.includes(rhythmDays)) return "ask_again";
        const { name = "", situation = "", villageId } = data;
        const opened = await openCareFile(ctx.work, ctx.actor, { villageId: villageId ?? 0, name, situation, rhythmDays });
        if (isRefusal(opened)) sayRefusal(ctx, opened);
        else sayMenu(ctx, "care-opened", { name, days: rhythmDays });
        return "done";
      },
    },
    gift_village: villageStep<Caring>("ask-care-village", "recipient"),
    recipient: typedStep<Caring>({
      key: "ask-recipient",
      most: maxNameCharacters,
      back: "gift_village",
      take: keepAs<Caring>("name", "money"),
    }),
    money: typedStep<Caring>({
      key: "ask-money",
      most: 20,
      back: "recipient",
      skip: (_ctx, data) => {
        data.fen = 0;
        return { to: "items" };
      },
      take(ctx, data, typed) {
        const fen = fenIn(typed);
        if (fen === undefined) {
          say(ctx, "money-unclear");
          return "ask_again";
        }
        data.fen = fen;
        return { to: "items" };
      },
    }),
    items: typedStep<Caring>({
      key: "ask-items",
      most: 60,
      back: "money",
      skip: (_ctx, data) => {
        Object.assign(data, { items: 0, goods: "" });
        return data.fen ? { to: "photo" } : { to: "money" };
      },
      take(ctx, data, typed) {
        const items = countIn(/\d+/.exec(typed)?.[0] ?? "", 1, maxCondolenceItems);
        if (items === undefined) {
          say(ctx, "number-unclear", { least: 1, most: maxCondolenceItems });
          return "ask_again";
        }
        Object.assign(data, { items, goods: typed.replace(/\d+\s*件?/, "").trim() });
        return { to: "photo" };
      },
    }),
    photo: contentStep<Caring>({
      key: "ask-gift-photo",
      most: 300,
      skip: () => ({ to: "look" }),
      take(_ctx, data, { attachment }) {
        if (attachment) data.photo = attachment;
        return { to: "look" };
      },
    }),
    look: {
      back: () => "recipient",
      ask(ctx, data) {
        const values = {
          name: data.name ?? "",
          village: data.village ?? "",
          yuan: yuan(data.fen ?? 0),
          items: data.items ?? 0,
          goods: data.goods ?? "",
        };
        say(ctx, "gift-look", values, { markup: inline([[stepButton(ctx, "button-submit", "submit")], lastRow(ctx, true)]) });
      },
      press: (ctx, data, value) => (value === "submit" ? give(ctx, data) : "ask_again"),
    },
  },
});

async function give(ctx: BotContext, data: Caring): Promise<Move> {
  const { name = "", villageId, fen = 0, items = 0, goods = "", photo } = data;
  const recorded = await recordCondolence(ctx.work, ctx.actor, { villageId: villageId ?? 0, recipient: name, fen, items, goods, photo });
  if (isRefusal(recorded)) sayRefusal(ctx, recorded);
  else sayMenu(ctx, recorded.state === "waiting" ? "gift-waits" : "gift-recorded", { name, yuan: yuan(fen), items });
  return "done";
}

/** /care: the files, the most urgent first, and what can be done. */
export async function showCare(ctx: BotContext, page = 0) {
  if (!(await allowed(ctx, "care"))) return;
  const { files, isLast } = await findCareFiles(ctx.work, ctx.actor, page);
  const lines = files.map(({ name, situation, dueAt }) =>
    text(ctx.actor.language, dueAt <= ctx.work.now ? "care-line-due" : "care-line", { name, situation, until: when(ctx, dueAt) }),
  );
  const rows = files.map(({ id, name }) => [
    button(word(ctx, "button-visited-name", { name }), goData("care", `visit:${id}`)),
    button(word(ctx, "button-close-file"), goData("care", `close:${id}`)),
  ]);
  const last = [button(word(ctx, "button-new-file"), goData("care", "new:")), button(word(ctx, "button-gift"), goData("care", "gift:"))];
  sayHtml(ctx, [text(ctx.actor.language, files.length ? "care-title" : "care-empty"), ...lines].join("\n"), {
    markup: inline([...rows, ...pagingRows(page, isLast, (next) => goData("care", `page:${next}`)), last]),
  });
}

/** Buttons of care files and condolences. @param value what, a colon, an id */
export async function pressCare(ctx: BotContext, value: string) {
  if (!(await allowed(ctx, "care"))) return;
  const [what = "", given] = value.split(":");
  const id = idIn(given);
  switch (what) {
    case "new":
      return begin(ctx, careFlow, "village", {});
    case "gift":
      return begin(ctx, careFlow, "gift_village", {});
    case "page":
      return showCare(ctx, id);
    case "visit":
      return visitFile(ctx, id);
    case "close": {
      const closed = await closeCareFile(ctx.work, ctx.actor, id);
      return isRefusal(closed) ? sayRefusal(ctx, closed) : say(ctx, "care-closed", { name: closed.name });
    }
    case "right":
    case "wrong": {
      const outcome = await confirmCondolence(ctx.work, ctx.actor, id, what === "right");
      if (isRefusal(outcome)) return sayRefusal(ctx, outcome);
      await takeButtonsAway(ctx);
      return say(ctx, what === "right" ? "money-right" : "money-wrong", { name: outcome.recipient, yuan: yuan(outcome.fen) });
    }
    default:
      return toast(ctx, "button-unknown");
  }
}

async function visitFile(ctx: BotContext, id: number) {
  const file = await findCareFile(ctx.work, ctx.actor, id);
  if (!file) return sayRefusal(ctx, { refused: "not-found" });
  const key = `${ctx.chatId}:${ctx.callbackQuery?.message?.message_id}:care${id}`;
  const logged = await logVisit(ctx.work, ctx.actor, { key, villageId: file.villageId, careFileId: id });
  if (isRefusal(logged)) return sayRefusal(ctx, logged);
  const to = (key: string, what: string) => button(word(ctx, key), goData("visit", `${what}:${logged.id}`));
  const markup = inline([[to("button-heard", "heard"), to("button-undo", "undo")]]);
  say(ctx, "care-visited", { name: file.name, days: file.rhythmDays }, { markup });
}
