import { type Api, GrammyError, HttpError } from "grammy";
import { maxFetchPauseSeconds, maxFetchSeconds, maxFileBytes } from "../domain/file-limits.ts";

/** A file that can never be had: Telegram no longer has it, or it is larger than bots may fetch. */
export class Undownloadable extends Error {
  readonly isTooLarge: boolean;
  constructor(isTooLarge: boolean) {
    super(isTooLarge ? "The file is too large" : "Telegram has no such file");
    this.isTooLarge = isTooLarge;
  }
}

/**
 * Fetches a file that somebody sent.
 *
 * @throws Undownloadable when it can never be had, HttpError when it may come another time, GrammyError for what else Telegram says
 * @see https://core.telegram.org/bots/api#getfile
 */
export async function download(api: Api, fileId: string): Promise<Uint8Array> {
  const { file_path: path = "", file_size: size = 0 } = await api.getFile(fileId).catch((error) => {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    throw new Undownloadable(error.description.includes("too big"));
  });
  if (size > maxFileBytes) throw new Undownloadable(true);
  const ending = new AbortController();
  const cutOff = setTimeout(() => ending.abort(), maxFetchSeconds * 1_000);
  try {
    const url = `${api.options?.apiRoot ?? "https://api.telegram.org"}/file/bot${api.token}/${path}`;
    // By the road of everything else that is asked of Telegram, through a proxy too.
    const ask = (api.options?.fetch ?? fetch) as typeof fetch;
    const response = await withoutPause(ask(url, { signal: ending.signal }));
    if (!response.ok || !response.body) throw new Error(`The file was answered with ${response.status}`);
    return await collect(response.body.getReader());
  } catch (error) {
    throw error instanceof Undownloadable ? error : new HttpError("The file could not be fetched", error);
  } finally {
    clearTimeout(cutOff);
    // Whatever still comes is not waited for.
    ending.abort();
  }
}

/** Piece by piece, so that one that is larger than was said, or never ends, is given up in time. */
async function collect(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await withoutPause(reader.read());
    if (done) return Buffer.concat(pieces);
    size += value.byteLength;
    if (size > maxFileBytes) throw new Undownloadable(true);
    pieces.push(value);
  }
}

function withoutPause<T>(coming: Promise<T>): Promise<T> {
  let waiting: NodeJS.Timeout | undefined;
  const pause = new Promise<never>((_, reject) => {
    waiting = setTimeout(() => reject(new Error("Nothing came any more")), maxFetchPauseSeconds * 1_000);
  });
  // When the pause wins, whatever becomes of the other one is of no interest.
  coming.catch(() => {});
  return Promise.race([coming, pause]).finally(() => clearTimeout(waiting));
}
