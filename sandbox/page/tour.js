import { html, useEffect, useRef, useState } from "./preact.js";
import { post } from "./state.js";
import { playStory, scriptIn } from "./tour-script.js";

/** `&pace=8` plays eight times as fast. */
const pace = Math.max(0.2, Number(new URLSearchParams(location.search).get("pace")) || 1);
const lookEveryMs = 100;
const patienceMs = 20_000;
const perCharacterMs = 55;
const aroundPressMs = 700;
const stopped = new Error("stopped");

/** A hand that plays on the page as people do: it writes into the field, presses what can be pressed, and waits for what comes. */
function createHand({ caption, show, control }) {
  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  async function wait(seconds) {
    let left = (seconds * 1000) / pace;
    while (left > 0 || control.isPaused) {
      if (control.isStopped) throw stopped;
      await sleep(Math.min(lookEveryMs, Math.max(left, 10)));
      left = control.isPaused ? left : left - lookEveryMs;
    }
    if (control.isStopped) throw stopped;
  }
  async function until(find, what) {
    for (const end = performance.now() + patienceMs; performance.now() < end; ) {
      const found = await find();
      if (found) return found;
      await wait(0.1 * pace);
    }
    throw new Error(`${what} did not come`);
  }
  const answered = new Set();
  const nameOf = (button) => `${button.closest(".message")?.dataset.messageId} ${button.textContent}`;
  const phone = (id) => document.querySelector(`.phone[data-person="${id}"]`);
  const buttonsIn = (root, selector) => [...(root?.querySelectorAll(selector) ?? [])].filter((one) => !one.disabled);
  async function press(button) {
    button.scrollIntoView({ block: "nearest", inline: "nearest" });
    button.classList.add("touched");
    await wait(aroundPressMs / 1000);
    button.classList.remove("touched");
    button.click();
    await wait(aroundPressMs / 1000);
  }
  async function write(id, text) {
    const area = await until(() => phone(id)?.querySelector("textarea"), "the phone");
    for (let shown = 1; shown <= text.length; shown += 1) {
      area.value = text.slice(0, shown);
      area.dispatchEvent(new Event("input", { bubbles: true }));
      await wait(perCharacterMs / 1000);
    }
    await press(await until(() => buttonsIn(phone(id), ".send")[0], "the field"));
  }
  return {
    wait,
    write,
    async say(text, seconds) {
      caption(text);
      await wait(seconds);
    },
    async front(id) {
      show(id);
      await wait(0.5);
    },
    /** Presses start on a phone that is new; on another one everything is there already. */
    async begin(id) {
      const start = await until(() => phone(id), "the phone").then(() => buttonsIn(phone(id), ".start")[0]);
      if (start) await press(start);
    },
    async takePhoto(id) {
      await press(phone(id).querySelector(".clip"));
      await press(await until(() => buttonsIn(phone(id), ".attachments button")[0], "the samples"));
    },
    /** Waits for one more picture, which is drawn meanwhile. */
    async awaitPicture(id, act) {
      const count = () => phone(id)?.querySelectorAll(".message.theirs img").length ?? 0;
      const before = count();
      await act();
      await until(() => count() > before, "the picture");
    },
    async newestNumber(reporter) {
      const tickets = await (await fetch("/sandbox/guide")).json();
      return tickets.find((ticket) => ticket.reporter === reporter)?.number;
    },
    /** Answers whatever the bot asks by the first of these that it offers. @param isOver nothing needs to be answered any more */
    async answer(id, { answers, keys }, isOver) {
      const best = (patterns, buttons) => {
        const fitting = patterns.map((words) => buttons.find((one) => words.test(one.textContent) && !answered.has(nameOf(one))));
        return fitting.find(Boolean);
      };
      const chosen = await until(async () => {
        if (await isOver()) return "over";
        const asking = [...(phone(id)?.querySelectorAll(".message.theirs .button") ?? [])].at(-1)?.closest(".message");
        return best(answers, buttonsIn(asking, ".button")) ?? best(keys, buttonsIn(phone(id), ".keyboard button"));
      }, "an answer that fits");
      if (chosen === "over") return;
      answered.add(nameOf(chosen));
      await press(chosen);
    },
    /** Presses a button of the newest message about something. */
    pressOn: (id, about) => async (words, otherwise) => {
      const button = await until(
        () =>
          [...(phone(id)?.querySelectorAll(".message.theirs") ?? [])]
            .filter((message) => message.textContent.includes(about))
            .flatMap((message) => buttonsIn(message, ".button"))
            .findLast((one) => words.test(one.textContent) && !otherwise?.test(one.textContent)),
        `${words}`,
      );
      await press(button);
    },
    passTime: (minutes) => post("/sandbox/clock", { minutes }),
  };
}

/** Plays the whole story by itself, with a line that says what happens; it can be paused and ended. */
export function Tour({ language, words, cast, show, stop }) {
  const [caption, setCaption] = useState("");
  const [isPaused, setPaused] = useState(false);
  const control = useRef({ isPaused: false, isStopped: false });
  useEffect(() => {
    const hand = createHand({ caption: setCaption, show, control: control.current });
    void playStory(hand, scriptIn(language), cast)
      .catch((error) => error !== stopped && console.warn(`The tour ended early: ${error.message}`))
      .then(() => control.current.isStopped || stop());
    return () => {
      control.current.isStopped = true;
    };
  }, []);
  const pause = () => {
    control.current.isPaused = !isPaused;
    setPaused(!isPaused);
  };
  return html`<aside class="tour" aria-label=${words.tour}>
    <p role="status">${caption}</p>
    <div><button onClick=${pause}>${isPaused ? words.tourGoOn : words.tourPause}</button><button onClick=${stop}>${words.tourStop}</button></div>
  </aside>`;
}
