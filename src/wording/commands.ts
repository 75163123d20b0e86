import type { BotCommand } from "@grammyjs/types";
import type { TextKey } from "../../locales/text-key.ts";
import type { Actor } from "../domain/people/person.ts";
import { mayUse, type Right } from "../domain/people/rights.ts";
import { label } from "./texts.ts";

/** What everybody has. */
const common = ["report", "service", "my", "notices", "policy", "help", "language", "privacy", "cancel"] as const;
/** What a right opens, in the order in which it is used in a day; each has a text `command-<name>`. */
const byRight = [
  "queue",
  "visit",
  "roster",
  "care",
  "outreach",
  "topics",
  "rounds",
  "overdue",
  "stats",
  "brief",
  "ledger",
  "assign",
  "broadcast",
  "rollcall",
  "duty",
  "poster",
  "invite",
  "org",
  "audit",
  "erase",
  "leave",
] as const satisfies readonly Right[];

const described = (
  language: string,
  command: Extract<TextKey, `command-${string}`> extends `command-${infer Name}` ? Name : never,
): BotCommand => ({
  command,
  description: label(language, `command-${command}`),
});

/** Every command that somebody or other can use in the private chat. */
export const commandNames: readonly string[] = [...byRight, ...common, "start", "desk"];

/** The commands that ☰ shows somebody: what their roles open first, then what everybody has. */
export const commandsFor = (actor: Pick<Actor, "grants">, language: string): BotCommand[] =>
  [...byRight.filter((right) => mayUse(actor, right)), ...common].map((command) => described(language, command));
