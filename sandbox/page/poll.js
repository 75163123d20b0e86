import { html, useState } from "./preact.js";

/** A poll with how many chose each answer; a tap answers, several taps where several may be chosen. */
export function Poll({ message, vote }) {
  const { poll } = message;
  const [chosen, setChosen] = useState([]);
  const choose = (index) => {
    const isChosen = chosen.includes(index);
    const next = isChosen ? chosen.filter((one) => one !== index) : poll.allows_multiple_answers ? [...chosen, index] : [index];
    setChosen(next);
    void vote(message.message_id, next);
  };
  return html`<div class="poll" role="group" aria-label=${poll.question}>
    <strong>🗳 ${poll.question}</strong>
    ${poll.options.map(
      ({ text, voter_count }, index) =>
        html`<button key=${text} class="button" aria-pressed=${chosen.includes(index)} onClick=${() => choose(index)}>${chosen.includes(index) ? "☑" : "☐"} ${text} ${voter_count || ""}</button>`,
    )}
  </div>`;
}
