import { badRequest } from "./errors.ts";
import { allowUpdates, asObject, type Payload } from "./payload.ts";
import type { World } from "./world.ts";

/** Methods that change how the bot is set up, and `getFile`. */
export function createSettings(world: World) {
  function setMyCommands(payload: Payload) {
    const commands = asObject(payload["commands"]) as unknown as { command: string; description: string }[];
    for (const { command, description } of commands) {
      if (!/^[a-z0-9_]{1,32}$/.test(command) || !description || description.length > 256) throw badRequest("BOT_COMMAND_INVALID");
    }
    return keep("setMyCommands", payload);
  }

  function keep(name: string, payload: Payload) {
    const scope = JSON.stringify([payload["scope"] ?? null, payload["language_code"] ?? ""]);
    world.settings.set(`${name} ${scope}`, payload);
    return true;
  }

  function getFile(payload: Payload) {
    const file = world.files.get(String(payload["file_id"]));
    if (!file) throw badRequest("invalid file_id");
    if (file.size > 20 * 1024 * 1024) throw badRequest("file is too big");
    return { file_id: file.file_id, file_unique_id: file.file_unique_id, file_size: file.size, file_path: file.path };
  }

  function setWebhook(payload: Payload) {
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

  return { setMyCommands, keep, getFile, setWebhook };
}
