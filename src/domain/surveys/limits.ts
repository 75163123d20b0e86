/** Questions of one survey: more are not answered at a door. */
export const maxSurveyQuestions = 8;
export const maxSurveyQuestionCharacters = 200;
/** What somebody says in their own words to one question. */
export const maxSurveyWordsCharacters = 500;
/** Villages, groups and households of one survey that are named one by one. */
export const maxSurveyPlaces = 60;
/** A number that is asked for: mu, head of cattle, yuan. */
export const maxSurveyNumber = 10_000_000;
/** After a quarter nobody remembers what they were asked. */
export const maxSurveyDays = 92;
export const maxSurveysShown = 12;
/** Words, or names with their answers, on a screen. */
export const surveyLinesOnPage = 10;
/** Surveys offered at a door: what is asked there at once. */
export const maxSurveysAtDoor = 4;
