import { type Conversation, type ConversationFlavor, conversations, createConversation } from "@grammyjs/conversations";
import { run, sequentialize } from "@grammyjs/runner";
import { Bot, type Context, InlineKeyboard } from "grammy";
import pg from "pg";

type Ctx = ConversationFlavor<Context>;

/**
 * The usual way made durable the usual way: conversations in Postgres by the plugin's storage, the ticket inserted in place, answers
 * sent in place. Between those three a crash loses or doubles something.
 */
const [, , token = "", apiRoot = "", databaseUrl = ""] = process.argv;
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
await pool.query("create table if not exists conversation (key text primary key, state jsonb not null)");
await pool.query("create table if not exists ticket (id int generated always as identity primary key, words text, place text, phone text)");
const storage = {
  read: async (key: string) => (await pool.query("select state from conversation where key = $1", [key])).rows[0]?.state,
  write: async (key: string, state: unknown) => {
    await pool.query("insert into conversation values ($1, $2) on conflict (key) do update set state = excluded.state", [
      key,
      JSON.stringify(state),
    ]);
  },
  delete: async (key: string) => {
    await pool.query("delete from conversation where key = $1", [key]);
  },
};
const bot = new Bot<Ctx>(token, { client: { apiRoot } });

async function report(conversation: Conversation<Ctx, Context>, ctx: Context) {
  await ctx.reply("是哪一类的事？", { reply_markup: new InlineKeyboard().text("道路水利", "road").text("其他", "other") });
  const category = await conversation.waitForCallbackQuery(["road", "other"]);
  await category.answerCallbackQuery();
  await category.reply("请说说是什么事");
  const words = await conversation.waitFor("message:text");
  await words.reply("在什么地方？");
  const place = await conversation.waitFor("message:text");
  await place.reply("留个电话");
  const phone = await conversation.waitFor("message:text");
  await phone.reply("请看一看对不对", { reply_markup: new InlineKeyboard().text("提交", "submit") });
  const submit = await conversation.waitForCallbackQuery("submit");
  await submit.answerCallbackQuery();
  const number = await conversation.external(async () => {
    const given = [words.message.text, place.message.text, phone.message.text];
    return (await pool.query("insert into ticket (words, place, phone) values ($1, $2, $3) returning id", given)).rows[0]?.id as number;
  });
  await submit.reply(`已提交，编号 #${number}`);
}

bot.use(sequentialize((ctx) => String(ctx.chat?.id ?? "")));
bot.use(conversations({ storage }));
bot.use(createConversation(report));
bot.hears("报问题", (ctx) => ctx.conversation.enter("report"));
bot.command("start", (ctx) => ctx.reply("您好"));
await bot.init();
run(bot);
console.log("ready");
