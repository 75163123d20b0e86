import type { Message } from "@grammyjs/types";
import { Api } from "grammy";
import { expect, test } from "vitest";
import { descriptionFor } from "../../emulator/commands.ts";
import { inlineKeyboardOf } from "../../emulator/world.ts";
import { introduce } from "../../src/sender/introduce.ts";
import { sendOrPlain } from "../../src/sender/plain.ts";
import { reportOf, withTown } from "../support/town.ts";

/** A Bot API server of before some of this: it refuses what has these words in it, or fails for a reason of its own. */
function oldServer(refusal: string, unknown = "style") {
  const calls: string[] = [];
  const api = new Api("1:a", {
    fetch: (async (_url: string, { body }: { body: string }) => {
      calls.push(body);
      const isRefused = body.includes(unknown) || !refusal.includes(unknown);
      return {
        json: async () => (isRefused ? { ok: false, error_code: 400, description: refusal } : { ok: true, result: { message_id: 5 } }),
      };
    }) as never,
  });
  return { api, calls };
}
const green = { text: "提交", callback_data: "a", style: "success" };
const payload = { chat_id: 1, text: "对不对", reply_markup: { inline_keyboard: [[green], [{ text: "返回", callback_data: "b" }]] } };

test("a server that does not know colours gets the same buttons without them", async () => {
  const { api, calls } = oldServer("Bad Request: can't parse inline keyboard button: Unknown field style");
  expect(await sendOrPlain(api, { method: "sendMessage", payload })).toEqual({ message_id: 5 });
  expect(calls).toHaveLength(2);
  expect(calls[1]).toContain("提交");
  expect(calls[1]).not.toContain("style");
});

test("a server that knows no lists to pick from gets the other keys", async () => {
  const { api, calls } = oldServer("Bad Request: can't parse keyboard button: Unknown field request_users", "request_users");
  const keyboard = [[{ text: "选人", request_users: { request_id: 1 } }], [{ text: "取消" }]];
  await sendOrPlain(api, {
    method: "sendMessage",
    payload: { chat_id: 1, text: "谁？", reply_markup: { keyboard, resize_keyboard: true } },
  });
  expect(JSON.parse(calls[1] ?? "{}").reply_markup).toEqual({ keyboard: [[{ text: "取消" }]], resize_keyboard: true });
});

test("a server that knows no polls asks with buttons", async () => {
  const { api, calls } = oldServer("Bad Request: unknown parameter is_anonymous", "is_anonymous");
  const words = { method: "sendMessage", payload: { chat_id: 1, text: "有用吗？" } };
  const poll = { method: "sendPoll", payload: { chat_id: 1, question: "有用吗？", options: [{ text: "有用" }], is_anonymous: false } };
  expect(await sendOrPlain(api, { ...poll, otherwise: words })).toEqual({ message_id: 5 });
  expect(calls[1]).toContain("有用吗");
});

test("another refusal is not tried again for the sake of colours, and stays a refusal", async () => {
  const { api, calls } = oldServer("Bad Request: message is too long");
  await expect(sendOrPlain(api, { method: "sendMessage", payload })).rejects.toThrow("message is too long");
  expect(calls).toHaveLength(1);
});

test("a server that knows neither buttons that copy nor folded quotes gets the words and the other buttons", async () => {
  const { api, calls } = oldServer("Bad Request: can't parse inline keyboard button: no copy_text allowed", "copy_text");
  const copy = { text: "📋 复制电话", copy_text: { text: "13800138000" } };
  const given = {
    chat_id: 1,
    text: "<b>#1</b>\n<blockquote expandable>很长</blockquote>",
    reply_markup: { inline_keyboard: [[copy], [green]] },
  };
  await sendOrPlain(api, { method: "sendMessage", payload: given });
  expect(JSON.parse(calls[1] ?? "{}")).toEqual({
    chat_id: 1,
    text: "<b>#1</b>\n很长",
    reply_markup: { inline_keyboard: [[{ text: "提交", callback_data: "a" }]] },
  });
});

test("words below a picture are unfolded as well", async () => {
  const { api, calls } = oldServer("Bad Request: can't parse entities: Unsupported attribute expandable", "expandable");
  await sendOrPlain(api, { method: "sendPhoto", payload: { chat_id: 1, photo: "a", caption: "<blockquote expandable>很长</blockquote>" } });
  expect(JSON.parse(calls[1] ?? "{}")).toEqual({ chat_id: 1, photo: "a", caption: "很长" });
});

test("a server that knows no descriptions has the commands in both languages", async () => {
  const told: string[] = [];
  const api = new Api("1:a", {
    fetch: (async (url: string, { body }: { body: string }) => {
      const method = url.split("/").at(-1) as string;
      told.push(`${method} ${JSON.parse(body).language_code ?? ""}`.trim());
      const isKnown = method === "setMyCommands";
      return { json: async () => (isKnown ? { ok: true, result: true } : { ok: false, error_code: 404, description: "Not Found" }) };
    }) as never,
  });
  await expect(introduce(api)).rejects.toThrow("Not Found");
  expect(told.slice(0, 2)).toEqual(["setMyCommands", "setMyCommands en"]);
});

test("where a sign below a message is unknown or not allowed, the words are said", async () => {
  const { api, calls } = oldServer("Bad Request: REACTION_INVALID", "REACTION");
  const words = { method: "sendMessage", payload: { chat_id: 1, text: "已转给 #1001 的负责人。" } };
  const sign = { method: "setMessageReaction", payload: { chat_id: 1, message_id: 7, reaction: [{ type: "emoji", emoji: "REACTION" }] } };
  expect(await sendOrPlain(api, { ...sign, otherwise: words })).toEqual({ message_id: 5 });
  expect(calls[1]).toContain("已转给");
});

test("what Telegram itself offers: a description, folded words, a number to copy, a sign for more words, and nothing confidential passed on", async () => {
  const town = await withTown();
  const { telegram, wang, li, rows, settled, pass } = town;
  const shownTo = (language_code: string) => descriptionFor(telegram.world, { id: 1, is_bot: false, first_name: "", language_code });
  expect(shownTo("zh-hans")).toContain("村里有事");
  expect(shownTo("en")).toContain("your village");

  await rows("update person set phone = '13800138000' where name = '王有根'");
  const long = `村口的桥塌了。${"水还在涨，娃娃上学要绕三里路。".repeat(14)}`;
  const number = await reportOf(wang, long);
  const card = await li.hasSeen(`#${number}`);
  expect(card.entities?.map(({ type }) => type)).toContain("expandable_blockquote");
  expect(card.text).toContain("娃娃上学");
  expect(card.has_protected_content).toBeUndefined();
  await li.presses("更多");
  await expect.poll(() => copied(li.messages())).toBe("13800138000");

  const signs = () => telegram.world.rooms.get(wang.id)?.reactions ?? {};
  await pass(60_000);
  await wang.repliesTo("已提交", "桥边的路也裂了").then(() => wang.sees("已转给"));
  expect(signs()).toEqual({});
  const { message: more } = await wang.repliesTo("已提交", "村小的老师都知道");
  await li.hasSeen("村小的老师都知道");
  await settled();
  expect(signs()).toEqual({ [more?.message_id ?? 0]: ["👌"] });
  expect(wang.newest()).toContain("已转给");

  // A person who deletes their words meanwhile is told in words.
  const { message: gone } = await wang.repliesTo("已提交", "算了，这句不要了");
  const own = telegram.world.rooms.get(wang.id)?.messages ?? [];
  own.splice(
    own.findIndex(({ message_id }) => message_id === gone?.message_id),
    1,
  );
  await expect.poll(() => wang.texts().filter((text) => text.includes("已转给"))).toHaveLength(2);

  await rows("update ticket set confidential = true");
  await wang.repliesTo("已提交", "不要说是我说的");
  expect((await li.hasSeen("不要说是我说的")).has_protected_content).toBe(true);
  await settled();
});

const copied = (messages: readonly Message[]) =>
  messages
    .flatMap((message) => inlineKeyboardOf(message)?.inline_keyboard.flat() ?? [])
    .flatMap((button) => ("copy_text" in button ? [button.copy_text.text] : []))[0];
