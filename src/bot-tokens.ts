import { readFileSync } from "node:fs";

const looksWrong = "looks wrong: it should be digits, a colon and letters, as @BotFather gave it";
const isToken = (token: string) => /^\d+:[\w-]+$/.test(token);

type Given = { BOT_TOKEN?: string | undefined; BOT_TOKENS_FILE?: string | undefined };

/**
 * The tokens of the bots that this process serves, one for each town: one or several in `BOT_TOKEN`, separated by commas, or one a line in
 * the file that `BOT_TOKENS_FILE` names, where a line that begins with # is a note. None is written down anywhere.
 *
 * @returns a line for whatever is wrong; it never shows a token
 */
export function readTokens({ BOT_TOKEN, BOT_TOKENS_FILE }: Given): { tokens: string[] } | { problems: string[] } {
  if (BOT_TOKEN && BOT_TOKENS_FILE) return { problems: ["BOT_TOKEN and BOT_TOKENS_FILE are both set: keep one"] };
  if (BOT_TOKENS_FILE) return readFile(BOT_TOKENS_FILE);
  const tokens = (BOT_TOKEN ?? "").split(",").map((token) => token.trim());
  const given = tokens.filter(Boolean);
  if (!given.every(isToken)) return { problems: [`BOT_TOKEN ${looksWrong}`] };
  return unlessTwice(given, "BOT_TOKEN");
}

function readFile(path: string): { tokens: string[] } | { problems: string[] } {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    return {
      problems: [`BOT_TOKENS_FILE ${path} cannot be read (${(error as NodeJS.ErrnoException).code}): it should hold a token a line`],
    };
  }
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const wrong = lines.flatMap((line, index) =>
    line && !line.startsWith("#") && !isToken(line) ? [`BOT_TOKENS_FILE line ${index + 1} ${looksWrong}`] : [],
  );
  if (wrong.length) return { problems: wrong };
  const tokens = lines.filter(isToken);
  if (!tokens.length) return { problems: [`BOT_TOKENS_FILE ${path} holds no token`] };
  return unlessTwice(tokens, "BOT_TOKENS_FILE");
}

/** Two tokens of one bot are an old one and a new one: only one of them works. */
function unlessTwice(tokens: string[], setting: string): { tokens: string[] } | { problems: string[] } {
  const ids = tokens.map((token) => token.slice(0, token.indexOf(":")));
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  return twice === undefined ? { tokens } : { problems: [`${setting} holds bot ${twice} twice: keep its newest token`] };
}
