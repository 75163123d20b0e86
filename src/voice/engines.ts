import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { maxSpeechBytes, maxSpeechSeconds, maxTranscribeSeconds, maxTranscriptBytes } from "../domain/limits.ts";

/** A line for the shell, and what it may know of its surroundings: nothing of ours, neither the token nor where the database is. */
export type Program = { command: string; environment: Record<string, string> };
/** What the operator has given: an endpoint, or a program of this machine. */
type Endpoint = { url: string; key: string | undefined; model: string };
export type TranscribeSetting = Endpoint | Program;
/** Absent is what the operator has not given. */
export type VoiceSettings = { transcribe?: TranscribeSetting | undefined; speak?: Program | undefined };
/** Makes words of a voice message; empty when nothing was understood. */
export type Transcribe = (audio: Uint8Array, signal: AbortSignal) => Promise<string>;
/** Makes a voice message of words: an OGG file with Opus, as Telegram wants it. */
export type Speak = (words: string) => Promise<Uint8Array>;

/** @see docs/voice.md */
export const transcriberOf = (setting: TranscribeSetting): Transcribe =>
  "url" in setting ? (audio, signal) => askEndpoint(setting, audio, signal) : (audio, signal) => askProgram(setting, audio, signal);

/**
 * Asks an endpoint that speaks OpenAI's transcription API.
 *
 * @throws Error when it does not answer in time, or not with words
 * @see https://platform.openai.com/docs/api-reference/audio/createTranscription
 */
async function askEndpoint({ url, key, model }: Endpoint, audio: Uint8Array, stopping: AbortSignal): Promise<string> {
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(audio)], { type: "audio/ogg" }), "voice.ogg");
  form.set("model", model);
  form.set("response_format", "json");
  const response = await fetch(url, {
    method: "POST",
    body: form,
    headers: key ? { authorization: `Bearer ${key}` } : {},
    signal: AbortSignal.any([stopping, AbortSignal.timeout(maxTranscribeSeconds * 1_000)]),
  });
  const body = await readBody(response);
  if (!response.ok) throw new Error(`The transcription endpoint answered ${response.status}: ${body.slice(0, 200)}`);
  const { text } = readJson(body);
  if (typeof text !== "string") throw new Error("The transcription endpoint answered without a text");
  return text.trim();
}

/** An endpoint that does not stop answering is cut off. */
async function readBody({ body }: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body ?? []) {
    size += piece.byteLength;
    if (size > maxTranscriptBytes) throw new Error(`The transcription endpoint answered more than ${maxTranscriptBytes} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function readJson(body: string): { text?: unknown } {
  try {
    return (JSON.parse(body) ?? {}) as { text?: unknown };
  } catch (cause) {
    throw new Error("The transcription endpoint did not answer with JSON", { cause });
  }
}

/** Runs a program with the file's path behind its own arguments; what it prints are the words. */
async function askProgram({ command, environment }: Program, audio: Uint8Array, stopping: AbortSignal): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "doorstep-voice-"));
  try {
    const file = join(folder, "voice.ogg");
    await writeFile(file, audio, { mode: 0o600 });
    const limits = { environment, seconds: maxTranscribeSeconds, maxBytes: maxTranscriptBytes, stopping };
    const printed = await run(`${command} "$1"`, [file], limits);
    return printed.toString("utf8").trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A program that reads words and writes an OGG file. */
export const speakerOf =
  ({ command, environment }: Program): Speak =>
  async (words) => {
    const audio = await run(command, [], { environment, seconds: maxSpeechSeconds, maxBytes: maxSpeechBytes, input: words });
    if (audio.subarray(0, 4).toString("latin1") !== "OggS") throw new Error("SPEAK_COMMAND did not write an OGG file");
    return audio;
  };

type Limits = { environment: Record<string, string>; seconds: number; maxBytes: number; stopping?: AbortSignal; input?: string };

/**
 * Runs a line of the operator's by the shell, in a process group of its own, and ends all of it when its time is up.
 *
 * @param args what the line calls `$1` and so on
 * @throws Error when it fails, takes too long or prints too much
 */
function run(line: string, args: readonly string[], { environment, seconds, maxBytes, stopping, input = "" }: Limits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn("/bin/sh", ["-c", line, "sh", ...args], { env: environment, detached: true, stdio: ["pipe", "pipe", "pipe"] });
    const printed: Buffer[] = [];
    let size = 0;
    let complaint = "";
    const give = (why: string) => {
      if (child.pid !== undefined) endGroup(child.pid);
      reject(new Error(why));
    };
    const timer = setTimeout(() => give(`The program took longer than ${seconds} s`), seconds * 1_000);
    const stop = () => give("The process is to stop");
    if (stopping?.aborted) stop();
    stopping?.addEventListener("abort", stop);
    child.stdout.on("data", (piece: Buffer) => {
      size += piece.byteLength;
      if (size > maxBytes) give(`The program printed more than ${maxBytes} bytes`);
      else printed.push(piece);
    });
    child.stderr.on("data", (piece: Buffer) => {
      complaint = `${complaint}${piece.toString("utf8")}`.slice(-maxComplaint);
    });
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    child.once("error", (cause) => reject(new Error("The program could not be started", { cause })));
    child.once("close", (code) => {
      clearTimeout(timer);
      stopping?.removeEventListener("abort", stop);
      if (code === 0) resolve(Buffer.concat(printed));
      else reject(new Error(`The program ended with ${code}: ${complaint.trim()}`));
    });
  });
}

const maxComplaint = 300;
function endGroup(pid: number) {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
