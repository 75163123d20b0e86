import { expect, test } from "vitest";
import { readTime, timeWithin } from "../../src/bot/typed-time.ts";

/** Tuesday morning, nine o'clock. */
const given = { now: new Date("2026-11-24T09:00:00+08:00"), zone: "Asia/Shanghai" };

/** The town's time, as `11-25 19:30`, with the year when it is another one. */
function read(typed: string): string {
  const time = readTime(typed, given);
  if (typeof time === "string") return time;
  const local = new Date(time.at.getTime() + 8 * 3_600_000).toISOString();
  return `${local.startsWith("2026") ? "" : `${local.slice(0, 4)}-`}${local.slice(5, 10)} ${local.slice(11, 16)}`;
}

const said: Readonly<Record<string, string>> = {
  明天晚上七点半: "11-25 19:30",
  后天上午: "11-26 09:00",
  下周三三点: "12-02 15:00",
  "12月8号下午两点": "12-08 14:00",
  明天下午3点: "11-25 15:00",
  "明天下午 3 点": "11-25 15:00",
  "明天 15:00": "11-25 15:00",
  今晚八点: "11-24 20:00",
  "今天晚上8:30": "11-24 20:30",
  今天下午: "11-24 15:00",
  今天三点: "11-24 15:00",
  明早七点: "11-25 07:00",
  明晚7点: "11-25 19:00",
  明天晚上: "11-25 19:00",
  明天中午: "11-25 12:00",
  明天中午十二点半: "11-25 12:30",
  明天中午一点: "11-25 13:00",
  大后天早上八点: "11-27 08:00",
  后天晚上七点一刻: "11-26 19:15",
  后天晚上七点三刻: "11-26 19:45",
  后天晚上七点二十: "11-26 19:20",
  后天晚上七点二十五分: "11-26 19:25",
  后天九点整: "11-26 09:00",
  周五上午9点: "11-27 09:00",
  星期五上午九点: "11-27 09:00",
  礼拜五九点半: "11-27 09:30",
  这周五下午: "11-27 15:00",
  下周一上午: "11-30 09:00",
  下个星期天下午四点: "12-06 16:00",
  下下周二两点: "12-08 14:00",
  周末上午: "11-28 09:00",
  周二下午两点: "11-24 14:00",
  十二月五号晚上七点: "12-05 19:00",
  "11月26日15时": "11-26 15:00",
  "11-26 15:00": "11-26 15:00",
  "11.26 15:00": "11-26 15:00",
  "11/26 15:00": "11-26 15:00",
  "11-26 9点半": "11-26 09:30",
  "2026-11-26 15:00": "11-26 15:00",
  "2026年11月26日下午3点": "11-26 15:00",
  "２０２６-１１-２６ １５：００": "11-26 15:00",
  "2027-01-05 09:00": "2027-01-05 09:00",
  明年3月1号上午十点: "2027-03-01 10:00",
  // Towards the end of a year its beginning is the next one's.
  "1月5号上午9点": "2027-01-05 09:00",
  "30号下午三点": "11-30 15:00",
  三十号下午三点: "11-30 15:00",
  "3号上午": "12-03 09:00",
  下个月3号上午十点: "12-03 10:00",
  三天后下午四点: "11-27 16:00",
  两周后上午十点: "12-08 10:00",
  月底上午: "11-30 09:00",
  后天凌晨两点: "11-26 02:00",
  后天夜里十二点: "11-27 00:00",
  "tomorrow 3pm": "11-25 15:00",
  "tomorrow 7:30 pm": "11-25 19:30",
  "tomorrow morning": "11-25 09:00",
  "Friday 10am": "11-27 10:00",
  "next Wednesday 15:00": "12-02 15:00",
  "Dec 12 3pm": "12-12 15:00",
  "12 December 15:00": "12-12 15:00",
  "3rd of Dec. 9:30": "12-03 09:30",
  "January 5th, 2027 9am": "2027-01-05 09:00",
  "tonight 8pm": "11-24 20:00",
  // The one without the other: the hour at which offices begin, and today.
  明天: "11-25 09:00",
  "12月8号": "12-08 09:00",
  下周三: "12-02 09:00",
  下午三点: "11-24 15:00",
  今天: "past",
  早上八点: "past",
  // What is over is refused, and never moved to another year.
  "10月8号": "past",
  "10月8号下午三点": "past",
  "11-20 15:00": "past",
  "2025-12-01 15:00": "past",
  昨天下午三点: "past",
  前天上午: "past",
  上周五上午: "past",
  这周一上午: "past",
  今天早上八点: "past",
  "今天 08:59": "past",
  // What is no time at all, or only half of one.
  几点都行: "unclear",
  有空再说: "unclear",
  "13月40号 9点": "unclear",
  "2月30号上午": "unclear",
  "明天 25:00": "unclear",
  "明天 9:75": "unclear",
  "": "unclear",
};

test.each(Object.entries(said))("“%s” is %s", (typed, expected) => {
  expect(read(typed)).toBe(expected);
});

/** Why somebody was not served, and on which day the cadre goes again. */
const reasons: Readonly<Record<string, string | undefined>> = {
  "住院了，下周三再去": "12-02",
  "昨天去没人，周五再去": "11-27",
  "上个月摔了，下个月5号再来": "12-05",
  "去广州了，12.8回": "12-08",
  "三天没见到人，后天再去": "11-26",
  要10号以后才有空: "12-10",
  等10天: "12-04",
  "3天后": "11-27",
  "12月5日，下午3点再去": "12-05",
  "在3-5栋302室，周五再去": "11-27",
  "住院了，电话 13800000001": undefined,
  第3次没找到: undefined,
  三天没见到人: undefined,
  住院10天了: undefined,
  走访3天没遇到: undefined,
  "去县里住院，床号12-5": undefined,
  人民医院3号楼5床: undefined,
  "人在外地，电话0797-8812345": undefined,
  "要1-2周才回": undefined,
  "12点去没人": undefined,
  "血压160/100": undefined,
};
test.each(Object.entries(reasons))("within %s: %s", (words, day) => {
  const at = timeWithin(words, given);
  expect(at && new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(5, 10)).toBe(day);
});
