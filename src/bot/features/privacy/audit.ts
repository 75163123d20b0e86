import type { TextKey } from "../../../../locales/text-key.ts";
import { type Audited, type AuditView, auditViews, findAudit, isSensitive, type SensitiveDeed } from "../../../domain/privacy/audit.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { button, inline, pagingRows } from "../../../wording/buttons.ts";
import { auditData } from "../../../wording/callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, sayHtml, sayRefusal, when, word } from "../../context.ts";
import { pressesOf } from "../../presses.ts";

/** How each deed is told. */
const told: Record<SensitiveDeed, TextKey> = {
  reveal: "audit-reveal",
  "read care": "audit-read-care",
  "export ledger": "audit-export-ledger",
  "export org": "audit-export-org",
  "export roster": "audit-export-roster",
  "export briefing": "audit-export-briefing",
  "export own": "audit-export-own",
  erase: "audit-erase",
  "erased self": "audit-erased-self",
  "keeping term": "audit-keeping",
  "claim-link-made": "audit-claim-made",
  "claim-link-used": "audit-claim-used",
  "county-code-made": "audit-county-code-made",
  "county-joined": "audit-county-joined",
  "county-parted": "audit-county-parted",
  "county-overdue": "audit-county-overdue",
  "bot-changed": "audit-bot-changed",
  "older-release": "audit-older-release",
};

function lineOf(ctx: BotContext, { at, name, what, detail }: Audited): string {
  const { language } = ctx.actor;
  const values = { at: when(ctx, at), name: name ?? word(ctx, "audit-machine"), detail: detail ?? "" };
  const deed = isSensitive(what) ? word(ctx, told[what]) : word(ctx, "audit-tried", { what });
  return text(language, detail ? "audit-line-detail" : "audit-line", { ...values, deed });
}

async function showView(ctx: BotContext, view: AuditView, page: number) {
  if (!(await allowed(ctx, "audit"))) return;
  const found = await findAudit(ctx.work, ctx.actor, view, page);
  if (isRefusal(found)) return sayRefusal(ctx, found);
  const title = text(ctx.actor.language, `audit-title-${view}`);
  const lines = found.lines.length ? found.lines.map((one) => lineOf(ctx, one)) : [text(ctx.actor.language, "audit-empty")];
  const other = auditViews
    .filter((one) => one !== view)
    .map((one) => button(word(ctx, `button-audit-${one}`), auditData.pack(one, { page: 0 })));
  const markup = inline([...pagingRows(page, found.isLast, (next) => auditData.pack(view, { page: next })), other]);
  sayHtml(ctx, [title, ...lines].join("\n"), { markup });
}

/** /audit: who read what is sensitive and who changed what, the newest first; and what was tried and refused. */
export const showAudit = (ctx: BotContext) => showView(ctx, "sensitive", 0);

export const auditPresses = pressesOf(auditData, {
  sensitive: (ctx, { page }) => showView(ctx, "sensitive", page),
  refused: (ctx, { page }) => showView(ctx, "refused", page),
});
