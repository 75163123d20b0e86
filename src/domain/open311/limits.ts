/** Programs of others that a township has to do with: a hotline, the county's platform, a few apps. */
export const maxKeys = 10;
/** A hotline that passes on a night of storm; a loop in somebody's program is stopped after as many. */
export const maxFiledAnHour = 120;
/** The standard's own bound for a description. */
export const maxFiledCharacters = 4_000;
export const maxMediaUrlCharacters = 500;
/** The standard's own bounds for one list. */
export const maxListedDays = 90;
export const maxRequestsListed = 1_000;
/** Numbers asked for in one request: they stand in its address. */
export const maxNumbersAsked = 200;
