import { Message } from "./message.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "./preact.js";
import { inWords, localeIn } from "./texts.js";

const nearEndPx = 40;

/** Days with their messages; an album is one entry of several. */
function daysOf(messages, zone) {
  const dayOf = (seconds) => inWords(seconds * 1000, "sv", { timeZone: zone });
  const days = [];
  const albums = new Map();
  for (const message of messages) {
    const day = dayOf(message.date);
    if (days.at(-1)?.day !== day) days.push({ day, date: message.date, entries: [] });
    // Answers may come while the rest of an album is still on its way.
    const album = albums.get(message.media_group_id);
    if (message.media_group_id && album) album.push(message);
    else {
      const entry = [message];
      days.at(-1).entries.push(entry);
      if (message.media_group_id) albums.set(message.media_group_id, entry);
    }
  }
  return days;
}

/**
 * The history of a chat. A reader at the end stays at the end; a reader further up keeps the place when something arrives, and
 * nothing moves under a finger or a mouse that is down.
 */
export function Chat({ messages, words, language, zone, unread, setAtEnd, name, ...rest }) {
  const box = useRef(null);
  const isAtEnd = useRef(true);
  const isHeld = useRef(false);
  const [isAway, setAway] = useState(false);
  const [firstUnread, setFirstUnread] = useState(null);
  const count = useRef(0);
  const lastTop = useRef(0);

  const tell = (atEnd) => {
    isAtEnd.current = atEnd;
    setAway(!atEnd);
    setAtEnd(atEnd);
  };
  const stick = () => {
    if (!box.current || !isAtEnd.current || isHeld.current) return;
    box.current.scrollTop = box.current.scrollHeight;
  };
  const goToEnd = () => {
    tell(true);
    stick();
  };
  const looked = () => {
    // What grew while something was held is no reading further up.
    if (isHeld.current) return;
    const { scrollTop, scrollHeight, clientHeight } = box.current;
    const atEnd = scrollHeight - scrollTop - clientHeight < nearEndPx;
    // Only a hand scrolls up; what grows or shrinks around the history does not.
    const isUp = scrollTop < lastTop.current - 1;
    lastTop.current = scrollTop;
    if (atEnd !== isAtEnd.current && (atEnd || isUp)) tell(atEnd);
  };
  const hold = () => {
    isHeld.current = true;
  };
  useEffect(() => {
    const release = () => {
      if (!isHeld.current) return;
      // After the click that belongs to it.
      setTimeout(() => {
        isHeld.current = false;
        stick();
      }, 60);
    };
    const grown = new ResizeObserver(stick);
    grown.observe(box.current);
    addEventListener("pointerup", release);
    addEventListener("pointercancel", release);
    return () => {
      grown.disconnect();
      removeEventListener("pointerup", release);
      removeEventListener("pointercancel", release);
    };
  }, []);
  useLayoutEffect(() => {
    const newest = messages.at(-1);
    const isOwn = messages.length > count.current && newest && !newest.from.is_bot;
    if (isOwn) {
      tell(true);
      setFirstUnread(null);
    }
    count.current = messages.length;
    stick();
  }, [messages, firstUnread]);
  useEffect(() => {
    if (unread > 0 && firstUnread === null) setFirstUnread(messages.at(-unread)?.message_id ?? null);
  }, [unread]);

  // How each topic of a forum is called now.
  const topics = new Map(
    messages.flatMap(({ message_thread_id: id, forum_topic_created: created, forum_topic_edited: edited }) =>
      created || edited?.name ? [[id, (created ?? edited).name]] : [],
    ),
  );
  const days = daysOf(messages, zone);
  const dayName = (seconds) =>
    inWords(seconds * 1000, localeIn(language), { month: "long", day: "numeric", weekday: "short", timeZone: zone });
  return html`<div class="history">
    <div class="chat" ref=${box} role="log" aria-label=${words.chatWith(name)} tabindex="0" onScroll=${looked} onPointerDown=${hold} onLoadCapture=${stick}>
      ${days.map(
        ({ day, date, entries }) => html`<section key=${day} class="day">
          <h3 class="date"><time datetime=${day}>${dayName(date)}</time></h3>
          ${entries.map(
            (
              album,
            ) => html`${album.some(({ message_id }) => message_id === firstUnread) && html`<p class="unread-line">${words.unreadHere}</p>`}
              <${Message} key=${album[0].message_id} album=${album} topics=${topics} words=${words} language=${language} zone=${zone} ...${rest} />`,
          )}
        </section>`,
      )}
    </div>
    ${
      isAway &&
      html`<button class="down" title=${words.newBelow(unread)} aria-label=${words.newBelow(unread)} onClick=${goToEnd}>
        ${unread > 0 && html`<span class="badge">${unread}</span>`}<span aria-hidden="true">↓</span></button>`
    }
  </div>`;
}
