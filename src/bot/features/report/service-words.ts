import { knownCategories } from "../../../domain/org/reference.ts";
import { type Category, guessCategories } from "../../../domain/tickets/categories.ts";
import { mattersIn } from "../../../domain/tickets/several.ts";
import { nameIn } from "../../../wording/texts.ts";
import type { BotContext } from "../../context.ts";
import { type ReportDraft, unlessEmpty } from "./draft.ts";

/** Words of somebody who wants something arranged, or asks what it takes. */
const asking =
  /办|申请|手续|材料|证明|要带|要啥|要什么|需要什么|条件|认证|登记|[怎咋]么?[弄办销上交领报开]|上户口|落户|销户|领取|补领|报销|apply|how (do|can) i|what do i need/i;
/** Of somebody who complains that it was not done: that is a problem. */
const complaining =
  /(不给|不肯|不让|没|没有|拒绝|拖着?不|一直不|就是不)[^，。,.]{0,4}办|办不[了下]|没批|不批|没发|没到|少发|停发|取消了|乱收/;

/** The service that is spoken of, when somebody asks for it, or asks how: "给我妈办低保要啥手续". */
export async function serviceIn(ctx: BotContext, words: string): Promise<Category | undefined> {
  if (!asking.test(words) || complaining.test(words)) return undefined;
  const services = await knownCategories(ctx.work, "service");
  // Of several matters, each has its turn.
  if (mattersIn(words, [...(await knownCategories(ctx.work, "problem")), ...services]).length) return undefined;
  return guessCategories(words, services)[0] ?? services.find(({ name }) => words.includes(name));
}

export const nameOf = ({ actor }: BotContext, category: Category) => nameIn(actor.language, category);

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
