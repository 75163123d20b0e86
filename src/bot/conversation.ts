import { randomBytes } from "node:crypto";
import type { Checkpoint, Conversation as Playing } from "@grammyjs/conversations";
import { keepDialog, type StoredDialog } from "../domain/conversation.ts";
import { type BotContext, type Heard, say } from "./context.ts";
import { controlWord } from "./control-words.ts";
import { cancel, type Draft, draftIn, end, leave, played, registry, setAside, untilItRests } from "./conversation-run.ts";
import { type Maybe, type Plain, type Question, silently } from "./question.ts";

/** What a conversation's function works with. `Answers` names each question with the type of its answer. */
export type Turn<Answers extends object, Given extends object> = {
  ctx: BotContext;
  /** Known when it began; what is changed here is kept with the draft. */
  given: Given;
  /** The answer from the draft, or from what came just now; otherwise asks, and ends this turn. */
  ask: <N extends keyof Answers & string>(name: N, question: Question<Answers[N] & Plain>) => Promise<Answers[N]>;
  /** The same without keeping the answer: for a conversation that keeps what it hears in `given`. @param back undoes one answer; false when there is none */
  hear: <A extends Plain>(name: keyof Answers & string, question: Question<A>, back: () => boolean) => Promise<A>;
  /** Takes back this answer and all after it, and asks anew. */
  again: (name: keyof Answers & string) => Promise<never>;
};

export type Conversation<Given extends object, Answers extends object = object> = {
  readonly name: string;
  /** Begins it; one that was unfinished in this chat gives way, and one that was only set aside waits on. */
  enter: (ctx: BotContext, given: Given) => Promise<void>;
  /** Begins it because it cannot wait; what was unfinished is set aside and goes on after it. */
  interrupt: (ctx: BotContext, given: Given) => Promise<void>;
  /** What it was begun with and has kept since, if it is the one that is going on. */
  givenIn: (dialog: StoredDialog | undefined) => Given | undefined;
  /** What has been answered in it so far, if it is the one that is going on. */
  answersIn: (dialog: StoredDialog | undefined) => Partial<Answers> | undefined;
};

type Options<Given> = {
  /** Where 返回 leads from its first question; without it there is none. */
  before?: (ctx: BotContext, given: Given) => Maybe<void>;
  /** What is said after 取消. */
  cancelled?: (ctx: BotContext, given: Given) => Maybe<void>;
  /** Looking something up meanwhile does not remind of it. */
  isSilent?: boolean;
  /** A ticket's number, as in `#1042`, is an answer here. */
  takesNumbers?: boolean;
};

/**
 * Declares a conversation: a function that asks one question after the other, and then acts. It runs from its beginning at each update,
 * passes over what the draft has answered, and ends at the first open question; nothing but questions may stand between questions.
 *
 * @param name in the draft's row and its buttons; never reused for something else
 * @throws Error for a name that is taken
 */
export function conversation<Answers extends object, Given extends object = Record<never, never>>(
  name: string,
  act: (turn: Turn<Answers, Given>) => Promise<void>,
  { before, cancelled, isSilent = false, takesNumbers = false }: Options<Given> = {},
): Conversation<Given, Answers> {
  if (registry.has(name)) throw new Error(`There is a conversation "${name}" already`);
  registry.set(name, {
    isSilent,
    takesNumbers,
    async play(ctx, playing) {
      const { nonce } = ctx.dialog as StoredDialog;
      await act(turnOf<Answers, Given>(ctx, playing));
      // The act may have begun another one.
      if (ctx.dialog?.nonce === nonce) end(ctx);
    },
    before: before && ((ctx, given) => before(ctx, given as Given)),
    cancelled: cancelled && ((ctx, given) => cancelled(ctx, given as Given)),
  });
  const begin = async (ctx: BotContext, given: Given, before: StoredDialog | undefined) => {
    ctx.dialog = { nonce: newNonce(), flow: name, step: "", data: { given, answers: [], ...(before ? { before } : {}) } };
    ctx.heard = undefined;
    await ctx.conversation.exitAll();
    const enter = () => ctx.conversation.enter(name);
    // The plugin knows it already when it was played by this update.
    await untilItRests(ctx, () => (ctx.entered.has(name) ? enter() : played(ctx, name)(ctx, enter)));
  };
  return {
    name,
    enter: (ctx, given) => begin(ctx, given, setAside(ctx.dialog)),
    interrupt: (ctx, given) => begin(ctx, given, setAside(ctx.dialog) ?? ctx.dialog),
    givenIn: (dialog) => (dialog?.flow === name ? (dialog.data["given"] as Given) : undefined),
    answersIn: (dialog) =>
      dialog?.flow === name ? (Object.fromEntries(dialog.data["answers"] as Draft<Given>["answers"]) as Partial<Answers>) : undefined,
  };
}

/** 96 bits in 16 characters: fits into every button, and serves as the id of a draft. */
const newNonce = () => randomBytes(12).toString("base64url");

/** One run of a conversation's function: for which update, by which run of the plugin, and where that began. */
type Run = { ctx: BotContext; playing: Playing; beginning: Checkpoint };

function turnOf<Answers extends object, Given extends object>(ctx: BotContext, playing: Playing): Turn<Answers, Given> {
  const run: Run = { ctx, playing, beginning: playing.checkpoint() };
  const { given, answers } = draftIn<Given>(ctx);
  return {
    ctx,
    given,
    async ask(name, question) {
      const known = answers.find(([answered]) => answered === name);
      if (known) return known[1] as Answers[typeof name];
      const answer = await hear(run, name, question, () => answers.pop() !== undefined);
      answers.push([name, answer]);
      return answer;
    },
    hear: (name, question, back) => hear(run, name, question, back),
    again(name) {
      const index = answers.findIndex(([answered]) => answered === name);
      if (index >= 0) answers.splice(index);
      return playing.rewind(run.beginning);
    },
  };
}

/** Hears the answer to a question if it came just now; otherwise asks, keeps where the conversation stands, and ends this turn. */
async function hear<A extends Plain>(
  { ctx, playing, beginning }: Run,
  name: string,
  question: Question<A>,
  back: () => boolean,
): Promise<A> {
  const { heard, dialog } = ctx;
  // What a person did is taken once: whatever is asked after this, in the same update, is asked.
  ctx.heard = undefined;
  const outcome = heard && dialog?.step === name ? await listen(ctx, question, heard) : "ask_again";
  if (typeof outcome === "object") return outcome.answer;
  if (outcome === "back" && back()) return playing.rewind(beginning);
  if (outcome === "back" || outcome === "cancel") {
    await (outcome === "back" ? leave(ctx, "before") : cancel(ctx));
    return playing.halt();
  }
  ctx.dialog = { ...(dialog as StoredDialog), step: name };
  if (outcome === "ask_again") await question.ask(ctx);
  keepDialog(ctx.work, ctx.chatId, ctx.dialog);
  ctx.rests();
  await playing.wait();
  throw new Error("A conversation goes on only from its beginning");
}

type Outcome<A> = { answer: A } | "ask_again" | "silently" | "back" | "cancel";

async function listen<A extends Plain>(ctx: BotContext, question: Question<A>, heard: Heard): Promise<Outcome<A>> {
  const control = "press" in heard ? heard.press : controlWord(heard.message);
  if (control === "cancel" || control === "back") return control;
  const understood =
    control !== undefined && question.press
      ? await question.press(ctx, control)
      : "message" in heard && question.message
        ? await question.message(ctx, heard.message)
        : void say(ctx, "use-the-buttons");
  if (understood === silently) return "silently";
  return understood === undefined ? "ask_again" : { answer: understood };
}
