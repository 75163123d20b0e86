/** Under five somebody who knows the village may guess whose it was; statistics offices hide the same. */
export const leastPublic = 5;
/** Sessions on the page: two months of a busy township. */
export const maxPublicSessions = 12;
/** The newest notes, so that the page stays under 50 KB over a slow network. */
export const maxPublicNotes = 24;
/** The beginning of a note; the whole of it is in the bot. */
export const maxPublicNoteCharacters = 240;
/** Villages or categories in one table; the others are in what is left over. */
export const maxPublicRows = 60;
