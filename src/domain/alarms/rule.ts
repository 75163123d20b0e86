import type { AlarmKind } from "../../database/values.ts";

/**
 * What somebody says who is in danger, as rules over one clause of a sentence: a pattern, what must stand in the same clause, and what
 * makes it harmless there. It is meant to hear rather too much: a needless question costs a tap.
 */
export type AlarmRule = { kind: AlarmKind; pattern: RegExp; needs?: RegExp; unless?: RegExp };

export const person =
  /人|我|他|她|娃|孩|崽|伢|老[头太爷奶公婆]|爷|奶|妈|娘|爸|爹|公公|婆|叔|伯|姨|姑|舅|嫂|哥|弟|姐|妹|丈夫|媳|女儿|儿子|邻居|司机|同学/;
/** A beast or a plant does it, and nobody stands between. */
export const animal =
  /(?:鱼|鸡|鸭|鹅|猪|牛|羊|狗|猫|蜂|兔|虾|蛙|鸟|虫|树|苗|菜|庄稼|稻)(?:(?![人我他她孩娃爸妈爷奶叔伯婶姐妹弟哥]).){0,6}(?:喝|吃|吞|中毒|触电|电|活|死)/;
export const athome =
  /老公|男人|丈夫|爱人|前夫|前妻|男友|男朋友|儿子|媳妇|老婆|女婿|继父|后爸|威胁|扬言|我爸|我妈|(?:他|她).{0,4}要(?:杀|砍|打死)/;
/** A child takes it for a sweet: danger to life, and no wish to die. */
export const byMistake = new RegExp(`误|不小心|当(?:糖|水|饮料)|${animal.source}`);
/** What has not happened. */
export const onlyFeared = "怕|容易|小心|防|以免|免得|万一|会掉|别掉";
export const beasts = "(?:牛|羊|猪|狗|鸡|鸭|鹅|猫|车|摩托)子?(?:都|也|被)?(?:掉|落|淹|滚|跌|滑)";
export const relative =
  "(?:老公|男人|丈夫|爱人|当家的|那口子|屋里(?:人|的|那个)|老头子|孩子?他?[爸爹]|娃他?爸|他爸|她爸|前夫|前妻|男朋友|男友|对象|婆婆|公公|公婆|婆家|儿子|儿媳妇?|媳妇|老婆|女婿|继父|后爸|后爹|后妈|后娘|继母|爸爸?|爹|妈妈?|父亲|母亲|爷爷|奶奶|叔叔|舅舅|哥哥|崽|家里人|家人|酒鬼|那个人|他|她)";
export const weak =
  "(?:我|俺|她|他|娃|孙子|孙女|孩子|小孩|崽|伢子?|老婆|媳妇|婆娘|堂客|女人|老人|老娘|老爹|爹|娘|妈妈?|爸爸?|父母|爷爷|奶奶|婆婆|公公|女儿|闺女|妹妹|姐姐|儿媳妇?|妻子)";
