import { setReachable } from "../domain/people/reach.ts";
import type { BotContext } from "./context.ts";

/** Somebody blocked the bot or came back; whoever waits for them can see it, and what waited goes out. */
export async function contact(ctx: BotContext) {
  const change = ctx.myChatMember;
  if (change?.chat.type !== "private") return;
  await setReachable(ctx.work, change.from.id, change.new_chat_member.status !== "kicked");
}
