import type { Limits } from "./limits.ts";
import { createChats } from "./methods/chats.ts";
import { createEdits } from "./methods/edits.ts";
import { createFiles } from "./methods/files.ts";
import { createMessages } from "./methods/messages.ts";
import type { Methods } from "./methods/method.ts";
import { createSending } from "./methods/sending.ts";
import { createSetup } from "./methods/setup.ts";
import { createTopics } from "./methods/topics.ts";
import type { Call } from "./payload.ts";
import type { World } from "./world.ts";

/**
 * The methods of the Bot API that the emulator carries out, by their names; everything else answers 404 and counts as a violation.
 *
 * @throws Error when two groups carry out the same method
 */
export function createMethods(world: World, limits: Limits): ReadonlyMap<string, (call: Call) => unknown> {
  const sending = createSending(world, limits);
  const groups: Methods[] = [
    createMessages(world, sending),
    createFiles(world, sending),
    createEdits(world, sending),
    createChats(world),
    createSetup(world),
    createTopics(world),
  ];
  const methods = new Map<string, (call: Call) => unknown>();
  for (const [name, method] of groups.flatMap((group) => Object.entries(group))) {
    if (methods.has(name)) throw new Error(`${name} is carried out twice`);
    methods.set(name, method as (call: Call) => unknown);
  }
  return methods;
}
