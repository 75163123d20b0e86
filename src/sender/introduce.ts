import type { Api } from "grammy";
import { commandsFor } from "../wording/commands.ts";
import { label, languages } from "../wording/texts.ts";

/**
 * Tells Telegram what everybody sees of the bot before they write, in both languages: its commands (those who have a role have their own:
 * the notice `commands`), what it is for in the empty chat, and one line where it is passed on.
 */
export async function introduce(api: Api) {
  const readers = languages.map((language) => ({ language, reader: language === "zh" ? {} : { language_code: language } }));
  // Commands first: a server that follows an older Bot API refuses the descriptions.
  for (const { language, reader } of readers) await api.setMyCommands(commandsFor({ grants: [] }, language), reader);
  for (const { language, reader } of readers) {
    await api.setMyDescription(label(language, "bot-description"), reader);
    await api.setMyShortDescription(label(language, "bot-short-description"), reader);
  }
}
