import type { Message } from "@grammyjs/types";
import { act, addPerson } from "../emulator/people.ts";
import type { Emulator } from "../emulator/server.ts";
import { inlineKeyboardOf } from "../emulator/world.ts";

/** What somebody did and was owed for it; the checker compares it with the database and with what they were told. */
export type Journal = {
  /** Words of reports whose 提交 was pressed below a summary that showed them, and how many messages of the bot were there by then. */
  confirmed: { person: number; words: string; seen: number }[];
  /** What cadres said to a ticket by Telegram's reply, in order. */
  replies: { person: number; number: number; words: string }[];
};

type Random = () => number;
export type Phone = ReturnType<typeof createPhone>;

/** So long somebody waits for an answer before trying anew. */
const givesUpMs = 30_000;

/** A phone on which somebody reads the newest message and does something about it. */
export function createPhone(telegram: Emulator, name: string) {
  const { world } = telegram;
  const { id } = addPerson(world, { first_name: name, language_code: "zh-hans" });
  /** When texts were said that no message has answered yet; each message answers one. */
  const texts: number[] = [];
  const presses: { at: number; query: string }[] = [];
  let seen = 0;
  const messages = () => world.rooms.get(id)?.messages ?? [];
  const fromBot = () => messages().filter(({ from }) => from?.is_bot);
  const textOf = (message: Message | undefined) => message?.text ?? message?.caption ?? "";
  const buttonOn = (message: Message | undefined, words: string) =>
    ((message && inlineKeyboardOf(message)?.inline_keyboard) ?? []).flat().find(({ text }) => text.includes(words));
  return {
    id,
    messages,
    fromBot,
    textOf,
    textsFromBot: () => fromBot().map(textOf),
    buttonOn,
    newest: () => fromBot().at(-1),
    says(text: string, replyTo?: number) {
      texts.push(Date.now());
      act(world, id, id, { do: "text", text, ...(replyTo === undefined ? {} : { reply_to: replyTo }) });
    },
    presses(message: Message, words: string): boolean {
      const button = buttonOn(message, words);
      if (!button || !("callback_data" in button)) return false;
      const { callback_query_id: query = "" } = act(world, id, id, {
        do: "press",
        message_id: message.message_id,
        data: button.callback_data ?? "",
      });
      presses.push({ at: Date.now(), query });
      return true;
    },
    /** How much was said and pressed to which nothing has come back. */
    unanswered(): number {
      const since = Date.now() - givesUpMs;
      const now = fromBot().length;
      texts.splice(0, now - seen);
      seen = now;
      while ((texts[0] ?? since) < since) texts.shift();
      const isOpen = ({ at, query }: (typeof presses)[number]) => at >= since && !world.callbackQueries.get(query)?.answer;
      presses.splice(0, presses.length, ...presses.filter(isOpen));
      return texts.length + presses.length;
    },
  };
}

/** How often somebody acts although nothing has answered yet: a tap twice, an impatient word … */
const impatience = 0.08;
/** … but not again and again: people whom nothing answers lay the phone aside. */
const maxUnanswered = 3;

/** Whether somebody does the next thing now: at once when everything is answered, now and then before. */
const isPatientFor = (phone: Phone, random: () => number) => {
  const unanswered = phone.unanswered();
  return unanswered > 0 && (unanswered >= maxUnanswered || random() > impatience);
};

/** A villager who reports again and again, a little impatiently. */
export function createVillager(phone: Phone, journal: Journal, random: Random) {
  let reports = 0;
  return function step(mayBegin: boolean) {
    if (isPatientFor(phone, random)) return;
    const newest = phone.newest();
    const seen = phone.fromBot().length;
    const text = phone.textOf(newest);
    if (text.includes("哪一类")) phone.presses(newest as Message, ["道路水利", "环境卫生", "供电通信"][Math.floor(random() * 3)] as string);
    else if (text.includes("说说是什么事")) {
      reports += 1;
      phone.says(`${phone.id}号第${reports}件：东西坏了`);
    } else if (text.includes("请看一看对不对")) {
      const words = /📄 (.+)/.exec(text)?.[1];
      if (words && phone.presses(newest as Message, "提交")) journal.confirmed.push({ person: phone.id, words, seen });
    } else if (text.includes("请问您满意吗") && phone.buttonOn(newest, "😊 满意")) phone.presses(newest as Message, "😊 满意");
    else if (mayBegin) phone.says("报问题");
  };
}

/** A cadre who accepts, answers twice and resolves. */
export function createCadre(phone: Phone, journal: Journal, random: Random) {
  const said = new Map<number, number>();
  let words = 0;
  return function step() {
    if (isPatientFor(phone, random)) return;
    const newest = phone.newest();
    if (phone.textOf(newest).includes("办得怎样")) return void phone.says("办好了");
    const cards = phone.fromBot().filter((message) => phone.buttonOn(message, "接单") ?? phone.buttonOn(message, "办结"));
    const card = cards[Math.floor(random() * cards.length)];
    const number = Number(/#(\d+)/.exec(phone.textOf(card))?.[1]);
    if (!card || !number) return;
    if (phone.buttonOn(card, "接单")) phone.presses(card, "接单");
    else if ((said.get(number) ?? 0) < 2) {
      said.set(number, (said.get(number) ?? 0) + 1);
      words += 1;
      const text = `${phone.id}号干部第${words}句`;
      phone.says(text, card.message_id);
      journal.replies.push({ person: phone.id, number, words: text });
    } else phone.presses(card, "办结");
  };
}
