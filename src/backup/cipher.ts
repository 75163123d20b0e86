import { createCipheriv, createDecipheriv, randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { open } from "node:fs/promises";

/**
 * A backup that is encrypted begins with a line that says so, a salt, and a sum by which a wrong key is known. Then follow pieces, each AES-256-GCM
 * by itself: so memory stays flat, and a piece that was altered is noticed before anything of it is used. Each has its number, and whether it is the
 * last one, in its nonce: none can be left out, moved or cut off. The key is made of the passphrase and the salt, and so used for one file.
 *
 * @see https://eprint.iacr.org/2015/189 the STREAM construction
 */
const beginning = Buffer.from("Doorstep backup, encrypted, 1\n");
const [saltBytes, sumBytes, keyBytes, tagBytes, nonceBytes] = [16, 16, 32, 16, 12];
const headerBytes = beginning.byteLength + saltBytes + sumBytes;
const pieceBytes = 64 * 1024;
/** A tenth of a second and 32 MB for each guess. */
const cost = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const algorithm = "aes-256-gcm";

type Keys = { key: Buffer; sum: Buffer };

const derive = (passphrase: string, salt: Buffer): Promise<Keys> =>
  new Promise((resolve, reject) =>
    scrypt(passphrase.normalize("NFC"), salt, keyBytes + sumBytes, cost, (error, made) =>
      error ? reject(error) : resolve({ key: made.subarray(0, keyBytes), sum: made.subarray(keyBytes) }),
    ),
  );

function nonceOf(count: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(nonceBytes);
  nonce.writeUInt32BE(count, nonceBytes - 5);
  nonce.writeUInt8(isLast ? 1 : 0, nonceBytes - 1);
  return nonce;
}

/** Cuts a stream into pieces of one size; only the last may be shorter. */
async function* piecesOf(bytes: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<{ piece: Buffer; isLast: boolean }> {
  let held: Buffer = Buffer.alloc(0);
  for await (const more of bytes) {
    held = held.byteLength ? Buffer.concat([held, more]) : Buffer.from(more);
    let at = 0;
    for (; held.byteLength - at > size; at += size) yield { piece: held.subarray(at, at + size), isLast: false };
    held = held.subarray(at);
  }
  yield { piece: held, isLast: true };
}

/** As it is written into a file. */
export async function* encrypted(plain: AsyncIterable<Uint8Array>, passphrase: string): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltBytes);
  const { key, sum } = await derive(passphrase, salt);
  const header = Buffer.concat([beginning, salt, sum]);
  yield header;
  let count = 0;
  for await (const { piece, isLast } of piecesOf(plain, pieceBytes)) {
    const cipher = createCipheriv(algorithm, key, nonceOf(count, isLast)).setAAD(header);
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
    count += 1;
  }
}

/** Whether a file is encrypted, and this passphrase opens it. */
export type Opening = { is: "plain" } | { is: "no-key" } | { is: "wrong-key" } | { is: "open"; header: Buffer; key: Buffer };

export async function openingOf(file: string, passphrase: string | undefined): Promise<Opening> {
  const header = await headOf(file);
  if (header.byteLength < headerBytes || !header.subarray(0, beginning.byteLength).equals(beginning)) return { is: "plain" };
  if (passphrase === undefined) return { is: "no-key" };
  const salt = header.subarray(beginning.byteLength, beginning.byteLength + saltBytes);
  const { key, sum } = await derive(passphrase, salt);
  return timingSafeEqual(sum, header.subarray(-sumBytes)) ? { is: "open", header, key } : { is: "wrong-key" };
}

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** @param bytes of the file, from its beginning @throws when a piece was altered, or one is missing */
export async function* decrypted(
  bytes: AsyncIterable<Uint8Array>,
  { header, key }: { header: Buffer; key: Buffer },
): AsyncGenerator<Buffer> {
  let count = 0;
  for await (const { piece, isLast } of piecesOf(withoutFirst(bytes, header.byteLength), pieceBytes + tagBytes)) {
    if (piece.byteLength < tagBytes) throw new Error("The last piece is missing");
    const decipher = createDecipheriv(algorithm, key, nonceOf(count, isLast)).setAAD(header);
    decipher.setAuthTag(piece.subarray(piece.byteLength - tagBytes));
    yield Buffer.concat([decipher.update(piece.subarray(0, piece.byteLength - tagBytes)), decipher.final()]);
    count += 1;
  }
}

async function* withoutFirst(bytes: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const piece of bytes) {
    const rest = piece.subarray(Math.min(left, piece.byteLength));
    left -= piece.byteLength - rest.byteLength;
    if (rest.byteLength) yield rest;
  }
}
