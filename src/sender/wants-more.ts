/** Said by the thread of documents: the next piece may come. */
export const wantsMore = "more";
