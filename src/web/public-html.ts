import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { DateTime } from "luxon";
import type { TextKey } from "../../locales/text-key.ts";
import { firstCharacters } from "../domain/characters.ts";
import { daysOf } from "../domain/figures/period.ts";
import type { Band } from "../domain/public-page/few.ts";
import type { PublicFigures, PublicTable } from "../domain/public-page/gather.ts";
import { maxPublicNoteCharacters } from "../domain/public-page/limits.ts";
import type { Town } from "../town.ts";
import { type Language, label, listed, nameIn, readableTime, type TextValues } from "../wording/texts.ts";
import { publicMap } from "./public-map.ts";

const style = `:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--quiet:#595959;--line:#d0d0d0;--link:#0b57d0}
@media(prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#161616;--quiet:#b4b4b4;--line:#444;--link:#8ab4f8}}
*{box-sizing:border-box}body{margin:0 auto;padding:1rem;max-width:46rem;font:1rem/1.6 system-ui,"Noto Sans SC","Microsoft YaHei",sans-serif;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
a{color:var(--link)}h1{font-size:1.5rem;line-height:1.3}h2{font-size:1.15rem;margin:2rem 0 .5rem}.quiet{color:var(--quiet)}
table{width:100%;border-collapse:collapse}th,td{padding:.35rem .5rem;border-bottom:1px solid var(--line);text-align:start;font-weight:400}
thead th{color:var(--quiet)}.number{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}dl{display:grid;grid-template-columns:1fr auto;gap:.25rem 1rem}dd{margin:0}
figure{margin:0 0 1rem}svg{display:block;width:100%;max-width:32rem;height:auto;border:1px solid var(--line)}circle{fill:var(--link);fill-opacity:.35;stroke:var(--link)}.few{fill:none}svg text{font-size:15px;fill:var(--ink);text-anchor:middle;dominant-baseline:central}
li{margin:.4rem 0}summary{cursor:pointer;padding:.25rem 0}`;

/** The one style that the page may have, for its content security policy. */
export const publicStyleHash = `'sha256-${createHash("sha256").update(style).digest("base64")}'`;

type Say = (key: TextKey, values?: TextValues) => string;
const band = (say: Say, of: Band | undefined) => (of ? say("public-band", { from: of[0], to: of[1] }) : "—");

/** The public page: one document without a script, readable by everything that reads HTML. */
export function publicHtml(figures: PublicFigures, language: Language, { zone, now }: Pick<ReturnType<Town["momentNow"]>, "zone" | "now">) {
  const say: Say = (key, values) => label(language, key, values);
  const [from, to] = daysOf(figures.quarter, zone);
  const title = say("public-title", { town: figures.town });
  const other = language === "zh" ? "en" : "zh";
  const total = figures.received === undefined ? say("public-total-few") : say("public-total", { count: figures.received });
  const solved = `${say("figure-solved")} ${band(say, figures.solved)}`;
  return html`<!doctype html>
<html lang="${language === "zh" ? "zh-CN" : "en"}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${raw(style)}</style></head>
<body>
<header><h1>${title}</h1><p><a href="?lang=${other}" lang="${other}" hreflang="${other}">${say("public-other-language")}</a></p></header>
<main>
<p>${say("public-lead", { from, to })}</p>
<p><strong>${total}</strong>　${solved}</p>
<p class="quiet">${say("public-how")}</p>
<section><h2>${say("public-rates")}</h2><dl>${ratesOf(figures, say)}</dl></section>
<section><h2>${say("public-villages")}</h2>${publicMap(figures.places, say)}${table(figures.villages, language, say)}</section>
<section><h2>${say("public-categories")}</h2>${table(figures.categories, language, say)}</section>
<section><h2>${say("public-months")}</h2>${monthsOf(figures, say, zone)}</section>
<section><h2>${say("public-sessions")}</h2>${sessionsOf(figures, language, say, { zone, now })}</section>
<section><h2>${say("public-notes")}</h2>${notesOf(figures, say)}</section>
</main>
</body>
</html>`;
}

const ratesOf = ({ rates }: PublicFigures, say: Say) =>
  (Object.keys(rates) as (keyof typeof rates)[]).map((name) => html`<dt>${say(`rate-${name}`)}</dt><dd>${band(say, rates[name])}</dd>`);

function table({ rows, others }: PublicTable, language: Language, say: Say) {
  if (!rows.length && others === undefined) return html`<p>${say("public-no-rows")}</p>`;
  const lines = rows.map(
    (row) =>
      html`<tr><th scope="row">${nameIn(language, row)}</th><td class="number">${row.received}</td><td class="number">${band(say, row.solved)}</td></tr>`,
  );
  const rest =
    others === undefined
      ? ""
      : html`<tr><th scope="row">${say("public-others")}</th><td class="number">${others}</td><td class="number">—</td></tr>`;
  return html`<table><thead><tr><th scope="col">${say("public-column-name")}</th><th scope="col" class="number">${say("figure-received")}</th><th scope="col" class="number">${say("public-column-solved")}</th></tr></thead><tbody>${lines}${rest}</tbody></table>`;
}

function monthsOf({ months }: PublicFigures, say: Say, zone: string) {
  const lines = months.map(({ from, received }) => {
    const month = DateTime.fromJSDate(from, { zone }).toFormat("yyyy-MM");
    return html`<tr><th scope="row">${month}</th><td class="number">${received ?? say("public-few")}</td></tr>`;
  });
  return html`<table><thead><tr><th scope="col">${say("public-column-month")}</th><th scope="col" class="number">${say("figure-received")}</th></tr></thead><tbody>${lines}</tbody></table>`;
}

function sessionsOf({ sessions }: PublicFigures, language: Language, say: Say, { zone, now }: { zone: string; now: Date }) {
  if (!sessions.length) return html`<p>${say("public-no-sessions")}</p>`;
  const line = ({ kind, topic, at, place, villages }: PublicFigures["sessions"][number]) =>
    html`<li><time datetime="${at.toISOString()}">${readableTime(language, at, zone, now)}</time>　${say(`public-session-${kind}`)}　${topic}<br><span class="quiet">${[listed(language, villages ?? []), place].filter(Boolean).join("　")}</span></li>`;
  return html`<ul>${sessions.map(line)}</ul>`;
}

function notesOf({ notes }: PublicFigures, say: Say) {
  if (!notes.length) return html`<p>${say("public-no-notes")}</p>`;
  const note = ({ title, body, subject }: PublicFigures["notes"][number]) => {
    const begins = firstCharacters(body, maxPublicNoteCharacters);
    return html`<details><summary>${title}　<span class="quiet">${say(`subject-${subject}`)}</span></summary><p>${begins}${begins === body ? "" : "…"}</p></details>`;
  };
  return notes.map(note);
}
