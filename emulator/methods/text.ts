import type { MessageEntity } from "@grammyjs/types";
import { findEntities, parseHtml } from "../entities.ts";
import { badRequest } from "../errors.ts";
import { asObject, type Payload } from "../payload.ts";

const maxText = 4096;
const maxCaption = 1024;

/**
 * The `text` of a message with its entities.
 *
 * @throws ApiError with the server's wording when it is empty, too long, or no HTML that the server knows
 */
export function textOf(payload: Payload) {
  const { text, entities } = formatted(payload["text"], payload, maxText, "message is too long");
  if (text === "") throw badRequest("message text is empty");
  if (text.trim() === "") throw badRequest("text must be non-empty");
  return { text, ...(entities ? { entities } : {}) };
}

/** The `caption` of a file with its entities; there may be none. @throws as `textOf` */
export function captionOf(payload: Payload) {
  if (payload["caption"] === undefined || payload["caption"] === "") return {};
  const { text, entities } = formatted(payload["caption"], payload, maxCaption, "message caption is too long");
  return { caption: text, ...(entities ? { caption_entities: entities } : {}) };
}

function formatted(value: unknown, payload: Payload, limit: number, tooLong: string) {
  const given = String(value ?? "");
  const mode = payload["parse_mode"];
  if (mode !== undefined && mode !== "HTML") throw badRequest("the emulator knows parse_mode HTML only");
  const parsed = mode === "HTML" ? parseHtml(given) : { text: given, entities: entitiesOf(payload["entities"]) };
  if ([...parsed.text].length > limit) throw badRequest(tooLong);
  const entities = [...parsed.entities, ...findEntities(parsed.text)];
  return { text: parsed.text, entities: entities.length ? entities : undefined };
}

const entitiesOf = (value: unknown) => (asObject(value) as unknown as MessageEntity[] | undefined) ?? [];
