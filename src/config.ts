import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { resolve } from "node:path";
import { IANAZone } from "luxon";
import { z } from "zod";
import { readTokens } from "./bot-tokens.ts";
import type { TelegramProxy } from "./sender/telegram.ts";
import type { VoiceSettings } from "./voice/engines.ts";

const blankAsAbsent = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === "" ? undefined : value), schema);

const telegramRoot = "https://api.telegram.org";

/** Letters, digits and hyphens between dots; not numbers alone, which would be a mistyped address. */
const isHostName = (host: string) => /^(?=.*[a-z])[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(host) && host.length <= 253;

/** How others name a proxy of the whole machine; small letters count first, as everywhere. */
const proxyUrl = z
  .string()
  .regex(/^https?:\/\/[^\s/]+/, "must be the URL of an HTTP proxy, such as http://127.0.0.1:7890")
  .optional();

/** Sixteen letters and digits by chance cannot be tried out; a sentence is as good. */
const leastKeyCharacters = 16;

const environmentSchema = z.object({
  BOT_TOKEN: blankAsAbsent(z.string().optional()),
  BOT_TOKENS_FILE: blankAsAbsent(z.string().optional()),
  BOT_API_ROOT: blankAsAbsent(z.url("must be a URL, such as https://api.telegram.org").default(telegramRoot)),
  TELEGRAM_PROXY: blankAsAbsent(proxyUrl),
  HTTPS_PROXY: blankAsAbsent(proxyUrl),
  https_proxy: blankAsAbsent(proxyUrl),
  NO_PROXY: blankAsAbsent(z.string().optional()),
  no_proxy: blankAsAbsent(z.string().optional()),
  DATABASE_URL: blankAsAbsent(
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, "must begin with postgres://")
      .optional(),
  ),
  DATA_DIR: blankAsAbsent(z.string().default("./data")),
  PORT: blankAsAbsent(z.coerce.number("must be a number").int().min(0).max(65535).default(8080)),
  HOST: blankAsAbsent(
    z
      .string()
      .transform((host) => host.replace(/^\[(.*)\]$/, "$1"))
      .refine(
        (host) => isIP(host) > 0 || isHostName(host),
        "must be an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them",
      )
      .optional(),
  ),
  METRICS_TOKEN: blankAsAbsent(
    z
      .string()
      .regex(/^[\w.~+/-]+=*$/, "must be letters, digits and - . _ ~ + / = only, such as `openssl rand -hex 16` gives")
      .optional(),
  ),
  PUBLIC_URL: blankAsAbsent(z.url("must be a URL that Telegram can reach, such as https://bot.example.org").optional()),
  WEBHOOK_SECRET: blankAsAbsent(
    z
      .string()
      .regex(/^[\w-]{16,256}$/, "must be 16 to 256 letters, digits, - or _")
      .optional(),
  ),
  LOG_LEVEL: blankAsAbsent(z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info")),
  UPDATES_A_MINUTE: blankAsAbsent(z.coerce.number("must be a number").int().min(60, "must be 60 or more: people press as fast").optional()),
  BACKUP_DIR: blankAsAbsent(z.string().optional()),
  BACKUP_KEEP: blankAsAbsent(z.coerce.number("must be a number").int().min(1, "must be 1 or more").max(3650).default(14)),
  BACKUP_KEY: blankAsAbsent(
    z
      .string()
      .min(leastKeyCharacters, `must have ${leastKeyCharacters} characters or more, such as \`openssl rand -hex 16\` gives`)
      .optional(),
  ),
  BACKUP_KEY_FILE: blankAsAbsent(z.string().optional()),
  TRANSCRIBE_URL: blankAsAbsent(
    z.url("must be the URL of a transcription endpoint, such as http://localhost:8000/v1/audio/transcriptions").optional(),
  ),
  TRANSCRIBE_KEY: blankAsAbsent(z.string().optional()),
  TRANSCRIBE_MODEL: blankAsAbsent(z.string().default("whisper-1")),
  TRANSCRIBE_COMMAND: blankAsAbsent(z.string().optional()),
  SPEAK_COMMAND: blankAsAbsent(z.string().optional()),
  WEBHOOK_HOSTS: blankAsAbsent(
    z
      .string()
      .default("")
      .transform((list) => list.split(",").flatMap((host) => host.trim().toLowerCase() || []))
      .refine(
        (hosts) => hosts.every((host) => isIP(host) > 0 || isHostName(host) || host === "localhost"),
        "must be hosts separated by commas, without http:// and port, such as 10.0.0.5,erp.county.lan",
      ),
  ),
  PATH: z.string().default(""),
  HOME: z.string().default(""),
  LANG: z.string().default("C.UTF-8"),
  TZ_NAME: blankAsAbsent(
    z
      .string()
      .refine((name) => IANAZone.isValidZone(name), "is not a time zone name such as Asia/Shanghai")
      .default("Asia/Shanghai"),
  ),
});

type BotGiven = { token: string; apiRoot: string; proxy: TelegramProxy | undefined };

export type Config = {
  /** Absent in the sandbox, where the bot talks to the emulator; the first of several. */
  bot: BotGiven | undefined;
  /** All of them: each is a town. */
  bots: readonly BotGiven[];
  /** Where the tokens stand, if in a file: it may be read again. */
  tokensFile: string | undefined;
  webhook: { publicUrl: string; secret: string } | undefined;
  databaseUrl: string | undefined;
  dataDir: string;
  port: number;
  /** Where to listen, when it was said. */
  host: string | undefined;
  /** Without it, only this machine itself may read the metrics. */
  metricsToken: string | undefined;
  logLevel: string;
  timeZone: string;
  /** Where a backup is written every night, and how many of them stay; absent where nobody wants any. */
  backups: { folder: string; keep: number; key: string | undefined } | undefined;
  /** A passphrase with which backups are encrypted; absent where they are not. */
  backupKey: string | undefined;
  /** What puts voice messages into words, and reads words aloud, if anything does. */
  voice: VoiceSettings;
  /** Hosts inside that may be told what happens (webhooks). */
  webhookHosts: readonly string[];
  /** What one person may send in a minute; absent for the usual measure. */
  updatesAMinute: number | undefined;
};

/**
 * Checks the environment once; nothing else in the program reads it.
 *
 * @returns the settings, or one line per wrong or missing value, each saying what to do
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config | { problems: string[] } {
  const parsed = environmentSchema.safeParse(environment);
  const read = readTokens(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    return { problems: "problems" in read ? [...read.problems, ...problems] : problems };
  }
  const values = parsed.data;
  if ("problems" in read) return read;
  const [apiRoot, proxy] = [values.BOT_API_ROOT.replace(/\/+$/, ""), proxyIn(values)];
  const bots = read.tokens.map((token) => ({ token, apiRoot, proxy }));
  if (values.PUBLIC_URL && !bots.length) return { problems: ["BOT_TOKEN is missing: PUBLIC_URL (webhook mode) needs it"] };
  if (values.PUBLIC_URL && !values.WEBHOOK_SECRET) {
    return { problems: ["WEBHOOK_SECRET is missing: with PUBLIC_URL set, choose 16 or more random letters and digits"] };
  }
  // A Bot API server of one's own may call anything.
  if (values.PUBLIC_URL && values.BOT_API_ROOT === telegramRoot && !values.PUBLIC_URL.startsWith("https://")) {
    return { problems: ["PUBLIC_URL must begin with https://: Telegram calls no other"] };
  }
  if (values.TRANSCRIBE_URL && values.TRANSCRIBE_COMMAND) {
    return { problems: ["TRANSCRIBE_URL and TRANSCRIBE_COMMAND are both set: keep the one that is to be asked"] };
  }
  const backupKey = keyIn(values);
  if (typeof backupKey === "object") return backupKey;
  return {
    bot: bots[0],
    bots,
    tokensFile: values.BOT_TOKENS_FILE,
    webhook:
      values.PUBLIC_URL && values.WEBHOOK_SECRET
        ? { publicUrl: values.PUBLIC_URL.replace(/\/+$/, ""), secret: values.WEBHOOK_SECRET }
        : undefined,
    databaseUrl: values.DATABASE_URL,
    dataDir: resolve(values.DATA_DIR),
    port: values.PORT,
    host: values.HOST,
    metricsToken: values.METRICS_TOKEN,
    logLevel: values.LOG_LEVEL,
    timeZone: values.TZ_NAME,
    backups: values.BACKUP_DIR ? { folder: resolve(values.BACKUP_DIR), keep: values.BACKUP_KEEP, key: backupKey } : undefined,
    backupKey,
    voice: voiceIn(values),
    webhookHosts: values.WEBHOOK_HOSTS,
    updatesAMinute: values.UPDATES_A_MINUTE,
  };
}

/** In a file, as secrets of containers are, or in the setting itself. */
function keyIn({ BACKUP_KEY: key, BACKUP_KEY_FILE: file }: z.infer<typeof environmentSchema>): string | undefined | { problems: string[] } {
  if (!file) return key;
  if (key) return { problems: ["BACKUP_KEY and BACKUP_KEY_FILE are both set: keep one"] };
  try {
    const found = readFileSync(file, "utf8").trim();
    return found.length < leastKeyCharacters
      ? { problems: [`BACKUP_KEY_FILE ${file} must hold ${leastKeyCharacters} characters or more, such as \`openssl rand -hex 16\` gives`] }
      : found;
  } catch {
    return { problems: [`BACKUP_KEY_FILE ${file} cannot be read: name a file that this user may read`] };
  }
}

/** TELEGRAM_PROXY is for Telegram alone, and for every address of it; the machine's own is used as other programs use it. */
function proxyIn(values: z.infer<typeof environmentSchema>): TelegramProxy | undefined {
  const [https, except] = [values.https_proxy ?? values.HTTPS_PROXY, values.no_proxy ?? values.NO_PROXY];
  if (values.TELEGRAM_PROXY) return { always: values.TELEGRAM_PROXY };
  return https ? { https, except: except ?? "" } : undefined;
}

function voiceIn(values: z.infer<typeof environmentSchema>): VoiceSettings {
  const { TRANSCRIBE_URL: url, TRANSCRIBE_KEY: key, TRANSCRIBE_MODEL: model, TRANSCRIBE_COMMAND: hears, SPEAK_COMMAND: speaks } = values;
  const environment = { PATH: values.PATH, HOME: values.HOME, LANG: values.LANG };
  const program = (command: string | undefined) => (command ? { command, environment } : undefined);
  return { transcribe: url ? { url, key, model } : program(hears), speak: program(speaks) };
}
