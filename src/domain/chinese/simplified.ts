/** Traditional characters of the words that are listened for, each followed by its simplified one: 農药 is 农药, 書記 is 书记. */
const pairs =
  "農农藥药殺杀樓楼橋桥書书記记長长鎮镇鄉乡幹干領领導导員员張张陳陈劉刘楊杨趙赵黃黄吳吴孫孙馬马羅罗鄭郑謝谢許许鄧邓馮冯蕭萧葉叶蔣蒋鐘钟盧卢陸陆賈贾鄒邹龍龙" +
  "萬万錢钱顧顾龔龚賴赖龐庞喬乔聶聂歐欧陽阳國国軍军強强華华偉伟麗丽鵬鹏飛飞東东蘭兰鳳凤榮荣寶宝勝胜賢贤學学義义澤泽濤涛輝辉紅红貴贵發发財财貪贪賄贿賂赂罵骂" +
  "將将親亲關关係系態态脅胁報报舉举訴诉騙骗無无沒没與与個个們们來来這这裡里裏里還还會会說说為为過过對对時时頭头見见聽听話话點点處处幾几兩两條条樣样從从開开" +
  "門门間间問问難难離离電电車车動动場场氣气體体燒烧熱热煙烟災灾爾尔後后媽妈爺爷婦妇兒儿壓压斷断傷伤鎖锁綁绑進进著着溝沟滅灭爐炉燈灯觸触繩绳槍枪瘋疯嚇吓絕绝" +
  "遺遗願愿歲岁樹树雞鸡鴨鸭豬猪魚鱼蟲虫貓猫牆墙衝冲壞坏賬账帳账補补貼贴錯错鋼钢鐵铁鍋锅險险隊队際际隨随隱隐雙双雜杂";

const simple = new Map<string, string>();
const characters = [...pairs];
for (let index = 0; index + 1 < characters.length; index += 2) simple.set(characters[index] ?? "", characters[index + 1] ?? "");

/** One script and one width, and nothing that cannot be seen, so that a word is found however it was typed. */
export const simplified = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\u200b-\u200d\ufeff]/g, "")
    .replace(/\p{Script=Han}/gu, (one) => simple.get(one) ?? one);
