import { Media, Photos } from "./media.js";
import { Poll } from "./poll.js";
import { html } from "./preact.js";
import { inWords, localeIn } from "./texts.js";

/** Telegram's entities as elements; offsets are UTF-16 units, as in JavaScript. */
function formatted(text, entities, openLink) {
  const marks = (entities ?? []).filter((entity) => entity.type !== "bot_command");
  const inside = (from, to, list) => {
    const parts = [];
    let at = from;
    for (let index = 0; index < list.length; index += 1) {
      const entity = list[index];
      if (entity.offset < at) continue;
      const end = entity.offset + entity.length;
      parts.push(text.slice(at, entity.offset));
      const within = list.slice(index + 1).filter((other) => other.offset + other.length <= end);
      parts.push(element(entity, inside(entity.offset, end, within), openLink));
      at = end;
    }
    parts.push(text.slice(at, to));
    return parts;
  };
  return inside(0, text.length, marks);
}

function element(entity, children, openLink) {
  switch (entity.type) {
    case "bold":
      return html`<b>${children}</b>`;
    case "italic":
      return html`<i>${children}</i>`;
    case "underline":
      return html`<u>${children}</u>`;
    case "strikethrough":
      return html`<s>${children}</s>`;
    case "spoiler":
      return html`<details class="spoiler"><summary>···</summary>${children}</details>`;
    case "code":
    case "pre":
      return html`<code>${children}</code>`;
    case "blockquote":
      return html`<blockquote>${children}</blockquote>`;
    case "expandable_blockquote":
      return html`<details class="quoted"><summary>…</summary><blockquote>${children}</blockquote></details>`;
    case "url":
      return html`<a href=${children.join("")} onClick=${(event) => openLink(event, children.join(""))} target="_blank" rel="noreferrer">${children}</a>`;
    case "text_link":
      return html`<a href=${entity.url} target="_blank" rel="noreferrer">${children}</a>`;
    default:
      return html`<span>${children}</span>`;
  }
}

export const textOf = ({ text, caption }) => text ?? caption;
export const excerpt = (message) => (textOf(message) ?? "…").slice(0, 60);

/** A link of the bot: opening it is `/start` with its code. */
export const startLink = /^https:\/\/t\.me\/\w+\?start=([\w-]+)$/;

function Button({ button, messageId, press, pressed, copy, start }) {
  const look = `button ${button.style ?? ""}`;
  const code = startLink.exec(button.url ?? "")?.[1];
  if (code) return html`<button class=${look} onClick=${() => start(code)}>${button.text}</button>`;
  if (button.url) return html`<a class=${look} href=${button.url} target="_blank" rel="noreferrer">${button.text}</a>`;
  if (button.copy_text) return html`<button class=${look} onClick=${() => copy(button.copy_text.text)}>${button.text}</button>`;
  const isPressed = pressed?.messageId === messageId && pressed.data === button.callback_data;
  return html`<button class=${look} disabled=${isPressed} onClick=${() => press(messageId, button.callback_data)}>${button.text}</button>`;
}

/** One message with its buttons, or an album of several, as a chat shows it. */
export function Message({
  album,
  words,
  language,
  zone,
  press,
  pressed,
  openLink,
  copy,
  start,
  enlarge,
  isGroup,
  startReply,
  move,
  vote,
  topics,
  startEdit,
  reactions,
}) {
  const [message] = album;
  const isMine = !message.from.is_bot;
  const said = album.find((one) => textOf(one) !== undefined) ?? message;
  const text = textOf(said);
  const photos = album.filter(({ photo }) => photo);
  const others = album.filter(({ photo }) => !photo);
  const reacted = album.flatMap(({ message_id }) => reactions[message_id] ?? []);
  const rows = message.reply_markup?.inline_keyboard ?? [];
  const quoted = message.reply_to_message;
  const at = new Date(message.date * 1000);
  const options = { hour: "2-digit", minute: "2-digit", timeZone: zone };
  const locale = localeIn(language);
  return html`<article class=${`message ${isMine ? "mine" : "theirs"}`} data-message-id=${message.message_id}>
    <div class="bubble">
      ${isGroup && isMine && html`<strong class="from">${message.from.first_name}</strong>`}
      ${message.is_topic_message && html`<div class="quote">🗂 ${topics.get(message.message_thread_id) ?? ""}${message.forum_topic_closed ? " ✔" : ""}</div>`}
      ${message.via_bot && html`<div class="quote">via @${message.via_bot.username}</div>`}
      ${quoted && html`<div class="quote">${excerpt(quoted)}</div>`}
      ${message.forward_origin && html`<div class="quote">↪ ${words.forwarded} ${message.forward_origin.sender_user_name ?? message.forward_origin.sender_user?.first_name ?? ""}</div>`}
      ${photos.length > 0 && html`<${Photos} messages=${photos} words=${words} enlarge=${enlarge} />`}
      ${others.map((one) => html`<${Media} key=${one.message_id} message=${one} words=${words} />`)}
      ${message.poll && html`<${Poll} message=${message} vote=${vote} />`}
      ${text !== undefined && html`<div class="text">${formatted(text, said.entities ?? said.caption_entities, openLink)}</div>`}
      ${reacted.length > 0 && html`<div class="reactions" aria-label=${words.reacted(reacted.join(" "))}>${reacted.join(" ")}</div>`}
      <div class="foot">
        <button class="link" onClick=${() => startReply(message)}>${words.reply}</button>
        ${isMine && text !== undefined && html`<button class="link" onClick=${() => startEdit(said)}>${words.edit}</button>`}
        ${isMine && message.location?.live_period && html`<button class="link" onClick=${() => move(message)}>${words.walkOn}</button><button class="link" onClick=${() => move(message, true)}>${words.stopLive}</button>`}
        <time datetime=${at.toISOString()} title=${inWords(at, locale, { dateStyle: "medium", timeStyle: "medium", timeZone: zone })}>${said.edit_date ? `${words.edited} ` : ""}${inWords(at, locale, options)}</time>
      </div>
    </div>
    ${rows.map(
      (row, index) => html`<div key=${index} class="buttons">
        ${row.map((button) => html`<${Button} key=${button.text} button=${button} messageId=${message.message_id} press=${press} pressed=${pressed} copy=${copy} start=${start} />`)}
      </div>`,
    )}
  </article>`;
}
