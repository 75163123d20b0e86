import type { Api } from "grammy";
import { commandsFor } from "../wording/commands.ts";
import { label, languages } from "../wording/texts.ts";

/**
 * Tells Telegram what everybody sees of the bot before they write, in both languages: its commands (those who have a role have their own:
 * the notice `commands`), what it is for in the empty chat, and one line where it is passed on.
 */
export async function introduce(api: Api) {
  for (const language of languages) {
    const reader = language === "zh" ? {} : { language_code: language };
    await api.setMyCommands(commandsFor({ grants: [] }, language), reader);
    await api.setMyDescription(label(language, "bot-description"), reader);
    await api.setMyShortDescription(label(language, "bot-short-description"), reader);
  }
}
