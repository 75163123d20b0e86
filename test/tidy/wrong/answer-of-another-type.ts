import { conversation } from "../../../src/bot/conversation.ts";
import { words } from "../../../src/bot/questions.ts";

export const leave = conversation<{ days: number }>("wrong-answer", async ({ ask }) => {
  await ask("days", words({ key: "ask-leave-days" }, 40));
});
