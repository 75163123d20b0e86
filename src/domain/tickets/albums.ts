import { and, eq } from "drizzle-orm";
import { album } from "../../database/schema/messaging.ts";
import type { AlbumWay } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";

/** An album in a chat: Telegram sends its pictures as messages of their own, which have nothing but this name in common. */
export type AlbumIn = { chatId: number; albumId: string };
/** Where its first picture went. @see {@link album} */
export type AlbumGone = { way: AlbumWay; ticketId: number | null; toId: number | null };

/** Notes where a picture of an album went, so that the rest follow it, however late they come. */
export async function noteAlbum(work: Work, { chatId, albumId }: AlbumIn, gone: AlbumGone) {
  const row = { ...gone, at: work.now };
  await work.tx
    .insert(album)
    .values({ townId: work.townId, chatId, albumId, ...row })
    .onConflictDoUpdate({ target: [album.townId, album.chatId, album.albumId], set: row });
}

/** Where the earlier pictures of an album went; undefined when this is the first. */
export async function findAlbum(work: Work, { chatId, albumId }: AlbumIn): Promise<AlbumGone | undefined> {
  const [found] = await work.tx
    .select({ way: album.way, ticketId: album.ticketId, toId: album.toId })
    .from(album)
    .where(and(eq(album.townId, work.townId), eq(album.chatId, chatId), eq(album.albumId, albumId)));
  return found;
}
