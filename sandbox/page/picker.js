import { html, useEffect, useState } from "./preact.js";

/** Telegram's own list of people, or of groups, from which one is shared with the bot. */
export function Picker({ picking, words, pick, close }) {
  const { request_users: users, request_chat: chat } = picking;
  const [listed, setListed] = useState([]);
  useEffect(() => {
    void fetch(users ? "/emulator/people" : "/emulator/groups").then(async (response) => setListed(await response.json()));
  }, [users]);
  const offered = users
    ? listed
    : listed.filter(({ is_forum }) => chat.chat_is_forum === undefined || chat.chat_is_forum === Boolean(is_forum));
  const share = (id) =>
    pick(
      users
        ? { do: "share_user", request_id: users.request_id, user_id: id }
        : { do: "share_chat", request_id: chat.request_id, chat_id: id },
    );
  return html`<div class="found" role="group" aria-label=${picking.text}>
    <ul class="commands">
      ${offered.map(({ id, first_name, title }) => html`<li key=${id}><button onClick=${() => share(id)}>${first_name ?? title}</button></li>`)}
    </ul>
    <button class="to-bot" onClick=${close}>${words.stop}</button>
  </div>`;
}
