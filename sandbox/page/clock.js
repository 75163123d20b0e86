import { html, useEffect, useState } from "./preact.js";
import { post } from "./state.js";
import { inWords, localeIn } from "./texts.js";

const shown = { month: "short", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit" };

/** The town's clock: it shows, plays, pauses and passes hours and days, through everything that is due. */
export function Clock({ subscribe, zone, language, words, isNarrow }) {
  const [clock, setClock] = useState({ now: Date.now(), at: Date.now(), isRunning: false, isPlaying: false });
  const [, tick] = useState(0);
  useEffect(() => {
    const end = subscribe("clock", setClock);
    const ticking = setInterval(() => tick((count) => count + 1), 1000);
    return () => {
      clearInterval(ticking);
      end();
    };
  }, []);
  const now = new Date(clock.now + Date.now() - clock.at);
  const isBusy = clock.isRunning && !clock.isPlaying;
  const pass = (minutes) => void post("/sandbox/clock", { minutes }).catch(() => {});
  const toggle = () => void post("/sandbox/clock", { do: clock.isRunning ? "pause" : "play" }).catch(() => {});
  return html`<div class="clockwork" role="group" aria-label=${words.clock}>
    <time class="clock" datetime=${now.toISOString()}>${inWords(now, localeIn(language), { ...shown, timeZone: zone })}</time>
    <button class="play" aria-pressed=${clock.isRunning} title=${clock.isRunning ? words.pause : words.play} aria-label=${clock.isRunning ? words.pause : words.play}
      onClick=${toggle}>${clock.isRunning ? "⏸" : "▶"}</button>
    <span class="jumps">
      ${[
        [60, words.hour, words.shortHour],
        [60 * 24, words.day, words.shortDay],
        [60 * 24 * 7, words.week, words.shortWeek],
      ].map(
        ([minutes, label, short]) =>
          html`<button key=${minutes} title=${label} disabled=${isBusy} onClick=${() => pass(minutes)}>${isNarrow ? short : label}</button>`,
      )}
    </span>
  </div>`;
}
