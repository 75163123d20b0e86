import { Clock } from "./clock.js";
import { Guide } from "./guide.js";
import { Lightbox } from "./media.js";
import { Phone } from "./phone.js";
import { html, render, useEffect, useState } from "./preact.js";
import { post, useMedia, useRemembered, useTown } from "./state.js";
import { wordsIn } from "./texts.js";
import { Tour } from "./tour.js";

const firstPhones = 3;
const maxName = 30;
const tourAsked = new URLSearchParams(location.search).get("tour");
const browsersLanguage = navigator.language.startsWith("zh") ? "zh" : "en";

function Page() {
  const [chosen, setLanguage] = useRemembered("language", browsersLanguage);
  const [theme, setTheme] = useRemembered("theme", null);
  const [open, setOpen] = useRemembered("phones", null);
  const [isGuided, setGuided] = useRemembered("guide", true);
  const [tour, setTour] = useState(tourAsked === null ? null : tourAsked === "en" ? "en" : "zh");
  // A tour has its own language, and its own people, from the first moment on.
  const language = tour ?? chosen;
  const [front, setFront] = useState(null);
  const [enlarged, setEnlarged] = useState(null);
  const { town, tickets, unread, load, subscribe, watch } = useTown();
  const isNarrow = useMedia("(max-width: 760px)");
  const likesDark = useMedia("(prefers-color-scheme: dark)");
  const words = wordsIn(language);
  const isDark = theme ? theme === "dark" : likesDark;

  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.title = words.title;
  }, [language]);
  useEffect(() => {
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
  }, [isDark]);
  useEffect(() => {
    if (tour) setLanguage(tour);
  }, [tour]);

  const everybody = [...town.people, ...town.groups];
  const known = new Map(everybody.map((one) => [one.id, one]));
  const cast = town.people.filter((one) => (one.language ?? "zh") === language).slice(0, firstPhones);
  const shown = ((tour ? null : open) ?? cast.map(({ id }) => id)).filter((id) => known.has(id));
  const inFront = shown.includes(front) ? front : shown[0];
  const show = (id) => {
    if (!shown.includes(id)) setOpen([...shown, id]);
    setFront(id);
    requestAnimationFrame(() =>
      document.querySelector(`.phone[data-person="${id}"]`)?.scrollIntoView({ inline: "nearest", block: "nearest" }),
    );
  };
  const add = async (value) => {
    if (value !== "guest") return show(Number(value));
    const name = prompt(words.guestName)?.trim();
    if (!name) return undefined;
    const language_code = language === "zh" ? "zh-hans" : "en";
    const { id } = await post("/emulator/people", { first_name: name.slice(0, maxName), language_code });
    await load();
    return show(id);
  };
  const switchLanguage = () => {
    setLanguage(language === "zh" ? "en" : "zh");
    // Its people come with it, unless somebody has chosen others.
    if (open?.every((id) => cast.some((one) => one.id === id))) setOpen(null);
  };
  const roleOf = ({ role, roleEn }) => (language === "zh" ? role : roleEn);
  const inOrder = everybody.toSorted((one, other) => Number(other.language === language) - Number(one.language === language));

  return html`<header class="top">
      <h1><span aria-hidden="true">🏡</span> ${isNarrow ? words.name : words.title}</h1>
      <${Clock} subscribe=${subscribe} zone=${town.zone} language=${language} words=${words} isNarrow=${isNarrow} />
      <div class="tools">
        <select aria-label=${words.addHint} value="" onChange=${(event) => {
          void add(event.target.value);
          event.target.value = "";
        }}>
          <option value="">${words.add}</option>
          ${inOrder
            .filter(({ id }) => !shown.includes(id))
            .map(
              (person) =>
                html`<option key=${person.id} value=${person.id}>${person.name} · ${roleOf(person)}${unread[person.id] ? ` (${unread[person.id]})` : ""}</option>`,
            )}
          <option value="guest">${words.guest}</option>
        </select>
        <button title=${isDark ? words.light : words.dark} aria-label=${isDark ? words.light : words.dark} onClick=${() => setTheme(isDark ? "light" : "dark")}>${isDark ? "☀️" : "🌙"}</button>
        <button onClick=${switchLanguage} lang=${language === "zh" ? "en" : "zh-CN"}>${words.language}</button>
      </div>
    </header>
    ${
      isGuided &&
      !tour &&
      town.isLoaded &&
      html`<${Guide} words=${words} tickets=${tickets} cast=${cast} isNarrow=${isNarrow} showPhone=${show} startTour=${() => setTour(language)} close=${() => setGuided(false)} />`
    }
    ${
      isNarrow &&
      html`<nav class="tabs" aria-label=${words.phones}>${shown.map((id) => {
        const person = known.get(id);
        const count = id === inFront ? 0 : (unread[id] ?? 0);
        return html`<button key=${id} class=${id === inFront ? "tab front" : "tab"} aria-current=${id === inFront ? "true" : null} onClick=${() => setFront(id)}>
          <strong>${person.name}</strong><small>${roleOf(person)}</small>${count > 0 && html`<span class="badge" aria-label=${words.unread(count)}>${count}</span>`}
        </button>`;
      })}</nav>`
    }
    <main>
      ${shown.map((id) => {
        const person = known.get(id);
        const members = person.members?.map((member) => known.get(member));
        return html`<${Phone} key=${id} person=${person} members=${members} role=${roleOf(person)} words=${words} language=${language} zone=${town.zone}
          subscribe=${subscribe} watch=${watch} unread=${unread[id] ?? 0} isHidden=${isNarrow && id !== inFront} enlarge=${setEnlarged}
          close=${() => setOpen(shown.filter((other) => other !== id))} />`;
      })}
    </main>
    ${enlarged && html`<${Lightbox} photos=${enlarged} words=${words} close=${() => setEnlarged(null)} />`}
    ${tour && town.isLoaded && html`<${Tour} key=${tour} language=${tour} words=${wordsIn(tour)} cast=${cast} show=${show} stop=${() => setTour(null)} />`}`;
}

render(html`<${Page} />`, document.getElementById("page"));
