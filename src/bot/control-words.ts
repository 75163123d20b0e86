import type { Message } from "@grammyjs/types";

/** The words of the control buttons, pressed on the reply keyboard or typed. */
const controlWords: Record<string, string> = {
  取消: "cancel",
  返回: "back",
  跳过: "skip",
  提交: "submit",
  cancel: "cancel",
  back: "back",
  skip: "skip",
  submit: "submit",
};

export function controlWord(message: Message): string | undefined {
  const typed = message.text?.replace(/[^\p{Script=Han}a-zA-Z]/gu, "").toLowerCase();
  if (!typed || typed.length > 12) return undefined;
  if (Object.hasOwn(controlWords, typed)) return controlWords[typed];
  // A bilingual button such as "⏭ Skip · 跳过" is its two words run together.
  return Object.entries(controlWords).find(([word, control]) => typed.endsWith(word) && typed.startsWith(control))?.[1];
}
