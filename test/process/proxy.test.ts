import { createServer, request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { Api } from "grammy";
import { afterAll, beforeAll, expect, test } from "vitest";
import { act, addPerson } from "../../emulator/people.ts";
import { type Emulator, startEmulator } from "../../emulator/server.ts";
import { download } from "../../src/sender/download.ts";
import { openTelegram } from "../../src/sender/telegram.ts";
import { startProcess } from "../support/process.ts";
import { createTestDatabase } from "../support/town.ts";

// A proxy that alone knows where `telegram.test` is: whatever reaches it came through the proxy.

let telegram: Emulator;
let proxy: Server;
const asked: string[] = [];
const address = () => `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
const root = () => `http://telegram.test:${new URL(telegram.root).port}`;

beforeAll(async () => {
  telegram = await startEmulator();
  // As proxies do: what is not encrypted is handed on, for what is there is a tunnel.
  proxy = createServer((coming, answer) => {
    const { host, hostname, port, pathname, search } = new URL(coming.url ?? "");
    asked.push(host);
    if (hostname !== "telegram.test") return void answer.writeHead(502).end();
    const { method, headers } = coming;
    const there = request({ host: "127.0.0.1", port, path: pathname + search, method, headers }, (come) => {
      answer.writeHead(come.statusCode ?? 502, come.headers);
      come.pipe(answer);
    });
    there.on("error", () => answer.destroy());
    coming.pipe(there);
  }).on("connect", ({ url = "" }, socket, head) => {
    asked.push(url);
    if (!url.startsWith("telegram.test:")) return socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    const there = connect(Number(url.split(":")[1]), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      there.write(head);
      there.pipe(socket).pipe(there);
    });
    for (const end of [there, socket]) end.on("error", () => there.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await telegram.stop();
});

test("a file comes through the proxy as calls do", async () => {
  const user = addPerson(telegram.world, { first_name: "王" }).id;
  act(telegram.world, user, user, { do: "file", kind: "document", name: "名单.txt", base64: Buffer.from("一份名单").toString("base64") });
  const direct = new Api(telegram.token, { apiRoot: telegram.root });
  const fileId = (await direct.getUpdates()).at(-1)?.message?.document?.file_id as string;
  const api = openTelegram({ token: telegram.token, apiRoot: root(), proxy: { always: address() } });
  expect(Buffer.from(await download(api, fileId)).toString()).toBe("一份名单");
  expect(asked).toContain(`telegram.test:${new URL(telegram.root).port}`);
});

test("with TELEGRAM_PROXY the bot starts where Telegram is reached in no other way, and answers there", async () => {
  const database = await createTestDatabase();
  const environment = { BOT_TOKEN: telegram.token, BOT_API_ROOT: root(), DATABASE_URL: database.url };
  const bot = startProcess({ ...environment, TELEGRAM_PROXY: address() });
  await expect.poll(() => bot.output(), { timeout: 20_000 }).toMatch(/start=/);
  const user = addPerson(telegram.world, { first_name: "李" }).id;
  act(telegram.world, user, user, { do: "text", text: "/start" });
  const answers = () => (telegram.world.rooms.get(user)?.messages ?? []).filter(({ from }) => from?.is_bot).length;
  await expect.poll(answers, { timeout: 15_000 }).toBeGreaterThan(0);
  bot.child.kill("SIGTERM");
  expect(await bot.exited).toBe(0);
  await database.drop();
});

test("HTTPS_PROXY is used for Telegram's own address, and NO_PROXY leaves it out", async () => {
  const telegramItself = (except: string) =>
    openTelegram({ token: "1:a", apiRoot: "https://api.telegram.org", proxy: { https: address(), except } }).getMe();
  await expect(telegramItself("localhost")).rejects.toThrow();
  expect(asked.filter((one) => one === "api.telegram.org:443")).toHaveLength(1);
  await expect(telegramItself("localhost,.telegram.org")).rejects.toThrow();
  expect(asked.filter((one) => one === "api.telegram.org:443")).toHaveLength(1);
});

test("a proxy that is none ends the start with a line that says which it is", async () => {
  const bot = startProcess({ BOT_TOKEN: "1:a", TELEGRAM_PROXY: "127.0.0.1:7890" });
  expect(await bot.exited).toBe(1);
  expect(bot.errors().trim()).toMatch(/^TELEGRAM_PROXY must be the URL of an HTTP proxy/);
});
