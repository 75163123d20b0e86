import { badRequest } from "./errors.ts";
import type { StoredFile, World } from "./world.ts";

export type Upload = { name: string; type: string; bytes: Uint8Array };

const maxUploadBytes = 50 * 1024 * 1024;

/**
 * Finds the file that a parameter such as `photo` means: a file_id, or an upload that grammY names `attach://<part>`.
 *
 * @throws ApiError with the server's wording when it is neither, of another kind, or too large
 */
export function resolveFile(world: World, kind: string, value: unknown, uploads: Map<string, Upload>): StoredFile {
  const upload = uploads.get(typeof value === "string" ? value.replace(/^attach:\/\//, "") : "") ?? uploads.get(kind);
  if (upload) {
    if (upload.bytes.byteLength > maxUploadBytes) throw badRequest("file is too big");
    if (upload.bytes.byteLength === 0) throw badRequest("file must be non-empty");
    return world.addFile(kind, upload.bytes, { name: upload.name, mime: upload.type });
  }
  const file = world.files.get(String(value));
  if (!file) throw badRequest("wrong file identifier/HTTP URL specified");
  if (file.kind !== kind) throw badRequest(`can't use file of type ${capital(file.kind)} as ${capital(kind)}`);
  return file;
}

/** What a message shows of a file, in the shape of its kind. */
export function mediaFields(file: StoredFile, given: Record<string, unknown> = {}): object {
  const base = { file_id: file.file_id, file_unique_id: file.file_unique_id, file_size: file.size };
  const duration = Number(given["duration"] ?? 3);
  const named = { ...(file.name ? { file_name: file.name } : {}), ...(file.mime ? { mime_type: file.mime } : {}) };
  switch (file.kind) {
    case "photo":
      return { photo: [{ ...base, width: 1280, height: 960 }] };
    case "voice":
      return { voice: { ...base, duration, mime_type: file.mime ?? "audio/ogg" } };
    case "audio":
      return { audio: { ...base, ...named, duration } };
    case "video":
      return { video: { ...base, ...named, width: 1280, height: 720, duration } };
    case "video_note":
      return { video_note: { ...base, length: 240, duration } };
    case "animation":
      return { animation: { ...base, ...named, width: 320, height: 240, duration }, document: { ...base, ...named } };
    case "sticker":
      return {
        sticker: { ...base, type: "regular", width: 512, height: 512, is_animated: false, is_video: false, emoji: "👍" },
      };
    default:
      return { document: { ...base, ...named } };
  }
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
