import { callbackData, id } from "./callback-data.ts";

export const topicData = callbackData("topic", { open: { id }, new: { category: id, village: id }, milestone: { id }, result: { id } });

/** Rounds by `open` and `end`, a day's turn of one by the others. */
export const roundData = callbackData("round", {
  "": {},
  new: {},
  open: { id },
  end: { id },
  end_really: { id },
  missed: {},
  clear: { id },
  found: { id },
  undone: { id },
});
