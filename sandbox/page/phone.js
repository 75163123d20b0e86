import { Message } from "./message.js";
import { html, useEffect, useRef, useState } from "./preact.js";

const send = async (personId, chatId, action) => {
  const response = await fetch(`/emulator/people/${personId}/chats/${chatId}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(action),
  });
  if (!response.ok) throw new Error(`${response.status}`);
};

/** A link of the bot that somebody was given: opening it is `/start` with its code. */
const startLink = /^https:\/\/t\.me\/\w+\?start=([\w-]+)$/;

/** One phone: the private chat of one person with the bot; or a group chat, with the members who can write in it. */
export function Phone({ person, members, role, words, subscribe, close }) {
  const [chat, setChat] = useState({ messages: [], reply_keyboard: null, blocked: false });
  const [draft, setDraft] = useState("");
  const [replyTo, setReplyTo] = useState(null);
  const [editing, setEditing] = useState(null);
  const [note, setNote] = useState("");
  const [isTyping, setTyping] = useState(false);
  const [pressed, setPressed] = useState(null);
  const [isAttaching, setAttaching] = useState(false);
  const [speaker, setSpeaker] = useState(members?.[0].id ?? person.id);
  const end = useRef(null);

  const load = async () => {
    const response = await fetch(`/emulator/chats/${person.id}`);
    if (response.ok) setChat(await response.json());
  };
  useEffect(() => {
    void load();
    return subscribe(person.id, (event) => {
      setChat((before) => changed(before, event));
      if (event.type === "message" || event.type === "edit") setTyping(false);
      if (event.type === "action") setTyping(true);
      if (event.type === "callback_answer") {
        setPressed(null);
        if (event.text) show(event.text);
      }
      if (event.type === "chat") void load();
    });
  }, [person.id]);
  useEffect(() => end.current?.scrollIntoView({ block: "end", behavior: "instant" }), [chat.messages.length, chat.reply_keyboard]);

  const show = (text) => {
    setNote(text);
    setTimeout(() => setNote(""), 3500);
  };
  const act = (action) => send(speaker, person.id, action).catch(() => show(words.failed));
  const say = (text) => {
    if (!text.trim()) return;
    const code = startLink.exec(text.trim())?.[1];
    if (code) {
      void act({ do: "text", text: `/start ${code}` });
      return setDraft("");
    }
    if (editing) void act({ do: "edit", message_id: editing.message_id, text });
    else void act({ do: "text", text, ...(replyTo ? { reply_to: replyTo.message_id } : {}) });
    setDraft("");
    setReplyTo(null);
    setEditing(null);
  };
  const attach = (action) => {
    setAttaching(false);
    void act({ ...action, ...(replyTo ? { reply_to: replyTo.message_id } : {}) });
    setReplyTo(null);
  };
  const press = (messageId, data) => {
    setPressed(data);
    setTimeout(() => setPressed(null), 2000);
    void act({ do: "press", message_id: messageId, data });
  };
  const openLink = (event, url) => {
    if (!startLink.test(url)) return;
    event.preventDefault();
    void navigator.clipboard.writeText(url).then(() => show(words.linkCopied));
  };
  const pressKey = (key) => {
    if (key.request_location) return attach(somewhere());
    if (key.request_contact) return attach({ do: "contact", phone: phoneOf(person.id) });
    return say(typeof key === "string" ? key : key.text);
  };

  return html`<section class="phone" data-person=${person.id} aria-label=${person.name}>
    <header>
      <span class="face">${person.name.slice(0, 1)}</span>
      <div><strong>${person.name}</strong><small>${role}${isTyping ? ` · ${words.bot} ${words.typing}` : ""}${chat.blocked ? ` · ${words.blocked}` : ""}</small></div>
      <button class="link" title=${words.close} aria-label=${words.close} onClick=${close}>✕</button>
    </header>
    <div class="chat">
      ${chat.messages.map(
        (
          message,
        ) => html`<${Message} key=${message.message_id} message=${message} words=${words} press=${press} pressed=${pressed} openLink=${openLink} isGroup=${Boolean(members)}
          startReply=${setReplyTo} startEdit=${(one) => {
            setEditing(one);
            setDraft(one.text ?? one.caption ?? "");
          }} />`,
      )}
      <div ref=${end}></div>
    </div>
    ${note && html`<div class="note" role="status">${note}</div>`}
    ${
      (replyTo || editing) &&
      html`<div class="about">${editing ? words.editing : words.reply}: ${((editing ?? replyTo).text ?? (editing ?? replyTo).caption ?? "…").slice(0, 40)}
      <button class="link" onClick=${() => {
        setReplyTo(null);
        setEditing(null);
      }}>✕</button></div>`
    }
    ${
      members &&
      html`<div class="speakers">${members.map(
        ({ id, name }) =>
          html`<button class=${id === speaker ? "chosen" : ""} aria-pressed=${id === speaker} onClick=${() => setSpeaker(id)}>${name}</button>`,
      )}</div>`
    }
    ${!members && chat.messages.length === 0 && html`<button class="start" onClick=${() => act({ do: "text", text: "/start" })}>${words.start}</button>`}
    <form onSubmit=${(event) => {
      event.preventDefault();
      say(draft);
    }}>
      <button type="button" class="link clip" title=${words.attach} aria-label=${words.attach} onClick=${() => setAttaching(!isAttaching)}>📎</button>
      <input value=${draft} onInput=${(event) => setDraft(event.target.value)} placeholder=${words.write} aria-label=${words.write} />
      <button class="send" aria-label=${words.send}>➤</button>
    </form>
    ${isAttaching && html`<${Attachments} words=${words} attach=${attach} act=${act} chat=${chat} person=${person} />`}
    ${
      chat.reply_keyboard &&
      html`<div class="keyboard">
      ${chat.reply_keyboard.keyboard.map((row) => html`<div class="buttons">${row.map((key) => html`<button onClick=${() => pressKey(key)}>${key.text ?? key}</button>`)}</div>`)}
    </div>`
    }
  </section>`;
}

function Attachments({ words, attach, act, chat, person }) {
  const pick = async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    const base64 = btoa(new Uint8Array(await file.arrayBuffer()).reduce((all, byte) => all + String.fromCharCode(byte), ""));
    const kind = file.type.startsWith("image/")
      ? "photo"
      : file.type.startsWith("video/")
        ? "video"
        : file.type.startsWith("audio/")
          ? "voice"
          : "document";
    attach({ do: "file", kind, base64, name: file.name, mime: file.type });
  };
  const album = () => {
    const id = `album${Date.now()}`;
    for (let index = 1; index <= 3; index += 1) attach({ ...drawnPhoto(index), album: id });
  };
  return html`<div class="attachments">
    <label class="button">${words.photo}<input type="file" hidden onChange=${pick} /></label>
    <button onClick=${() => attach(drawnPhoto(1))}>${words.sample}</button>
    <button onClick=${album}>${words.album}</button>
    <button onClick=${() => attach(spokenVoice())}>${words.voice}</button>
    <button onClick=${() => attach({ do: "file", kind: "video", duration: 8 })}>${words.video}</button>
    <button onClick=${() => attach(somewhere())}>${words.location}</button>
    <button onClick=${() => attach({ do: "contact", phone: phoneOf(person.id) })}>${words.contact}</button>
    <button onClick=${() => attach({ do: "file", kind: "document", name: "申请书.txt", mime: "text/plain", base64: btoa("application") })}>${words.document}</button>
    <button onClick=${() => attach({ do: "file", kind: "sticker" })}>${words.sticker}</button>
    <button onClick=${() => act({ do: chat.blocked ? "unblock" : "block" })}>${chat.blocked ? words.unblock : words.block}</button>
  </div>`;
}

function changed(before, event) {
  switch (event.type) {
    case "message":
      return { ...before, messages: [...before.messages, event.message] };
    case "edit":
      return { ...before, messages: before.messages.map((one) => (one.message_id === event.message.message_id ? event.message : one)) };
    case "delete":
      return { ...before, messages: before.messages.filter((one) => one.message_id !== event.message_id) };
    case "keyboard":
      return { ...before, reply_keyboard: event.keyboard };
    default:
      return before;
  }
}

/** A number that belongs to nobody: the 199 range filled up with the person's id. */
const phoneOf = (id) => `199${String(id).slice(-8).padStart(8, "0")}`;
const somewhere = () => ({ do: "location", latitude: 25.12 + Math.random() / 50, longitude: 114.92 + Math.random() / 50 });

/** A picture of a road with a hole, drawn here, so that nobody's real photo is needed. */
function drawnPhoto(index) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 480, height: 320 });
  const pen = canvas.getContext("2d");
  const fill = (colour, ...box) => {
    pen.fillStyle = colour;
    pen.fillRect(...box);
  };
  fill("#a9d3ee", 0, 0, 480, 150);
  fill("#6a9a4c", 0, 120, 480, 200);
  pen.fillStyle = "#8d8d8d";
  pen.beginPath();
  pen.moveTo(200, 120);
  pen.lineTo(280, 120);
  pen.lineTo(420, 320);
  pen.lineTo(60, 320);
  pen.fill();
  pen.fillStyle = "#3d2f24";
  pen.beginPath();
  pen.ellipse(200 + 30 * index, 240, 60, 26, 0.2, 0, 7);
  pen.fill();
  return { do: "file", kind: "photo", mime: "image/jpeg", base64: canvas.toDataURL("image/jpeg", 0.7).split(",")[1] };
}

/** Two seconds of a humming sound as a WAV file. */
function spokenVoice() {
  const rate = 8000;
  const samples = Uint8Array.from(
    { length: rate * 2 },
    (_, at) => 128 + 60 * Math.sin(at / (6 + 3 * Math.sin(at / 900))) * Math.sin(at / 2500),
  );
  const header = new DataView(new ArrayBuffer(44));
  const text = (at, letters) =>
    [...letters].forEach((letter, index) => {
      header.setUint8(at + index, letter.charCodeAt(0));
    });
  text(0, "RIFF");
  header.setUint32(4, 36 + samples.length, true);
  text(8, "WAVEfmt ");
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, 1, true);
  header.setUint32(24, rate, true);
  header.setUint32(28, rate, true);
  header.setUint16(32, 1, true);
  header.setUint16(34, 8, true);
  text(36, "data");
  header.setUint32(40, samples.length, true);
  const bytes = [...new Uint8Array(header.buffer), ...samples];
  return {
    do: "file",
    kind: "voice",
    mime: "audio/wav",
    duration: 2,
    base64: btoa(bytes.map((byte) => String.fromCharCode(byte)).join("")),
  };
}
