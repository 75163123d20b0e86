import type { Api } from "grammy";
import { label, languages } from "../texts.ts";

const shown = ["report", "service", "my", "notices", "help", "language", "privacy", "cancel"];

/** Tells Telegram which commands to offer, in both languages; the staff's are in their help. */
export async function setCommands(api: Api) {
  for (const language of languages) {
    const commands = shown.map((command) => ({ command, description: label(language, `command-${command}`) }));
    await api.setMyCommands(commands, language === "zh" ? {} : { language_code: language });
  }
}
