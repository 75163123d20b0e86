import type { Update, UserFromGetMe } from "@grammyjs/types";
import { Bot, BotError, type Context } from "grammy";
import { priorities, type Work } from "../database/work.ts";
import { findDialogs } from "../domain/conversation.ts";
import { noteOrgVersion } from "../domain/org/reference.ts";
import { findAccounts, meetPerson } from "../domain/people/person.ts";
import { commands } from "./commands/index.ts";
import { contact } from "./contact.ts";
import type { BotContext } from "./context.ts";
import { isOwnReport } from "./conversations/report/own.ts";
import { editedMessage } from "./edits.ts";
import { inGroup } from "./groups.ts";
import { identityOf } from "./identity.ts";
import { message } from "./messages.ts";
import { press } from "./press.ts";

/**
 * The road of one update, in this order: whose it is, then what they want. Nothing here talks to Telegram: what
 * handlers send is collected and becomes outbox rows of the same transaction.
 *
 * @param token only names the bot in grammY; it is not used to call anything
 * @returns what the inbox asks for: `lookAhead`, `isIndependent` and `handle`, see `Handler` there
 */
export function createBot(token: string, botInfo: UserFromGetMe) {
  const works = new WeakMap<Update, Work>();
  const bot = new Bot<BotContext>(token, { botInfo });
  bot.api.config.use(() => {
    throw new Error("Only the sender talks to Telegram");
  });
  bot.use(async (ctx, next) => {
    ctx.work = works.get(ctx.update) as Work;
    collectCalls(ctx);
    await next();
  });
  bot.on("my_chat_member", contact);
  bot.chatType(["group", "supergroup", "channel"]).use(inGroup);
  bot.use(identify);
  // Asked once: of thirty commands, each would look at every update.
  bot.filter(({ msg }) => (msg?.text ?? msg?.caption)?.startsWith("/") ?? false, commands);
  bot.on("callback_query:data", press);
  bot.on("edited_message", editedMessage);
  bot.on("message", message);
  return {
    lookAhead(works: ReadonlyMap<number, Work>) {
      // A private chat has the id of its person.
      const privateChats = [...works].filter(([chatId]) => chatId > 0);
      const [anyOfThem] = privateChats;
      if (!anyOfThem) return;
      const ids = privateChats.map(([chatId]) => chatId);
      const answers = ask(anyOfThem[1], ids, ids);
      for (const [, work] of privateChats) ahead.set(work, answers);
    },
    async isIndependent(work: Work, chatId: number, update: Update) {
      const [, dialogs] = (await ahead.get(work)) ?? [];
      return isOwnReport(update, dialogs?.get(chatId));
    },
    async handle(work: Work, update: Update) {
      works.set(update, work);
      try {
        await bot.handleUpdate(update);
      } catch (error) {
        // grammY's wrapper carries the whole update along, which is nothing for a log.
        throw error instanceof BotError ? error.error : error;
      }
    },
  };
}

const ahead = new WeakMap<Work, ReturnType<typeof ask>>();

function ask(work: Work, telegramIds: readonly number[], chatIds: readonly number[]) {
  const answers = Promise.all([findAccounts(work, telegramIds), findDialogs(work, chatIds)]);
  work.write(answers);
  return answers;
}

/** grammY's own calls, such as `ctx.answerCallbackQuery`, become outbox rows as well. */
function collectCalls(ctx: BotContext) {
  ctx.api.config.use((_previous, method, payload) => {
    const chatId = Number((payload as { chat_id?: number }).chat_id ?? ctx.chat?.id ?? 0);
    const priority = method === "answerCallbackQuery" ? priorities.callbackAnswer : priorities.answer;
    ctx.work.send({ chatId, method, payload: payload as Record<string, unknown>, priority });
    if (method === "answerCallbackQuery") ctx.isAnswered = true;
    return Promise.resolve({ ok: true, result: true as never });
  });
}

async function identify(ctx: BotContext, next: () => Promise<void>) {
  const { chat } = ctx as Context;
  const identity = identityOf(ctx);
  if (!identity || !chat) return;
  const known = chat.id === identity.telegramId ? ahead.get(ctx.work) : undefined;
  const [accounts, dialogs] = await (known ?? ask(ctx.work, [identity.telegramId], [chat.id]));
  const account = accounts.get(identity.telegramId) ?? [];
  if (account[0]) noteOrgVersion(ctx.work, account[0].orgVersion);
  ctx.dialog = dialogs.get(chat.id);
  ctx.actor = await meetPerson(ctx.work, account, identity);
  await next();
}
