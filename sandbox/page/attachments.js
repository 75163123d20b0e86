import { html } from "./preact.js";
import { drawnPhoto, filmed, paperOf, phoneOf, pickedFile, somewhere, spokenVoice } from "./samples.js";

const albumOf = (size) => {
  const album = `album${Date.now()}`;
  return [...Array(size).keys()].map((index) => ({ ...drawnPhoto(index + 1), album }));
};

/** What can be sent besides words; the samples are made here, so that nobody has to look for a file. */
export function Attachments({ words, language, attach, act, isBlocked, personId }) {
  const pick = async ({ target }) => {
    if (target.files[0]) attach(await pickedFile(target.files[0]));
  };
  const kinds = [
    [words.sample, () => attach(drawnPhoto(1))],
    [words.album, () => albumOf(3).map(attach)],
    [words.voice, () => attach(spokenVoice())],
    [words.video, async () => attach(await filmed())],
    [words.location, () => attach(somewhere())],
    [words.liveLocation, () => attach({ ...somewhere(), live_period: 900 })],
    [words.contact, () => attach({ do: "contact", phone: phoneOf(personId) })],
    [words.document, () => attach(paperOf(language))],
    [words.sticker, () => attach({ do: "file", kind: "sticker" })],
    [isBlocked ? words.unblock : words.block, () => act({ do: isBlocked ? "unblock" : "block" })],
  ];
  return html`<div class="attachments">
    <label class="pick">${words.photo}<input type="file" class="unseen" onChange=${pick} /></label>
    ${kinds.map(([label, send]) => html`<button key=${label} onClick=${() => void send()}>${label}</button>`)}
  </div>`;
}
