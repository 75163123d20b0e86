import type { ReportDraft } from "../../../src/bot/features/report/draft.ts";

export function reopen(draft: ReportDraft) {
  draft.reopened = "sumary";
}
