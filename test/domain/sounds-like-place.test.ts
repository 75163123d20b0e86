import { expect, test } from "vitest";
import { soundsLikePlace } from "../../src/domain/places/sounds-like-place.ts";

const places =
  `祠堂后背 村口小桥边 学校门口 学校对面 村委会旁边 二组 三组老井旁 大塘坝上 二组王家门口 小学 村委会 加油站对面 山脚下 卫生室前面 老樟树下 水库东边 12号 五组晒谷坪 国道路口 李家祠堂里 桥头 后山 下屋`
    .split(" ")
    .concat(["by the school", "Behind the old mill", "next to the clinic", "near the bridge"]);
const matters =
  `水管爆了 路灯不亮 桥断了 这里好危险 没人来收 垃圾没人收 车子过不去了 就是昨天说的那个路灯 有人打架 臭死了 快来人啊 井水发黄 这个东西怎么弄 小孩掉下去了 田里没水 墙裂了好大一条缝 村口的路塌了一块 请你们来看看 树倒在路上了 护栏撞坏了 猪死了三头 狗咬人 想装个路灯在门口`
    .split(" ")
    .concat([
      "the pipe is leaking",
      "no water since Monday",
      "by the school the lamp is broken",
      "就是从村委会往大塘方向走两百米，右边那个大坑",
    ]);

test.each(places)("%s is a place", (words) => expect(soundsLikePlace(words)).toBe(true));
test.each(matters)("%s is a matter", (words) => expect(soundsLikePlace(words)).toBe(false));
