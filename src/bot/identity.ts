import type { Context } from "grammy";
import type { Identity } from "../domain/people/person.ts";

/** Who sent an update, as Telegram says; undefined for bots and for posts in nobody's name. */
export function identityOf(ctx: Context): Identity | undefined {
  const { from } = ctx;
  if (!from || from.is_bot) return undefined;
  return {
    telegramId: from.id,
    name: [from.first_name, from.last_name].filter(Boolean).join(" "),
    username: from.username,
    languageCode: from.language_code,
  };
}
