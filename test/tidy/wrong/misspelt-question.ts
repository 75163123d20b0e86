import { conversation } from "../../../src/bot/conversation.ts";
import { words } from "../../../src/bot/questions.ts";

export const gift = conversation<{ recipient: string }>("wrong-question", async ({ ask, again }) => {
  await ask("recipient", words({ key: "ask-recipient" }, 40));
  return again("recipent");
});
