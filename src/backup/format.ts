import { createHash, type Hash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline as piping, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress, createZstdDecompress } from "node:zlib";
import { z } from "zod";
import { decrypted, encrypted, openingOf } from "./cipher.ts";

/**
 * A backup is one file: a stream of frames, compressed by zstd. A frame is a letter (`J` JSON, `D` data), its length in four bytes, and that
 * many bytes. It begins with a head; then each table follows with what `COPY … TO STDOUT` gave, and with how many rows and which hash that
 * was; the end says that no table is missing. Behind it stands the hash of all bytes before, in a frame that zstd passes over: `zstd -dc FILE`
 * reads it anywhere. With a key all of it is encrypted (`cipher.ts`).
 *
 * @see https://datatracker.ietf.org/doc/html/rfc8878#name-skippable-frames
 */
const format = 1;
const frameHeader = 5;
/** What COPY gives at once is a few dozen kilobytes; a longer frame is no frame. */
const maxFrameBytes = 64 * 1024 * 1024;
/** Zstd's own choice: as small as gzip, several times as fast. */
const compression = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };
const sealHeader = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 32, 0, 0, 0]);
const sealBytes = sealHeader.byteLength + 32;

const headSchema = z.object({
  kind: z.literal("head"),
  /** Of this file; a later one may hold what this release does not know. */
  format: z.int(),
  release: z.string(),
  /** When the snapshot was taken, by the machine's clock. */
  at: z.iso.datetime(),
  postgres: z.string(),
  /** The instant of the newest migration: how far the schema is. */
  schema: z.number(),
  sequences: z.array(z.object({ name: z.string(), last: z.string(), isCalled: z.boolean() })),
});
const tableSchema = z.object({ kind: z.literal("table"), name: z.string(), columns: z.array(z.string()) });
const tableEndSchema = z.object({ kind: z.literal("table-end"), rows: z.int(), sha256: z.string() });
const endSchema = z.object({ kind: z.literal("end") });
const noteSchema = z.discriminatedUnion("kind", [headSchema, tableSchema, tableEndSchema, endSchema]);

export type Head = z.infer<typeof headSchema>;
export type Table = { name: string; columns: string[] };
/** What a backup holds, once it was read from the beginning to the end. */
export type Manifest = Head & { tables: (Table & { rows: number })[] };
type Note = z.infer<typeof noteSchema>;

/** A file that is no whole backup. Its words say what to do. */
export class BackupFault extends Error {}

const newHead = (given: Omit<Head, "kind" | "format">): Head => ({ kind: "head", format, ...given });

/**
 * Writes a backup; memory stays flat however long the tables are.
 *
 * @param file is made, and must not be there
 * @param rowsOf what `COPY` gives of one table, asked for one after the other
 * @param key a passphrase; without it nothing is encrypted
 */
export async function writeBackup(
  file: string,
  head: Omit<Head, "kind" | "format">,
  tables: readonly Table[],
  rowsOf: (table: Table) => Readable,
  key?: string,
) {
  const frames = Readable.from(framesWith(newHead(head), tables, rowsOf), { objectMode: false });
  const closed = (bytes: AsyncIterable<Uint8Array>) => (key === undefined ? sealed(bytes) : encrypted(sealed(bytes), key));
  await pipeline(frames, createZstdCompress(compression), closed, createWriteStream(file, { flags: "wx", mode: 0o600, flush: true }));
}

async function* sealed(compressed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const piece of compressed) {
    hash.update(piece);
    yield piece;
  }
  yield Buffer.concat([sealHeader, hash.digest()]);
}

async function* framesWith(head: Head, tables: readonly Table[], rowsOf: (table: Table) => Readable): AsyncGenerator<Buffer> {
  const frame = (letter: "J" | "D", bytes: Uint8Array): Buffer => {
    const header = Buffer.alloc(frameHeader);
    header.write(letter, 0, "latin1");
    header.writeUInt32BE(bytes.byteLength, 1);
    return Buffer.concat([header, bytes]);
  };
  const note = (given: Note) => frame("J", Buffer.from(JSON.stringify(given)));
  yield note(head);
  for (const table of tables) {
    yield note({ kind: "table", ...table });
    const sum = createSum();
    for await (const bytes of rowsOf(table) as AsyncIterable<Buffer>) {
      sum.add(bytes);
      yield frame("D", bytes);
    }
    yield note({ kind: "table-end", ...sum.end() });
  }
  yield note({ kind: "end" });
}

const newline = 0x0a;

/** In COPY's text format a row ends with a line feed, and none stands within one. */
function createSum() {
  const hash: Hash = createHash("sha256");
  let rows = 0;
  return {
    add(bytes: Uint8Array) {
      hash.update(bytes);
      for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) rows += 1;
    },
    end: () => ({ rows, sha256: hash.digest("hex") }),
  };
}

/** Does something with the rows of one table. @returns when they are all taken */
export type TakeRows = (table: Table, rows: AsyncIterable<Uint8Array>) => Promise<void>;

const passOver: TakeRows = async (_table, rows) => {
  for await (const _ of rows);
};

/**
 * Reads a backup from the beginning to the end, and compares everything with its sums.
 *
 * @param take is handed each table in the order in which they were written; a failure behind the last of them is thrown all the same
 * @param key with which it was written; one that was written without is read all the same
 * @throws BackupFault when the file is cut, altered, of another kind or of a newer format, or this is not its key
 */
export async function readBackup(file: string, key?: string, take: TakeRows = passOver): Promise<Manifest> {
  try {
    return await readFrames(framesOf(file, key), take);
  } catch (error) {
    if (error instanceof BackupFault) throw error;
    const { code = "" } = error as { code?: string };
    if (code === "ENOENT") throw new BackupFault(`There is no file ${file}`, { cause: error });
    if (code.startsWith("ZSTD_") || code === "Z_BUF_ERROR" || code === "ERR_STREAM_PREMATURE_CLOSE") throw damaged(file, error);
    throw error;
  }

  async function readFrames(frames: AsyncGenerator<Frame>, act: TakeRows): Promise<Manifest> {
    const next = async (): Promise<Frame> => {
      const { done, value } = await frames.next();
      if (done) throw damaged(file);
      return value;
    };
    const nextNote = async (): Promise<Note> => {
      const { letter, bytes } = await next();
      if (letter !== "J") throw damaged(file);
      return noteIn(bytes, file);
    };
    const head = await nextNote();
    if (head.kind !== "head") throw damaged(file);
    if (head.format > format) throw new BackupFault(`${file} was written by a newer release (${head.release}): restore it with that one`);
    const tables: Manifest["tables"] = [];
    for (let note = await nextNote(); note.kind !== "end"; note = await nextNote()) {
      if (note.kind !== "table") throw damaged(file);
      const { name, columns } = note;
      const sum = createSum();
      let ended: Note | undefined;
      const rows = async function* () {
        let frame = await next();
        for (; frame.letter !== "J"; frame = await next()) {
          sum.add(frame.bytes);
          yield frame.bytes;
        }
        ended = noteIn(frame.bytes, file);
      };
      await act({ name, columns }, rows());
      const counted = sum.end();
      if (ended?.kind !== "table-end" || ended.rows !== counted.rows || ended.sha256 !== counted.sha256) throw damaged(file);
      tables.push({ name, columns, rows: counted.rows });
    }
    if (!(await frames.next()).done) throw damaged(file);
    return { ...head, tables };
  }
}

const damaged = (file: string, cause?: unknown) =>
  new BackupFault(
    `${file} is no whole backup of Doorstep: it was cut, altered, or is something else. Nothing was changed; take another file`,
    {
      cause,
    },
  );

function noteIn(bytes: Uint8Array, file: string): Note {
  try {
    return noteSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
  } catch (cause) {
    throw damaged(file, cause);
  }
}

type Frame = { letter: string; bytes: Uint8Array };

/** @throws BackupFault at the end, when the seal is not that of what was read */
async function* framesOf(file: string, key: string | undefined): AsyncGenerator<Frame> {
  const end = { seal: Buffer.alloc(0), hash: createHash("sha256") };
  const source = createZstdDecompress();
  // What fails on the way fails where it is read.
  piping(Readable.from(unsealed(await contentOf(file, key), end), { objectMode: false }), source, () => {});
  let held: Buffer = Buffer.alloc(0);
  for await (const piece of source as AsyncIterable<Buffer>) {
    held = held.byteLength ? Buffer.concat([held, piece]) : piece;
    let at = 0;
    while (held.byteLength - at >= frameHeader) {
      const bytes = held.readUInt32BE(at + 1);
      if (bytes > maxFrameBytes) throw damaged(file);
      const until = at + frameHeader + bytes;
      if (held.byteLength < until) break;
      yield { letter: held.toString("latin1", at, at + 1), bytes: held.subarray(at + frameHeader, until) };
      at = until;
    }
    held = held.subarray(at);
  }
  if (held.byteLength || !end.seal.equals(Buffer.concat([sealHeader, end.hash.digest()]))) throw damaged(file);
}

/** The bytes of a backup, whether they lie there encrypted or not. */
async function contentOf(file: string, key: string | undefined): Promise<AsyncIterable<Uint8Array>> {
  const opening = await openingOf(file, key);
  if (opening.is === "no-key") throw new BackupFault(`${file} is encrypted: set BACKUP_KEY to the one with which it was written`);
  if (opening.is === "wrong-key")
    throw new BackupFault(`BACKUP_KEY is not the one with which ${file} was written: set that one. Nothing was changed`);
  const bytes = createReadStream(file) as AsyncIterable<Buffer>;
  return opening.is === "plain" ? bytes : whole(decrypted(bytes, opening), file);
}

async function* whole(pieces: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  try {
    yield* pieces;
  } catch (cause) {
    throw damaged(file, cause);
  }
}

/** Everything before the seal, which is kept back for the end. */
async function* unsealed(bytes: AsyncIterable<Uint8Array>, end: { seal: Buffer; hash: Hash }): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    const held = Buffer.concat([end.seal, piece]);
    const rest = Math.max(0, held.byteLength - sealBytes);
    end.seal = held.subarray(rest);
    if (!rest) continue;
    end.hash.update(held.subarray(0, rest));
    yield held.subarray(0, rest);
  }
}
