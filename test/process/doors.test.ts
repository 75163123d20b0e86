import { mkdtemp, rm } from "node:fs/promises";
import { type IncomingHttpHeaders, type RequestOptions, request } from "node:http";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../emulator/server.ts";
import { startSandbox } from "../../sandbox/sandbox.ts";
import { freePort } from "../support/ports.ts";
import { killHard, startProcess } from "../support/process.ts";
import { createTestDatabase } from "../support/town.ts";

type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

/** As `fetch`, which would not let the name be chosen by which it asks. @returns undefined when nobody listens there */
function ask(given: RequestOptions, body?: string): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const asking = request({ host: "127.0.0.1", ...given }, (response) => {
      let text = "";
      // What streams on is let go once it has begun.
      if (response.headers["content-type"]?.includes("event-stream")) asking.destroy();
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("close", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    asking.once("error", () => resolve(undefined));
    asking.end(body);
  });
}

/** An address of this machine by which its neighbours reach it. */
const ownAddress = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === "IPv4" && !one.internal)?.address;

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "doorstep-doors-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const admin = 700000103;
const say = `/emulator/people/${admin}/chats/${admin}`;
const invite = JSON.stringify({ do: "text", text: "/invite" });
const json = { "content-type": "application/json" };

test("nobody but the sandbox's own page, on this machine, acts on its phones", { timeout: 240_000 }, async () => {
  const [database, port, DATA_DIR] = await Promise.all([createTestDatabase(), freePort(), temporaryFolder()]);
  onTestFinished(database.drop);
  const sandbox = startProcess({ DATABASE_URL: database.url, DATA_DIR, PORT: String(port) });
  await expect.poll(() => sandbox.output(), { timeout: 120_000 }).toContain(`Sandbox: http://localhost:${port}`);
  const messages = async () => JSON.parse((await ask({ port, path: `/emulator/chats/${admin}` }))?.text ?? "{}").messages.length;
  const before = await messages();

  const reads = ["/", "/sandbox/state", "/sandbox/page.js", "/emulator/people", `/emulator/chats/${admin}`, "/emulator/events"];
  for (const path of reads) {
    expect((await ask({ port, path }))?.status, path).toBe(200);
    expect((await ask({ port, path, headers: { host: `evil.example:${port}` } }))?.status, path).toBe(403);
    expect((await ask({ port, path, headers: { origin: "https://evil.example" } }))?.status, path).toBe(403);
  }
  const writes = [say, "/emulator/people", "/emulator/groups", "/emulator/faults", "/sandbox/clock"];
  for (const path of writes) {
    const write = (headers: Record<string, string>) => ask({ port, path, method: "POST", headers }, invite);
    expect((await write({ ...json, host: "evil.example" }))?.status, path).toBe(403);
    expect((await write({ ...json, origin: "https://evil.example" }))?.status, path).toBe(403);
    expect((await write({ ...json, origin: "http://localhost:3000" }))?.status, path).toBe(403);
    expect((await write({ "content-type": "text/plain" }))?.status, path).toBe(415);
    expect((await write({}))?.status, path).toBe(415);
  }
  expect(await messages()).toBe(before);
  expect((await ask({ port, path: say, method: "POST", headers: json }, invite))?.status).toBe(200);
  await expect.poll(messages).toBeGreaterThan(before);

  const page = await ask({ port, path: "/" });
  expect(page?.headers).toMatchObject({ "x-frame-options": "DENY", "cross-origin-resource-policy": "same-origin" });
  expect((await ask({ port, path: "/", host: "::1" }))?.status ?? "no IPv6 here").toSatisfy((got) => got === 200 || got === "no IPv6 here");
  if (ownAddress) expect(await ask({ port, path: "/healthz", host: ownAddress })).toBeUndefined();
  await killHard(sandbox);
});

test("HOST opens the sandbox for a purpose: by addresses, not by names of the internet", { timeout: 240_000 }, async () => {
  const [database, port, DATA_DIR] = await Promise.all([createTestDatabase(), freePort(), temporaryFolder()]);
  onTestFinished(database.drop);
  const sandbox = startProcess({ DATABASE_URL: database.url, DATA_DIR, PORT: String(port), HOST: "0.0.0.0" });
  await expect.poll(() => sandbox.output(), { timeout: 120_000 }).toContain("Sandbox: ");
  await expect.poll(() => sandbox.output()).toContain("HOST lets others in");
  const host = ownAddress ?? "127.0.0.1";
  expect((await ask({ port, path: "/sandbox/state", host }))?.status).toBe(200);
  expect((await ask({ port, path: "/sandbox/state", host, headers: { host: "evil.example" } }))?.status).toBe(403);
  expect((await ask({ port, path: say, host, method: "POST", headers: { ...json, origin: "http://evil.example" } }, invite))?.status).toBe(
    403,
  );
  await killHard(sandbox);
});

test("somebody who finds the emulated Telegram's own port is nobody there", async () => {
  const [one, other] = await Promise.all([
    startSandbox(await temporaryFolder(), undefined),
    startSandbox(await temporaryFolder(), undefined),
  ]);
  expect(one.bot.token).not.toBe(other.bot.token);
  expect((await fetch(`${one.bot.apiRoot}/bot${one.bot.token}/getMe`)).status).toBe(200);
  expect((await fetch(`${one.bot.apiRoot}/bot${other.bot.token}/getUpdates`)).status).toBe(401);
  const paths = ["/emulator/people", "/emulator/events", "/sandbox/state", "/"];
  for (const path of paths) expect((await fetch(`${one.bot.apiRoot}${path}`)).status, path).toBeGreaterThanOrEqual(400);
  const post = { method: "POST", headers: json, body: invite };
  expect((await fetch(`${one.bot.apiRoot}${say}`, post)).status).toBe(404);
  await Promise.all([one.stop(), other.stop()]);
});

test("metrics are for this machine, or for those who have METRICS_TOKEN; health and readiness tell nobody anything", {
  timeout: 120_000,
}, async () => {
  const [database, telegram, port, nobody] = await Promise.all([createTestDatabase(), startEmulator(), freePort(), freePort()]);
  onTestFinished(() => telegram.stop().then(database.drop));
  const path = "/metrics";
  const environment = {
    BOT_TOKEN: telegram.token,
    BOT_API_ROOT: telegram.root,
    DATABASE_URL: database.url,
    PORT: String(port),
    LOG_LEVEL: "info",
  };
  const start = async (given: Record<string, string>) => {
    const bot = startProcess({ ...environment, ...given });
    await expect.poll(() => bot.errors(), { timeout: 30_000 }).toContain('"started"');
    return bot;
  };
  const open = await start({});
  expect((await ask({ port, path }))?.text).toMatch(/doorstep_tickets_open 0/);
  for (const name of ["x-forwarded-for", "forwarded", "via", "x-real-ip"])
    expect((await ask({ port, path, headers: { [name]: "127.0.0.1" } }))?.status, name).toBe(403);
  expect((await ask({ port, path, headers: { host: "bot.example.org" } }))?.status).toBe(403);
  if (ownAddress) expect((await ask({ port, path, host: ownAddress }))?.status).toBe(403);
  expect((await ask({ port, path: "/healthz", host: ownAddress ?? "127.0.0.1" }))?.text).toBe("ok");
  expect((await ask({ port, path: "/readyz", host: ownAddress ?? "127.0.0.1" }))?.text).toBe("ready");
  await killHard(open);

  const closed = await start({ METRICS_TOKEN: "measure-me" });
  const host = ownAddress ?? "127.0.0.1";
  const asking = (authorization?: string) => ask({ port, path, host, headers: authorization ? { authorization } : {} });
  expect((await asking())?.status).toBe(401);
  expect((await asking("Bearer measure-m"))?.status).toBe(401);
  expect((await asking("Bearer measure-me"))?.text).toMatch(/doorstep_tickets_open 0/);
  expect((await ask({ port, path }))?.status).toBe(401);
  await killHard(closed);

  const waiting = startProcess({ ...environment, BOT_API_ROOT: `http://127.0.0.1:${nobody}` });
  await expect.poll(async () => (await ask({ port, path: "/readyz" }))?.text, { timeout: 30_000 }).toContain("waiting for Telegram");
  const forwarded = await ask({ port, path: "/readyz", headers: { "x-forwarded-for": "203.0.113.9" } });
  expect(forwarded).toMatchObject({ status: 503, text: "starting" });
  await killHard(waiting);
});
