import { InputFile } from "grammy";
import type { NoticeBody } from "../database/values.ts";
import type { Work } from "../database/work.ts";
import { gatherTown, hasTowns } from "../domain/county/town-figures.ts";
import { gatherFigures } from "../domain/figures/gather.ts";
import { type Period, periodNames } from "../domain/figures/period.ts";
import { mayLookAtTown, ownScope } from "../domain/figures/scope.ts";
import { findActor } from "../domain/people/person.ts";
import { mayUse } from "../domain/people/rights.ts";
import { figuresCaption, figuresMarkup } from "../wording/figures.ts";
import { pictureOf } from "../wording/picture.ts";
import { townMarkup } from "../wording/town-figures.ts";
import { makeDocument } from "./make-document.ts";

type Row = { chatId: number; personId: number | null };
type Call = { method: string; payload: Record<string, unknown> };

/** The figures of a period as a picture with its numbers in the caption, of what its reader may look at by now. */
export async function renderFigures(work: Work, row: Row, notice: Extract<NoticeBody, { kind: "figures" }>): Promise<Call | undefined> {
  const readerId = notice.inGroupFor ?? row.personId;
  const reader = readerId === null ? undefined : await findActor(work, readerId);
  if (!reader || !mayUse(reader, "stats")) return undefined;
  const scope = notice.where === "town" && mayLookAtTown(reader) ? "town" : ownScope(reader);
  const name = periodNames.find((one) => one === notice.which) ?? "span";
  const period: Period = { name, from: new Date(notice.from), to: new Date(notice.to) };
  const { ofTown } = notice;
  const gathered =
    ofTown === undefined
      ? await gatherFigures(work, reader, { scope, period, villageId: notice.village || undefined })
      : await gatherTown(work, reader, ofTown, period);
  if (!gathered) return undefined;
  const { language, darkPictures: isDark } = reader;
  const of = { period: notice.which, village: notice.village, where: notice.where };
  const markup =
    ofTown === undefined
      ? figuresMarkup(language, reader, of, { counted: gathered.counted, isDark, hasTowns: await hasTowns(work, reader) })
      : townMarkup(language, ofTown, notice.which, gathered.counted);
  const words = {
    chat_id: row.chatId,
    parse_mode: "HTML",
    ...(notice.inGroupFor === undefined ? { reply_markup: markup } : {}),
    ...(notice.threadId === undefined ? {} : { message_thread_id: notice.threadId }),
  };
  const caption = figuresCaption(language, work.zone, gathered);
  try {
    const png = await makeDocument({ kind: "picture", given: pictureOf(language, work.zone, gathered, isDark) });
    return { method: "sendPhoto", payload: { ...words, caption, photo: new InputFile(png, "figures.png") } };
  } catch {
    // The numbers are in the words too, and a number today is better than a picture never.
    return { method: "sendMessage", payload: { ...words, text: caption } };
  }
}
