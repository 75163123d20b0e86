import { Api, type GrammyError, InputFile } from "grammy";
import { afterAll, beforeAll, expect, test } from "vitest";
import { act, addGroup, addPerson } from "../../emulator/people.ts";
import { type Emulator, startEmulator } from "../../emulator/server.ts";

let telegram: Emulator;
let api: Api;
let user: number;
beforeAll(async () => {
  telegram = await startEmulator();
  api = new Api(telegram.token, { apiRoot: telegram.root });
  user = addPerson(telegram.world, { first_name: "王" }).id;
  act(telegram.world, user, user, { do: "text", text: "hi" });
});
afterAll(() => telegram.stop());

const refusal = (call: Promise<unknown>) =>
  call.then(
    () => "accepted",
    (error: GrammyError) => `${error.error_code} ${error.description}`,
  );

test("three lines are enough: start, a person, a message", async () => {
  const other = await startEmulator();
  const ann = addPerson(other.world, { first_name: "Ann" });
  expect(act(other.world, ann.id, ann.id, { do: "text", text: "hello" }).message?.text).toBe("hello");
  await other.stop();
});

const markup = (button: object) => ({ reply_markup: { inline_keyboard: [[button]] } as never });

test.each<[string, () => Promise<unknown>]>([
  ["400 Bad Request: chat not found", () => api.sendMessage(1, "x")],
  ["400 Bad Request: message text is empty", () => api.sendMessage(user, "")],
  ["400 Bad Request: text must be non-empty", () => api.sendMessage(user, "  \n ")],
  ["400 Bad Request: message is too long", () => api.sendMessage(user, "字".repeat(4097))],
  ["accepted", () => api.sendMessage(user, `<b>${"😀".repeat(4096)}</b>`, { parse_mode: "HTML" })],
  [
    "400 Bad Request: message caption is too long",
    () => api.sendPhoto(user, new InputFile(Buffer.from("x")), { caption: "字".repeat(1025) }),
  ],
  [
    '400 Bad Request: can\'t parse entities: Unsupported start tag "p" at byte offset 0',
    () => api.sendMessage(user, "<p>x</p>", { parse_mode: "HTML" }),
  ],
  [
    "400 Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    () => api.sendMessage(user, "<b>x", { parse_mode: "HTML" }),
  ],
  ["400 Bad Request: BUTTON_DATA_INVALID", () => api.sendMessage(user, "x", markup({ text: "x", callback_data: "字".repeat(22) }))],
  [
    "400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    () => api.sendMessage(user, "x", markup({ text: "x" })),
  ],
  ["400 Bad Request: message to edit not found", () => api.editMessageText(user, 999_999, "x")],
  ["400 Bad Request: message to be replied not found", () => api.sendMessage(user, "x", { reply_parameters: { message_id: 999_999 } })],
  ["400 Bad Request: message to delete not found", () => api.deleteMessage(user, 999_999)],
  ["400 Bad Request: wrong file identifier/HTTP URL specified", () => api.sendPhoto(user, "nonsense")],
  ["400 Bad Request: invalid file_id", () => api.getFile("nonsense")],
  ["400 Bad Request: BOT_COMMAND_INVALID", () => api.setMyCommands([{ command: "Bad Name", description: "x" }])],
  ["400 Bad Request: query is too old and response timeout expired or query ID is invalid", () => api.answerCallbackQuery("1")],
  ["400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook", () => api.setWebhook("http://example.org/x")],
])("%s", async (expected, call) => {
  expect(await refusal(call())).toBe(expected);
});

test("an unchanged edit, and one of somebody else's message, are refused", async () => {
  const sent = await api.sendMessage(user, "same");
  expect(await refusal(api.editMessageText(user, sent.message_id, "same"))).toMatch(
    /^400 Bad Request: message is not modified: specified new/,
  );
  const own = act(telegram.world, user, user, { do: "text", text: "mine" }).message?.message_id as number;
  expect(await refusal(api.editMessageText(user, own, "x"))).toBe("400 Bad Request: message can't be edited");
});

test("answers to @bot words are checked as the server does, kept for the person who asks the same, and picked by a message via the bot", async () => {
  const ask = (who: number, query: string) => act(telegram.world, who, who, { do: "inline", query }).inline_query_id ?? "";
  const article = (id: string, message_text = "x") => ({
    type: "article" as const,
    id,
    title: "t",
    input_message_content: { message_text },
  });
  const asked = ask(user, "a");
  expect(telegram.world.updates.at(-1)).toMatchObject({ inline_query: { id: asked, query: "a", offset: "", chat_type: "private" } });
  for (const [expected, results, other] of [
    ["RESULTS_TOO_MUCH", [...Array(51).keys()].map((id) => article(String(id))), {}],
    ["RESULT_ID_DUPLICATE", [article("1"), article("1")], {}],
    ["RESULT_ID_INVALID", [article("1".repeat(65))], {}],
    ["ARTICLE_TITLE_EMPTY", [{ ...article("1"), title: "" }], {}],
    ["NEXT_OFFSET_INVALID", [], { next_offset: "1".repeat(65) }],
    ["START_PARAM_INVALID", [], { button: { text: "x", start_parameter: "字" } }],
    ["SWITCH_PM_TEXT_EMPTY", [], { button: { text: "", start_parameter: "a" } }],
    ["can't parse inline query result: Message is too long", [article("1", "字".repeat(4097))], {}],
  ] as const)
    expect(await refusal(api.answerInlineQuery(asked, [...results], other))).toBe(`400 Bad Request: ${expected}`);
  expect(await api.answerInlineQuery(asked, [article("1")], { cache_time: 60 })).toBe(true);
  expect(await refusal(api.answerInlineQuery(asked, []))).toContain("query is too old");
  const ann = addPerson(telegram.world, { first_name: "Ann" }).id;
  const before = telegram.world.updates.length;
  const again = ask(ann, "a");
  expect(telegram.world.updates).toHaveLength(before);
  const { message } = act(telegram.world, ann, ann, { do: "choose", inline_query_id: again, result_id: "1" });
  expect(message).toMatchObject({ text: "x", from: { id: ann }, via_bot: { id: telegram.world.me.id } });
  telegram.world.me.supports_inline_queries = false;
  expect(() => ask(ann, "b")).toThrow("/setinline");
  telegram.world.me.supports_inline_queries = true;
});

test("topics of a forum are opened, named and closed by a bot that may, and by no other", async () => {
  const group = addGroup(telegram.world, "群");
  expect(await refusal(api.createForumTopic(group.id, "x"))).toBe("400 Bad Request: the chat is not a forum");
  const forum = addGroup(telegram.world, "论坛", true);
  expect(await refusal(api.createForumTopic(forum.id, "x"))).toBe("400 Bad Request: not enough rights to create a topic");
  Object.assign(telegram.world.rooms.get(forum.id) ?? {}, { rights: ["can_manage_topics"] });
  expect(await refusal(api.createForumTopic(forum.id, ""))).toBe("400 Bad Request: TOPIC_TITLE_EMPTY");
  const { message_thread_id: id } = await api.createForumTopic(forum.id, "x");
  expect((await api.sendMessage(forum.id, "hi", { message_thread_id: id })).message_thread_id).toBe(id);
  expect(await refusal(api.editForumTopic(forum.id, id, { name: "x" }))).toBe("400 Bad Request: TOPIC_NOT_MODIFIED");
  expect(await refusal(api.closeForumTopic(forum.id, id))).toBe("accepted");
  expect(await refusal(api.closeForumTopic(forum.id, id))).toBe("400 Bad Request: TOPIC_NOT_MODIFIED");
});

test("polls are checked as the server does, and answered by people, whose names the bot hears", async () => {
  const poll = (question: string, options: string[]) => refusal(api.sendPoll(user, question, options, { is_anonymous: false }));
  expect(await poll("字".repeat(301), ["a", "b"])).toBe("400 Bad Request: poll question length must not exceed 300");
  expect(await poll("?", ["a", "字".repeat(101)])).toBe("400 Bad Request: poll options length must not exceed 100");
  const { message_id, poll: sent } = await api.sendPoll(user, "?", ["a", "b"], { is_anonymous: false });
  act(telegram.world, user, user, { do: "vote", message_id, option_ids: [1] });
  expect(telegram.world.updates.at(-1)).toMatchObject({ poll_answer: { poll_id: sent.id, user: { id: user }, option_ids: [1] } });
  expect(() => act(telegram.world, user, user, { do: "vote", message_id, option_ids: [0, 1] })).toThrow("one answer");
});

test("a place moves as long as it may, by its bot and by its person", async () => {
  expect(await refusal(api.sendLocation(user, 1, 2, { live_period: 59 }))).toBe("400 Bad Request: wrong live location period specified");
  const still = await api.sendLocation(user, 1, 2);
  const move = (id: number) => refusal(api.editMessageLiveLocation(user, id, 3, 4));
  expect(await move(still.message_id)).toBe("400 Bad Request: there is no live location in the message to edit");
  const { message_id: id } = await api.sendLocation(user, 1, 2, { live_period: 60 });
  expect(await move(id)).toBe("accepted");
  expect(await move(id)).toContain("message is not modified");
  expect(await refusal(api.stopMessageLiveLocation(user, id))).toBe("accepted");
  expect(await move(id)).toBe("400 Bad Request: there is no live location in the message to edit");
  const { message } = act(telegram.world, user, user, { do: "location", latitude: 1, longitude: 2, live_period: 900 });
  const message_id = message?.message_id ?? 0;
  act(telegram.world, user, user, { do: "move", message_id, latitude: 3, longitude: 4 });
  expect(telegram.world.updates.at(-1)).toMatchObject({ edited_message: { message_id, location: { latitude: 3, live_period: 900 } } });
  act(telegram.world, user, user, { do: "stop_moving", message_id });
  expect(telegram.world.updates.at(-1)?.edited_message?.location).toEqual({ latitude: 3, longitude: 4 });
});

test("phone and location can be asked for in private chats only", async () => {
  const group = addGroup(telegram.world, "群");
  const keyboard = (button: object) => ({ reply_markup: { keyboard: [[button]] } as never });
  expect(await refusal(api.sendMessage(group.id, "x", keyboard({ text: "x", request_contact: true })))).toBe(
    "400 Bad Request: phone number can be requested in private chats only",
  );
  expect(await refusal(api.sendMessage(group.id, "x", keyboard({ text: "x", request_users: { request_id: 1 } })))).toBe(
    "400 Bad Request: users can be requested in private chats only",
  );
  expect(
    await refusal(api.sendMessage(group.id, "x", keyboard({ text: "x", request_chat: { request_id: 1, chat_is_channel: false } }))),
  ).toBe("400 Bad Request: chats can be requested in private chats only");
  expect(await refusal(api.sendMessage(group.id, "x", { message_thread_id: 7 }))).toBe("400 Bad Request: message thread not found");
});

test("somebody who blocked, never started or is gone cannot be written to", async () => {
  const ann = addPerson(telegram.world, { first_name: "Ann" }).id;
  expect(await refusal(api.sendMessage(ann, "x"))).toBe("403 Forbidden: bot can't initiate conversation with a user");
  act(telegram.world, ann, ann, { do: "text", text: "hi" });
  act(telegram.world, ann, ann, { do: "block" });
  expect(await refusal(api.sendMessage(ann, "x"))).toBe("403 Forbidden: bot was blocked by the user");
  act(telegram.world, ann, ann, { do: "unblock" });
  act(telegram.world, ann, ann, { do: "deactivate" });
  expect(await refusal(api.sendMessage(ann, "x"))).toBe("403 Forbidden: user is deactivated");
});

test("a wrong token, an unknown method and an unknown parameter are refused; the last two count as violations", async () => {
  const bare = async (path: string, body: object = {}) =>
    (
      await fetch(`${telegram.root}/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      })
    ).json();
  expect(await bare("bot1:wrong/getMe")).toMatchObject({ error_code: 401, description: "Unauthorized" });
  telegram.world.violations.length = 0;
  expect(await bare(`bot${telegram.token}/flyToTheMoon`)).toMatchObject({ error_code: 404, description: "Not Found: method not found" });
  await bare(`bot${telegram.token}/sendMessage`, { chat_id: user, text: "x", colour: "red" });
  await bare(`bot${telegram.token}/sendMessage`, { text: "x" });
  expect(telegram.world.violations).toHaveLength(3);
  telegram.world.violations.length = 0;
});

test("uploads arrive with name and bytes, Chinese names too, and can be fetched again", async () => {
  const sent = await api.sendDocument(user, new InputFile(Buffer.from("内容"), "申请 书.txt"));
  expect(sent.document?.file_name).toBe("申请 书.txt");
  const file = await api.getFile(sent.document?.file_id as string);
  const fetched = await fetch(`${telegram.root}/file/bot${telegram.token}/${file.file_path}`);
  expect(await fetched.text()).toBe("内容");
});

test("an offset confirms what is before it, a negative one keeps the last, and a second poller ends the first", async () => {
  const own = await startEmulator();
  const ownApi = new Api(own.token, { apiRoot: own.root });
  const ann = addPerson(own.world, { first_name: "Ann" }).id;
  for (const text of ["1", "2", "3"]) act(own.world, ann, ann, { do: "text", text });
  const first = await ownApi.getUpdates({ limit: 2 });
  expect(first.map((update) => update.message?.text)).toEqual(["1", "2"]);
  expect((await ownApi.getUpdates({ offset: (first[1]?.update_id as number) + 1 })).map((update) => update.message?.text)).toEqual(["3"]);
  act(own.world, ann, ann, { do: "text", text: "4" });
  expect((await ownApi.getUpdates({ offset: -1 })).map((update) => update.message?.text)).toEqual(["4"]);
  const waiting = refusal(ownApi.getUpdates({ offset: 100, timeout: 30 }));
  await ownApi.getUpdates({ offset: 100, timeout: 0 });
  expect(await waiting).toBe("409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
  await ownApi.setWebhook("https://example.org/hook");
  expect(await refusal(ownApi.getUpdates())).toMatch(/^409 Conflict: can't use getUpdates method while webhook is active/);
  await own.stop();
});

test("the limits of the real service are enforced when asked", async () => {
  let now = 1_000_000;
  const strict = await startEmulator({ enforceLimits: true, now: () => now });
  const strictApi = new Api(strict.token, { apiRoot: strict.root });
  const people = Array.from({ length: 40 }, (_, index) => addPerson(strict.world, { first_name: `${index}` }).id);
  for (const id of people) act(strict.world, id, id, { do: "text", text: "hi" });
  now += 60_000;
  const answers = await Promise.all(people.map((id) => refusal(strictApi.sendMessage(id, "bulk"))));
  expect(answers.filter((answer) => answer === "accepted")).toHaveLength(30);
  expect(answers.filter((answer) => answer.startsWith("429 Too Many Requests: retry after"))).toHaveLength(10);
  await strict.stop();
});

test("faults come when they are told to", async () => {
  telegram.faults.next({ kind: "too_many", retryAfterSeconds: 7 });
  expect(await refusal(api.sendMessage(user, "x"))).toBe("429 Too Many Requests: retry after 7");
  telegram.faults.next({ kind: "server_error" });
  expect(await refusal(api.sendMessage(user, "x"))).toBe("500 Internal Server Error: restart");
  const before = telegram.world.rooms.get(user)?.messages.length as number;
  telegram.faults.next({ kind: "hang_up_before" });
  await expect(api.sendMessage(user, "x")).rejects.toThrow(/Network request/);
  expect(telegram.world.rooms.get(user)?.messages.length).toBe(before);
  telegram.faults.next({ kind: "hang_up_after" });
  await expect(api.sendMessage(user, "x")).rejects.toThrow(/Network request/);
  expect(telegram.world.rooms.get(user)?.messages.length).toBe(before + 1);
});
