import type { InlineKeyboardMarkup } from "@grammyjs/types";
import { button, goData, inline, rowsOf } from "../buttons.ts";
import type { Moment } from "../database/work.ts";
import { mostInDigest } from "../domain/limits.ts";
import type { Digest } from "../domain/tickets/digest.ts";
import { label, text } from "../texts.ts";
import { ticketLine, ticketLineButtons } from "../ticket-lines.ts";

/** The morning's message: how much, how urgent, the most urgent ones, and the way to the whole lists. */
export function digestMessage(language: string, moment: Moment, digest: Digest): { html: string; markup: InlineKeyboardMarkup } {
  const { queue, lateInTown } = digest;
  const counts = (["late", "today", "waiting", "owed"] as const).filter((name) => digest[name] > 0);
  const urgent = queue.listed.slice(0, mostInDigest);
  const paragraphs = [
    text(language, queue.total > 0 ? "digest-title" : "digest-title-idle", { count: queue.total }),
    counts.map((name) => text(language, `digest-${name}`, { count: digest[name] })).join("　"),
    ...urgent.map((one) => ticketLine(language, moment, one)),
    lateInTown > 0 ? text(language, "digest-town", { count: lateInTown }) : "",
  ];
  const toList = (key: string, list: string) => button(label(language, key), goData("list", `${list}:0`));
  const lists = [
    ...(queue.total + digest.owed > 0 ? [toList("button-queue", "queue")] : []),
    ...(lateInTown > 0 ? [toList("button-overdue", "overdue")] : []),
  ];
  return { html: paragraphs.filter(Boolean).join("\n\n"), markup: inline([...rowsOf(ticketLineButtons(urgent), 5), lists]) };
}
