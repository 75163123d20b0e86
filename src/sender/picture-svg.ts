import type { BarSeriesOption, EChartsOption, GridComponentOption, LineSeriesOption } from "echarts";
// One file of it: the library's hundreds of modules take seconds to load on a busy machine.
import { init } from "echarts/dist/echarts.esm.min.mjs";
import type { PictureGiven } from "../wording/picture.ts";

/** Telegram shrinks pictures beyond 1280; at the 375 of a phone, the smallest letters are 12 high. */
export const size = { width: 720, height: 1280 } as const;

const light = {
  back: "#f7f4ee",
  card: "#ffffff",
  ink: "#1f2933",
  faint: "#68737d",
  line: "#e3ded4",
  received: "#b9d3ea",
  solved: "#2f6fab",
  before: "#8a8f98",
  red: "#c62828",
  track: "#ece7dd",
};
const dark: typeof light = {
  back: "#15202b",
  card: "#1e2c3a",
  ink: "#e8edf2",
  faint: "#9fb0c0",
  line: "#33475a",
  received: "#35587a",
  solved: "#7db7ec",
  before: "#9aa5b1",
  red: "#ff7b72",
  track: "#2a3b4c",
};
type Colours = typeof light;

const family = "Noto Sans SC";
const margin = 28;
const inner = size.width - 2 * margin;

type Style = { size?: number; align?: "left" | "right" | "center"; width?: number };
const words = (text: string, x: number, y: number, fill: string, { size: fontSize = 23, align = "left", width }: Style = {}) => ({
  type: "text" as const,
  x,
  y,
  silent: true,
  style: {
    text,
    fill,
    fontSize,
    fontFamily: family,
    align,
    verticalAlign: "middle" as const,
    ...(width ? { width, overflow: "truncate" as const, ellipsis: "…" } : {}),
  },
});
const box = (x: number, y: number, width: number, height: number, fill: string, r = 0) => ({
  type: "rect" as const,
  silent: true,
  shape: { x, y, width: Math.max(0, width), height, r },
  style: { fill },
});

/** The figures of one view as an SVG: the numbers first, then time, rates, places and what is still open. */
export function drawSvg(given: PictureGiven): string {
  const colours = given.isDark ? dark : light;
  const chart = init(null, null, { renderer: "svg", ssr: true, ...size });
  const charts = [overTime(given, colours), ages(given, colours)];
  const option = {
    animation: false,
    backgroundColor: colours.back,
    textStyle: { fontFamily: family },
    graphic: {
      elements: [
        ...cards(colours),
        ...heading(given, colours),
        ...tiles(given, colours),
        ...legend(given, colours),
        ...rates(given, colours),
        ...given.shares.flatMap((share, index) => shares(share, margin + index * (inner / 2 + 8), colours)),
        words(given.ages.heading, margin + 16, rows.ages + 28, colours.ink, { size: 24 }),
      ],
    },
    grid: charts.map(({ grid }) => grid),
    xAxis: charts.map(({ x }, gridIndex) => ({ ...x, gridIndex })),
    yAxis: charts.map(({ y }, gridIndex) => ({ ...y, gridIndex })),
    series: charts.flatMap(({ series }, index) => series.map((one) => ({ ...one, xAxisIndex: index, yAxisIndex: index }))),
  };
  chart.setOption(option as EChartsOption);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

/** Where each card begins, and how high it is. */
const rows = { tiles: 118, time: 248, rates: 520, shares: 712, ages: 1052 } as const;
const heights = { tiles: 118, time: 260, rates: 180, shares: 328, ages: 206 } as const;
const half = inner / 2 - 8;

const cards = ({ card }: Colours) => [
  ...(["time", "rates", "ages"] as const).map((row) => box(margin, rows[row], inner, heights[row], card, 14)),
  box(margin, rows.shares, half, heights.shares, card, 14),
  box(margin + inner / 2 + 8, rows.shares, half, heights.shares, card, 14),
];

const heading = ({ title, period }: PictureGiven, { ink, faint }: Colours) => [
  words(title, margin, 46, ink, { size: 36, width: inner }),
  words(period, margin, 90, faint, { size: 25, width: inner }),
];

function tiles({ tiles: all }: PictureGiven, { card, ink, faint, red }: Colours) {
  const width = (inner - 12 * (all.length - 1)) / all.length;
  return all.flatMap(({ label, value, note, isRed }, index) => {
    const x = margin + index * (width + 12);
    const centre = { align: "center" as const, width: width - 12 };
    return [
      box(x, rows.tiles, width, heights.tiles, card, 14),
      words(label, x + width / 2, rows.tiles + 24, isRed ? red : faint, { ...centre, size: 23 }),
      words(value, x + width / 2, rows.tiles + 60, isRed ? red : ink, { ...centre, size: 38 }),
      words(note, x + width / 2, rows.tiles + 97, faint, { ...centre, size: 21 }),
    ];
  });
}

function legend({ overTime: { heading: title, legend: names } }: PictureGiven, colours: Colours) {
  const [received, solved, before] = names;
  const y = rows.time + 28;
  const entries = [
    [received, colours.received, 12],
    [solved, colours.solved, 12],
    [before, colours.before, 4],
  ] as const;
  const right = size.width - margin - 16;
  let x = right;
  const marks = entries.toReversed().flatMap(([name, colour, height]) => {
    x -= widthOf(name, 21);
    const text = words(name, x, y, colours.faint, { size: 21 });
    x -= 30;
    const mark = box(x, y - height / 2, 22, height, colour, 2);
    x -= 18;
    return [text, mark];
  });
  return [words(title, margin + 16, y, colours.ink, { size: 24 }), ...marks];
}

/** Chinese characters are as wide as they are high, the others about half as wide. */
/** As large as others, or so small that it is not cut off: down to what can still be read on a phone. */
function fitted(text: string, x: number, y: number, fill: string, width: number) {
  const size = Math.max(16, Math.min(22, Math.floor((22 * width) / widthOf(text, 22))));
  return words(text, x, y, fill, { size, width });
}

const widthOf = (text: string, fontSize: number) => [...text].reduce((sum, one) => sum + (one > "⺀" ? 1 : 0.56), 0) * fontSize;

function rates({ rates: all }: PictureGiven, { ink, faint, track, solved }: Colours) {
  const left = margin + 16;
  const label = Math.max(...all.map((one) => widthOf(one.label, 23)));
  const bar = { x: left + label + 16, width: inner - 32 - label - 16 - 208 };
  return all.flatMap(({ label: name, words: said, part }, index) => {
    const y = rows.rates + 30 + index * 40;
    return [
      words(name, left, y, ink),
      box(bar.x, y - 9, bar.width, 18, track, 9),
      ...(part ? [box(bar.x, y - 9, Math.max(18, bar.width * part), 18, solved, 9)] : []),
      words(said, size.width - margin - 16, y, part === undefined ? faint : ink, { align: "right" }),
    ];
  });
}

function shares({ heading: title, bars }: PictureGiven["shares"][number], x: number, { ink, faint, track, received, solved }: Colours) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const width = half - 32;
  return [
    words(title, x + 16, rows.shares + 28, ink, { size: 24 }),
    ...bars.flatMap(({ label, value, part }, index) => {
      const y = rows.shares + 66 + index * 44;
      return [
        fitted(label, x + 16, y, ink, width - 14 - widthOf(`${part}/${value}`, 22)),
        words(`${part}/${value}`, x + 16 + width, y, faint, { size: 22, align: "right" }),
        box(x + 16, y + 15, width, 9, track, 4),
        box(x + 16, y + 15, (width * value) / most, 9, received, 4),
        box(x + 16, y + 15, (width * part) / most, 9, solved, 4),
      ];
    }),
  ];
}

type Drawn = { grid: GridComponentOption; x: object; y: object; series: (BarSeriesOption | LineSeriesOption)[] };
const plainAxis = (colours: Colours) => ({
  axisTick: { show: false },
  axisLine: { lineStyle: { color: colours.line } },
  axisLabel: { color: colours.faint, fontSize: 21 },
});

function overTime({ overTime: { labels, received, solved, before } }: PictureGiven, colours: Colours): Drawn {
  const rest = received.map((count, index) => count - (solved[index] ?? 0));
  const most = Math.max(1, ...received, ...before);
  const step = Math.ceil(most / 3);
  return {
    grid: { left: margin + 56, right: margin + 16, top: rows.time + 62, height: heights.time - 62 - 44 },
    x: { ...plainAxis(colours), type: "category", data: labels, axisLabel: { color: colours.faint, fontSize: 21, hideOverlap: true } },
    y: {
      type: "value",
      max: step * Math.ceil(most / step),
      interval: step,
      axisLabel: { color: colours.faint, fontSize: 21 },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: [
      { type: "bar", stack: "in", data: solved, itemStyle: { color: colours.solved }, barMaxWidth: 40, barCategoryGap: "22%" },
      { type: "bar", stack: "in", data: rest, itemStyle: { color: colours.received } },
      { type: "line", data: before, symbol: "none", lineStyle: { color: colours.before, width: 3, type: [8, 6] } },
    ],
  };
}

function ages({ ages: { bars } }: PictureGiven, colours: Colours): Drawn {
  const label = (index: number) => {
    const { value = 0, part = 0 } = bars[index] ?? {};
    return value ? `{all|${value}}${part ? `{late| · ${part}}` : ""}` : "";
  };
  return {
    grid: { left: margin + 16, right: margin + 16, top: rows.ages + 82, height: heights.ages - 82 - 42 },
    x: {
      ...plainAxis(colours),
      type: "category",
      data: bars.map((bar) => bar.label),
      axisLabel: { color: colours.faint, fontSize: 22, interval: 0 },
    },
    y: { type: "value", show: false, max: Math.max(1, ...bars.map(({ value }) => value)) },
    series: [
      { type: "bar", stack: "age", data: bars.map(({ part }) => part), itemStyle: { color: colours.red }, barMaxWidth: 76 },
      {
        type: "bar",
        stack: "age",
        data: bars.map(({ value, part }) => value - part),
        itemStyle: { color: colours.received },
        label: {
          show: true,
          position: "top",
          formatter: ({ dataIndex }) => label(dataIndex),
          rich: { all: { color: colours.ink, fontSize: 23 }, late: { color: colours.red, fontSize: 23 } },
        },
      },
    ],
  };
}
