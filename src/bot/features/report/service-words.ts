import { knownCategories } from "../../../domain/org/reference.ts";
import { complains } from "../../../domain/policy/asks.ts";
import { type Category, guessCategories } from "../../../domain/tickets/categories.ts";
import { nameIn, text } from "../../../wording/texts.ts";
import type { BotContext } from "../../context.ts";
import { type ReportDraft, unlessEmpty } from "./draft.ts";
import { mattersOf } from "./heed.ts";

/** Words of somebody who wants something arranged, or asks what it takes. */
const asking =
  /办|申请|手续|材料|证明|要带|要啥|要什么|需要什么|条件|认证|登记|[怎咋]么?[弄办销上交领报开]|上户口|落户|销户|领取|补领|报销|apply|how (do|can) i|what do i need/i;
/** The service that is spoken of, when somebody asks for it, or asks how: "给我妈办低保要啥手续". */
export async function serviceIn(ctx: BotContext, words: string): Promise<Category | undefined> {
  if (!asking.test(words) || complains(words)) return undefined;
  // Of several matters, each has its turn.
  if ((await mattersOf(ctx, words)).length) return undefined;
  const services = await knownCategories(ctx.work, "service");
  return guessCategories(words, services)[0] ?? services.find(({ name }) => words.includes(name));
}

export const nameOf = ({ actor }: BotContext, category: Category) => nameIn(actor.language, category);

/** What it takes, and how it begins. */
export function serviceLines(ctx: BotContext, service: Category): string {
  const { language } = ctx.actor;
  const guide = service.guide ? [text(language, "service-guide", { guide: service.guide })] : [];
  return [...guide, text(language, "ask-first-service", { name: nameOf(ctx, service) })].join("\n\n");
}

/** The category as it stands in a draft once it is chosen. */
export const asChosen = (ctx: BotContext, chosen: Category): Partial<ReportDraft> => ({
  kind: chosen.kind,
  categoryId: chosen.id,
  categoryName: nameOf(ctx, chosen),
  asksAbout: chosen.toDiscipline || undefined,
  wanted: unlessEmpty(chosen.fields),
  fields: undefined,
  mayBeAtHome: chosen.atHome || undefined,
  atHome: undefined,
});

const relatives =
  "妈妈?|爸爸?|父亲|母亲|爷爷|奶奶|外公|外婆|公公|婆婆|岳父|岳母|老伴|老婆|老公|丈夫|妻子|儿子|女儿|孙子|孙女|哥哥?|姐姐?|弟弟?|妹妹?|叔叔?|伯伯|姑姑|舅舅|邻居";
const forWhom = new RegExp(`(?:给|替|帮|为)(我(?:家)?(?:${relatives}))`);

/** For whom it is asked, when the words say so: 我妈. */
export const beneficiaryIn = (words: string): string | undefined => forWhom.exec(words)?.[1];
