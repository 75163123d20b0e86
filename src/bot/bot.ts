import type { Update, UserFromGetMe } from "@grammyjs/types";
import { Api, Context } from "grammy";
import { priorities, type Work } from "../database/work.ts";
import { findDialogs } from "../domain/conversation.ts";
import { noteOrgVersion } from "../domain/org/reference.ts";
import { findAccounts, type Identity, languageOf, meetPerson } from "../domain/people/person.ts";
import { setReachable } from "../domain/people/reach.ts";
import { eraseUpdates } from "../domain/privacy/erase-person.ts";
import { forgetAnswer, nobodysChat } from "../domain/privacy/erase-traces.ts";
import { label } from "../wording/texts.ts";
import { commands, isCommandLike } from "./commands.ts";
import type { BotContext } from "./context.ts";
import { conversationsOfDrafts, readDraft } from "./conversation-run.ts";
import { contact } from "./features/account/contact.ts";
import { inGroup } from "./features/desk/desk.ts";
import { pollAnswered } from "./features/outreach/polls.ts";
import { searchInline } from "./features/policy/inline.ts";
import { withFirstUse } from "./features/privacy/first-use.ts";
import { isOwnReport } from "./features/report/independent-step.ts";
import { editedMessage } from "./features/ticket/edits.ts";
import { identityOf } from "./identity.ts";
import { message } from "./messages.ts";
import { press } from "./press.ts";

/**
 * The road of one update: whose it is, then what they want. A plain function, for grammY's composer makes another composer for each
 * condition of each update.
 */
async function follow(ctx: BotContext) {
  if (ctx.myChatMember) return contact(ctx);
  if (ctx.chat && ctx.chat.type !== "private") return inGroup(ctx);
  if (ctx.inlineQuery) return searchInline(ctx);
  if (ctx.pollAnswer) return pollAnswered(ctx);
  return identify(ctx, async () => {
    await conversationsOfDrafts(ctx, () => answer(ctx));
  });
}

const command = commands.middleware();

async function answer(ctx: BotContext) {
  const { msg } = ctx;
  if (isCommandLike(msg?.text ?? msg?.caption ?? "")) await command(ctx, () => hear(ctx));
  else await hear(ctx);
}

async function hear(ctx: BotContext) {
  if (ctx.callbackQuery?.data !== undefined) await press(ctx);
  else if (ctx.editedMessage) await editedMessage(ctx);
  else if (ctx.message) await message(ctx);
}

/**
 * What answers updates. Nothing here talks to Telegram: what handlers send is collected and becomes outbox rows of the same transaction.
 *
 * @param token only names the bot in grammY; it is not used to call anything
 * @param has what is there besides: whether voice messages are put into words and words read aloud, what the operator allows
 * @returns what the inbox asks for, see `Handler` there
 */
export function createBot(token: string, botInfo: UserFromGetMe, has: Pick<BotContext, "voice" | "privateHosts">) {
  return {
    lookAhead(work: Work, chatIds: readonly number[]) {
      // A private chat has the id of its person.
      const ids = chatIds.filter((id) => id > 0);
      const ahead = ids.length ? ask(work, ids, ids) : undefined;
      return {
        async isIndependent(chatId: number, update: Update) {
          const [, dialogs] = (await ahead) ?? [];
          return isOwnReport(update, dialogs?.get(chatId));
        },
        async handle(own: Work, update: Update, mayPutOff: boolean) {
          const given = { work: own, ahead, ...has, mayPutOff, isPutOff: false, entered: new Set<string>() };
          const ctx = Object.assign(new Context(update, new Api(token), botInfo), given) as BotContext;
          collectCalls(ctx);
          await follow(ctx);
          return ctx.isPutOff ? ("put off" as const) : ("handled" as const);
        },
      };
    },
  };
}

function ask(work: Work, telegramIds: readonly number[], chatIds: readonly number[]): NonNullable<BotContext["ahead"]> {
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

/**
 * Buttons of a private chat are pressed, and messages edited, by somebody who was known before: who is not known any more was erased, and
 * neither that, nor a place on the map that goes on moving, makes them known again.
 */
async function answerNobody({ work, callbackQuery }: BotContext, { telegramId, languageCode }: Identity) {
  await eraseUpdates(work, telegramId);
  if (!callbackQuery) return;
  const payload = { callback_query_id: callbackQuery.id, text: label(languageOf(languageCode), "erased-before") };
  await forgetAnswer(work);
  work.send({ chatId: nobodysChat, method: "answerCallbackQuery", payload, priority: priorities.callbackAnswer });
}

async function identify(ctx: BotContext, next: () => Promise<void>) {
  const { chat } = ctx as Context;
  const identity = identityOf(ctx);
  if (!identity || !chat) return;
  const known = chat.id === identity.telegramId ? ctx.ahead : undefined;
  const [accounts, dialogs] = await (known ?? ask(ctx.work, [identity.telegramId], [chat.id]));
  const account = accounts.get(identity.telegramId);
  if (account) noteOrgVersion(ctx.work, account.orgVersion);
  ctx.isAsked = account?.isAsked ?? false;
  ctx.isHelper = account?.isHelper ?? false;
  ctx.dialog = readDraft(dialogs.get(chat.id));
  const comesAfter = ctx.callbackQuery !== undefined || ctx.editedMessage !== undefined;
  if (!account && comesAfter && chat.id === identity.telegramId) return answerNobody(ctx, identity);
  ctx.actor = await meetPerson(ctx.work, account, identity);
  // A person who writes can be reached, whatever Telegram said before: a first start is announced by nothing else.
  if (ctx.actor.blockedAt) await setReachable(ctx.work, identity.telegramId, true);
  if (account) await next();
  else await withFirstUse(ctx, next);
}
