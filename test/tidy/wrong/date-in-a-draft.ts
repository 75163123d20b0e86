import type { Question } from "../../../src/bot/question.ts";

export type When = Question<Date>;
