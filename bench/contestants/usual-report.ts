import {
  type Conversation,
  type ConversationFlavor,
  type ConversationOptions,
  conversations,
  createConversation,
} from "@grammyjs/conversations";
import { run, sequentialize } from "@grammyjs/runner";
import { Bot, type Context, InlineKeyboard } from "grammy";

type Ctx = ConversationFlavor<Context>;

export type Filed = { words: string; place: string; phone: string };
type Given = {
  /** Keeps a report. @returns its number */
  file: (report: Filed) => number | Promise<number>;
  /** Where conversations are kept; in memory without it. */
  storage?: ConversationOptions<Ctx, Context>["storage"];
};

const summary = (...given: string[]) =>
  [["请看一看对不对：", ...given].join("\n"), { reply_markup: new InlineKeyboard().text("提交", "submit") }] as const;

/** The report as grammY's conversations plugin has it written, answers sent in place. Token and API root are the program's arguments. */
export async function runUsualReport({ file, storage }: Given) {
  const [, , token = "", apiRoot = ""] = process.argv;
  const bot = new Bot<Ctx>(token, { client: { apiRoot } });

  async function report(conversation: Conversation<Ctx, Context>, ctx: Context) {
    await ctx.reply("是哪一类的事？", { reply_markup: new InlineKeyboard().text("道路水利", "road").text("其他", "other") });
    const category = await conversation.waitForCallbackQuery(["road", "other"]);
    await category.answerCallbackQuery();
    await category.reply("请说说是什么事");
    const words = await conversation.waitFor("message:text");
    await words.reply(...summary(words.message.text));
    const place = await conversation.waitFor("message:text");
    await place.reply(...summary(words.message.text, place.message.text));
    const phone = await conversation.waitFor("message:text");
    await phone.reply(...summary(words.message.text, place.message.text, phone.message.text));
    const submit = await conversation.waitForCallbackQuery("submit");
    await submit.answerCallbackQuery();
    const given = { words: words.message.text, place: place.message.text, phone: phone.message.text };
    const number = await conversation.external(() => file(given));
    await submit.reply(`已提交，编号 #${number}`);
  }

  bot.use(sequentialize((ctx) => String(ctx.chat?.id ?? "")));
  bot.use(conversations(storage ? { storage } : {}));
  bot.use(createConversation(report));
  bot.hears("报问题", (ctx) => ctx.conversation.enter("report"));
  bot.command("start", (ctx) => ctx.reply("您好"));
  await bot.init();
  run(bot);
  console.log("ready");
}
