import { Buffer } from "node:buffer";
import { unzipSync } from "fflate";
import { maxWorkbookParts, maxWorkbookUnpackedBytes } from "../domain/file-limits.ts";
import { UnreadableWorkbook, unreadable } from "../domain/org/unreadable.ts";

/** By name, the parts of a workbook that are XML; pictures and whatever else lies in it stay packed. */
export type Parts = Record<string, Uint8Array>;

/** Old Excel files, and new ones under a password, are containers of this kind. */
const oldContainer = Buffer.from("d0cf11e0a1b11ae1", "hex");
const lockedPart = Buffer.from("EncryptedPackage", "utf16le");
const packed = Buffer.from("PK");
const begins = (bytes: Uint8Array, mark: Buffer) => mark.equals(bytes.subarray(0, mark.length));
export const isOldContainer = (bytes: Uint8Array) => begins(bytes, oldContainer);
export const isPacked = (bytes: Uint8Array) => begins(bytes, packed);
/** A new workbook under a password. */
export const isLocked = (file: Buffer) => file.includes(lockedPart);
const mega = 1024 * 1024;

/**
 * Unpacks a workbook. What its list of contents declares is added up before anything is unpacked, and no part can become larger than it
 * declared: the library unpacks into as much memory, and drops what goes beyond.
 *
 * @throws UnreadableWorkbook
 */
export function unpackParts(bytes: Uint8Array): Parts {
  if (!bytes.length) throw new UnreadableWorkbook(unreadable("empty"));
  let listed = 0;
  let unpackedBytes = 0;
  const parts = unzipped(() =>
    unzipSync(bytes, {
      filter({ name, originalSize }) {
        listed += 1;
        if (listed > maxWorkbookParts) throw new UnreadableWorkbook(unreadable("too-large", { mb: maxWorkbookUnpackedBytes / mega }));
        if (!/\.(xml|xml\.rels)$/.test(name)) return false;
        unpackedBytes += originalSize;
        if (!(unpackedBytes <= maxWorkbookUnpackedBytes)) {
          throw new UnreadableWorkbook(unreadable("too-large", { mb: maxWorkbookUnpackedBytes / mega }));
        }
        return true;
      },
    }),
  );
  if (!parts["xl/workbook.xml"]) throw new UnreadableWorkbook(unreadable("unreadable"));
  return parts;
}

/** Whatever the library complains about, the file is no workbook. */
function unzipped(unzip: () => Parts): Parts {
  try {
    return unzip();
  } catch (error) {
    throw error instanceof UnreadableWorkbook ? error : new UnreadableWorkbook(unreadable("unreadable"));
  }
}
