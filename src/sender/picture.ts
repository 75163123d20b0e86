import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import type { PictureGiven } from "../wording/picture.ts";
import { fontsFor } from "./picture-fonts.ts";
import { drawSvg, size } from "./picture-svg.ts";

/**
 * Draws figures as a picture for a phone.
 *
 * @returns a PNG
 */
export async function drawPicture(given: PictureGiven): Promise<Uint8Array> {
  const svg = drawSvg(given);
  const files = await fontsFor(svg.replaceAll(/<[^>]*>/g, ""));
  // The library takes fonts from files only. A folder of its own for each picture: nobody else can have put anything there.
  const folder = await mkdtemp(join(tmpdir(), "doorstep-fonts-"));
  try {
    const fontFiles = files.map((_, index) => join(folder, `${index}.ttf`));
    await Promise.all(files.map((bytes, index) => writeFile(fontFiles[index] as string, bytes)));
    const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: "Noto Sans SC" };
    const png = new Resvg(svg, { font, fitTo: { mode: "width", value: size.width } }).render().asPng();
    // The library's own memory cannot be handed over to another thread.
    return Uint8Array.from(png);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
