import { html, useEffect, useLayoutEffect, useState } from "./preact.js";

const tallestPx = 150;
const isTouched = () => matchMedia("(pointer: coarse)").matches;

/** The bot's commands, to pick one of. */
function Commands({ commands, chosen, pick, label }) {
  return html`<ul class="commands" role="listbox" aria-label=${label} id="commands">
    ${commands.map(
      (
        { command, description },
        index,
      ) => html`<li key=${command} role="option" id=${`command-${command}`} aria-selected=${index === chosen}
        onPointerDown=${(event) => event.preventDefault()} onClick=${() => pick(command)}><b>/${command}</b> <span>${description}</span></li>`,
    )}
  </ul>`;
}

/**
 * Where somebody writes: Enter sends and Shift+Enter begins a line, Esc leaves what was begun, ↑ in an empty field edits what was said last,
 * and `/` offers the commands.
 */
export function Composer({ field, draft, setDraft, words, commands, say, leave, editLast, toggleAttaching, isAttaching, keyboard }) {
  const [chosen, setChosen] = useState(0);
  const [isListed, setListed] = useState(false);
  const typed = /^\/(\w*)$/.exec(draft)?.[1];
  const offered = isListed
    ? commands
    : typed === undefined
      ? []
      : commands.filter(({ command }) => command.startsWith(typed.toLowerCase()));
  const isOpen = offered.length > 0 && !(typed !== undefined && offered.length === 1 && offered[0].command === typed && !isListed);
  const marked = Math.min(chosen, offered.length - 1);

  useLayoutEffect(() => {
    const area = field.current;
    area.style.height = "auto";
    // On a phone that is not in front, there is nothing to be measured.
    if (area.scrollHeight) area.style.height = `${Math.min(area.scrollHeight, tallestPx)}px`;
  }, [draft]);
  useEffect(() => setChosen(0), [draft, isListed]);
  // A click on 📎 leaves the focus there, where no key of the field is heard.
  useEffect(() => {
    if (!isAttaching) return undefined;
    const close = (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) toggleAttaching();
    };
    document.addEventListener("keydown", close);
    return () => document.removeEventListener("keydown", close);
  }, [isAttaching, toggleAttaching]);

  const send = (text) => {
    setListed(false);
    say(text);
    if (!isTouched()) field.current.focus();
  };
  const pick = (command) => send(`/${command}`);
  const byKey = (event) => {
    const { key } = event;
    // While a Chinese word is being composed, Enter and Esc belong to that.
    if (event.isComposing || event.keyCode === 229) return;
    const taken = () => event.preventDefault();
    if (isOpen && (key === "ArrowDown" || key === "ArrowUp")) {
      setChosen((marked + (key === "ArrowDown" ? 1 : offered.length - 1)) % offered.length);
      return taken();
    }
    if (isOpen && key === "Tab" && !event.shiftKey) {
      setDraft(`/${offered[marked].command}`);
      setListed(false);
      return taken();
    }
    if (key === "Enter" && !event.shiftKey) {
      if (isOpen) pick(offered[marked].command);
      else send(draft);
      return taken();
    }
    if (key === "Escape") {
      if (isListed) setListed(false);
      else leave();
      return taken();
    }
    if (key === "ArrowUp" && draft === "" && editLast()) return taken();
    return undefined;
  };

  return html`<div class="composer">
    ${isOpen && html`<${Commands} commands=${offered} chosen=${marked} pick=${pick} label=${words.commands} />`}
    <form onSubmit=${(event) => {
      event.preventDefault();
      send(draft);
    }}>
      ${
        commands.length > 0 &&
        html`<button type="button" class="icon menu" title=${words.commands} aria-label=${words.commands} aria-expanded=${isListed} onClick=${() => {
          setListed(!isListed);
          field.current.focus();
        }}>☰</button>`
      }
      <button type="button" class="icon clip" title=${words.attach} aria-label=${words.attach} aria-expanded=${isAttaching} onClick=${toggleAttaching}>📎</button>
      <textarea ref=${field} rows="1" value=${draft} placeholder=${words.write} aria-label=${words.write} enterkeyhint="send"
        aria-controls=${isOpen ? "commands" : null} onInput=${(event) => {
          setListed(false);
          setDraft(event.target.value);
        }} onKeyDown=${byKey}></textarea>
      ${keyboard && html`<button type="button" class="icon" title=${words.keyboard} aria-label=${words.keyboard} aria-expanded=${keyboard.isShown} onClick=${keyboard.toggle}>⌨</button>`}
      <button class="icon send" title=${words.send} aria-label=${words.send} disabled=${!draft.trim()}>➤</button>
    </form>
  </div>`;
}
