import fc from "fast-check";

/** Who writes in a fuzz run: Telegram ids of people that the town knows, and of some that it does not. */
export type Cast = {
  people: readonly number[];
  group: number;
  /** Ids of files that Telegram has; the workbooks were made to do harm. */
  files: { photo: string; voice: string; document: string; workbooks: readonly string[] };
};

const words = [
  "/start",
  "/start v1",
  "/start p_x",
  "/start 00",
  "/help",
  "/queue",
  "/stats",
  "/stats 2026-13-45",
  "/org",
  "/invite",
  "/assign 1001",
  "/assign x",
  "/ledger",
  "/duty",
  "/rollcall",
  "/visit",
  "/outreach",
  "/roster",
  "/care",
  "/topics",
  "/brief",
  "/brief 2026-11-01 2026-11-30",
  "/policy",
  "/policy 老人住院",
  "/start s_x",
  "王有根 13800000001",
  "11-26 19:30",
  "200元",
  "5 大米",
  "35人",
  "/leave",
  "/poster",
  "/broadcast",
  "/language",
  "/cancel",
  "/overdue",
  "/nonsense",
  "/start@doorstep_bot",
  "报问题",
  "办事",
  "我的事项",
  "通知",
  "紧急",
  "提交",
  "跳过",
  "返回",
  "取消",
  "东坑村",
  "一组",
  "#1001",
  "1001",
  "道路水利",
  "13800138000",
  "村口的路塌了，车过不去",
  "没水了",
  "你好",
  "11-25 李建国",
  "明天下午3点",
  "县公路段 0797-6666666",
];
const hostile = [
  "<b>粗</b><script>alert(1)</script>",
  "'; drop table ticket; --",
  "\u0000空\u0000",
  "\ud800",
  "\u202e倒过来",
  "\u200b",
  "👨‍👩‍👧‍👦".repeat(300),
  "长".repeat(4096),
  "__proto__",
  "{{7*7}}",
  "`id`",
  "=1+1",
  "%s%n",
  "../../etc/passwd",
  "d:x:y:z",
  "t:accept:1:",
  "\n\n\n",
  " ",
  "�",
  "constructor",
];
/** What people write, sensible and not. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...words) },
  { weight: 2, arbitrary: fc.constantFrom(...hostile) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
);

const ticketData = fc
  .tuple(
    fc.constantFrom(
      "open",
      "accept",
      "reply",
      "resolve",
      "rate",
      "merge",
      "reveal",
      "mediate",
      "agree",
      "offer",
      "follow_up",
      "assign",
      "decline",
      "withdraw_really",
      "veto",
    ),
    fc.oneof(fc.integer({ min: 0, max: 26 }), fc.constantFrom("99999999999999999999", "-1", "NaN")),
    fc.constantFrom("", "satisfied", "unsatisfied", "1", "x:y"),
  )
  .map(([action, id, value]) => `t:${action}:${id}:${value}`);
const goData = fc
  .tuple(
    fc.constantFrom("menu", "anew", "resume", "language", "stats", "org", "poster", "invite", "import", "roll", "call-backs"),
    fc.constantFrom("", "menu-report", "problem", "1", "month:1", "cadre:1", "1:safe", "1:help", "__proto__", "99999999999999999999"),
  )
  .map(([where, value]) => `g:${where}:${value}`);
/** Buttons of outreach, visits, rosters, care, topics and the briefing. */
const doorstepData = fc
  .tuple(
    fc.constantFrom("session", "visit", "roster", "care", "topic", "brief", "read", "policy", "mute"),
    fc.constantFrom(
      ...["new", "open", "join", "leave", "ask", "answer", "move", "cancel", "held", "qr", "home", "people", "count", "heard", "report"],
      ...["undo", "moved", "field", "coverage", "file", "page", "entry", "done", "postponed", "export", "gift", "visit", "close", "right"],
      ...["wrong", "milestone", "result", "show", "list", "zh", "en", "", "constructor"],
    ),
    fc.constantFrom("", "1", "2", "3:4", "month", "1:month:0", "5:2026-01-01..2026-12-31:1", "1:1", "99999999999999999999"),
  )
  .map(([where, what, value]) => `g:${where}:${what}:${value}`);
/** Buttons of /org. */
const orgData = fc
  .tuple(
    fc.constantFrom(
      ...["", "villages", "stations", "station", "stations_add", "station_name", "ties", "ties_of", "tie", "untie", "untie_really"],
      ...["untie_keep", "head", "categories", "services", "category", "category_add", "category_edit", "category_flip"],
      ...["category_station", "category_terms", "service_add", "service_fields", "rules", "rule_add", "rule_up", "rule_off", "__proto__"],
    ),
    fc.constantFrom("", "1", "2", "v1", "s1", "t", "x", "99999999999999999999", "-1"),
    fc.constantFrom("", "yes", "no", "1", "none", "name", "guide", "constructor", "atHome", "quick"),
  )
  .map((parts) => `g:org:${parts.join(":")}`);
const data = fc.oneof(
  ticketData,
  goData,
  orgData,
  doorstepData,
  fc.string({ maxLength: 64 }),
  fc.constantFrom("d:aaaa:summary:submit", "d::", ":::::", ""),
);

const file = (id: string) => fc.constant({ file_id: id, file_unique_id: "u" });
const contentWith = (files: Cast["files"]) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ text }) },
    { weight: 1, arbitrary: fc.record({ photo: fc.array(file(files.photo), { minLength: 1, maxLength: 3 }), caption: text }) },
    { weight: 1, arbitrary: fc.record({ voice: file(files.voice) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        document: fc.record({
          file_id: fc.constant(files.document),
          file_unique_id: fc.constant("u"),
          file_name: fc.constantFrom("a.pdf", "b.txt", "\u202exslx.exe"),
          file_size: fc.nat(),
        }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        document: fc.record({
          file_id: fc.constantFrom(...files.workbooks),
          file_unique_id: fc.constant("u"),
          file_name: fc.constantFrom("表.xlsx", "ORG.XLSX"),
          file_size: fc.nat(20_000),
        }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        location: fc.record({
          latitude: fc.double({ min: -90, max: 90, noNaN: true }),
          longitude: fc.double({ min: -180, max: 180, noNaN: true }),
        }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ contact: fc.record({ phone_number: fc.string({ maxLength: 20 }), first_name: text }) }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        { sticker: { file_id: "s" } },
        { dice: { emoji: "🎲", value: 3 } },
        { poll: { id: "1", question: "?" } },
        { new_chat_title: "x" },
        {},
      ),
    },
  );

/** Updates as Telegram could send them, with contents chosen to hurt. */
export function wellFormed({ people, group, files }: Cast): fc.Arbitrary<object> {
  const from = fc.record({
    id: fc.constantFrom(...people),
    is_bot: fc.constant(false),
    first_name: fc.oneof(fc.constant("王有根"), text),
    language_code: fc.constantFrom("zh-hans", "en", "x-klingon", ""),
  });
  const chatOf = (id: number, inGroup: boolean) =>
    inGroup ? { id: group, type: "supergroup", title: "群" } : { id, type: "private", first_name: "x" };
  const message = fc
    .tuple(
      from,
      fc
        .boolean()
        .filter(Boolean)
        .map(() => false),
      contentWith(files),
      fc.integer({ min: 1, max: 2_000_000_000 }),
      fc.nat(30),
      fc.nat(40),
    )
    .map(([who, , what, date, id, rarity]) => ({
      message_id: id + 1,
      date,
      from: who,
      chat: chatOf(who.id, rarity === 0),
      ...what,
      ...("text" in what && typeof what.text === "string" && /^\/[a-z]/.test(what.text)
        ? { entities: [{ type: "bot_command", offset: 0, length: what.text.split(/[\s@]/)[0]?.length ?? 1 }] }
        : {}),
      ...(rarity === 1
        ? {
            reply_to_message: {
              message_id: 1,
              date: 1,
              from: { id: 1, is_bot: true, first_name: "bot" },
              chat: chatOf(who.id, false),
              text: "x",
            },
          }
        : {}),
      ...(rarity === 2 ? { media_group_id: "album" } : {}),
    }));
  return fc.oneof(
    { weight: 50, arbitrary: message.map((given) => ({ message: given })) },
    { weight: 5, arbitrary: message.map((given) => ({ edited_message: { ...given, edit_date: given.date } })) },
    {
      weight: 30,
      arbitrary: fc.tuple(from, data, fc.nat(30)).map(([who, pressed, id]) => ({
        callback_query: {
          id: String(id),
          from: who,
          chat_instance: "c",
          data: pressed,
          message: { message_id: id + 1, date: 1, chat: chatOf(who.id, id === 0), text: "x" },
        },
      })),
    },
    {
      // Seldom: each time all cards of the person's open matters are written anew.
      weight: 1,
      arbitrary: fc.tuple(from, fc.constantFrom("member", "kicked", "left")).map(([who, status]) => ({
        my_chat_member: {
          chat: chatOf(who.id, false),
          from: who,
          date: 1,
          old_chat_member: { user: who, status: "member" },
          new_chat_member: { user: who, status },
        },
      })),
    },
  );
}

/** What Telegram never sends: parts missing, of another type, or of a kind that nobody asked for. */
export const malformed: fc.Arbitrary<object> = fc.oneof(
  fc.record({
    message: fc.oneof(
      fc.constant(null),
      fc.constant("text"),
      fc.constant(7),
      fc.constant([]),
      fc.record({ text: fc.anything() }),
      fc.record({ chat: fc.record({ id: fc.anything() }) }),
    ),
  }),
  fc.record({
    callback_query: fc.oneof(
      fc.constant({}),
      fc.record({ id: fc.anything(), data: fc.anything() }),
      fc.record({ from: fc.record({ id: fc.double() }) }),
    ),
  }),
  fc.constantFrom(
    {},
    { channel_post: { text: "x" } },
    { poll: {} },
    { inline_query: { id: "1", from: { id: 1 }, query: "" } },
    { __proto__: null },
  ),
  fc.dictionary(fc.string({ maxLength: 12 }), fc.jsonValue(), { maxKeys: 4 }),
);
