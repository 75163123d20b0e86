import type { ChatRoom, StoredFile, World } from "./world.ts";

type SavedRoom = Omit<ChatRoom, "topics" | "named" | "lastWroteAt"> & { topics: number[] };
type Saved = {
  users: [number, World["users"] extends Map<number, infer U> ? U : never][];
  rooms: SavedRoom[];
  files: (Omit<StoredFile, "bytes"> & { base64: string })[];
  /** Absent in what an earlier release saved. */
  commands?: [string, World["commands"] extends Map<string, infer C> ? C : never][];
  updates: World["updates"];
  counters: ReturnType<World["counters"]>;
};

/** Ids jump ahead after a restart, so that none is given twice even if the last moments were not saved. */
const safetyGap = 1_000;

/** All that the emulated Telegram knows, as JSON, so that a sandbox can be stopped and continued. */
export function saveWorld(world: World): string {
  const saved: Saved = {
    users: [...world.users],
    rooms: [...world.rooms.values()].map(({ topics, named: _named, lastWroteAt: _, ...room }) => ({ ...room, topics: [...topics] })),
    files: [...world.files.values()].map(({ bytes, ...file }) => ({ ...file, base64: Buffer.from(bytes).toString("base64") })),
    commands: [...world.commands],
    updates: world.updates,
    counters: world.counters(),
  };
  return JSON.stringify(saved);
}

/** Puts back what `saveWorld` saved. */
export function restoreWorld(world: World, json: string) {
  const saved = JSON.parse(json) as Saved;
  for (const [id, user] of saved.users) world.users.set(id, user);
  for (const { topics, ...room } of saved.rooms) {
    world.rooms.set(room.chat.id, { ...room, topics: new Set(topics), lastWroteAt: Number.NEGATIVE_INFINITY });
  }
  for (const { base64, ...file } of saved.files) world.files.set(file.file_id, { ...file, bytes: Buffer.from(base64, "base64") });
  for (const [scope, commands] of saved.commands ?? []) world.commands.set(scope, commands);
  world.updates.push(...saved.updates);
  world.continueFrom(saved.counters, safetyGap);
}
