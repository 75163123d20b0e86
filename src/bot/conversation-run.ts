import {
  type ConversationData,
  conversations,
  createConversation,
  type Conversation as Playing,
  ReplayEngine,
} from "@grammyjs/conversations";
import type { Message } from "@grammyjs/types";
import type { Context, MiddlewareFn } from "grammy";
import { forgetDialog, keepDialog, type StoredDialog } from "../domain/conversation.ts";
import { button, inline } from "../wording/buttons.ts";
import { resumeData } from "../wording/callbacks.ts";
import { type BotContext, type Heard, say, takeButtonsAway, toast, word } from "./context.ts";
import { sayMenu } from "./menu.ts";
import type { Maybe, Plain } from "./question.ts";

/** `before`: an unfinished one that was set aside for this, and goes on after it. */
export type Draft<Given> = { given: Given; answers: [name: string, answer: Plain][]; before?: StoredDialog };

export type Registered = {
  play: (ctx: BotContext, playing: Playing) => Promise<void>;
  before: ((ctx: BotContext, given: object) => Maybe<void>) | undefined;
  cancelled: ((ctx: BotContext, given: object) => Maybe<void>) | undefined;
  isSilent: boolean;
  takesNumbers: boolean;
};
/** The conversations by their names. */
export const registry = new Map<string, Registered>();

/** What releases before called a conversation otherwise. */
const renamed = new Map([["unasked", "content-first"]]);

/**
 * A draft as it is stored, in today's shape: one of a release before 0.7 holds at once what was given. A conversation that there is no
 * more, begun before an upgrade, counts as none.
 */
export function readDraft(stored: StoredDialog | undefined): StoredDialog | undefined {
  const flow = renamed.get(stored?.flow ?? "") ?? stored?.flow;
  if (!stored || !flow || !registry.has(flow)) return undefined;
  return { ...stored, flow, data: "given" in stored.data ? stored.data : { given: stored.data, answers: [] } };
}

export const draftIn = <Given>(ctx: BotContext) => ctx.dialog?.data as unknown as Draft<Given>;

/** Whether 返回 has where to go: something was answered already, or the conversation says what lies before it. */
export function hasBefore({ dialog }: BotContext): boolean {
  if (!dialog) return false;
  const answers = dialog.data["answers"] as Draft<object>["answers"] | undefined;
  return (answers?.length ?? 0) > 0 || registry.get(dialog.flow)?.before !== undefined;
}

/**
 * The middleware of grammY's plugin. What it would store never changes, for a conversation finds its place by the draft: each update finds
 * it "entered, at its first wait", and the draft's row, written by the update's own transaction, is all that is kept.
 */
export const conversationsOfDrafts: MiddlewareFn<BotContext> = conversations<BotContext, Context>({
  storage: {
    type: "context",
    version: 0,
    adapter: { read: (ctx) => ({ version: [0, 0], state: stateOf(ctx.dialog) }), write: () => {}, delete: () => {} },
  },
});

function stateOf(dialog: StoredDialog | undefined): ConversationData {
  if (!dialog || !registry.has(dialog.flow)) return {};
  const [replay, interrupt] = ReplayEngine.open("wait");
  return { [dialog.flow]: [{ replay, interrupts: [interrupt] }] };
}

/** The plugin's middleware for one conversation, told which update it plays: inside, the plugin has only a context of its own making. */
export function played(ctx: BotContext, name: string): MiddlewareFn<BotContext> {
  ctx.entered.add(name);
  const play = registry.get(name)?.play;
  return createConversation<BotContext, Context>((playing) => play?.(ctx, playing), name);
}

/** Plays the conversation that is going on with what came, or, when nothing did, has it repeat its question. */
async function goOn(ctx: BotContext, dialog: StoredDialog, heard: Heard | undefined) {
  ctx.heard = heard;
  await untilItRests(ctx, () => played(ctx, dialog.flow)(ctx, async () => {}));
}

/**
 * Waits until the function has ended or stands at its open question. The plugin notices the latter only by a timer, a good millisecond
 * later (decision 013); what it then writes down is nothing, so nobody waits for that.
 */
export async function untilItRests(ctx: BotContext, play: () => unknown) {
  const { promise: resting, resolve } = Promise.withResolvers<void>();
  ctx.rests = resolve;
  const ending = Promise.resolve(play());
  await Promise.race([ending, resting]);
  // By now it may complain that the update is over.
  ending.catch(() => {});
}

const current = ({ dialog }: BotContext): StoredDialog | undefined => (dialog && registry.has(dialog.flow) ? dialog : undefined);

/** Repeats the question at which the conversation stands. */
export async function askAgain(ctx: BotContext) {
  const dialog = current(ctx);
  if (dialog) await goOn(ctx, dialog, undefined);
}

/**
 * A button of a conversation was pressed. One of an earlier question or of another draft changes nothing: the person is told, and sees
 * the present question again.
 *
 * @returns false when it belongs to no conversation that is going on
 */
export async function pressInConversation(ctx: BotContext, nonce: string, step: string, press: string): Promise<boolean> {
  const dialog = current(ctx);
  if (!dialog || dialog.nonce !== nonce) return false;
  await takeButtonsAway(ctx);
  const isLate = dialog.step !== step && press !== "cancel";
  if (isLate) await toast(ctx, "button-of-earlier-step");
  await goOn(ctx, dialog, isLate ? undefined : { press });
  return true;
}

/** A message within a conversation. @returns false when there is none */
export async function messageInConversation(ctx: BotContext, message: Message): Promise<boolean> {
  const dialog = current(ctx);
  if (dialog) await goOn(ctx, dialog, { message });
  return dialog !== undefined;
}

export const setAside = (dialog: StoredDialog | undefined) => dialog?.data["before"] as StoredDialog | undefined;

/** Ends it; one that was set aside for it goes on. */
export function end(ctx: BotContext) {
  ctx.dialog = setAside(ctx.dialog);
  if (!ctx.dialog) return forgetDialog(ctx.work, ctx.chatId);
  keepDialog(ctx.work, ctx.chatId, ctx.dialog);
  say(ctx, "still-open", {}, { markup: inline([[button(word(ctx, "button-resume"), resumeData.pack(""))]]) });
}

/** 取消. */
export const cancel = (ctx: BotContext) => leave(ctx, "cancelled");

/** Ends it, by 取消 or by 返回 from its first question. */
export async function leave(ctx: BotContext, way: "cancelled" | "before") {
  const dialog = current(ctx);
  const { given } = (dialog?.data ?? {}) as Draft<object>;
  const registered = dialog && registry.get(dialog.flow);
  const said = registered?.[way] ?? registered?.cancelled;
  if (said) await said(ctx, given);
  // Keys of the question give way to the menu.
  else sayMenu(ctx, "cancelled");
  if (ctx.dialog === dialog) end(ctx);
}

/** Whether `#1042` is an answer there, instead of opening that ticket. */
export const takesNumbers = (dialog: StoredDialog): boolean => registry.get(dialog.flow)?.takesNumbers ?? false;

/** Whether looking something up meanwhile should remind of what is unfinished. */
export const isWorthReminding = (dialog: StoredDialog): boolean => !registry.get(dialog.flow)?.isSilent;
