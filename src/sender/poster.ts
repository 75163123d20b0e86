import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { convert } from "fontverter";
import PDFDocument from "pdfkit";
import { encode } from "uqr";
import { label } from "../wording/texts.ts";

/** The font as TrueType: the PDF library reads WOFF too, but unpacks it anew for every glyph, which takes seconds. */
async function fontFile(weight: number): Promise<Buffer> {
  const name = `@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-${weight}-normal.woff`;
  return convert(await readFile(fileURLToPath(import.meta.resolve(name))), "truetype");
}

const page = { width: 595, height: 842 };
const red = "#c0392b";

export type PosterGiven = { town: string; village: string; link: string; isCheckIn?: boolean; paper?: { name: string; number: number } };

/**
 * Draws the poster of one village, the check-in sheet of a session, or what is left at the door of somebody without the bot: A4, Chinese, with a QR code that opens the bot in the right place. Posters are for
 * walls that villagers read, so they are Chinese whatever the language of the one who prints them.
 *
 * @returns a PDF
 */
export async function drawPoster(given: PosterGiven): Promise<Uint8Array> {
  const document = new PDFDocument({ size: "A4", margin: 0, info: { Title: given.village } });
  const chunks: Uint8Array[] = [];
  document.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  const finished = new Promise<void>((resolve) => document.on("end", resolve));
  const [bold, regular] = await Promise.all([fontFile(700), fontFile(400)]);
  document.registerFont("bold", bold).registerFont("regular", regular);
  document.rect(0, 0, page.width, 150).fill(red);
  centred(document, `${given.town} ${given.village}`.trim(), 40, 34, "bold", "white");
  const [title, scan] = given.isCheckIn ? (["poster-check-in", "poster-scan-in"] as const) : (["poster-title", "poster-scan"] as const);
  centred(document, given.paper ? label("zh", "paper-title", given.paper) : label("zh", title), 95, 24, "regular", "white");
  drawQr(document, given.link, 190, 330);
  centred(document, label("zh", scan), 550, 30, "bold", red);
  centred(document, label("zh", given.paper ? "paper-how" : "poster-how"), 605, 18, "regular", "#333333");
  centred(document, label("zh", "poster-promise"), 640, 18, "regular", "#333333");
  centred(document, label("zh", "poster-emergency"), 720, 22, "bold", red);
  centred(document, given.link.replace("https://", ""), 800, 10, "regular", "#777777");
  document.end();
  await finished;
  return Buffer.concat(chunks);
}

function drawQr(document: PDFKit.PDFDocument, link: string, top: number, size: number) {
  const { data } = encode(link, { ecc: "Q", border: 1 });
  const cell = size / data.length;
  const left = (page.width - size) / 2;
  data.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (isDark) document.rect(left + x * cell, top + y * cell, cell + 0.1, cell + 0.1);
    });
  });
  document.fill("black");
}

/** The Chinese font holds no Latin letters, and PDF knows no fallback: each run gets the font that has it. */
function centred(document: PDFKit.PDFDocument, line: string, top: number, size: number, weight: "bold" | "regular", colour: string) {
  const runs = (line.match(/[\x20-\x7e]+|[^\x20-\x7e]+/g) ?? []).map((words) => ({
    words,
    font: /^[\x20-\x7e]/.test(words) ? (weight === "bold" ? "Helvetica-Bold" : "Helvetica") : weight,
  }));
  const widthOf = ({ words, font }: { words: string; font: string }) => document.font(font).fontSize(size).widthOfString(words);
  const widths = runs.map(widthOf);
  const total = widths.reduce((sum, width) => sum + width, 0);
  const shrunk = total > page.width - 40 ? size * ((page.width - 40) / total) : size;
  let left = (page.width - total * (shrunk / size)) / 2;
  runs.forEach(({ words, font }, index) => {
    const baseline = top + (font.startsWith("Helvetica") ? size * 0.4 : 0);
    document.font(font).fontSize(shrunk).fillColor(colour).text(words, left, baseline, { lineBreak: false });
    left += ((widths[index] ?? 0) * shrunk) / size;
  });
}
