import type { TextKey } from "../../../../locales/text-key.ts";
import {
  type CareFile,
  type CareLine,
  changeSituation,
  closeCareFile,
  findCareFile,
  findCareHistory,
  planCare,
} from "../../../domain/care/care.ts";
import { maxReasonCharacters, maxSituationCharacters } from "../../../domain/limits.ts";
import { findPerson } from "../../../domain/people/person.ts";
import { isRefusal, type Refusal } from "../../../domain/refusal.ts";
import { button, inline } from "../../../wording/buttons.ts";
import { careData } from "../../../wording/callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { type BotContext, sayHtml, sayRefusal, when, word } from "../../context.ts";
import { type Conversation, conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { words } from "../../questions.ts";

type About = { id: number; name: string };
type Act = (ctx: BotContext, id: number, said: string) => Promise<CareFile | Refusal>;

/** One sentence about a file, and what becomes of it. */
const oneSentence = (name: string, asked: TextKey, maxCharacters: number, done: TextKey, act: Act): Conversation<About> =>
  conversation<{ said: string }, About>(name, async ({ ctx, given, ask }) => {
    const said = await ask("said", words({ key: asked, values: { name: given.name } }, maxCharacters));
    const changed = await act(ctx, given.id, said);
    if (isRefusal(changed)) sayRefusal(ctx, changed);
    else sayMenu(ctx, done, { name: changed.name });
  });

/** 情况变了. */
export const changing = oneSentence("care-changed", "ask-care-changed", maxSituationCharacters, "care-changed", (ctx, id, said) =>
  changeSituation(ctx.work, ctx.actor, id, said),
);
/** 去了看什么. */
export const planning = oneSentence("care-look", "ask-care-look", maxSituationCharacters, "care-planned", (ctx, id, said) =>
  planCare(ctx.work, ctx.actor, id, { lookAt: said }),
);
/** 结档. */
export const closing = oneSentence("care-close", "ask-care-close", maxReasonCharacters, "care-closed", (ctx, id, said) =>
  closeCareFile(ctx.work, ctx.actor, id, said),
);

export async function withFile(
  ctx: BotContext,
  id: number,
  action: "visit_care" | "close_care",
  act: (file: CareFile) => Promise<unknown>,
) {
  const file = await findCareFile(ctx.work, ctx.actor, id, action);
  if (isRefusal(file)) sayRefusal(ctx, file);
  else await act(file);
}

/** The page of a file: its plan, its visits and what changed. */
export const showFile = (ctx: BotContext, id: number) =>
  withFile(ctx, id, "visit_care", async (file) => {
    const { language } = ctx.actor;
    const { name, situation, lookAt, rhythmDays: days, dueAt } = file;
    const keeper = (await findPerson(ctx.work, file.keeperId))?.name ?? "—";
    const history = (await findCareHistory(ctx.work, file)).map((line) => historyLine(ctx, line));
    const plan = { name, situation, keeper, days, until: when(ctx, dueAt), look: lookAt || word(ctx, "care-look-none") };
    const to = (key: TextKey, what: "changed" | "look" | "close") => button(word(ctx, key), careData.pack(what, { id }));
    const markup = inline([
      [button(word(ctx, "button-visited-name", { name }), careData.pack("visit", { id })), to("button-care-changed", "changed")],
      [to("button-care-look", "look"), to("button-close-file", "close")],
    ]);
    sayHtml(ctx, [text(language, "care-page", plan), ...history].join("\n"), { markup });
  });

const historyLine = (ctx: BotContext, { at, name, kind, body }: CareLine): string =>
  text(ctx.actor.language, `care-history-${kind}`, { until: when(ctx, at), name, body: body || "—" });
