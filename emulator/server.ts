import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { serve } from "@hono/node-server";
import busboy from "busboy";
import { Hono } from "hono";
import { createControl } from "./control.ts";
import { createDelivery } from "./delivery.ts";
import { ApiError } from "./errors.ts";
import { createFaults, type Fault } from "./faults.ts";
import { createLimits } from "./limits.ts";
import type { Upload } from "./media.ts";
import { createMethods } from "./methods.ts";
import type { Payload } from "./payload.ts";
import { readSpecification } from "./specification.ts";
import { createWorld, type StoredFile, type World, type WorldOptions } from "./world.ts";

export type Emulator = Awaited<ReturnType<typeof startEmulator>>;
type Given = Partial<WorldOptions> & { port?: number; hasControls?: boolean };
type Bindings = { Bindings: { incoming: import("node:http").IncomingMessage; outgoing: import("node:http").ServerResponse } };

const maxRememberedCalls = 50_000;

/**
 * Starts a stand-in for the Telegram Bot API server on loopback.
 *
 * @param options token, limits and clock of the emulated Telegram, the port (0 takes a free one), and whether the people's side
 * (`control`) can be reached there too, by everybody who reaches the port
 * @returns its address for `BOT_API_ROOT`, its world for assertions, its faults, and `stop`
 */
export async function startEmulator({ hasControls = true, port: wanted = 0, ...options }: Given = {}) {
  const world = createWorld(options);
  const faults = createFaults();
  const delivery = createDelivery(world);
  const control = createControl(world, faults);
  // Before the Bot API's own routes, which would take the first part of the path for a bot.
  const app = new Hono();
  if (hasControls) app.route("/emulator", control);
  app.route("/", createBotApi(world, faults, delivery));
  const server = await new Promise<Server>((resolve) => {
    const started = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: wanted }, () => resolve(started as Server));
  });
  const { port } = server.address() as AddressInfo;
  return {
    world,
    faults,
    control,
    root: `http://127.0.0.1:${port}`,
    token: world.options.token,
    async stop() {
      delivery.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function createBotApi(world: World, faults: ReturnType<typeof createFaults>, delivery: ReturnType<typeof createDelivery>) {
  const specification = readSpecification();
  const methodNames = new Map([...specification.keys()].map((name) => [name.toLowerCase(), name]));
  const methods = createMethods(world, createLimits(world));
  const app = new Hono<Bindings>();

  app.get("/file/:bot/:path{.+}", (c) => {
    const file = [...world.files.values()].find((stored) => stored.path === c.req.param("path"));
    if (c.req.param("bot") !== `bot${world.options.token}` || !file) return c.notFound();
    const headers = { "content-type": file.mime ?? "application/octet-stream" };
    return c.body(file.arrives ? strange(file, file.arrives) : new Uint8Array(file.bytes), 200, headers);
  });

  app.all("/:bot/:method", async (c) => {
    try {
      if (c.req.param("bot") !== `bot${world.options.token}`) throw new ApiError(401, "Unauthorized");
      const name = methodNames.get(c.req.param("method").toLowerCase());
      const call = await readCall(c.req.raw);
      const fault = name ? faults.draw(name) : undefined;
      if (fault) await meet(fault, c.env.outgoing);
      const result = await answer(name ?? c.req.param("method"), call, c.req.raw.signal);
      if (fault?.kind === "hang_up_after") hangUp(c.env.outgoing);
      return c.json({ ok: true, result });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { code, message, parameters } = error;
      return c.json({ ok: false, error_code: code, description: message, ...(parameters ? { parameters } : {}) }, code as 400);
    }
  });
  app.all("*", (c) => c.json({ ok: false, error_code: 404, description: "Not Found" }, 404));
  return app;

  async function answer(name: string, call: { payload: Payload; uploads: Map<string, Upload> }, signal: AbortSignal) {
    if (name === "getUpdates") return delivery.getUpdates(call.payload, signal);
    try {
      checkParameters(name, call);
      const method = methods.get(name);
      if (!method) throw violation(`${name} is not carried out by the emulator`, 404, "Not Found: method not found");
      const result = await method(call);
      if (name === "setWebhook") delivery.deliverByWebhook();
      record(name, call.payload, undefined);
      return result;
    } catch (error) {
      record(name, call.payload, error as Error);
      throw error;
    }
  }

  function checkParameters(name: string, { payload, uploads }: { payload: Payload; uploads: Map<string, Upload> }) {
    const known = specification.get(name);
    if (!known) throw violation(`unknown method ${name}`, 404, "Not Found: method not found");
    for (const key of Object.keys(payload)) {
      if (!known.parameters.has(key)) throw violation(`${name}: unknown parameter ${key}`, 400, `Bad Request: unknown parameter ${key}`);
    }
    for (const [key, { required }] of known.parameters) {
      if (required && payload[key] === undefined && !uploads.has(key)) {
        throw violation(`${name}: parameter ${key} is missing`, 400, `Bad Request: parameter "${key}" is required`);
      }
    }
  }

  function violation(what: string, code: number, description: string) {
    world.violations.push(what);
    return new ApiError(code, description);
  }

  function record(method: string, payload: Payload, error: Error | undefined) {
    const call = { method, payload, ok: !error, at: world.options.now(), ...(error ? { error: error.message } : {}) };
    if (error?.message.includes("Too Many Requests")) world.tooManyAnswers += 1;
    if (error?.message.includes("message is not modified")) world.notModifiedAnswers += 1;
    world.calls.push(call);
    if (world.calls.length > maxRememberedCalls) world.calls.splice(0, maxRememberedCalls / 2);
    world.events.emit("call", call);
  }
}

const pieceBytes = 64 * 1024;

/** A download as a broken line, or a server that means ill, sends it. */
function strange(file: StoredFile, how: "never" | "endlessly"): ReadableStream<Uint8Array> {
  let pieces = 0;
  return new ReadableStream({
    pull(stream) {
      pieces += 1;
      if (pieces === 1) stream.enqueue(file.bytes.slice(0, file.bytes.length / 2));
      else if (how === "endlessly") stream.enqueue(new Uint8Array(pieceBytes));
      else return new Promise(() => {});
    },
  });
}

async function meet(fault: Fault, outgoing: import("node:http").ServerResponse) {
  if (fault.kind === "too_many") {
    const retry_after = fault.retryAfterSeconds;
    throw new ApiError(429, `Too Many Requests: retry after ${retry_after}`, { retry_after });
  }
  if (fault.kind === "server_error") throw new ApiError(500, "Internal Server Error: restart");
  if (fault.kind === "delay") await new Promise((resolve) => setTimeout(resolve, fault.ms));
  if (fault.kind === "hang_up_before") {
    hangUp(outgoing);
    throw new ApiError(500, "the connection is cut");
  }
}

function hangUp(outgoing: import("node:http").ServerResponse) {
  outgoing.socket?.destroy();
}

async function readCall(request: Request): Promise<{ payload: Payload; uploads: Map<string, Upload> }> {
  const uploads = new Map<string, Upload>();
  const payload: Payload = Object.fromEntries(new URL(request.url).searchParams);
  const type = request.headers.get("content-type") ?? "";
  if (type.includes("application/json")) {
    const text = await request.text();
    Object.assign(payload, text ? JSON.parse(text) : {});
  } else if (type.includes("form") && request.body) {
    await readForm(request, type, payload, uploads);
  }
  for (const [key, value] of Object.entries(payload)) if (value === null || value === undefined) delete payload[key];
  return { payload, uploads };
}

/** The real server is lenient about how multipart headers are written; so is this parser, unlike the platform's. */
async function readForm(request: Request, type: string, payload: Payload, uploads: Map<string, Upload>): Promise<void> {
  const parser = busboy({ headers: { "content-type": type }, defParamCharset: "utf8" });
  parser.on("field", (key, value) => {
    payload[key] = value;
  });
  parser.on("file", (key, stream, { filename, mimeType }) => {
    const chunks: Uint8Array[] = [];
    stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    stream.on("end", () => uploads.set(key, { name: filename ?? key, type: mimeType, bytes: Buffer.concat(chunks) }));
  });
  const body = Buffer.from(await request.arrayBuffer()).toString("latin1");
  // grammY writes file names without quotes, which the real server takes as they are, Chinese ones too.
  const quoted = body.replace(/(content-disposition:form-data;name="[^"\r\n]+";filename=)([^"\r\n]+)\r\n/gi, '$1"$2"\r\n');
  await pipeline(Readable.from([Buffer.from(quoted, "latin1")]), parser);
}
