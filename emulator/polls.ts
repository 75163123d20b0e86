import type { Message, Poll, User } from "@grammyjs/types";
import { badRequest } from "./errors.ts";
import { asObject, type Payload } from "./payload.ts";
import type { ChatRoom, World } from "./world.ts";

const maxQuestion = 300;
const maxOption = 100;
const maxOptions = 12;

/** What a message of `sendPoll` holds. @throws ApiError with the server's wording */
export function pollOf(world: World, payload: Payload): { poll: Poll } {
  const question = String(payload["question"] ?? "");
  const given = (asObject(payload["options"]) ?? []) as unknown as ({ text: string } | string)[];
  const options = given.map((one) => (typeof one === "string" ? one : one.text));
  if (!question.trim()) throw badRequest("poll question must be non-empty");
  if ([...question].length > maxQuestion) throw badRequest(`poll question length must not exceed ${maxQuestion}`);
  if (options.length < 2) throw badRequest("poll must have at least 2 option");
  if (options.length > maxOptions) throw badRequest(`poll can't have more than ${maxOptions} options`);
  if (options.some((one) => !one.trim())) throw badRequest("poll option text must be non-empty");
  if (options.some((one) => [...one].length > maxOption)) throw badRequest(`poll options length must not exceed ${maxOption}`);
  const isTrue = (name: string) => payload[name] === true || payload[name] === "true";
  const poll = {
    id: `${world.newMessageId()}5${Date.now()}`,
    question,
    options: options.map((text, index) => ({ text, voter_count: 0, persistent_id: String(index) })),
    total_voter_count: 0,
    is_closed: false,
    is_anonymous: payload["is_anonymous"] === undefined || isTrue("is_anonymous"),
    type: "regular",
    allows_multiple_answers: isTrue("allows_multiple_answers"),
    allows_revoting: true,
  };
  return { poll: poll as unknown as Poll };
}

/** Somebody answers a poll, anew, or takes the answer back; of an anonymous one the bot hears no names. */
export function votePoll(world: World, user: User, room: ChatRoom, messageId: number, chosen: number[]): Message {
  const message = world.findMessage(room.chat.id, messageId);
  const poll = message?.poll;
  if (!message || !poll || poll.is_closed) throw new Error(`Message ${messageId} is no poll that is open`);
  if (chosen.length > 1 && !poll.allows_multiple_answers) throw new Error("This poll takes one answer");
  const votes = world.votes.get(poll.id) ?? new Map<number, number[]>();
  world.votes.set(poll.id, votes.set(user.id, chosen));
  for (const [index, option] of poll.options.entries())
    option.voter_count = [...votes.values()].filter((one) => one.includes(index)).length;
  poll.total_voter_count = [...votes.values()].filter((one) => one.length).length;
  world.events.emit("event", { type: "edit", chat_id: room.chat.id, message });
  const option_persistent_ids = chosen.map((index) => poll.options[index]?.persistent_id ?? "");
  if (!poll.is_anonymous) world.addUpdate({ poll_answer: { poll_id: poll.id, user, option_ids: chosen, option_persistent_ids } });
  return message;
}
