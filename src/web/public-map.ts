import { html } from "hono/html";
import type { TextKey } from "../../locales/text-key.ts";
import type { PublicPlace } from "../domain/public-page/gather.ts";
import type { TextValues } from "../wording/texts.ts";

// A map without a map: the villages as they lie to each other, drawn into the page, so that nothing is asked of anybody else. Its numbers
// are those of the table below it.

/** A phone is hardly wider, so that the words on it are as large as others. */
const width = 400;
const edge = 44;
const [leastHeight, mostHeight] = [160, 460];
const letter = 15;
/** So large is the circle of the village with most; areas are to each other as the numbers are. */
const largestRadius = 22;
const [leastRadius, radiusWithoutNumber] = [5, 4];

type Box = { left: number; top: number; right: number; bottom: number };
type Drawn = { place: PublicPlace; x: number; y: number; radius: number; words: string };

/** Where each lies in the picture: north is up, and a kilometre is the same in both directions. */
function projected(places: readonly PublicPlace[]): { height: number; at: { x: number; y: number }[] } {
  const middle = places.reduce((sum, { point }) => sum + point.latitude, 0) / places.length;
  const flat = places.map(({ point }) => ({ x: point.longitude * Math.cos((middle * Math.PI) / 180), y: -point.latitude }));
  const span = (values: readonly number[]) => [Math.min(...values), Math.max(...values)] as [number, number];
  const [[west, east], [north, south]] = [span(flat.map(({ x }) => x)), span(flat.map(({ y }) => y))];
  const room = width - 2 * edge;
  const scale = Math.min(room / (east - west || 1e-9), (mostHeight - 2 * edge) / (south - north || 1e-9), room / 1e-6);
  const height = Math.max(leastHeight, Math.ceil((south - north) * scale + 2 * edge));
  const [right, down] = [(width - (east - west) * scale) / 2, (height - (south - north) * scale) / 2];
  return { height, at: flat.map(({ x, y }) => ({ x: right + (x - west) * scale, y: down + (y - north) * scale })) };
}

const radiusOf = (received: number | undefined, most: number) =>
  received === undefined ? radiusWithoutNumber : Math.max(leastRadius, largestRadius * Math.sqrt(received / most));

const widthOf = (words: string) => [...words].reduce((sum, one) => sum + (one.charCodeAt(0) < 0x2e80 ? 0.6 : 1), 0) * letter;

/** Below, above, right or left of its circle: the first that covers nothing that stands there already. */
function labelAt({ x, y, radius, words }: Drawn, taken: readonly Box[], height: number): { x: number; y: number; box: Box } {
  const [wide, gap] = [widthOf(words), radius + 4];
  const middles = [
    { x, y: y + gap + letter / 2 },
    { x, y: y - gap - letter / 2 },
    { x: x + gap + wide / 2, y },
    { x: x - gap - wide / 2, y },
  ].map((at) => ({
    x: Math.min(Math.max(at.x, wide / 2), width - wide / 2),
    y: Math.min(Math.max(at.y, letter / 2), height - letter / 2),
  }));
  const boxed = middles.map((at) => ({ ...at, box: boxAround(at.x, at.y, wide / 2, letter / 2) }));
  const covers = (box: Box) => taken.filter((one) => overlap(one, box)).length;
  return boxed.toSorted((a, b) => covers(a.box) - covers(b.box))[0] as (typeof boxed)[number];
}

const boxAround = (x: number, y: number, halfWide: number, halfHigh: number): Box => ({
  left: x - halfWide,
  right: x + halfWide,
  top: y - halfHigh,
  bottom: y + halfHigh,
});
const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The villages that have a point, each with its number where that may be shown; nothing where none has. */
export function publicMap(places: readonly PublicPlace[], say: (key: TextKey, values?: TextValues) => string) {
  if (!places.length) return "";
  const { height, at } = projected(places);
  const most = Math.max(1, ...places.map(({ received = 0 }) => received));
  const drawn = places.map((place, index): Drawn => {
    const { received, name } = place;
    return {
      place,
      ...(at[index] as { x: number; y: number }),
      radius: radiusOf(received, most),
      words: received === undefined ? name : `${name} ${received}`,
    };
  });
  const taken = drawn.map(({ x, y, radius }) => boxAround(x, y, radius, radius));
  const labels = drawn.map((one) => {
    const label = labelAt(one, taken, height);
    taken.push(label.box);
    return html`<text x="${Math.round(label.x)}" y="${Math.round(label.y)}">${one.words}</text>`;
  });
  const circles = drawn.map(
    ({ place, x, y, radius }) =>
      html`<circle cx="${Math.round(x)}" cy="${Math.round(y)}" r="${Math.round(radius)}"${place.received === undefined ? html` class="few"` : ""}/>`,
  );
  return html`<figure><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${say("public-map-what")}">${circles}${labels}</svg><figcaption class="quiet">${say("public-map-how")}</figcaption></figure>`;
}
