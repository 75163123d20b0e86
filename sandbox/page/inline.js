import { html, useEffect, useState } from "./preact.js";

const pauseMs = 300;

/** `@bot words` in a field: what is looked for, once the hand rests; undefined when the field holds something else. */
export function useInline(draft, bot, act, subscribe, chatId, speaker) {
  const [found, setFound] = useState(null);
  const asked = bot && draft.toLowerCase().startsWith(`@${bot.toLowerCase()} `) ? draft.slice(bot.length + 2) : undefined;
  useEffect(() => {
    setFound(null);
    if (asked === undefined) return undefined;
    const waiting = setTimeout(() => void act({ do: "inline", query: asked.trim() }), pauseMs);
    return () => clearTimeout(waiting);
  }, [asked, speaker]);
  useEffect(
    () =>
      subscribe(chatId, (event) => {
        if (event.type === "inline_answer" && event.user_id === speaker) setFound({ ...event.answer, id: event.inline_query_id });
      }),
    [chatId, speaker],
  );
  return asked === undefined ? null : found;
}

/** What was found, to be sent into the chat; or the way to somebody who knows. */
export function Found({ found, words, choose, start }) {
  const { results, button } = found;
  return html`<div class="found">
    ${button && html`<button class="to-bot" onClick=${() => start(button.start_parameter)}>${button.text}</button>`}
    ${
      results.length > 0 &&
      html`<ul class="commands" aria-label=${words.found}>
        ${results.map(({ id, title, description }) => html`<li key=${id}><button onClick=${() => choose(found.id, id)}><b>${title}</b> <span>${description}</span></button></li>`)}
      </ul>`
    }
  </div>`;
}
