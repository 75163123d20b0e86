import { InputFile } from "grammy";
import type { NoticeBody } from "../database/values.ts";
import type { Work } from "../database/work.ts";
import { findPerson } from "../domain/people/person.ts";
import { findTown } from "../domain/places/places.ts";
import { findOwnData } from "../domain/privacy/own-data.ts";
import { ownDataPage } from "../wording/own-data.ts";
import { label } from "../wording/texts.ts";
import type { Call } from "./render.ts";

/** What is kept about the reader, as a page or as JSON. */
export async function renderOwnData(
  work: Work,
  { chatId, personId }: { chatId: number; personId: number | null },
  { as }: Extract<NoticeBody, { kind: "own-data" }>,
): Promise<Call | undefined> {
  const reader = personId === null ? undefined : await findPerson(work, personId);
  if (!reader) return undefined;
  const { language } = reader;
  const data = await findOwnData(work, reader);
  const words =
    as === "page" ? ownDataPage(language, work.zone, work.now, (await findTown(work))?.name ?? "", data) : JSON.stringify(data, null, 2);
  const file = new InputFile(Buffer.from(words), as === "page" ? "my-data.html" : "my-data.json");
  const caption = label(language, as === "page" ? "own-page-caption" : "own-json-caption");
  // What somebody asked for about themselves is for nobody else.
  return { method: "sendDocument", payload: { chat_id: chatId, document: file, caption, protect_content: as === "page" } };
}
