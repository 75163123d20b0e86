import { randomBytes } from "node:crypto";
import { EventEmitter } from "node:events";
import type { BotCommand, Chat, InlineKeyboardMarkup, Message, ReplyKeyboardMarkup, Update, User, UserFromGetMe } from "@grammyjs/types";
import type { InlineAnswer, InlineQueryState } from "./inline.ts";

/** Numbers that tests and the sandbox may set; times in milliseconds. */
export type WorldOptions = {
  token: string;
  username: string;
  botName: string;
  /** Ids continue from here, so that a new emulator can follow an older one of the same bot. */
  firstUpdateId: number;
  firstMessageId: number;
  /** Telegram forgets a button press after some seconds; the exact time is not documented. */
  callbackTimeoutMs: number;
  /** Off by default: most tests are about other things. */
  enforceLimits: boolean;
  /** 10 makes every limit ten times as generous and `retry_after` ten times as short. */
  limitsTimeScale: number;
  now: () => number;
  /** Whether the owner switched inline mode on with @BotFather's /setinline; for a new bot it is off. */
  hasInline: boolean;
};

export type StoredFile = {
  file_id: string;
  file_unique_id: string;
  kind: string;
  bytes: Uint8Array;
  size: number;
  name: string | undefined;
  mime: string | undefined;
  path: string;
  /** A download that stops in the middle, or goes on for ever. */
  arrives?: "never" | "endlessly";
};

export type ChatRoom = {
  chat: Chat;
  messages: Message[];
  /** The reply keyboard that the person sees now. */
  replyKeyboard: ReplyKeyboardMarkup | undefined;
  blocked: boolean;
  started: boolean;
  kicked: boolean;
  /** What the bot may do there as an administrator; absent where it is a member as others are. */
  rights?: readonly string[];
  /** A group in which the bot may not write. */
  muted?: boolean;
  /** The supergroup that a group became. */
  migratedTo?: number;
  /** The last message id of a supergroup, whose messages have numbers of their own; the other chats share theirs. */
  lastMessageId?: number;
  deactivated: boolean;
  /** What the bot set below a message, by the message's id; absent where it never did. */
  reactions?: Record<number, string[]>;
  topics: Set<number>;
  /** Those that the bot opened; a sandbox that is continued knows them no more, and takes any name. */
  named?: Map<number, { name: string; isClosed: boolean }>;
  /** When the person last wrote, for the limits. */
  lastWroteAt: number;
};

export type CallbackQueryState = {
  id: string;
  askedAt: number;
  chatId: number;
  messageId: number;
  userId: number;
  answer?: { text?: string; show_alert?: boolean; url?: string };
};

/** What happened, for the sandbox page and for tests that wait. */
export type WorldEvent =
  | { type: "message" | "edit"; chat_id: number; message: Message }
  | { type: "delete"; chat_id: number; message_id: number }
  | { type: "reaction"; chat_id: number; message_id: number; emoji: string[] }
  | { type: "keyboard"; chat_id: number; keyboard: ReplyKeyboardMarkup | null }
  | { type: "action"; chat_id: number; action: string }
  | { type: "callback_answer"; chat_id: number; message_id: number; text?: string; show_alert?: boolean }
  | { type: "inline_answer"; chat_id: number; user_id: number; inline_query_id: string; answer: InlineAnswer }
  | { type: "chat"; chat_id: number };

/** One request of the bot, for assertions: what was asked and what it got. */
export type RecordedCall = { method: string; payload: Record<string, unknown>; ok: boolean; error?: string; at: number };

export type World = ReturnType<typeof createWorld>;

/** All that the emulated Telegram knows: one bot, any number of people, groups, messages and files. */
export function createWorld(given: Partial<WorldOptions>) {
  const options: WorldOptions = {
    token: "424242:EMULATED-TOKEN-OF-A-BOT-THAT-IS-NOT-REAL",
    username: "doorstep_bot",
    botName: "家门口",
    firstUpdateId: 1,
    firstMessageId: 1,
    callbackTimeoutMs: 15_000,
    enforceLimits: false,
    limitsTimeScale: 1,
    now: Date.now,
    hasInline: true,
    ...given,
  };
  const me = {
    id: Number(options.token.split(":")[0]),
    is_bot: true,
    first_name: options.botName,
    username: options.username,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: options.hasInline,
    can_connect_to_business: false,
    has_main_web_app: false,
  } as UserFromGetMe;
  const events = new EventEmitter<{ event: [WorldEvent]; update: [Update]; call: [RecordedCall] }>();
  events.setMaxListeners(0);
  let nextUpdateId = options.firstUpdateId;
  let nextMessageId = options.firstMessageId;
  let nextPersonId = 700_000_001;
  let nextGroupId = 1_000_000_001;

  const world = {
    options,
    me,
    events,
    users: new Map<number, User>(),
    rooms: new Map<number, ChatRoom>(),
    files: new Map<string, StoredFile>(),
    callbackQueries: new Map<string, CallbackQueryState>(),
    /** Who chose what, by the poll's id. */
    votes: new Map<string, Map<number, number[]>>(),
    inlineQueries: new Map<string, InlineQueryState>(),
    /** Answers to `@bot words` that the server gives by itself for a while, by what was asked, and by whom where they are personal. */
    inlineCache: new Map<string, { until: number; answer: InlineAnswer }>(),
    /** Updates not yet confirmed by the bot, oldest first. */
    updates: [] as Update[],
    webhook: undefined as { url: string; secret?: string; maxConnections: number } | undefined,
    allowedUpdates: undefined as ReadonlySet<string> | undefined,
    settings: new Map<string, unknown>(),
    /** The lists of commands, by scope and language. */
    commands: new Map<string, BotCommand[]>(),
    calls: [] as RecordedCall[],
    /** Requests that no correct bot makes: unknown methods, unknown or missing parameters. Tests expect none. */
    violations: [] as string[],
    /** How often 429 was answered. */
    tooManyAnswers: 0,
    /** How often an edit was refused because it would have changed nothing. */
    notModifiedAnswers: 0,

    nowSeconds: () => Math.floor(options.now() / 1000),
    newMessageId: (room?: ChatRoom) => {
      if (room?.lastMessageId === undefined) return nextMessageId++;
      room.lastMessageId += 1;
      return room.lastMessageId;
    },
    newPersonId: () => nextPersonId++,
    newGroupId: () => -nextGroupId++,
    newSupergroupId: () => -1_000_000_000_000 - nextGroupId++,
    counters: () => ({ nextUpdateId, nextMessageId, nextPersonId, nextGroupId }),
    continueFrom(counters: { nextUpdateId: number; nextMessageId: number; nextPersonId: number; nextGroupId: number }, gap: number) {
      nextUpdateId = counters.nextUpdateId + gap;
      nextMessageId = counters.nextMessageId + gap;
      nextPersonId = counters.nextPersonId + gap;
      nextGroupId = counters.nextGroupId + gap;
    },

    addUpdate(update: Omit<Update, "update_id">) {
      const kind = Object.keys(update)[0] ?? "";
      if (world.allowedUpdates && !world.allowedUpdates.has(kind)) return;
      const full = { update_id: nextUpdateId++, ...update } as Update;
      world.updates.push(full);
      events.emit("update", full);
    },

    addFile(kind: string, bytes: Uint8Array, given: { name?: string; mime?: string; size?: number } = {}): StoredFile {
      const unique = randomBytes(9).toString("base64url");
      const extension = given.name?.includes(".") ? given.name.slice(given.name.lastIndexOf(".")) : "";
      const file: StoredFile = {
        file_id: `${kind}-${randomBytes(18).toString("base64url")}`,
        file_unique_id: unique,
        kind,
        // A copy: a small Buffer would keep the whole pool that it was cut from.
        bytes: Uint8Array.from(bytes),
        size: given.size ?? bytes.byteLength,
        name: given.name,
        mime: given.mime,
        path: `${kind}s/file_${world.files.size}${extension}`,
      };
      world.files.set(file.file_id, file);
      return file;
    },

    room(chat: Chat): ChatRoom {
      const existing = world.rooms.get(chat.id);
      if (existing) return existing;
      const room: ChatRoom = {
        chat,
        messages: [],
        replyKeyboard: undefined,
        blocked: false,
        started: chat.type !== "private",
        kicked: false,
        deactivated: false,
        topics: new Set(),
        lastWroteAt: Number.NEGATIVE_INFINITY,
      };
      world.rooms.set(chat.id, room);
      events.emit("event", { type: "chat", chat_id: chat.id });
      return room;
    },

    findMessage(chatId: number, messageId: number): Message | undefined {
      // Looked for from the end: edits and replies are nearly always about recent messages.
      return world.rooms.get(chatId)?.messages.findLast((message) => message.message_id === messageId);
    },

    store(room: ChatRoom, message: Message) {
      room.messages.push(message);
      events.emit("event", { type: "message", chat_id: room.chat.id, message });
    },
  };
  return world;
}

/** The inline keyboard of a message, if it has one. */
export const inlineKeyboardOf = (message: Message): InlineKeyboardMarkup | undefined =>
  (message as { reply_markup?: InlineKeyboardMarkup }).reply_markup;
