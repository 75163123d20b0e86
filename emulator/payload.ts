import { ApiError } from "./errors.ts";
import type { Upload } from "./media.ts";
import type { World } from "./world.ts";

export type Payload = Record<string, unknown>;
export type Call = { payload: Payload; uploads: Map<string, Upload> };

/** Remembers which kinds of update the bot wants; an empty list means all, nothing given means as before. */
export function allowUpdates(world: World, value: unknown) {
  const kinds = asObject(value) as unknown as string[] | undefined;
  if (Array.isArray(kinds)) world.allowedUpdates = kinds.length ? new Set(kinds) : undefined;
}

/** Under what a setting of the bot is remembered: each scope and language has its own. */
export const settingKey = (method: string, { scope, language_code }: Payload): string =>
  `${method} ${JSON.stringify([scope ?? null, language_code ?? ""])}`;

/** Multipart parameters arrive as JSON text, JSON ones as they are. */
export function asObject(value: unknown): Payload | undefined {
  if (typeof value !== "string") return (value ?? undefined) as Payload | undefined;
  try {
    return JSON.parse(value);
  } catch {
    throw new ApiError(400, "Bad Request: can't parse JSON object");
  }
}
