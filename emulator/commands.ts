import type { BotCommand, BotCommandScope, User } from "@grammyjs/types";
import { asObject, type Payload, settingKey } from "./payload.ts";
import type { ChatRoom, World } from "./world.ts";

/** Remembers a list for a scope and a language; an empty one is none. */
export function keepCommands(world: World, payload: Payload, commands: BotCommand[]): true {
  const key = keyOf(payload);
  if (commands.length) world.commands.set(key, commands);
  else world.commands.delete(key);
  const { chat_id } = scopeOf(payload) as { chat_id?: number };
  if (chat_id !== undefined) world.events.emit("event", { type: "chat", chat_id: Number(chat_id) });
  return true;
}

/** `getMyCommands`: exactly those of the scope and language that are asked for. */
export const commandsSet = (world: World, payload: Payload): BotCommand[] => world.commands.get(keyOf(payload)) ?? [];

const scopeOf = (payload: Payload) => (asObject(payload["scope"]) ?? { type: "default" }) as unknown as BotCommandScope;
const keyOf = (payload: Payload) => nameOf(scopeOf(payload), String(payload["language_code"] ?? ""));

function nameOf(scope: BotCommandScope, language: string): string {
  const { chat_id = "", user_id = "" } = scope as { chat_id?: number; user_id?: number };
  return [scope.type, chat_id, user_id, language].join(" ");
}

/**
 * The commands that somebody is offered in a chat: those of the narrowest scope that has any, in their language before those of none.
 *
 * @see https://core.telegram.org/bots/api#determining-list-of-commands
 */
export function commandsOffered(world: World, { chat }: ChatRoom, user: User | undefined): BotCommand[] {
  const language = user?.language_code?.slice(0, 2) ?? "";
  const own: BotCommandScope[] = user ? [{ type: "chat_member", chat_id: chat.id, user_id: user.id }] : [];
  const inGroups: BotCommandScope[] = [...own, { type: "chat", chat_id: chat.id }, { type: "all_group_chats" }];
  const inPrivate: BotCommandScope[] = [{ type: "chat", chat_id: chat.id }, { type: "all_private_chats" }];
  for (const scope of [...(chat.type === "private" ? inPrivate : inGroups), { type: "default" } as const]) {
    const found = world.commands.get(nameOf(scope, language)) ?? world.commands.get(nameOf(scope, ""));
    if (found) return found;
  }
  return [];
}

/** What stands in an empty chat under "What can this bot do?", in somebody's language. */
export function descriptionFor(world: World, user: User | undefined): string {
  const in_ = (language: string) => world.settings.get(settingKey("setMyDescription", { language_code: language })) as Payload | undefined;
  const found = in_(user?.language_code?.slice(0, 2) ?? "") ?? in_("");
  return String(found?.["description"] ?? "");
}
