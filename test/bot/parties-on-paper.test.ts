import { expect, test } from "vitest";
import { readLedger, sheetOf } from "../support/ledgers.ts";
import { reportOf, withTown } from "../support/town.ts";
import { newestWorkbookBytes } from "../support/verify.ts";

test("a party without Telegram says of an agreement what somebody without a part in it writes down: told apart, theirs once they come", async () => {
  const town = await withTown();
  const { wang, li, chen, admin, person, rows, settled, idOf } = town;
  await reportOf(wang, "和赖大山为地界吵", "矛盾纠纷");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await li.presses("调解").then(() => li.sees("调解"));
  await li.presses("➕ 当事人").then(() => li.sees("写当事人的名字"));
  await li.says("赖大山").then(() => li.sees("赖大山 📵"));
  await li.presses("约调解").then(() => li.sees("哪种调解"));
  await li.presses("人民调解").then(() => li.sees("什么时候"));
  await li.says("明天下午三点").then(() => li.sees("在哪里调解"));
  await li.says("村委").then(() => li.sees("人民调解"));
  await li.presses("记结果").then(() => li.sees("谈得怎样"));
  await li.presses("达成协议").then(() => li.sees("协议的内容"));
  await li.says("以老石界为准").then(() => li.sees("未答复 2"));
  // A person who mediated hears them not; the leader who had no part is asked to.
  await chen.hasSeen("赖大山 没用机器人");
  const ticket = await idOf("ticket");
  await li.forges(`g:mediation:witness:${ticket}`).then(() => li.sees("没有这个权限"));
  await wang.hasSeen("以老石界为准");
  await wang.presses("✅ 同意").then(() => wang.sees("您已同意"));
  await li.hasSeen("还有 1 人没有答复");
  await chen.says("#1001").then(() => chen.sees("#1001"));
  await chen.presses("调解").then(() => chen.sees("赖大山 📵"));
  await chen.presses("记下答复").then(() => chen.sees("谁的答复"));
  await chen.presses("赖大山").then(() => chen.sees("怎么说的"));
  await chen.presses("签了字").then(() => chen.sees("他同意吗"));
  await chen.presses("✅ 同意").then(() => chen.sees("签字的照片"));
  await chen.says("忘了拍").then(() => chen.sees("签了字的要有照片"));
  await chen.sends("photo").then(() => chen.sees("其中 1 人没用机器人"));
  expect(chen.newest()).toContain("同意 2");
  await li.hasSeen("赖大山 同意 #1001 的协议（签字，陈志远 记下）");
  await chen.says("/brief").then(() => chen.sees("各方同意 1 起"));
  expect(chen.newest()).toContain("由他人代记同意 1 人");
  expect(
    await rows("select a.how, a.recorded_by is null as own, a.proof is not null as seen from agreement_answer a order by a.at"),
  ).toEqual([
    { how: null, own: true, seen: false },
    { how: "signed", own: false, seen: true },
  ]);
  await admin.says("/ledger").then(() => admin.sees("台账"));
  await settled();
  const answers = sheetOf(await readLedger(newestWorkbookBytes(town, admin)), "agreements").rows;
  expect(answers.map(({ party, party_way, recorded_by }) => [party, party_way, recorded_by])).toEqual([
    ["王有根", "本人在机器人里", null],
    ["赖大山", "签字", "陈志远"],
  ]);
  // They come to use the bot: the word is theirs, and still what somebody wrote down, until they say so themselves.
  await li.says("#1001").then(() => li.sees("#1001"));
  await li.presses("调解").then(() => li.sees("赖大山 📵"));
  await li.presses("请当事人").then(() => li.sees("赖大山"));
  const link = (await li.hasSeen("start=p_")).text ?? "";
  const lai = person("赖大山");
  await lai.says(`/start ${/start=(p_\S+)/.exec(link)?.[1]}`).then(() => lai.sees("您好，赖大山"));
  await settled();
  expect(
    await rows("select p.name, a.how from agreement_answer a join person p on p.id = a.person_id and p.telegram_id > 0 order by a.at"),
  ).toEqual([
    { name: "王有根", how: null },
    { name: "赖大山", how: "signed" },
  ]);
});
