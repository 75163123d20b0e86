import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Message } from "@grammyjs/types";

export type Telegram = Awaited<ReturnType<typeof startTelegram>>;

/** The flags of `npm start`; nobody is given others. */
export const nodeFlags = [
  "--max-semi-space-size=16",
  "--heap-growing-percent=25",
  "--import",
  new URL("../src/compile-cache.js", import.meta.url).href,
];

// Whatever becomes of this process, no contestant outlives it.
const children = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});

/** Starts a script of this folder or the program itself, and waits for the line by which it says that it is ready. */
export async function startScript(path: string, args: string[], environment: Record<string, string>, ready: Pick<RegExp, "test">) {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [...nodeFlags, fileURLToPath(new URL(path, import.meta.url)), ...args], {
    env: { PATH, HOME, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.add(child);
  child.once("exit", () => children.delete(child));
  const line = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`${path} ended with ${code}`)));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on("line", (text) => ready.test(text) && resolve(text));
  });
  return { child, line };
}

export async function endScript(child: ChildProcess) {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

/** A Telegram in another process, and people who act on it over HTTP and wait for what the bot says. */
export async function startTelegram(limits: "limited" | "free" = "free") {
  const { child, line } = await startScript("./contestants/emulator.ts", [limits], {}, /^\{/);
  const { root, token } = JSON.parse(line) as { root: string; token: string };
  const waiting = new Map<number, (message: Message) => void>();
  const events = await fetch(`${root}/emulator/events`);
  void listen(events.body as ReadableStream<Uint8Array>, (event) => {
    if (event.type === "message" && event.message.from?.is_bot) waiting.get(event.chat_id)?.(event.message);
  });
  const post = async (path: string, body: object) => {
    const response = await fetch(`${root}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json() as Promise<{ id: number }>;
  };
  return {
    root,
    token,
    async person(name: string) {
      const { id } = await post("/emulator/people", { first_name: name });
      const act = (action: object) => post(`/emulator/people/${id}/chats/${id}`, action);
      return {
        id,
        act,
        /** Does something and waits for the message with these words. */
        async does(action: object, words: string): Promise<Message> {
          const answer = new Promise<Message>((resolve, reject) => {
            const timer = setTimeout(() => reject(new Error(`${name} waited in vain for ${words}`)), 20_000);
            waiting.set(id, (message) => {
              if (!(message.text ?? "").includes(words)) return;
              clearTimeout(timer);
              resolve(message);
            });
          });
          await act(action);
          return answer;
        },
      };
    },
    /** Somebody's script writes as fast as asked for. @returns how often it wrote */
    flood: async (id: number, given: { text: string; per_second: number; seconds: number }) =>
      ((await post(`/emulator/people/${id}/flood`, given)) as unknown as { sent: number }).sent,
    stop: () => endScript(child),
  };
}

async function listen(body: ReadableStream<Uint8Array>, heard: (event: { type: string; chat_id: number; message: Message }) => void) {
  let rest = "";
  const decoder = new TextDecoder();
  try {
    for await (const chunk of body) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line.startsWith("data:")) heard(JSON.parse(line.slice(5)));
    }
  } catch {
    // The emulator was stopped.
  }
}

export const say = (text: string) => ({ do: "text", text });

/** The press of the button with these words below a message. */
export function press(message: Message, words: string) {
  const buttons = (
    message as { reply_markup?: { inline_keyboard: { text: string; callback_data: string }[][] } }
  ).reply_markup?.inline_keyboard.flat();
  const button = buttons?.find(({ text }) => text.includes(words));
  if (!button) throw new Error(`There is no button ${words}`);
  return { do: "press", message_id: message.message_id, data: button.callback_data };
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
