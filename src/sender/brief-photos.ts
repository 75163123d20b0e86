import type { Api } from "grammy";
import { DateTime } from "luxon";
import type { KeptPhoto } from "../database/schema/briefings.ts";
import type { BriefPhoto, Words } from "../domain/figures/brief.ts";
import { download, Undownloadable } from "./download.ts";

/** The photos of a briefing as Telegram has them; one that it has no more is left out, and the paper is made all the same. */
export async function fetchPhotos(
  api: Api,
  photos: readonly KeptPhoto[],
  { label, day }: Pick<Words, "label"> & { day: (at: Date) => string },
) {
  const shown: BriefPhoto[] = [];
  for (const { kind, at, village, fileId } of photos) {
    const bytes = await download(api, fileId).catch((error) => {
      if (error instanceof Undownloadable) return undefined;
      throw error;
    });
    const picture = bytes && pictureFormat(bytes);
    if (picture) shown.push({ ...picture, bytes, caption: `${day(new Date(at))}　${village}　${label(`photo-${kind}`)}` });
  }
  return shown;
}

export const dayIn = (zone: string) => (at: Date) => DateTime.fromJSDate(at, { zone }).toFormat("yyyy-MM-dd");

/** What kind of picture some bytes are, and how large, as their first ones say; undefined for anything that Word could not show. */
export function pictureFormat(bytes: Uint8Array): Pick<BriefPhoto, "type" | "width" | "height"> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length > 24 && view.getUint32(0) === 0x89504e47) return { type: "png", width: view.getUint32(16), height: view.getUint32(20) };
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  // Segments up to the frame that has the size.
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { type: "jpg", width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
  }
  return undefined;
}
