import { chmod, readFile, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { VoiceSettings } from "../../src/voice/engines.ts";
import { temporaryFolder } from "../support/folder.ts";
import { openFurnishedTown, reportOf, withTown } from "../support/town.ts";

const bodyOf = async (request: IncomingMessage) => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("latin1");
};

/** A transcription endpoint that hears what it is told to, one voice message after the other. */
async function engineThatHears(...heard: (string | number)[]) {
  const asked: { body: string; key: string | undefined; isCutOff?: true }[] = [];
  let held = Promise.resolve();
  const server = createServer(async (request, response) => {
    asked.push({ body: await bodyOf(request), key: request.headers.authorization });
    const question = asked.at(-1);
    response.once("close", () => question && !response.writableFinished && Object.assign(question, { isCutOff: true }));
    await held;
    const next = heard.shift() ?? 500;
    if (typeof next === "number") return response.writeHead(next).end("no");
    return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ text: next }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  /** It thinks until it is released. */
  const hold = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    held = promise;
    return { released: resolve };
  };
  return { asked, hold, transcribe: { url: `http://127.0.0.1:${port}/v1/audio/transcriptions`, key: "k", model: "whisper-1" } };
}

const withVoice = (voice: VoiceSettings) => withTown({ voice });

test("a voice message of an unfinished report gets its words, marked as a machine's, and they are what the report says", async () => {
  const { asked, transcribe } = await engineThatHears("村口路灯坏了三天了");
  const { wang, li } = await withVoice({ transcribe });
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("供电通信").then(() => wang.sees("说说是什么事"));
  await wang.sends("voice").then(() => wang.sees("对不对"));
  await wang.hasSeen("🎙 机器转写：村口路灯坏了三天了");
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ key: "Bearer k", body: expect.stringMatching(/name="model"[\s\S]*whisper-1/) });
  await wang.presses("提交").then(() => wang.sees("已提交，编号 #1001"));
  expect((await li.hasSeen("#1001")).text).toContain("机器转写：村口路灯坏了三天了");
});

test("words that come after the report is filed stand below the voice at the person who works on it; danger in them is heard", async () => {
  const { transcribe } = await engineThatHears("桥面塌了一半", "我不想活了，想喝农药");
  const { wang, li } = await withVoice({ transcribe });
  await reportOf(wang, "桥坏了");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => wang.hasSeen("已接单"));
  const card = (await wang.hasSeen("已接单")).message_id;
  await wang.does({ do: "file", kind: "voice", reply_to: card } as never);
  await expect
    .poll(() =>
      li
        .messages()
        .filter(({ voice }) => voice)
        .map(({ caption }) => caption),
    )
    .toEqual([expect.stringContaining("机器转写：桥面塌了一半")]);
  await wang.does({ do: "file", kind: "voice", reply_to: card } as never);
  await wang.hasSeen("12356");
});

test("words of a voice that was filed already join the report: card, ledger, lists, and the same matter of others", async () => {
  const engine = await engineThatHears("村口老桥的桥面塌了一个大洞");
  const engineIs = engine.hold();
  const { wang, li, rows, person, liu, settled } = await withVoice({ transcribe: engine.transcribe });
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
  await wang.sends("voice").then(() => wang.sees("对不对"));
  await wang.presses("提交").then(() => wang.sees("已提交，编号 #1001"));
  expect((await li.hasSeen("#1001")).text).not.toContain("转写");
  engineIs.released();
  await expect
    .poll(() => li.messages().find(({ text }) => text?.includes("#1001"))?.text)
    .toContain("机器转写：村口老桥的桥面塌了一个大洞");
  await settled();
  const voices = () => li.messages().filter(({ voice }) => voice);
  expect(voices().map(({ caption }) => caption)).toEqual([expect.stringContaining("机器转写：村口老桥的桥面塌了一个大洞")]);
  expect(await rows("select action, actor_id, note from ticket_event where action = 'hear'")).toEqual([
    { action: "hear", actor_id: null, note: "村口老桥的桥面塌了一个大洞" },
  ]);
  await wang.says("#1001").then(() => wang.sees("机器转写：村口老桥的桥面塌了一个大洞"));
  expect(wang.newest()).toContain("🎙 机器转写");
  // The same matter, reported by somebody else.
  const mei = person("赖小梅");
  await mei.says("/start v1").then(() => mei.sees("您在"));
  await mei.says("老桥桥面塌了个大洞").then(() => mei.sees("报"));
  await mei.presses("报问题").then(() => mei.sees("哪一类"));
  await mei.presses("道路水利").then(() => mei.sees("像是同一件"));
  await mei.says("/cancel");
  // A person who works on it listens, and puts it right; nobody else does.
  const [voice] = voices();
  const data = voice?.reply_markup?.inline_keyboard?.[0]?.[0] as { callback_data: string };
  await liu.forges(data.callback_data);
  await settled();
  expect(liu.texts().join("\n")).not.toContain("听一听");
  expect(await rows("select what from audit_event where what like '%transcript%'")).toHaveLength(1);
  await li.presses("改转写").then(() => li.sees("现在转写成"));
  await li.says("村口老桥的桥面塌了一个小洞").then(() => li.sees("改好了"));
  await settled();
  expect(li.messages().find(({ text }) => text?.includes("#1001") && text.includes("负责"))?.text).toContain(
    "人工改过）：村口老桥的桥面塌了一个小洞",
  );
  expect(voices()[0]?.caption).toContain("人工改过）：村口老桥的桥面塌了一个小洞");
  expect(await rows("select note from ticket_event where action = 'correct'")).toEqual([
    { note: "✏️ 村口老桥的桥面塌了一个大洞 → 村口老桥的桥面塌了一个小洞" },
  ]);
  expect(await rows("select description from ticket where number = 1001")).toEqual([{ description: "🎙 村口老桥的桥面塌了一个小洞" }]);
});

test("words too long to stand below a voice follow it in a message of their own", async () => {
  const long = "桥".repeat(1_200);
  const { transcribe } = await engineThatHears(long);
  const { wang, li, settled } = await withVoice({ transcribe });
  await reportOf(wang, "桥坏了");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => wang.hasSeen("已接单"));
  await wang.does({ do: "file", kind: "voice", reply_to: (await wang.hasSeen("已接单")).message_id } as never);
  await li.hasSeen(long);
  await settled();
  expect(li.messages().find(({ voice }) => voice)?.caption).not.toContain("转写");
});

test("an official who works on it is not told by a machine what was said of them", async () => {
  const { transcribe } = await engineThatHears("李建国收了人家的红包，低保不给我办");
  const { wang, li, settled } = await withVoice({ transcribe });
  await reportOf(wang, "低保办不下来");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => wang.hasSeen("已接单"));
  await wang.does({ do: "file", kind: "voice", reply_to: (await wang.hasSeen("已接单")).message_id } as never);
  await wang.hasSeen("李建国");
  await settled();
  expect(
    li
      .messages()
      .map(({ text, caption }) => text ?? caption ?? "")
      .join("\n"),
  ).not.toContain("红包");
});

test("a handler's voice gets its words at the villager's; nobody is told of an edit that nobody made", async () => {
  const { transcribe } = await engineThatHears("明天上午来修");
  const { wang, li, settled } = await withVoice({ transcribe });
  await reportOf(wang, "路灯坏了");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => li.sees("已接单"));
  await li.does({ do: "file", kind: "voice", reply_to: (await li.hasSeen("已接单")).message_id } as never);
  await expect
    .poll(() =>
      wang
        .messages()
        .filter(({ voice }) => voice)
        .map(({ caption }) => caption),
    )
    .toEqual([expect.stringContaining("机器转写：明天上午来修")]);
  await settled();
  expect([...wang.texts(), ...li.texts()].join("\n")).not.toMatch(/改好了|已改/);
});

test("one who sends many keeps nobody waiting; a process that is to stop leaves what is being heard to the next", async () => {
  const { asked, hold, transcribe } = await engineThatHears();
  const { released } = hold();
  const { wang, li, rows, abandon, settled } = await openFurnishedTown({ voice: { transcribe } });
  for (let count = 0; count < 22; count += 1) await wang.sends("voice");
  await li.sends("voice");
  await settled();
  await expect.poll(() => asked.length).toBe(1);
  const jobs = await rows(
    "select priority::int from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where identifier = 'hear_voice' order by 1",
  );
  expect(jobs.map(({ priority }) => priority)).toEqual([0, ...Array.from({ length: 20 }, (_, index) => index)]);
  await abandon();
  expect(asked).toEqual([expect.objectContaining({ isCutOff: true })]);
  released();
});

test("an engine that fails is asked again, and at last the voice stays as it is; silence and long speeches are left alone", async () => {
  const { asked, transcribe } = await engineThatHears(500, "再说一遍也听得见", "");
  const { wang, rows, settled, telegram } = await withVoice({ transcribe });
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("供电通信").then(() => wang.sees("说说是什么事"));
  await wang.sends("voice").then(() => wang.sees("对不对"));
  await expect.poll(() => asked.length).toBe(1);
  // The engine's pause before it tries again is some seconds.
  await rows("update graphile_worker._private_jobs set run_at = now() where attempts = 1");
  await expect.poll(() => wang.texts().join("\n"), { timeout: 30_000 }).toContain("机器转写：再说一遍也听得见");
  await wang.sends("voice");
  await expect.poll(() => asked.length).toBe(3);
  await settled();
  expect(wang.newest().match(/机器转写/g)).toHaveLength(1);
  // Telegram no longer has it: nobody is asked.
  const files = [...telegram.world.files];
  await wang.sends("voice");
  telegram.world.files.clear();
  for (const [id, file] of files) telegram.world.files.set(id, file);
  await settled();
  await wang.says("/cancel");
  expect(await rows("select 1 from inbox where failure is not null")).toEqual([]);
});

test("a program of this machine hears as well, knows nothing of ours, and reads policy notes aloud", async () => {
  const folder = await temporaryFolder();
  const hears = join(folder, "hears.sh");
  const speaks = join(folder, "speaks.sh");
  await writeFile(hears, `#!/bin/sh\nenv > ${folder}/env\n[ -s "$2" ] && [ "$1" = "-q" ] && echo "水管爆了"\n`);
  await writeFile(speaks, `#!/bin/sh\necho once >> ${folder}/asked; printf 'OggS'; cat > ${folder}/said; cat ${folder}/said\n`);
  for (const file of [hears, speaks]) await chmod(file, 0o755);
  const environment = { PATH: process.env["PATH"] ?? "" };
  const town = await withVoice({ transcribe: { command: `${hears} -q`, environment }, speak: { command: speaks, environment } });
  const { wang, admin } = town;
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
  await wang.sends("voice").then(() => wang.sees("对不对"));
  await wang.hasSeen("机器转写：水管爆了");
  expect(await readFile(join(folder, "env"), "utf8")).not.toMatch(/TOKEN|DATABASE|TZ=/);
  await wang.says("/cancel");
  await admin.says("/broadcast").then(() => admin.sees("发给哪里"));
  await admin.presses("全镇").then(() => admin.sees("通知内容"));
  await admin.says("年满八十周岁每月发一百元").then(() => admin.sees("确定就点"));
  await admin.presses("政策栏").then(() => admin.sees("叫什么"));
  await admin.says("高龄津贴").then(() => admin.sees("属于哪一类"));
  await admin.presses("养老高龄").then(() => admin.sees("大家会怎么问"));
  await admin.presses("跳过").then(() => admin.sees("已发给"));
  await wang.says("/policy 高龄津贴").then(() => wang.sees("每月发一百元"));
  await wang.presses("读给我听");
  await expect.poll(() => wang.messages().find(({ voice, from }) => voice && from?.is_bot)?.caption).toBe("高龄津贴");
  expect(await readFile(join(folder, "said"), "utf8")).toBe("高龄津贴。年满八十周岁每月发一百元");
});

test("what is written to somebody at length can be read to them, once for all who listen, and not what is short", async () => {
  const folder = await temporaryFolder();
  const speaks = join(folder, "speaks.sh");
  await writeFile(speaks, `#!/bin/sh\necho once >> ${folder}/asked\ngrep -q 路灯 && exit 1\nprintf 'OggS'\n`);
  await chmod(speaks, 0o755);
  const { wang, li, admin, person, settled, rows } = await withVoice({
    speak: { command: speaks, environment: { PATH: process.env["PATH"] ?? "" } },
  });
  const mei = person("赖小梅");
  await mei.says("/start v1").then(() => mei.sees("您在"));
  const long =
    "今晚有大暴雨，住在山边和河边的乡亲请收拾好证件和贵重物品，七点以前到村小学集合，村里安排了车接送，腿脚不便的请打村委会电话。🚨";
  await admin.says("/broadcast").then(() => admin.sees("发给哪里"));
  await admin.presses("全镇").then(() => admin.sees("通知内容"));
  await admin.says(long).then(() => admin.sees("确定就点"));
  await admin.presses("提交").then(() => admin.sees("已发给"));
  for (const listener of [wang, mei]) {
    await listener.hasSeen("大暴雨");
    await listener.presses("读给我听");
    await expect.poll(() => listener.messages().find(({ voice, from }) => voice && from?.is_bot)?.caption).toContain("今晚");
  }
  expect(await readFile(join(folder, "asked"), "utf8")).toBe("once\n");
  await reportOf(wang, "路灯坏了");
  await li.hasSeen("#1001");
  await li.presses("回复").then(() => li.sees("请发给村民"));
  await li.says("好的").then(() => wang.hasSeen("好的"));
  await settled();
  expect(wang.messages().findLast(({ text }) => text?.includes("好的"))?.reply_markup).toBeUndefined();
  await li.presses("回复").then(() => li.sees("请发给村民"));
  await li.says(`${"路灯的灯泡已经买好了，".repeat(6)}明天来装`).then(() => wang.hasSeen("明天来装"));
  await wang.presses("读给我听").then(() => wang.sees("现在读不了"));
  await settled();
  // An engine that fails is the operator's.
  await rows("update outbox set state = 'dropped' where state = 'failed'");
});

test("without an engine a voice message is what it was", async () => {
  const { wang, rows } = await withTown();
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("供电通信").then(() => wang.sees("说说是什么事"));
  await wang.sends("voice").then(() => wang.sees("对不对"));
  expect(
    await rows(
      "select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'hear_voice'",
    ),
  ).toEqual([]);
});

test("a voice note of a visit becomes words: before its household is chosen, after, and once it is a matter", async () => {
  const engine = await engineThatHears("边坡渗水", "化肥太贵了", "想学养蜂");
  const { li, rows, settled } = await withVoice({ transcribe: engine.transcribe });
  await li.says("/visit").then(() => li.sees("走访"));
  await li.presses("新户").then(() => li.sees("哪个村"));
  await li.presses("东坑村").then(() => li.sees("户主姓名"));
  await li.says("王有根").then(() => li.sees("已记走访"));
  await li.says("/visit").then(() => li.sees("点一户就记下"));
  await li.sends("voice").then(() => li.sees("是哪一户"));
  await settled();
  await expect.poll(async () => (await rows("select 1 from dialog where data::text like '%边坡渗水%'")).length).toBe(1);
  await li.presses("王有根").then(() => li.sees("已记走访"));
  await li.presses("登记为事项").then(() => li.sees("属于哪一类"));
  await li.presses("道路水利").then(() => li.sees("谁反映的"));
  await li.presses("王有根").then(() => li.sees("已登记 #1001"));
  expect(await rows("select description from ticket")).toEqual([{ description: "🎙 边坡渗水" }]);
  await li.says("/visit").then(() => li.sees("点一户就记下"));
  await li.presses("王有根").then(() => li.sees("已记走访"));
  await li.presses("听到什么").then(() => li.sees("听到了什么"));
  await li.sends("voice").then(() => li.sees("已记下 王有根 说的话"));
  await li.hasSeen("机器转写：化肥太贵了");
  const hold = engine.hold();
  await li.says("/visit").then(() => li.sees("点一户就记下"));
  await li.presses("王有根").then(() => li.sees("已记走访"));
  await li.presses("听到什么").then(() => li.sees("听到了什么"));
  await li.sends("voice").then(() => li.sees("已记下 王有根 说的话"));
  await li.presses("登记为事项").then(() => li.sees("属于哪一类"));
  await li.presses("农业生产").then(() => li.sees("谁反映的"));
  await li.presses("王有根").then(() => li.sees("已登记 #1002"));
  hold.released();
  await expect
    .poll(async () => (await rows("select description from ticket where number = 1002"))[0])
    .toEqual({ description: expect.stringContaining("🎙 想学养蜂") });
  await li.says("/visit 王有根").then(() => li.sees("🏠"));
  for (const words of ["🎙 边坡渗水", "🎙 化肥太贵了", "🎙 想学养蜂"]) expect(li.newest()).toContain(words);
});
