import { keepCommands } from "./commands.ts";
import { badRequest } from "./errors.ts";
import { allowUpdates, asObject, type Payload, settingKey } from "./payload.ts";
import type { World } from "./world.ts";

type Scope = { type?: unknown; chat_id?: unknown; user_id?: unknown };
const scopes: readonly unknown[] = [
  "default",
  "all_private_chats",
  "all_group_chats",
  "all_chat_administrators",
  "chat",
  "chat_administrators",
  "chat_member",
];

/** For whom commands are set, checked as the server does. */
function checkScope(scope: Scope | undefined) {
  if (scope === undefined) return;
  if (!scopes.includes(scope.type)) throw badRequest("can't parse BotCommandScope: Unsupported type specified");
  if (String(scope.type).startsWith("chat") && scope.chat_id === undefined)
    throw badRequest('can\'t parse BotCommandScope: Field "chat_id" must be specified');
}

/** What changes how the bot is set up. */
export function createSettings(world: World) {
  function setMyCommands(payload: Payload) {
    const commands = asObject(payload["commands"]) as unknown as { command: string; description: string }[];
    for (const { command, description } of commands) {
      if (!/^[a-z0-9_]{1,32}$/.test(command) || !description || description.length > 256) throw badRequest("BOT_COMMAND_INVALID");
    }
    if (commands.length > 100) throw badRequest("too many commands specified");
    checkScope(asObject(payload["scope"]) as Scope | undefined);
    return keepCommands(world, payload, commands);
  }

  function keep(name: string, payload: Payload): true {
    world.settings.set(settingKey(name, payload), payload);
    return true;
  }

  function setWebhook(payload: Payload): true {
    const url = String(payload["url"] ?? "");
    const local = /^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(url);
    if (url && !url.startsWith("https://") && !local) throw badRequest("bad webhook: An HTTPS URL must be provided for webhook");
    world.webhook = url
      ? {
          url,
          maxConnections: Number(payload["max_connections"] ?? 40),
          ...(payload["secret_token"] ? { secret: String(payload["secret_token"]) } : {}),
        }
      : undefined;
    allowUpdates(world, payload["allowed_updates"]);
    if (payload["drop_pending_updates"]) world.updates.length = 0;
    return true;
  }

  return { setMyCommands, keep, setWebhook };
}
