import type { Buffer } from "node:buffer";
import type { ITableCellOptions, Table } from "docx";
import type { Briefing, BriefPhoto, OpenDispute } from "../domain/figures/brief.ts";

/** Widths of a table's columns in parts of a hundred. */
const figureWidths = [75, 25];
const disputeWidths = [48, 22, 30];
/** In half points. A title in Chinese and in English fits on a line. */
const sizes = { text: 24, title: 34, dates: 26, heading: 28, small: 20 };
/** In pixels of Word's, 96 to an inch. */
const photoWidth = 560;
const photoHeight = 380;
/** The picture of the figures is as high as the first page has room for, below the heading. */
const pictureHeight = 760;
const grey = "E8EEF4";

/**
 * A briefing as a Word file on A4: the town's heading, a table for each part of the practice, below it the disputes that are under way, and what
 * changed since the edition before; headings of tables are repeated on each page, and pages are numbered.
 */
export async function writeWord(briefing: Briefing): Promise<Buffer> {
  const docx = await import("docx");
  const {
    AlignmentType,
    Document,
    Footer,
    HeadingLevel,
    ImageRun,
    Packer,
    PageNumber,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    TextRun,
    WidthType,
  } = docx;
  const cell = (text: string, width: number, { isHeading = false, isNumber = false } = {}) =>
    new TableCell({
      width: { size: width, type: WidthType.PERCENTAGE },
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      ...(isHeading ? { shading: { fill: grey } satisfies ITableCellOptions["shading"] } : {}),
      children: [
        new Paragraph({
          alignment: isHeading ? AlignmentType.CENTER : isNumber ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children: [new TextRun({ text, bold: isHeading })],
        }),
      ],
    });
  const table = (
    headings: readonly string[],
    rows: readonly (readonly string[])[],
    widths: readonly number[],
    numbers: readonly number[],
  ): Table =>
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      rows: [
        new TableRow({ tableHeader: true, children: headings.map((text, index) => cell(text, widths[index] ?? 0, { isHeading: true })) }),
        ...rows.map(
          (row) =>
            new TableRow({
              cantSplit: true,
              children: row.map((text, index) => cell(text, widths[index] ?? 0, { isNumber: numbers.includes(index) })),
            }),
        ),
      ],
    });
  const heading = (text: string) =>
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      spacing: { before: 280, after: 120 },
      keepNext: true,
      children: [new TextRun({ text, bold: true, size: sizes.heading, color: "000000" })],
    });
  const centred = (text: string, size: number, isBold = false) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 120 },
      children: [new TextRun({ text, size, bold: isBold, color: "000000" })],
    });
  const { headings, parts, changes } = briefing;
  const [what, dates] = briefing.heading;
  const disputesTable = (open: readonly OpenDispute[]) => [
    new Paragraph({ text: "", spacing: { after: 60 } }),
    table(
      [headings.dispute, headings.until, headings.late],
      open.map(({ what, until, late }) => [what, until, late]),
      disputeWidths,
      [],
    ),
  ];
  const body = parts.flatMap(({ heading: name, lines }) => [
    heading(name),
    table(
      [headings.figure, headings.amount],
      lines.map((line) => [line.name, line.amount]),
      figureWidths,
      [1],
    ),
    ...lines.flatMap(({ open }) => (open.length ? disputesTable(open) : [])),
  ]);
  const image = ({ bytes, type, width, height }: Omit<BriefPhoto, "caption">, most: { width: number; height: number }, caption: string) => {
    const scale = Math.min(most.width / width, most.height / height);
    const transformation = { width: Math.round(width * scale), height: Math.round(height * scale) };
    return new ImageRun({ type, data: bytes, transformation, altText: { title: caption, description: caption, name: caption } });
  };
  const centredImage = (run: InstanceType<typeof ImageRun>, keepNext: boolean) =>
    new Paragraph({ alignment: AlignmentType.CENTER, keepNext, children: [run] });
  const drawn = briefing.picture
    ? [centredImage(image(briefing.picture, { width: photoWidth, height: pictureHeight }, briefing.title), false)]
    : [];
  const pictured = briefing.photos
    ? [
        heading(briefing.photos.heading),
        // On A4 between the margins, two on a page.
        ...briefing.photos.shown.flatMap((photo) => [
          centredImage(image(photo, { width: photoWidth, height: photoHeight }, photo.caption), true),
          centred(photo.caption, sizes.small),
        ]),
      ]
    : [];
  const changed = changes
    ? [heading(changes.heading), ...changes.lines.map((text) => new Paragraph({ text, spacing: { after: 60 } }))]
    : [];
  const fonts = { ascii: "Times New Roman", eastAsia: "SimSun", hAnsi: "Times New Roman" };
  const footer = new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ size: sizes.small, children: [PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES] })],
      }),
    ],
  });
  return Packer.toBuffer(
    new Document({
      styles: { default: { document: { run: { font: fonts, size: sizes.text } } } },
      sections: [
        {
          footers: { default: footer },
          children: [
            centred(what, sizes.title, true),
            centred(dates, sizes.dates, true),
            centred(briefing.made, sizes.small),
            ...drawn,
            ...body,
            ...pictured,
            ...changed,
          ],
        },
      ],
    }),
  );
}
