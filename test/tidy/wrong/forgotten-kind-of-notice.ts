import type { NoticeButtons } from "../../../src/database/values.ts";

export function caption(set: Extract<NoticeButtons, "rate" | "veto" | "open">): string {
  switch (set) {
    case "rate":
      return "满意";
    case "veto":
      return "不同意";
  }
}
