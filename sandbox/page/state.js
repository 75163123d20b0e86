import { useEffect, useRef, useState } from "./preact.js";

/** What a visitor chose stays with their browser. */
export function useRemembered(name, otherwise) {
  const [value, setValue] = useState(() => {
    try {
      return JSON.parse(localStorage.getItem(name) ?? "null") ?? otherwise;
    } catch {
      return otherwise;
    }
  });
  useEffect(() => {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
  }, [value]);
  return [value, setValue];
}

/** Whether a media query holds, also when the window changes. */
export function useMedia(query) {
  const [holds, setHolds] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const changed = () => setHolds(list.matches);
    list.addEventListener("change", changed);
    return () => list.removeEventListener("change", changed);
  }, [query]);
  return holds;
}

/** Sends JSON, as the sandbox takes nothing else. @throws Error when it was not taken */
export async function post(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

const guideDelayMs = 300;
const noTown = { people: [], groups: [], zone: "Asia/Shanghai", now: Date.now(), isRunning: false, isPlaying: false };

/**
 * What the page knows of the town: its people, how far the guide's steps are done, and what each phone has not looked at yet. One stream
 * brings all events; `subscribe` hands out those of a chat, or of the clock: while it plays, nothing but the clock is drawn anew.
 */
export function useTown() {
  const [town, setTown] = useState({ ...noTown, isLoaded: false });
  const [tickets, setTickets] = useState([]);
  const [unread, setUnread] = useState({});
  const listeners = useRef(new Map());
  const watched = useRef(new Set());

  const hand = (to, event) => {
    for (const listener of listeners.current.get(to) ?? []) listener(event);
  };
  const load = async () => {
    const loaded = await (await fetch("/sandbox/state")).json();
    setTown({ ...loaded, isLoaded: true });
    hand("clock", { ...loaded, at: Date.now() });
  };
  useEffect(() => {
    let waiting;
    const readGuide = () => {
      clearTimeout(waiting);
      waiting = setTimeout(
        () =>
          fetch("/sandbox/guide").then(
            async (response) => setTickets(await response.json()),
            () => {},
          ),
        guideDelayMs,
      );
    };
    const events = new EventSource("/sandbox/events");
    events.onmessage = ({ data }) => {
      const event = JSON.parse(data);
      // Also after the connection was lost: what happened meanwhile is read anew.
      if (event.type === "connected") {
        void load();
        for (const to of listeners.current.keys()) if (to !== "clock") hand(to, { type: "chat" });
        return readGuide();
      }
      if (event.type === "clock") return hand("clock", { ...event, at: Date.now() });
      hand(event.chat_id, event);
      if (event.type === "message" && event.message.from.is_bot && !watched.current.has(event.chat_id))
        setUnread((before) => ({ ...before, [event.chat_id]: (before[event.chat_id] ?? 0) + 1 }));
      if (event.type === "message" || event.type === "edit") readGuide();
      if (event.type === "chat") void load();
    };
    return () => {
      events.close();
      clearTimeout(waiting);
    };
  }, []);

  const subscribe = (to, listener) => {
    const all = listeners.current.get(to) ?? new Set();
    listeners.current.set(to, all.add(listener));
    return () => all.delete(listener);
  };
  /** Somebody sees the newest message of this chat, or does no longer. */
  const watch = (chatId, isWatched) => {
    if (!isWatched) return watched.current.delete(chatId);
    watched.current.add(chatId);
    return setUnread((before) => (before[chatId] ? { ...before, [chatId]: 0 } : before));
  };
  return { town, tickets, unread, load, subscribe, watch };
}
