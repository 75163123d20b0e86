/** As many as a workbook may have: a county's register, cut into towns. */
export const maxRosterRows = 20_000;
/** Titles and notes above the headings of a list. */
export const maxHeadingRows = 12;
/** Headings to choose a column from: a screen of buttons. */
export const maxHeadingsOffered = 40;
/** Rows of a list written in one statement: PostgreSQL takes 65,535 values in one. */
export const rowsAtOnce = 1_000;
/** Results of one filled sheet or one ticked photo: what a station hands in at the end of a week. */
export const maxResultsAtOnce = 1_000;
/** Words beside the proof that somebody was served. */
export const maxProofCharacters = 300;
export const maxEntriesShown = 20;
/** The newest lists of people to be served: a screen of buttons. */
export const maxRostersShown = 12;
