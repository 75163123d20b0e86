import { html } from "./preact.js";

const fileUrl = (id) => `/emulator/files/${encodeURIComponent(id)}`;

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
      parts.push(
        element(
          entity,
          inside(
            entity.offset,
            end,
            list.slice(index + 1).filter((other) => other.offset + other.length <= end),
          ),
          openLink,
        ),
      );
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
    case "code":
    case "pre":
      return html`<code>${children}</code>`;
    case "blockquote":
      return html`<blockquote>${children}</blockquote>`;
    case "url":
      return html`<a href=${children.join("")} onClick=${(event) => openLink(event, children.join(""))} target="_blank" rel="noreferrer">${children}</a>`;
    case "text_link":
      return html`<a href=${entity.url} target="_blank" rel="noreferrer">${children}</a>`;
    default:
      return html`<span>${children}</span>`;
  }
}

function Media({ message, words }) {
  if (message.photo) return html`<img class="photo" src=${fileUrl(message.photo.at(-1).file_id)} alt="" loading="lazy" />`;
  if (message.voice || message.audio) {
    const sound = message.voice ?? message.audio;
    return html`<div class="sound"><span>🎤 ${words.voiceMessage} ${sound.duration}″</span><audio controls preload="none" src=${fileUrl(sound.file_id)}></audio></div>`;
  }
  if (message.video || message.video_note) return html`<div class="film">🎬 ${words.videoMessage}</div>`;
  if (message.sticker) return html`<div class="sticker">${message.sticker.emoji}</div>`;
  if (message.document) {
    return html`<a class="file" href=${fileUrl(message.document.file_id)} target="_blank" rel="noreferrer">📄 ${message.document.file_name ?? "file"}</a>`;
  }
  if (message.location) {
    const { latitude, longitude } = message.location;
    return html`<div class="pin"><span>📍</span><small>${words.place} ${latitude.toFixed(4)}, ${longitude.toFixed(4)}</small></div>`;
  }
  if (message.contact) return html`<div class="file">👤 ${message.contact.first_name} ${message.contact.phone_number}</div>`;
  return null;
}

const timeOf = (seconds) =>
  new Date(seconds * 1000).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" });

/** One message with its buttons, as a chat shows it. */
export function Message({ message, words, press, pressed, openLink, isGroup, startReply, startEdit }) {
  const isMine = !message.from.is_bot;
  const words_ = message.text ?? message.caption;
  const rows = message.reply_markup?.inline_keyboard ?? [];
  const quoted = message.reply_to_message;
  const isEditable = isMine && words_ !== undefined;
  return html`<div class=${`message ${isMine ? "mine" : "theirs"}`} data-message-id=${message.message_id}>
    <div class="bubble">
      ${isGroup && isMine && html`<strong class="from">${message.from.first_name}</strong>`}
      ${quoted && html`<div class="quote">${(quoted.text ?? quoted.caption ?? "…").slice(0, 60)}</div>`}
      ${message.forward_origin && html`<div class="quote">↪ ${message.forward_origin.sender_user_name ?? ""}</div>`}
      <${Media} message=${message} words=${words} />
      ${words_ !== undefined && html`<div class="text">${formatted(words_, message.entities ?? message.caption_entities, openLink)}</div>`}
      <div class="foot">
        <button class="link" onClick=${() => startReply(message)}>${words.reply}</button>
        ${isEditable && html`<button class="link" onClick=${() => startEdit(message)}>${words.edit}</button>`}
        <span>${message.edit_date ? `${words.edited} ` : ""}${timeOf(message.date)}</span>
      </div>
    </div>
    ${rows.map(
      (row) => html`<div class="buttons">
        ${row.map((button) =>
          button.url
            ? html`<a class="button" href=${button.url} target="_blank" rel="noreferrer">${button.text}</a>`
            : html`<button class="button" disabled=${pressed === button.callback_data} onClick=${() => press(message.message_id, button.callback_data)}>${button.text}</button>`,
        )}
      </div>`,
    )}
  </div>`;
}
