import { type PolicySubject, policySubjects } from "../../../database/values.ts";
import { maxDescriptionCharacters, maxPolicyKeywordCharacters, maxPolicyTitleCharacters } from "../../../domain/limits.ts";
import { findAnswered, shelveAnswer } from "../../../domain/policy/questions.ts";
import { type Shelved, wordsIn } from "../../../domain/policy/shelf.ts";
import { guessSubject } from "../../../domain/policy/subjects.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { type BotContext, sayRefusal, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import type { Question } from "../../question.ts";
import { oneOf, optional, submission, words } from "../../questions.ts";

/** Under which title, subject and further words a note stands on the shelf. */
export const shelfQuestions = {
  title: optional(words({ key: "ask-policy-title" }, maxPolicyTitleCharacters)),
  keywords: optional(words({ key: "ask-policy-keywords" }, maxPolicyKeywordCharacters)),
  /** @param about what the note says: the subject that it seems to have comes first */
  subject: (about: string): Question<PolicySubject> =>
    oneOf<PolicySubject>(
      { key: "ask-policy-subject" },
      (ctx) => {
        const likely = guessSubject(about);
        return [likely, ...policySubjects.filter((one) => one !== likely)].map((subject) => ({
          caption: word(ctx, `subject-${subject}`),
          value: subject,
          answer: subject,
        }));
      },
      { columns: 3 },
    ),
};

export type ShelfAnswers = { title: string | null; keywords: string | null; subject: PolicySubject };

export const shelvedAs = ({ title, keywords, subject }: ShelfAnswers): Shelved => ({
  ...(title === null ? {} : { title }),
  subject,
  keywords: wordsIn(keywords ?? ""),
});

/** The answer that somebody got becomes a note for everybody who asks the same. */
const shelving = conversation<ShelfAnswers & { body: string; look: "submit" }, { id: number; question: string }>(
  "policy-shelve",
  async ({ ctx, given: { id, question }, ask }) => {
    const body = await ask("body", words({ key: "ask-policy-body", values: { question } }, maxDescriptionCharacters));
    const title = await ask("title", shelfQuestions.title);
    const subject = await ask("subject", shelfQuestions.subject(`${question} ${body}`));
    const keywords = await ask("keywords", shelfQuestions.keywords);
    await ask("look", submission({ key: "policy-look", values: { title: title ?? "", body } }));
    const put = await shelveAnswer(ctx.work, ctx.actor, id, body, shelvedAs({ title, keywords, subject }));
    if (isRefusal(put)) return sayRefusal(ctx, put);
    sayMenu(ctx, "policy-shelved", { title: put.title });
  },
);

/** 放上政策栏, below a question that has its answer. */
export async function pressShelve(ctx: BotContext, id: number) {
  const found = await findAnswered(ctx.work, ctx.actor, id);
  if (isRefusal(found)) return sayRefusal(ctx, found);
  await shelving.enter(ctx, { id, question: found.asked.question });
}
