import { randomBytes } from "node:crypto";
import type { Message } from "@grammyjs/types";
import { forgetDialog, keepDialog } from "../domain/conversation.ts";
import type { BotContext } from "./context.ts";
import { say, takeButtonsAway, toast } from "./context.ts";

/** One unfinished conversation: plain data, so that it survives restarts, deployments and days. */
export type Dialog = { nonce: string; flow: string; step: string; data: Record<string, unknown> };

/** Where a conversation goes next. */
export type Move = { to: string } | "stay" | "ask_again" | "done";

/**
 * One step of a conversation. What a step does not know how to take is refused with a sentence, and asked again.
 */
export type Step<D> = {
  ask: (ctx: BotContext, data: D) => Promise<void> | void;
  press?: (ctx: BotContext, data: D, value: string) => Promise<Move> | Move;
  message?: (ctx: BotContext, data: D, message: Message) => Promise<Move> | Move;
  /** Where 返回 leads; without it the first step cancels. */
  back?: (ctx: BotContext, data: D) => Promise<string | undefined> | string | undefined;
};

export type Flow<D extends object = object> = {
  name: string;
  steps: Record<string, Step<D>>;
  cancelled?: (ctx: BotContext, data: D) => Promise<void> | void;
};

const flows = new Map<string, Flow<never>>();

export function defineFlow<D extends object>(flow: Flow<D>): Flow<D> {
  flows.set(flow.name, flow as unknown as Flow<never>);
  return flow;
}

/** 96 bits in 16 characters: fits into every button, and serves as the id of a draft. */
const newNonce = () => randomBytes(12).toString("base64url");

/** Begins a conversation; one that was unfinished gives way. */
export async function begin<D extends object>(ctx: BotContext, flow: Flow<D>, step: string, data: D) {
  const dialog: Dialog = { nonce: newNonce(), flow: flow.name, step, data: data as Record<string, unknown> };
  await enter(ctx, dialog, step);
}

/** Asks, and saves where the conversation stands, with what the question found out. */
async function enter(ctx: BotContext, dialog: Dialog, step: string) {
  ctx.dialog = { ...dialog, step };
  await askAgain(ctx);
  keepDialog(ctx.work, ctx.chatId, ctx.dialog);
}

/** Repeats the question at which the conversation stands. */
export async function askAgain(ctx: BotContext) {
  const found = current(ctx);
  if (found) await found.step.ask(ctx, found.data);
}

function current(ctx: BotContext) {
  const { dialog } = ctx;
  const flow = dialog && flows.get(dialog.flow);
  const step = dialog && flow && Object.hasOwn(flow.steps, dialog.step) ? flow.steps[dialog.step] : undefined;
  return dialog && flow && step ? { dialog, flow, step, data: dialog.data as never } : undefined;
}

async function follow(ctx: BotContext, move: Move) {
  const { dialog } = ctx;
  if (!dialog) return;
  if (move === "done") await end(ctx);
  else if (move === "stay") keepDialog(ctx.work, ctx.chatId, dialog);
  else await enter(ctx, dialog, move === "ask_again" ? dialog.step : move.to);
}

export async function end(ctx: BotContext) {
  ctx.dialog = undefined;
  forgetDialog(ctx.work, ctx.chatId);
}

export async function cancel(ctx: BotContext) {
  const found = current(ctx);
  await end(ctx);
  if (found?.flow.cancelled) await found.flow.cancelled(ctx, found.data);
  else say(ctx, "cancelled");
}

export async function goBack(ctx: BotContext) {
  const found = current(ctx);
  const to = await found?.step.back?.(ctx, found.data);
  if (to) await follow(ctx, { to });
  else await cancel(ctx);
}

/**
 * A button of a conversation was pressed. One of an earlier step or of another draft changes nothing: the person is told,
 * and sees the present question again.
 *
 * @returns false when it belongs to no conversation that is going on
 */
export async function pressInDialog(ctx: BotContext, nonce: string, step: string, value: string): Promise<boolean> {
  const found = current(ctx);
  if (!found || found.dialog.nonce !== nonce) return false;
  await takeButtonsAway(ctx);
  if (value === "cancel") await cancel(ctx);
  else if (found.dialog.step !== step) {
    await toast(ctx, "button-of-earlier-step");
    await askAgain(ctx);
  } else if (value === "back") await goBack(ctx);
  else if (found.step.press) await follow(ctx, await found.step.press(ctx, found.data, value));
  return true;
}

/** A message within a conversation. @returns false when there is none. */
export async function messageInDialog(ctx: BotContext, message: Message): Promise<boolean> {
  const found = current(ctx);
  if (!found) return false;
  const typed = controlWord(message);
  if (typed === "cancel") await cancel(ctx);
  else if (typed === "back") await goBack(ctx);
  else if (typed && found.step.press) await follow(ctx, await found.step.press(ctx, found.data, typed));
  else if (found.step.message) await follow(ctx, await found.step.message(ctx, found.data, message));
  else {
    say(ctx, "use-the-buttons");
    await askAgain(ctx);
  }
  return true;
}

/** The words of the control buttons, pressed on the reply keyboard or typed. */
const controlWords: Record<string, string> = {
  取消: "cancel",
  返回: "back",
  跳过: "skip",
  提交: "submit",
  cancel: "cancel",
  back: "back",
  skip: "skip",
  submit: "submit",
};

export function controlWord(message: Message): string | undefined {
  const typed = message.text?.replace(/[^\p{Script=Han}a-zA-Z]/gu, "").toLowerCase();
  if (!typed || typed.length > 12) return undefined;
  if (controlWords[typed]) return controlWords[typed];
  // A bilingual button such as "⏭ Skip · 跳过" is its two words run together.
  return Object.entries(controlWords).find(([word, control]) => typed.endsWith(word) && typed.startsWith(control))?.[1];
}
