/** Telegram's limit for one message, in characters after its HTML is read: https://core.telegram.org/bots/api#sendmessage */
const maxMessageCharacters = 4096;

/** A tag, an entity or one character: what must not be cut in two. */
const piecesOfHtml = /<[^>]*>|&[#\w]+;|[\s\S]/gu;
const isTag = (piece: string) => piece.length > 1 && piece.startsWith("<");
const shownIn = (pieces: readonly string[]) => pieces.filter((piece) => !isTag(piece));

/**
 * Cuts HTML into messages that Telegram takes: between lines where there is one, within a line where it is too long itself. A tag that
 * is open at a cut is closed there and opened again behind it.
 *
 * @param most characters of one message, as the reader sees them
 * @returns at least one part, in order
 */
export function messageParts(html: string, most = maxMessageCharacters): string[] {
  // Most messages are short, whatever stands in them.
  if (html.length <= most) return [html];
  const parts: string[] = [];
  let part: string[] = [];
  let shown = 0;
  for (const piece of html.match(piecesOfHtml) ?? []) {
    if (!isTag(piece) && shown === most) {
      const lineEnd = part.lastIndexOf("\n");
      const cut = lineEnd > 0 && shownIn(part.slice(0, lineEnd)).length > 0 ? lineEnd : part.length;
      const head = part.slice(0, cut);
      const open = openTags(head);
      parts.push(head.join("") + open.map(closing).toReversed().join(""));
      part = [...open, ...part.slice(part[cut] === "\n" ? cut + 1 : cut)];
      shown = shownIn(part).length;
    }
    part.push(piece);
    if (!isTag(piece)) shown += 1;
  }
  // Telegram refuses a message of nothing but space.
  return [...parts, part.join("")].filter((one, _index, all) => all.length === 1 || one.replace(/<[^>]*>/g, "").trim() !== "");
}

/** HTML as one message or caption that Telegram takes: a notice is one message, which may be edited later. */
export function oneMessage(html: string, most = maxMessageCharacters): string {
  const [whole = "", ...rest] = messageParts(html, most);
  return rest.length ? `${messageParts(html, most - 1)[0]}…` : whole;
}

function openTags(pieces: readonly string[]): string[] {
  const open: string[] = [];
  for (const tag of pieces.filter(isTag)) {
    if (tag.startsWith("</")) open.pop();
    else open.push(tag);
  }
  return open;
}

const closing = (tag: string) => `</${/\w+/.exec(tag)?.[0] ?? ""}>`;
