import { commandsSet, keepCommands } from "../commands.ts";
import { createSettings } from "../settings.ts";
import type { World } from "../world.ts";
import type { Methods } from "./method.ts";

/** How the bot is set up: its commands and descriptions, and by which way its updates come. */
export function createSetup(world: World): Methods {
  const { setMyCommands, keep, setWebhook } = createSettings(world);
  return {
    setMyCommands: ({ payload }) => setMyCommands(payload),
    getMyCommands: ({ payload }) => commandsSet(world, payload),
    deleteMyCommands: ({ payload }) => keepCommands(world, payload, []),
    setMyDescription: ({ payload }) => keep("setMyDescription", payload),
    setMyShortDescription: ({ payload }) => keep("setMyShortDescription", payload),
    setChatMenuButton: ({ payload }) => keep("setChatMenuButton", payload),
    setWebhook: ({ payload }) => setWebhook(payload),
    deleteWebhook({ payload }) {
      world.webhook = undefined;
      if (payload["drop_pending_updates"]) world.updates.length = 0;
      return true;
    },
    getWebhookInfo: () => ({
      url: world.webhook?.url ?? "",
      has_custom_certificate: false,
      pending_update_count: world.updates.length,
    }),
  };
}
