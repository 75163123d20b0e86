import { badRequest } from "../errors.ts";
import { mediaFields, resolveFile } from "../media.ts";
import { asObject, type Call } from "../payload.ts";
import type { World } from "../world.ts";
import type { Methods } from "./method.ts";
import type { Sending } from "./sending.ts";
import { captionOf } from "./text.ts";

const maxDownloadBytes = 20 * 1024 * 1024;
const minAlbum = 2;
const maxAlbum = 10;

/** Messages with files, albums of them, and where a file can be fetched. */
export function createFiles(world: World, { send }: Sending): Methods {
  const sendFile =
    (kind: string) =>
    ({ payload, uploads }: Call) =>
      send(payload, () => ({ ...mediaFields(resolveFile(world, kind, payload[kind], uploads), payload), ...captionOf(payload) }));

  return {
    sendPhoto: sendFile("photo"),
    sendVoice: sendFile("voice"),
    sendVideo: sendFile("video"),
    sendAudio: sendFile("audio"),
    sendDocument: sendFile("document"),
    sendAnimation: sendFile("animation"),
    sendVideoNote: sendFile("video_note"),
    sendSticker: sendFile("sticker"),
    sendMediaGroup({ payload, uploads }) {
      const media = asObject(payload["media"]) as unknown as { type: string; media: string; caption?: string; parse_mode?: string }[];
      if (!Array.isArray(media) || media.length < minAlbum || media.length > maxAlbum)
        throw badRequest("wrong number of items in the album");
      const media_group_id = `${world.options.now()}${Math.random()}`.replace(".", "");
      return media.map(({ type, media: file, caption, parse_mode }) =>
        send(payload, () => ({
          media_group_id,
          ...mediaFields(resolveFile(world, type, file, uploads), payload),
          ...captionOf({ caption, parse_mode }),
        })),
      );
    },
    getFile({ payload }) {
      const file = world.files.get(String(payload["file_id"]));
      if (!file) throw badRequest("invalid file_id");
      if (file.size > maxDownloadBytes) throw badRequest("file is too big");
      return { file_id: file.file_id, file_unique_id: file.file_unique_id, file_size: file.size, file_path: file.path };
    },
  };
}
