import type { Buffer } from "node:buffer";
import type { Briefing } from "../domain/figures/brief.ts";

/** A briefing as a Word file: a title, a heading for each part, a bullet for each sentence. */
export async function writeWord(briefing: Briefing): Promise<Buffer> {
  const { AlignmentType, Document, HeadingLevel, Packer, Paragraph } = await import("docx");
  const body = briefing.parts.flatMap(({ heading, lines, open }) => [
    new Paragraph({ text: heading, heading: HeadingLevel.HEADING_1, spacing: { before: 240, after: 120 } }),
    ...lines.map(({ sentence }) => new Paragraph({ text: sentence, bullet: { level: 0 } })),
    ...open.map((sentence) => new Paragraph({ text: sentence, bullet: { level: 1 } })),
  ]);
  const title = new Paragraph({ text: briefing.title, heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER });
  const fonts = { ascii: "Times New Roman", eastAsia: "SimSun", hAnsi: "Times New Roman" };
  return Packer.toBuffer(
    new Document({ styles: { default: { document: { run: { font: fonts, size: 24 } } } }, sections: [{ children: [title, ...body] }] }),
  );
}
