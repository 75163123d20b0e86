import { html } from "./preact.js";

/** How far the furthest report has come: reported, taken and answered, called good. */
function progressOf(tickets) {
  const steps = (ticket) => [true, ticket.isTaken && ticket.isAnswered, ticket.rating === "satisfied" || ticket.rating === "fair"];
  const score = (ticket) => [...steps(ticket), ticket.isTaken, ticket.isResolved].filter(Boolean).length;
  const furthest = tickets.toSorted((one, other) => score(other) - score(one) || other.number - one.number)[0];
  const done = [0, 1, 2].map((index) => tickets.some((ticket) => steps(ticket)[index]));
  return { done, furthest };
}

/** What to do next, in one line. */
function hintOf(words, { done, furthest }) {
  if (!done[0]) return words.hintReport;
  if (!done[1]) return furthest?.isTaken ? words.hintAnswer : words.hintTake;
  if (!done[2]) return furthest?.isResolved ? words.hintRate : words.hintResolve;
  return words.hintDone;
}

/** Whose turn it is: the villager's, the cadre's, the villager's again. */
function turnOf({ done, furthest }) {
  if (!done[0]) return 0;
  return done[2] || furthest?.isResolved ? 0 : 1;
}

/**
 * Three steps through the whole matter, which tick themselves off as they happen.
 *
 * @param cast the villager and the cadre of this page's language
 */
export function Guide({ words, tickets, cast, isNarrow, showPhone, startTour, close }) {
  const progress = progressOf(tickets);
  const current = progress.done.indexOf(false);
  const person = cast[turnOf(progress)];
  return html`<section class="guide" aria-label=${words.guide}>
    <h2 class="unseen">${words.guide}</h2>
    <ol>
      ${[words.step1, words.step2, words.step3].map((step, index) => {
        const state = progress.done[index] ? "done" : index === current ? "current" : "ahead";
        return html`<li key=${index} class=${state} aria-current=${state === "current" ? "step" : null}>
          <span class="tick" aria-hidden="true">${progress.done[index] ? "✓" : index + 1}</span>
          <span>${step}<span class="unseen">${progress.done[index] ? ` · ${words.done}` : ""}</span></span>
        </li>`;
      })}
    </ol>
    <p class="hint" role="status">
      ${person && current >= 0 ? html`<button class="link" onClick=${() => showPhone(person.id)}>${words.onPhone(person.name)}</button>` : null}
      <span>${hintOf(words, progress)}</span>
    </p>
    <span class="guide-tools">
      <button class="link" title=${words.tour} onClick=${startTour}>${isNarrow ? words.shortTour : words.tour}</button>
      <button class="link" title=${words.closeGuide} aria-label=${words.closeGuide} onClick=${close}>✕</button>
    </span>
  </section>`;
}
