import type { MessageEntity } from "@grammyjs/types";
import { badRequest } from "./errors.ts";

const tagEntities: Record<string, MessageEntity["type"]> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  code: "code",
  pre: "pre",
  a: "text_link",
  blockquote: "blockquote",
  "tg-spoiler": "spoiler",
};
const namedCharacters: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };

type Open = { tag: string; attributes: string; offset: number };

/**
 * Parses `parse_mode: "HTML"` text the way the real server does, as far as bots use it.
 *
 * @returns the plain text and its entities, offsets in UTF-16 units
 * @throws ApiError with the real server's wording for an unknown, unclosed or wrongly closed tag
 * @see https://core.telegram.org/bots/api#html-style
 */
export function parseHtml(html: string): { text: string; entities: MessageEntity[] } {
  let text = "";
  const entities: MessageEntity[] = [];
  const open: Open[] = [];
  const pattern = /<(\/?)([a-zA-Z0-9-]*)([^>]*)>|&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));|[^<&]+|[<&]/g;
  for (const match of html.matchAll(pattern)) {
    const [whole, slash, name, attributes, decimal, hex, named] = match;
    if (whole.startsWith("<")) {
      const byteOffset = Buffer.byteLength(html.slice(0, match.index));
      const tag = (name ?? "").toLowerCase();
      if (slash) closeTag(tag, byteOffset);
      else if (tag in tagEntities) open.push({ tag, attributes: attributes ?? "", offset: text.length });
      else throw cannotParse(`Unsupported start tag "${tag}" at byte offset ${byteOffset}`);
    } else if (decimal) text += String.fromCodePoint(Number(decimal));
    else if (hex) text += String.fromCodePoint(Number.parseInt(hex, 16));
    else if (named) text += namedCharacters[named] ?? whole;
    else text += whole;
  }
  const unclosed = open.at(-1);
  if (unclosed) throw cannotParse(`Can't find end tag corresponding to start tag "${unclosed.tag}"`);
  return { text, entities: entities.sort((a, b) => a.offset - b.offset || b.length - a.length) };

  function closeTag(tag: string, byteOffset: number) {
    const started = open.pop();
    if (!started) throw cannotParse(`Unexpected end tag at byte offset ${byteOffset}`);
    if (tag && started.tag !== tag) {
      throw cannotParse(`Unmatched end tag at byte offset ${byteOffset}, expected "</${started.tag}>", found "</${tag}>"`);
    }
    const length = text.length - started.offset;
    if (length === 0) return;
    const isFolded = started.tag === "blockquote" && /^\s+expandable(?:\s|=|$)/.test(started.attributes);
    const type = isFolded ? "expandable_blockquote" : (tagEntities[started.tag] as "bold");
    const url = /href\s*=\s*["']?([^"'\s>]+)/.exec(started.attributes)?.[1];
    if (started.tag === "a" && !url) return;
    entities.push({ type, offset: started.offset, length, ...(url ? { url } : {}) } as MessageEntity);
  }
}

function cannotParse(reason: string) {
  return badRequest(`can't parse entities: ${reason}`);
}

/** Entities that Telegram finds by itself in plain text: commands, links and phone numbers matter to bots. */
export function findEntities(text: string): MessageEntity[] {
  const found: MessageEntity[] = [];
  for (const match of text.matchAll(/(?:^|(?<=\s))\/[a-zA-Z0-9_]{1,64}(?:@\w+)?(?=\s|$)|https?:\/\/[^\s]+/g)) {
    found.push({
      type: match[0].startsWith("/") ? "bot_command" : "url",
      offset: match.index,
      length: match[0].length,
    });
  }
  return found;
}
