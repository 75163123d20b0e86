import { saysWrong } from "../tickets/several.ts";
import { guessSubject } from "./subjects.ts";

/** What somebody writes who wants to know something: how much, how, where, whether. */
const asking =
  /[?？]|多少|好多|多钱|几(?:成|个|岁|块|元|次|号|点|年|月|折|档|时|天)|多(?:久|长时间|大年纪)|什么|啥|怎|咋|如何|哪|谁|吗|有没有|[是能可][不否]|可不可以|(?<same>[要会给有赔报发交算让行办收到批])不\k<same>|有.{0,6}没[，。!！\s]*$|[报领办补赔行能有]不了?[，。!！\s]*$|标准|条件|请问|想问|问一下|how (?:much|many|do|can|long|old)|what|when|where|which|\bwho\b|\b(?:am|can|do|may) i\b|is there/iu;

/** What somebody writes who complains that it was not done: that is a problem. */
const complaining =
  /(不给|不肯|不让|没|没有|拒绝|拖着?不|一直不|就是不)[^，。,.]{0,4}办|办不[了下]|没批|不批|没发|没到|少发|停发|取消了|乱收/;

/** Whether words complain of something that was not done for somebody. */
export const complains = (words: string): boolean => complaining.test(words);

/** "水沟堵了，还想问一下低保": what is wrong stands by itself beside the question. */
const reportsToo = (words: string): boolean => words.split(/[，,。；;！!\s]+/).some((one) => saysWrong(one) && !asking.test(one));

/** Whether words ask what holds, such as a price or a condition, which the shelf may know, and nothing else. */
export const asks = (words: string): boolean => asking.test(words) && !complains(words) && !reportsToo(words);

/** Whether it is asked of what the shelf has subjects for, so that the answer may join it. */
export const asksPolicy = (words: string): boolean => asks(words) && guessSubject(words) !== "other";
