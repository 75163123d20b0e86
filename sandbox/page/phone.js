import { Attachments } from "./attachments.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { Found, useInline } from "./inline.js";
import { excerpt, startLink, textOf } from "./message.js";
import { Picker } from "./picker.js";
import { html, useEffect, useRef, useState } from "./preact.js";
import { phoneOf, somewhere } from "./samples.js";
import { post } from "./state.js";

const nothing = { messages: [], reactions: {}, reply_keyboard: null, blocked: false, commands: [], description: "", bot: "" };
const noteMs = 3_500;
const pressMs = 2_000;

function changed(before, event) {
  switch (event.type) {
    case "message":
      return { ...before, messages: [...before.messages.filter((one) => one.message_id !== event.message.message_id), event.message] };
    case "edit":
      return { ...before, messages: before.messages.map((one) => (one.message_id === event.message.message_id ? event.message : one)) };
    case "delete":
      return { ...before, messages: before.messages.filter((one) => one.message_id !== event.message_id) };
    case "reaction":
      return { ...before, reactions: { ...before.reactions, [event.message_id]: event.emoji } };
    case "keyboard":
      return { ...before, reply_keyboard: event.keyboard };
    default:
      return before;
  }
}

/** What a phone knows of its chat, and what it does there as one of its people. */
function useChat(person, speaker, words, subscribe) {
  const [chat, setChat] = useState(nothing);
  const [note, setNote] = useState("");
  const [isTyping, setTyping] = useState(false);
  const [pressed, setPressed] = useState(null);
  useEffect(() => {
    /** What came while the chat is read, which what is read may not know yet. */
    let meanwhile;
    const load = async () => {
      const mine = [];
      meanwhile = mine;
      const response = await fetch(`/emulator/chats/${person.id}?user=${speaker}`);
      const read = response.ok && (await response.json());
      // It is being read once more, or for somebody else.
      if (meanwhile !== mine) return;
      meanwhile = undefined;
      if (read) setChat(mine.reduce(changed, { ...nothing, ...read }));
    };
    const end = subscribe(person.id, (event) => {
      meanwhile?.push(event);
      setChat((before) => changed(before, event));
      if (event.type === "message" || event.type === "edit") setTyping(false);
      if (event.type === "action") setTyping(true);
      if (event.type === "callback_answer") {
        setPressed(null);
        if (event.text) show(event.text);
      }
      if (event.type === "chat") void load();
    });
    void load();
    return () => {
      meanwhile = undefined;
      end();
    };
  }, [person.id, speaker]);
  const show = (text) => {
    setNote(text);
    setTimeout(() => setNote((now) => (now === text ? "" : now)), noteMs);
  };
  const act = (action) => post(`/emulator/people/${speaker}/chats/${person.id}`, action).catch(() => show(words.failed));
  const press = (messageId, data) => {
    setPressed({ messageId, data });
    setTimeout(() => setPressed(null), pressMs);
    void act({ do: "press", message_id: messageId, data });
  };
  return { chat, note, isTyping, pressed, show, act, press };
}

/** One phone: the private chat of one person with the bot; or a group chat, with the members who can write in it. */
export function Phone({ person, members, role, words, language, zone, subscribe, watch, unread, isHidden, enlarge, close }) {
  const [speaker, setSpeaker] = useState(members?.[0].id ?? person.id);
  const { chat, note, isTyping, pressed, show, act, press } = useChat(person, speaker, words, subscribe);
  const [draft, setDraft] = useState("");
  const [replyTo, setReplyTo] = useState(null);
  const [editing, setEditing] = useState(null);
  const [picking, setPicking] = useState(null);
  const [isAttaching, setAttaching] = useState(false);
  const [isKeyboardShown, setKeyboardShown] = useState(true);
  const [isAtEnd, setAtEnd] = useState(true);
  const [isInView, setInView] = useState(false);
  const field = useRef(null);
  const frame = useRef(null);

  useEffect(() => {
    const seen = new IntersectionObserver(([entry]) => setInView(entry.intersectionRatio > 0.5), { threshold: [0, 0.5, 1] });
    seen.observe(frame.current);
    return () => seen.disconnect();
  }, []);
  useEffect(() => watch(person.id, isAtEnd && isInView && !isHidden) && undefined, [isAtEnd, isInView, isHidden]);
  useEffect(() => () => void watch(person.id, false), []);
  useEffect(() => setKeyboardShown(true), [chat.reply_keyboard]);

  const toField = () => requestAnimationFrame(() => field.current?.focus());
  const leave = () => {
    if (editing) setDraft("");
    setReplyTo(null);
    setEditing(null);
    setAttaching(false);
  };
  const startReply = (one) => {
    setEditing(null);
    setReplyTo(one);
    toField();
  };
  const startEdit = (one) => {
    setReplyTo(null);
    setEditing(one);
    setDraft(textOf(one));
    toField();
  };
  const editLast = () => {
    const last = chat.messages.findLast((one) => one.from.id === speaker && textOf(one) !== undefined);
    if (last) startEdit(last);
    return last !== undefined;
  };
  const inTopic = () => (replyTo?.is_topic_message ? { topic: replyTo.message_thread_id } : {});
  const about = () => (replyTo ? { reply_to: replyTo.message_id, ...inTopic() } : {});
  const say = (text) => {
    if (!text.trim()) return;
    const code = startLink.exec(text.trim())?.[1];
    if (code) void act({ do: "text", text: `/start ${code}` });
    else if (editing) void act({ do: "edit", message_id: editing.message_id, text });
    else void act({ do: "text", text: text.trim(), ...about() });
    setDraft("");
    leave();
  };
  const attach = (action) => {
    void act({ ...action, ...about() });
    leave();
    toField();
  };
  const copy = (text, said = words.copied) => void navigator.clipboard.writeText(text).then(() => show(said));
  /** A few steps on, or no further. */
  const move = ({ message_id, location: { latitude, longitude } }, isOver = false) =>
    act(
      isOver ? { do: "stop_moving", message_id } : { do: "move", message_id, latitude: latitude + 0.0004, longitude: longitude + 0.0003 },
    );
  const vote = (messageId, optionIds) => act({ do: "vote", message_id: messageId, option_ids: optionIds });
  const openLink = (event, url) => {
    if (!startLink.test(url)) return;
    event.preventDefault();
    copy(url, words.linkCopied);
  };
  const pressKey = (key) => {
    if (key.request_users || key.request_chat) return setPicking(key);
    if (key.request_location) return attach(somewhere());
    if (key.request_contact) return attach({ do: "contact", phone: phoneOf(person.id) });
    return say(typeof key === "string" ? key : key.text);
  };
  const found = useInline(draft, chat.bot, act, subscribe, person.id, speaker);
  const choose = (queryId, resultId) => {
    attach({ do: "choose", inline_query_id: queryId, result_id: resultId });
    setDraft("");
  };
  /** As Telegram does: the private chat with the bot opens, and says it. */
  const start = (code) => {
    void post(`/emulator/people/${speaker}/chats/${speaker}`, { do: "text", text: `/start ${code}` }).catch(() => show(words.failed));
    setDraft("");
  };
  const rows = chat.reply_keyboard?.keyboard;
  // A person who has not written yet has no menu; the first word brings it.
  const isNew = !members && !rows && !chat.messages.some((one) => !one.from.is_bot);
  const subject = editing ?? replyTo;

  return html`<section class="phone" data-person=${person.id} aria-label=${person.name} hidden=${isHidden} ref=${frame}>
    <header>
      <span class="face" aria-hidden="true">${person.name.slice(0, 1)}</span>
      <div><h2>${person.name}</h2><small>${role}${isTyping ? ` · ${words.bot} ${words.typing}` : ""}${chat.blocked ? ` · ${words.blocked}` : ""}</small></div>
      ${unread > 0 && html`<span class="badge" aria-label=${words.unread(unread)}>${unread}</span>`}
      <button class="icon" title=${words.close} aria-label=${words.close} onClick=${close}>✕</button>
    </header>
    ${
      isNew && chat.messages.length === 0
        ? html`<div class="history"><div class="chat empty"><div class="about-bot"><strong>${words.about}</strong><p>${chat.description || words.intro}</p></div></div></div>`
        : html`<${Chat} messages=${chat.messages} reactions=${chat.reactions} name=${person.name} words=${words} language=${language} zone=${zone} unread=${unread} setAtEnd=${setAtEnd}
            press=${press} pressed=${pressed} openLink=${openLink} start=${start} copy=${copy} enlarge=${enlarge} isGroup=${Boolean(members)} startReply=${startReply} move=${move} vote=${vote} startEdit=${startEdit} />`
    }
    <div class="note" role="status">${note && html`<span>${note}</span>`}</div>
    ${
      subject &&
      html`<div class="about"><span><b>${editing ? words.editing : words.reply}</b> ${excerpt(subject)}</span>
        <button class="link" title=${words.stop} aria-label=${words.stop} onClick=${leave}>✕</button></div>`
    }
    ${
      members &&
      html`<div class="speakers" role="group" aria-label=${words.speakAs}>${members.map(
        ({ id, name }) =>
          html`<button key=${id} class=${id === speaker ? "chosen" : ""} aria-pressed=${id === speaker} onClick=${() => setSpeaker(id)}>${name}</button>`,
      )}</div>`
    }
    ${isNew && html`<button class="start" onClick=${() => act({ do: "text", text: "/start" })}>${words.start}</button>`}
    ${found && html`<${Found} found=${found} words=${words} choose=${choose} start=${start} />`}
    <${Composer} field=${field} draft=${draft} setDraft=${setDraft} words=${words} commands=${chat.commands} say=${say} leave=${leave} editLast=${editLast}
      isAttaching=${isAttaching} toggleAttaching=${() => setAttaching(!isAttaching)}
      keyboard=${rows && { isShown: isKeyboardShown, toggle: () => setKeyboardShown(!isKeyboardShown) }} />
    ${isAttaching && html`<${Attachments} words=${words} language=${language} attach=${attach} act=${act} isBlocked=${chat.blocked} personId=${person.id} />`}
    ${
      picking &&
      html`<${Picker} picking=${picking} words=${words} close=${() => setPicking(null)} pick=${(action) => {
        setPicking(null);
        attach(action);
      }} />`
    }
    ${
      rows &&
      isKeyboardShown &&
      html`<div class="keyboard" role="group" aria-label=${words.keyboard}>
        ${rows.map((row, index) => html`<div key=${index} class="buttons">${row.map((key) => html`<button key=${key.text ?? key} onClick=${() => pressKey(key)}>${key.text ?? key}</button>`)}</div>`)}
      </div>`
    }
  </section>`;
}
