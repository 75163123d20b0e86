import { type Api, InputFile } from "grammy";
import { askOnce, type Database } from "../database/client.ts";
import type { Attachment, NoticeBody } from "../database/values.ts";
import type { Moment } from "../database/work.ts";
import { text } from "../wording/texts.ts";
import { download, Undownloadable } from "./download.ts";
import type { Row } from "./queue.ts";
import type { Call } from "./render.ts";

/** The bot of another town, as far as this process serves it. */
export type BotOf = (townId: number) => Api | undefined;
type Given = { database: Database; botOf: BotOf };
type Brought = { call: Call; note: (result: unknown) => Promise<void> };
type Of = { townId: number; file: Attachment };

/**
 * A file that came to another town's bot: its id is good for that bot only, so the file is fetched by that one and sent anew, once; after
 * that this bot knows it by an id of its own. What cannot be had is said in words.
 *
 * @returns undefined for any other message
 * @throws what Telegram answered, for the sender to judge
 */
export async function bringFile({ database, botOf }: Given, { townId }: Moment, row: Row, call: Call): Promise<Brought | undefined> {
  const from = filedElsewhere(row.notice);
  if (!from || row.editsId !== null) return undefined;
  const { kind, fileId } = from.file;
  const keys = [townId, from.townId, fileId] as const;
  const known = await findKnown(database, keys);
  const withFile = (file: string | InputFile): Call => ({ ...call, payload: { ...call.payload, [kind]: file } });
  if (known) return { call: withFile(known), note: async () => {} };
  const bytes = await fetchFrom(botOf(from.townId), fileId);
  if (!bytes) return { call: inWords(row, call, from), note: async () => {} };
  return {
    call: withFile(new InputFile(bytes, from.file.fileName ?? `${kind}${endings[kind] ?? ""}`)),
    async note(result) {
      const own = fileIdIn(result, kind);
      if (own) await askOnce(database, townId, { text: remembering, values: [...keys, own] });
    },
  };
}

function filedElsewhere(notice: NoticeBody | null): Of | undefined {
  const file = notice?.kind === "relay" ? notice.attachment : undefined;
  return file?.of === undefined ? undefined : { townId: file.of, file };
}

/** By what Telegram tells kinds apart that have no name of their own. */
const endings: Partial<Record<Attachment["kind"], string>> = {
  photo: ".jpg",
  voice: ".ogg",
  video: ".mp4",
  video_note: ".mp4",
  animation: ".mp4",
  audio: ".mp3",
};

async function findKnown(database: Database, keys: readonly [townId: number, of: number, theirs: string]): Promise<string | undefined> {
  const text = "select file_id from brought_file where town_id = $1 and of_town_id = $2 and their_file_id = $3";
  const [found] = await askOnce<{ file_id: string }>(database, keys[0], { text, values: [...keys] });
  return found?.file_id;
}

const remembering = `insert into brought_file (town_id, of_town_id, their_file_id, file_id) values ($1, $2, $3, $4)
  on conflict (town_id, of_town_id, their_file_id) do nothing`;

/** @returns undefined when it can never be had here */
async function fetchFrom(bot: Api | undefined, fileId: string): Promise<Uint8Array | undefined> {
  if (!bot) return undefined;
  return download(bot, fileId).catch((error) => {
    if (error instanceof Undownloadable) return undefined;
    throw error;
  });
}

function inWords(row: Row, call: Call, { file }: Of): Call {
  const values = row.notice?.kind === "relay" ? row.notice.values : {};
  const { number = 0, name = "", body = "" } = values;
  const html = text("zh", "relay-file-missing", { number, name, body: [body, file.heard?.words].filter(Boolean).join("\n") });
  const { chat_id, reply_parameters, reply_markup, protect_content } = call.payload as Record<string, unknown>;
  const kept = Object.fromEntries(
    Object.entries({ reply_parameters, reply_markup, protect_content }).filter(([, value]) => value !== undefined),
  );
  return { method: "sendMessage", payload: { chat_id, text: html, parse_mode: "HTML", ...kept } };
}

/** Of a photo its largest size. */
function fileIdIn(result: unknown, kind: Attachment["kind"]): string | undefined {
  const sent = (result as Record<string, unknown> | undefined)?.[kind];
  const file = Array.isArray(sent) ? sent.at(-1) : sent;
  return (file as { file_id?: string } | undefined)?.file_id;
}
