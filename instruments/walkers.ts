import type { Message, User } from "@grammyjs/types";
import fc from "fast-check";
import { act } from "../emulator/people.ts";
import { inlineKeyboardOf, type World } from "../emulator/world.ts";
import { text } from "./generated-updates.ts";

/** What somebody does next, before it is known what stands in their chat. */
export type Move = { how: number; which: number; words: string; kind: "photo" | "voice" | "video" | "document" };

const move: fc.Arbitrary<Move> = fc.record({
  how: fc.nat(99),
  which: fc.nat(),
  words: text,
  kind: fc.constantFrom("photo", "voice", "video", "document"),
});

/** One move for each of so many people. */
export const movesOf = (people: number, seed: number): Move[] => fc.sample(move, { numRuns: people, seed });

const chosen = <T>(from: readonly T[], which: number): T | undefined => from[which % from.length];

const buttonsOf = (message: Message) =>
  (inlineKeyboardOf(message)?.inline_keyboard ?? [])
    .flat()
    .flatMap((button) => ("callback_data" in button ? [{ message_id: message.message_id, data: button.callback_data ?? "" }] : []));

/**
 * Carries out a move in the person's own chat: mostly a press on what the bot showed last, so that conversations are gone through to
 * their ends, now and then an older button, words, files, replies, an edit or a block.
 */
export function walk(world: World, user: User, { how, which, words, kind }: Move) {
  const room = world.rooms.get(user.id);
  const does = (action: Parameters<typeof act>[3]) => void act(world, user.id, user.id, action);
  const fromBot = room?.messages.filter(({ from }) => from?.is_bot) ?? [];
  const newest = fromBot.slice(-2).flatMap(buttonsOf);
  const press = chosen(how < 60 ? newest : fromBot.flatMap(buttonsOf), which);
  if (how < 70 && press) return does({ do: "press", ...press });
  if (how < 90) return does({ do: "text", text: chosen(keysOf(room), which) ?? words });
  if (how < 94) return does({ do: "file", kind, caption: words });
  if (how === 94) return does({ do: "location", latitude: (which % 90) + 0.5, longitude: 114.9 });
  const message = chosen(fromBot, which);
  if (how < 98 && message) return does({ do: "text", text: words, reply_to: message.message_id });
  const own = chosen(room?.messages.filter(({ from, text: said }) => from?.id === user.id && said !== undefined) ?? [], which);
  if (how === 98 && own) return does({ do: "edit", message_id: own.message_id, text: words });
  return does({ do: room?.blocked ? "unblock" : "block" });
}

/** The words of the reply keyboard, which a press on it says, and free words as often. */
function keysOf(room: ReturnType<World["rooms"]["get"]>): (string | undefined)[] {
  const keys = (room?.replyKeyboard?.keyboard ?? []).flat().map((key) => (typeof key === "string" ? key : key.text));
  return [...keys, ...keys.map(() => undefined)];
}
