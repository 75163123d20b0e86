/** How people name a spot: what stands there, or which side of it. */
const ending =
  /(?:[边旁侧头尾口门前后里内外上下中东西南北]|左右|[背前后上下里外侧]面|背|山|后背|对面|附近|旁边|中间|交界|拐弯|路口|门口|村口|山脚|桥头?|路|街|巷|坪|坝|坡|岭|坑|塘|洞|井|渠|河|溪|沟|田|地|屋|祠堂|庙|学校|小学|中学|医院|卫生[室所院]|超市|商店|小店|村委会?|广场|球场|车站|停车场|工厂|厂|场|加油站|基地|大棚|果园|菜园|[0-9一二三四五六七八九十百]+[组号栋队屯社巷]|组|村|屯|寨|湾|处|家|那里|这里|那边|这边)$/;
/** What happens to things: then the words say what is the matter, wherever it is. */
const trouble =
  /[坏塌断漏堵倒破裂掉淹烂臭脏翻爆]|没[有人水电得]|冇|停[电水]|不[了到亮通动能见走好让给来]|[修装清换拆补]|危险|想|要|请|怎么|为什么|什么时候|吵|打架|丢|偷|死|病|好多|太|很|了/;
const maxPlaceWords = 14;

/**
 * Whether a few words name a place rather than a matter: "祠堂后背", "学校对面", "by the school".
 *
 * @param words what somebody wrote where they were asked for a place
 */
export function soundsLikePlace(words: string): boolean {
  const plain = words.trim().replace(/[。.!！~～]+$/u, "");
  if (/[，,；;？?\n]/u.test(plain) || [...plain].length > 40) return false;
  if (/^(?:in|on|at|by|near|next to|behind|in front of|opposite|between|beside|outside|inside|under|over|from|along)\s/i.test(plain))
    return !/\b(?:is|are|was|broke|broken|leak|no|not|cannot)\b/i.test(plain);
  return [...plain].length <= maxPlaceWords && !trouble.test(plain) && ending.test(plain);
}
