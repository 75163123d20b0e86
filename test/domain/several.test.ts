import { expect, test } from "vitest";
import { defaultCategories } from "../../src/domain/tickets/default-categories.ts";
import { mattersIn } from "../../src/domain/tickets/several.ts";

const categories = defaultCategories.map((one, id) => ({ ...one, id })).filter(({ kind }) => kind === "problem" || kind === "service");
const count = (text: string) => mattersIn(text, categories).length;

/** How many matters, and the message. */
const several: [number, string][] = [
  [3, "路灯坏了 还有垃圾没人收 还有我妈的养老金认证怎么弄"],
  [2, "路灯坏了，还有垃圾没人收"],
  [2, "村口的桥断了。另外我家的低保没发"],
  [2, "1、路灯不亮 2、垃圾没人拉"],
  [2, "一、水渠堵了\n二、厕所臭得很"],
  [2, "水管漏了三天了，顺便问一下我爸的残疾补贴怎么办"],
  [2, "路灯不亮\n垃圾没人收"],
  [3, "①水沟堵了②电杆倒了③井盖丢了"],
  [2, "(1)桥栏杆断了 (2)猪场污水臭死人"],
  [2, "自来水停了，对了，还有网也断了三天"],
  [2, "路塌了半边，还有路灯坏了两盏"],
  [2, "宽带断了。再就是垃圾没人清"],
  [2, "水渠堵了，第二，变压器跳闸没人管"],
  [3, "你好，我是石背村的，我家门口路灯不亮，另外水圳也堵了三个月，还有就是我老伴的医保卡不见了要补"],
  [3, "领导好：1.村口路灯坏了5天；2.垃圾桶满了没人倒；3.我爸想办残疾证"],
  [3, "路灯坏了；垃圾堆成山；想问合作医疗怎么交"],
  [2, "首先水沟堵了，其次电线老是跳闸"],
  [2, "水沟堵了。同时电线也掉下来了"],
  [2, "水沟堵了，还想问下低保咋申请"],
  [2, "The lamp by the school is broken. Another thing: my mother needs her pension certification."],
  [2, "1) the water pipe leaks 2) rubbish not collected"],
];
const one = [
  "村口的路塌了一块，车过不去，还有小孩上学都摔跤",
  "1、谷子卖不掉\n2、价格太低\n3、合作社不收",
  "路灯坏了。三组那盏坏了。还有二组那盏也不亮",
  "路面有坑，还有一个坑在桥头",
  "桥断了，还有护栏也倒了",
  "我家门口那条路下雨天全是泥巴，车子进不来，小孩上学都摔跤",
  "停电三天了，冰箱里的菜都坏了",
  "垃圾没人收，臭得很，苍蝇到处都是，晚上睡不着",
  "水管爆了，水流到田里，菜都淹了",
  "电线杆倒在路上，车过不去",
  "邻居的狗咬人，还有他不赔钱",
  "想问一下养老认证怎么弄，我妈八十了，走不动，还有她没有手机",
  "低保没发，还有五保也没发",
  "昨天报过一次，没人来。今天又报一次",
  "路灯坏了\n在三组老井旁边\n我的电话 13800138000",
  "水渠堵了，田里没水，稻子都干了，还有两天就要插秧",
  "猪场的污水排到水沟里，臭死了，还有鱼也死了",
  "塘里有死猪",
  "还有没有人管",
  "另外",
  "",
  "路",
  "村委会说1.5米宽的路不修了",
  "The bridge is broken, also the railing",
  "今天去医院报销，排队两个小时，还有证件没带",
  "路不好走，还有老人摔了",
  "水渠堵了；田里没水；稻子都干了",
  "你好，我是石背村的。路灯坏了",
  "The drain is blocked, and also the road is flooded",
];

test.each(several)("%i matters: %s", (expected, text) => expect(count(text)).toBe(expected));
test.each(one)("one matter: %s", (text) => expect(count(text)).toBe(0));

test("the first of a list loses its head like the others", () => {
  expect(mattersIn("一是路灯坏了，二是垃圾没人收", categories)).toEqual(["路灯坏了", "垃圾没人收"]);
});

test("nothing that was said is left out of the parts", () => {
  for (const [, text] of several) {
    const kept = mattersIn(text, categories).join("");
    for (const word of text.match(/[\p{Script=Han}]{3,}/gu) ?? [])
      expect(kept).toContain(word.replace(/^(?:还有就是|还有|另外|再就是|顺便问一下|对了|第二|首先|其次|同时|还)/, ""));
  }
});
