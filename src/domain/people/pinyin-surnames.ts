/** The commonest surnames as they are written in Latin letters; in a report in English they stand for the person. */
const table =
  "zhang 张章 wang 王汪 li 李黎厉 liu 刘柳 chen 陈谌 yang 杨阳 huang 黄 zhao 赵 wu 吴伍武邬 zhou 周 xu 徐许 sun 孙 ma 马 zhu 朱祝 hu 胡 guo 郭 he 何贺和 gao 高 " +
  "lin 林蔺 luo 罗骆 zheng 郑 liang 梁 xie 谢解 song 宋 tang 唐汤 deng 邓 han 韩 feng 冯丰 cao 曹 peng 彭 zeng 曾 xiao 肖萧 tian 田 dong 董 pan 潘 yuan 袁元 " +
  "cai 蔡 jiang 蒋江姜 yu 余于俞喻 du 杜 ye 叶 cheng 程成 wei 魏韦卫 su 苏 lv 吕 lyu 吕 lu 吕陆卢鲁路 ding 丁 ren 任 yao 姚 shen 沈申 zhong 钟 cui 崔 tan 谭谈 fan 范樊 " +
  "liao 廖 shi 石史施时 jin 金靳 jia 贾 xia 夏 fu 付傅 fang 方房 zou 邹 xiong 熊 bai 白柏 meng 孟蒙 qin 秦覃 qiu 邱丘 hou 侯 yin 尹殷 xue 薛 yan 闫严颜 duan 段 " +
  "lei 雷 long 龙 tao 陶 mao 毛茅 hao 郝 gu 顾古 gong 龚宫 shao 邵 wan 万 qian 钱 dai 戴 ou 欧 mo 莫 kong 孔 xiang 向项 chang 常 lai 赖 wen 文温闻 pang 庞 kang 康 " +
  "niu 牛 ge 葛 xing 邢 an 安 qi 齐祁戚 yi 易 qiao 乔 nie 聂 zhan 詹 guan 关管官 miao 苗 ji 季纪 hua 华 sheng 盛 ying 应 bao 包鲍 zuo 左 ning 宁 mei 梅 tong 童 ouyang 欧阳 situ 司徒";

const cells = table.split(" ");
const latinOf = new Map<string, string[]>();
for (let index = 0; index + 1 < cells.length; index += 2) {
  const [latin = "", characters = ""] = [cells[index], cells[index + 1]];
  const surnames = characters.length === 2 && ["ouyang", "situ"].includes(latin) ? [characters] : [...characters];
  for (const surname of surnames) latinOf.set(surname, [...(latinOf.get(surname) ?? []), latin]);
}

/** How a surname may be written in Latin letters; empty for a rare one. */
export const inLatin = (surname: string): readonly string[] => latinOf.get(surname) ?? [];
