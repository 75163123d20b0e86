/** Values stored in the columns of rounds, surveys and topics, as those of `values.ts` are. */

/** How often something is to be looked at; `dates`: on given days. */
export type RoundRhythm = "daily" | "workdays" | "weekly" | "monthly" | "dates";
/** What must come with 没问题. */
export type RoundProof = "none" | "photo" | "place";
/** `undone`: it could not be done, with a reason. */
export type TurnState = "open" | "clear" | "found" | "undone";

/** What a survey counts once. */
export type SurveyUnit = "household" | "person";
/** One of some answers, several of them, a number, or words of one's own. */
export type SurveyQuestionKind = "one" | "several" | "number" | "words";
/** What was chosen or counted, by the question's id: indexes of its answers, or a number. */
export type SurveyChoices = Record<string, number[] | number>;
/** What was said, by the question's id. */
export type SurveyWords = Record<string, string>;
/** What a line of a topic is: a step, money that was given or spent, a photo before or after. */
export type TopicLineKind = "step" | "money" | "before" | "after";
