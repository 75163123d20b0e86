/** The first characters of a text. None is cut in half: a half of a surrogate pair is refused by PostgreSQL's JSON, and by Telegram. */
export const firstCharacters = (words: string, most: number): string => [...words].slice(0, most).join("");
