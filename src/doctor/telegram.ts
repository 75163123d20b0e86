import type { Config } from "../config.ts";
import { reasonOf } from "../database/outage.ts";
import { askTime, openTelegram } from "../sender/telegram.ts";
import { refusedToken } from "../sender/telegram-watch.ts";
import { bad, type Finding, good, look } from "./finding.ts";

/** Deadlines go by hours; a webhook's certificate fails long before. */
const maxClockSeconds = 60;
/** More than this waits only when nobody fetches. */
const maxPending = 100;

/** Whether Telegram is reached, knows the token, and sends updates where this bot hears them. */
export async function checkTelegram({ bot, webhook }: Config): Promise<Finding[]> {
  if (!bot) return [];
  const api = openTelegram(bot);
  try {
    const { username } = await api.getMe();
    const { url = "", pending_update_count: pending, last_error_message: failure } = await api.getWebhookInfo();
    const found = [good("Telegram", `reached, as @${username}${bot.proxy ? ", through the proxy" : ""}`)];
    if (!webhook && url)
      found.push(
        look(
          "webhook",
          `Telegram sends updates to ${new URL(url).host}`,
          "another installation may use this token; a start by polling takes it over",
        ),
      );
    if (webhook && !url.startsWith(webhook.publicUrl))
      found.push(look("webhook", "Telegram does not know PUBLIC_URL yet", "start the bot: it says so to Telegram"));
    if (webhook && failure)
      found.push(bad("webhook", `the last call failed: ${failure}`, "PUBLIC_URL must lead here with a certificate that Telegram trusts"));
    if (pending > maxPending)
      found.push(look("updates", `${pending} wait at Telegram`, "they are fetched when the bot runs; Telegram keeps them for a day"));
    return found;
  } catch (error) {
    const refused = refusedToken((error as { error_code?: number }).error_code);
    if (refused) return [bad("Telegram", refused, "ask @BotFather for the token of this bot (/mybots), and set BOT_TOKEN")];
    const way = bot.proxy ? "look at the proxy" : "where Telegram is reached only through a proxy, set TELEGRAM_PROXY";
    return [
      bad(
        "Telegram",
        `cannot be reached: ${reasonOf((error as { error?: unknown }).error ?? error)}`,
        `look at the network and at DNS; ${way}`,
      ),
    ];
  }
}

/** How far this machine's clock is from Telegram's. */
export async function checkClock({ bot }: Config): Promise<Finding[]> {
  const theirs = bot && (await askTime(bot).catch(() => undefined));
  if (!theirs) return [];
  const seconds = Math.round(Math.abs(Date.now() - theirs.getTime()) / 1_000);
  const says = `${seconds} s from Telegram's`;
  return [
    seconds > maxClockSeconds
      ? bad("clock", says, "let the machine take its time from the network (timedatectl set-ntp true)")
      : good("clock", says),
  ];
}
