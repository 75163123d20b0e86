import { html, useEffect, useRef, useState } from "./preact.js";

const fileUrl = (id) => `/emulator/files/${encodeURIComponent(id)}`;
const bars = 36;

/** One photo, or an album as a grid; each can be enlarged. */
export function Photos({ messages, words, enlarge }) {
  const photos = messages.map((message) => ({
    url: fileUrl(message.photo.at(-1).file_id),
    alt: message.caption ?? words.photoAlt(message.from.first_name),
  }));
  return html`<div class=${`photos of-${Math.min(photos.length, 4)}`}>
    ${photos.map(
      (
        { url, alt },
        index,
      ) => html`<button key=${url} class="photo-button" title=${words.enlarge} onClick=${() => enlarge({ photos, index })}>
        <img class="photo" src=${url} alt=${alt} loading="lazy" /></button>`,
    )}
  </div>`;
}

/** A photo as large as the page; arrow keys go through its album, Esc closes. */
export function Lightbox({ photos: given, words, close }) {
  const { photos } = given;
  const [index, setIndex] = useState(given.index);
  const dialog = useRef(null);
  useEffect(() => dialog.current.showModal(), []);
  const step = (by) => setIndex((before) => (before + by + photos.length) % photos.length);
  const byKey = ({ key }) => {
    if (key === "ArrowRight") step(1);
    if (key === "ArrowLeft") step(-1);
  };
  const { url, alt } = photos[index];
  return html`<dialog class="lightbox" ref=${dialog} aria-label=${alt} onClose=${close} onKeyDown=${byKey}
    onClick=${(event) => event.target === dialog.current && dialog.current.close()}>
    <img src=${url} alt=${alt} />
    <div class="lightbox-tools">
      ${photos.length > 1 && html`<button aria-label=${words.previous} onClick=${() => step(-1)}>‹</button><span>${index + 1} / ${photos.length}</span><button aria-label=${words.next} onClick=${() => step(1)}>›</button>`}
      <button aria-label=${words.closePhoto} onClick=${() => dialog.current.close()}>✕</button>
    </div>
  </dialog>`;
}

/** How loud a recording is along its time; of one that cannot be read, a quiet line. */
async function waveOf(url) {
  try {
    const context = new OfflineAudioContext(1, 1, 44_100);
    const sound = await context.decodeAudioData(await (await fetch(url)).arrayBuffer());
    const samples = sound.getChannelData(0);
    const size = Math.max(1, Math.floor(samples.length / bars));
    const peaks = Array.from({ length: bars }, (_, bar) =>
      samples.subarray(bar * size, (bar + 1) * size).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0),
    );
    const loudest = Math.max(...peaks, 0.01);
    return peaks.map((peak) => peak / loudest);
  } catch {
    return Array(bars).fill(0.12);
  }
}

function Voice({ sound, words }) {
  const url = fileUrl(sound.file_id);
  const [wave, setWave] = useState(Array(bars).fill(0.12));
  const [played, setPlayed] = useState(0);
  const [isPlaying, setPlaying] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const audio = useRef(null);
  useEffect(() => void waveOf(url).then(setWave), [url]);
  const toggle = () => (isPlaying ? audio.current.pause() : audio.current.play().catch(() => setBroken(true)));
  const label = isPlaying ? words.pauseVoice : words.playVoice(sound.duration);
  return html`<div class="voice">
    <button class="round" aria-label=${label} title=${label} onClick=${toggle}>${isPlaying ? "⏸" : "▶"}</button>
    <span class="wave" aria-hidden="true">${wave.map((height, bar) => html`<i key=${bar} class=${bar / bars < played ? "played" : ""} style=${`height:${Math.round(4 + height * 20)}px`}></i>`)}</span>
    <small>${isBroken ? words.cannotPlay : `${sound.duration}″`}</small>
    <audio ref=${audio} src=${url} preload="none" onPlay=${() => setPlaying(true)} onPause=${() => setPlaying(false)}
      onTimeUpdate=${({ target }) => setPlayed(target.duration ? target.currentTime / target.duration : 0)} onEnded=${() => setPlayed(0)}></audio>
  </div>`;
}

function Video({ video, words }) {
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return html`<div class="film">🎬 ${words.videoMessage} ${video.duration}″ · ${words.cannotPlay}</div>`;
  return html`<video class="video" controls playsinline preload="metadata" aria-label=${words.videoMessage} src=${fileUrl(video.file_id)} onError=${() => setBroken(true)}></video>`;
}

/** What a message carries besides photos and words. */
export function Media({ message, words }) {
  const sound = message.voice ?? message.audio;
  if (sound) return html`<${Voice} sound=${sound} words=${words} />`;
  const video = message.video ?? message.video_note ?? message.animation;
  if (video) return html`<${Video} video=${video} words=${words} />`;
  if (message.sticker) return html`<div class="sticker">${message.sticker.emoji}</div>`;
  if (message.document) {
    const { file_id, file_name } = message.document;
    return html`<a class="file" href=${fileUrl(file_id)} target="_blank" rel="noreferrer">📄 ${file_name ?? "file"}</a>`;
  }
  if (message.location) {
    const { latitude, longitude, live_period } = message.location;
    const name = message.venue?.title ?? `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
    return html`<div class="pin"><span aria-hidden="true">${live_period ? "📡" : "📍"}</span><small>${live_period ? words.livePlace : words.place} ${name}</small></div>`;
  }
  if (message.users_shared)
    return html`<div class="file">👤 ${message.users_shared.users.map((one) => [one.first_name, one.last_name].filter(Boolean).join(" ") || `#${one.user_id}`).join(" · ")}</div>`;
  if (message.chat_shared) return html`<div class="file">👥 ${message.chat_shared.title ?? `#${message.chat_shared.chat_id}`}</div>`;
  if (message.contact) return html`<div class="file">👤 ${message.contact.first_name} ${message.contact.phone_number}</div>`;
  return null;
}
