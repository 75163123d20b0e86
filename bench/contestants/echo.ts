import { run } from "@grammyjs/runner";
import { Bot } from "grammy";

/** grammY with its runner and nothing else: the floor under every latency. */
const [, , token = "", apiRoot = ""] = process.argv;
const bot = new Bot(token, { client: { apiRoot } });
bot.on("message", (ctx) => ctx.reply("已提交，编号 #1"));
await bot.init();
run(bot);
console.log("ready");
