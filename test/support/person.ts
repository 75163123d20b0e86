import type { Message } from "@grammyjs/types";
import type { InlineAnswer } from "../../emulator/inline.ts";
import { type Action, act, addPerson, findButton } from "../../emulator/people.ts";
import type { Emulator } from "../../emulator/server.ts";
import { inlineKeyboardOf } from "../../emulator/world.ts";

export type PersonDriver = ReturnType<typeof createPerson>;

const patienceMs = 20_000;
/** What a card shows only after 更多; people look there when they do not see it. */
const behindMore = /转办|协办|限期|提问|备注|上报县里|回县里|办结|指派|不予受理|调解|外单位|信访延期|反映的是干部|查看来件人|合并|经过/;

/** Somebody with a phone: does what people do, and waits for what the bot says, never for time to pass. */
export function createPerson(telegram: Emulator, name: string, language = "zh-hans") {
  const { world } = telegram;
  const user = addPerson(world, { first_name: name, language_code: language });
  const room = () => {
    const found = world.rooms.get(user.id);
    if (!found) throw new Error(`${name} has no chat`);
    return found;
  };
  /** Messages up to here were there before the person's last action. */
  let seen = 0;
  const does = async (action: Action) => {
    seen = room().messages.length;
    return act(world, user.id, user.id, action);
  };
  const botMessages = (from = 0) =>
    room()
      .messages.slice(from)
      .filter((message) => message.from?.is_bot);
  const rowsBelow = () => inlineKeyboardOf(botMessages().at(-1) as Message)?.inline_keyboard ?? [];
  const textOf = (message: Message) => message.text ?? message.caption ?? "";
  const matches = (message: Message, words: string | RegExp) =>
    typeof words === "string" ? textOf(message).includes(words) : words.test(textOf(message));

  return {
    id: user.id,
    name,
    does,
    says: (text: string) => does({ do: "text", text }),
    sends: (
      kind: Extract<Action, { do: "file" }>["kind"],
      given: { caption?: string; album?: string; name?: string; size?: number } = {},
    ) => does({ do: "file", kind, ...given }),
    /** Telegram's reply to the newest message with these words, once there is one. */
    async repliesTo(words: string | RegExp, text: string) {
      const message = await waitFor(
        () => room().messages.findLast((one) => matches(one, words)),
        () => `a message with ${words}`,
      );
      return does({ do: "text", text, reply_to: message.message_id });
    },
    /** Presses the newest inline button, or failing that the reply keyboard's, with these words. */
    async presses(words: string | RegExp) {
      const has = (text: string) => (typeof words === "string" ? text.includes(words) : words.test(text));
      const look = () =>
        hasInline(botMessages().at(-1)) ? (findButton(room(), words) ?? keyOf(has)) : (keyOf(has) ?? findButton(room(), words));
      const isBehindMore = behindMore.test(typeof words === "string" ? words : words.source);
      const more = () => (isBehindMore ? findButton(room(), "更多") : undefined);
      const first = await waitFor(
        () => look() ?? more(),
        () => `a button ${words}`,
      );
      if (look() === undefined && typeof first !== "string") await does({ do: "press", ...first });
      const found = await waitFor(look, () => `a button ${words}`);
      if (typeof found === "string") return does({ do: "text", text: found });
      return does({ do: "press", ...found });
    },
    /** Writes `@bot words` in the chat with the bot, and waits for what is offered; `send` picks one of it by its title. */
    async searches(query: string, offset = ""): Promise<InlineAnswer & { send: (title: string) => Promise<unknown> }> {
      const { inline_query_id = "" } = await does({ do: "inline", query, offset });
      const answer = await waitFor(
        () => world.inlineQueries.get(inline_query_id)?.answer,
        () => `what is found for ${query}`,
      );
      const idOf = (title: string) => answer.results.find((one) => one.title.includes(title))?.id ?? "";
      return { ...answer, send: (title) => does({ do: "choose", inline_query_id, result_id: idOf(title) }) };
    },
    button: (words: string | RegExp) => findButton(room(), words),
    /** A button that stands below none of the bot's messages, or no longer. */
    forges: (data: string) => does({ do: "press", message_id: room().messages.at(-1)?.message_id ?? 0, data }),
    /** Writes other words into the newest of their own messages with these. */
    async edits(words: string | RegExp, text: string) {
      const own = room().messages.findLast((one) => !one.from?.is_bot && matches(one, words));
      if (!own) throw new Error(`${name} has not written ${words}`);
      return does({ do: "edit", message_id: own.message_id, text });
    },
    /** Waits for a message of the bot since the person's last action; also one that was edited. */
    async sees(words: string | RegExp): Promise<string> {
      const found = await waitFor(
        () => botMessages(seen).find((message) => matches(message, words)),
        () => `${words}`,
      );
      return textOf(found);
    },
    /** Waits for a message of the bot at any time. */
    async hasSeen(words: string | RegExp): Promise<Message> {
      return waitFor(
        () => botMessages().findLast((message) => matches(message, words)),
        () => `${words}`,
      );
    },
    texts: () => botMessages().map(textOf),
    newest: () => textOf(botMessages().at(-1) as Message),
    /** The rows of buttons below the bot's newest message. */
    rowsBelow,
    newestButtons: () =>
      rowsBelow()
        .flat()
        .map(({ text }) => text),
    messages: () => room().messages,
    keyboard: () => (room().replyKeyboard?.keyboard ?? []).flat().map((key) => (typeof key === "string" ? key : key.text)),
    toasts: () => [...world.callbackQueries.values()].filter((query) => query.userId === user.id).map((query) => query.answer?.text ?? ""),
  };

  function hasInline(message: Message | undefined): boolean {
    return message !== undefined && inlineKeyboardOf(message) !== undefined;
  }

  function keyOf(has: (text: string) => boolean): string | undefined {
    const keys = (room().replyKeyboard?.keyboard ?? []).flat().map((key) => (typeof key === "string" ? key : key.text));
    return keys.find(has);
  }

  async function waitFor<T>(find: () => T | undefined, what: () => string): Promise<T> {
    const found = find();
    if (found !== undefined) return found;
    return new Promise((resolve, reject) => {
      const look = () => {
        const now = find();
        if (now === undefined) return;
        finish();
        resolve(now);
      };
      const timer = setTimeout(() => {
        finish();
        const transcript = room()
          .messages.slice(-12)
          .map((one) => `${one.from?.is_bot ? "bot" : name}: ${textOf(one).slice(0, 400)}`);
        reject(new Error(`${name} waited in vain for ${what()}. The chat ends:\n${transcript.join("\n")}`));
      }, patienceMs);
      const finish = () => {
        clearTimeout(timer);
        world.events.off("event", look);
      };
      world.events.on("event", look);
    });
  }
}
