import { Phone } from "./phone.js";
import { html, render, useEffect, useRef, useState } from "./preact.js";
import { wordsIn } from "./words.js";

const remembered = (name, otherwise) => JSON.parse(localStorage.getItem(name) ?? "null") ?? otherwise;
const firstPhones = 3;

function Page() {
  const [language, setLanguage] = useState(remembered("language", navigator.language.startsWith("zh") ? "zh" : "en"));
  const [state, setState] = useState({ people: [], groups: [], now: Date.now(), loadedAt: Date.now() });
  const [open, setOpen] = useState(remembered("phones", null));
  const [, tick] = useState(0);
  const listeners = useRef(new Map());
  const words = wordsIn(language);

  const load = async () => {
    const loaded = await (await fetch("/sandbox/state")).json();
    setState({ ...loaded, loadedAt: Date.now() });
    return loaded;
  };
  useEffect(() => {
    void load();
    const events = new EventSource("/emulator/events");
    events.onmessage = ({ data }) => {
      const event = JSON.parse(data);
      for (const listener of listeners.current.get(event.chat_id) ?? []) listener(event);
      if (event.type === "chat") void load();
    };
    const clock = setInterval(() => tick((count) => count + 1), 1000);
    return () => {
      events.close();
      clearInterval(clock);
    };
  }, []);
  useEffect(() => {
    localStorage.setItem("language", JSON.stringify(language));
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.title = words.title;
  }, [language]);
  useEffect(() => {
    if (open) localStorage.setItem("phones", JSON.stringify(open));
  }, [open]);

  const subscribe = (chatId, listener) => {
    const all = listeners.current.get(chatId) ?? new Set();
    listeners.current.set(chatId, all.add(listener));
    return () => all.delete(listener);
  };
  const everybody = [...state.people, ...state.groups];
  const known = new Set(everybody.map(({ id }) => id));
  const shown = (open ?? state.people.slice(0, firstPhones).map(({ id }) => id)).filter((id) => known.has(id));
  const show = (id) => setOpen((before) => [...(before ?? shown), id]);
  const add = async (value) => {
    if (!value) return;
    if (value !== "guest") return show(Number(value));
    const name = prompt(words.guestName)?.trim();
    if (!name) return;
    const response = await fetch("/emulator/people", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ first_name: name.slice(0, 30), language_code: language === "zh" ? "zh-hans" : "en" }),
    });
    const { id } = await response.json();
    await load();
    show(id);
  };
  const move = async (minutes) => {
    await fetch("/sandbox/clock", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ minutes }) });
    await load();
  };
  const now = new Date(state.now + Date.now() - state.loadedAt);
  const options = { month: "short", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" };
  const roleOf = ({ role, roleEn }) => (language === "zh" ? role : roleEn);

  return html`<header class="top">
      <h1>🏡 ${words.title}</h1>
      <p>${words.intro}</p>
      <div class="tools">
        <span class="clock" aria-label=${words.clock}>🕘 ${now.toLocaleString(language === "zh" ? "zh-CN" : "en-GB", options)}</span>
        <button onClick=${() => move(60)}>${words.hour}</button>
        <button onClick=${() => move(60 * 24)}>${words.day}</button>
        <button onClick=${() => move(60 * 24 * 7)}>${words.week}</button>
        <select aria-label=${words.add} value="" onChange=${(event) => {
          void add(event.target.value);
          event.target.value = "";
        }}>
          <option value="">${words.add}</option>
          ${everybody.filter(({ id }) => !shown.includes(id)).map((person) => html`<option value=${person.id}>${person.name} · ${roleOf(person)}</option>`)}
          <option value="guest">${words.guest}</option>
        </select>
        <button onClick=${() => setLanguage(language === "zh" ? "en" : "zh")}>${words.language}</button>
      </div>
    </header>
    <main>
      ${shown.map((id) => {
        const person = everybody.find((one) => one.id === id);
        const members = person.members?.map((member) => state.people.find((one) => one.id === member));
        return html`<${Phone} key=${id} person=${person} members=${members} role=${roleOf(person)} words=${words} subscribe=${subscribe}
          close=${() => setOpen(shown.filter((other) => other !== id))} />`;
      })}
    </main>`;
}

render(html`<${Page} />`, document.getElementById("page"));
