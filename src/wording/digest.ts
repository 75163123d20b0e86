import type { InlineKeyboardMarkup } from "@grammyjs/types";
import type { TextKey } from "../../locales/text-key.ts";
import type { Moment } from "../database/work.ts";
import { maxInDigest } from "../domain/limits.ts";
import type { Digest } from "../domain/tickets/digest.ts";
import { button, inline } from "./buttons.ts";
import { listData } from "./callbacks.ts";
import { roundData } from "./doorstep-callbacks.ts";
import { label, text } from "./texts.ts";
import { ticketLine, ticketLineRows } from "./ticket-lines.ts";

/** The morning's message: how much, how urgent, the most urgent ones, and the way to the whole lists. */
export function digestMessage(language: string, moment: Moment, digest: Digest): { html: string; markup: InlineKeyboardMarkup } {
  const { queue, lateInTown, missedRounds, daysWithoutBackup } = digest;
  const counts = (["late", "today", "waiting", "owed"] as const).filter((name) => digest[name] > 0);
  const urgent = queue.listed.slice(0, maxInDigest);
  const paragraphs = [
    text(language, queue.total > 0 ? "digest-title" : "digest-title-idle", { count: queue.total }),
    counts.map((name) => text(language, `digest-${name}`, { count: digest[name] })).join("　"),
    ...urgent.map((one) => ticketLine(language, moment, one)),
    lateInTown > 0 ? text(language, "digest-town", { count: lateInTown }) : "",
    missedRounds > 0 ? text(language, "digest-rounds", { count: missedRounds }) : "",
    daysWithoutBackup > 0 ? text(language, "digest-no-backup", { count: daysWithoutBackup }) : "",
  ];
  const toList = (key: TextKey, list: "queue" | "overdue") => button(label(language, key), listData.pack(list, { page: 0 }));
  const lists = [
    ...(queue.total + digest.owed > 0 ? [toList("button-queue", "queue")] : []),
    ...(lateInTown > 0 ? [toList("button-overdue", "overdue")] : []),
    ...(missedRounds > 0 ? [button(label(language, "button-rounds-missed"), roundData.pack("missed"))] : []),
  ];
  return { html: paragraphs.filter(Boolean).join("\n\n"), markup: inline([...ticketLineRows(language, urgent), lists]) };
}
