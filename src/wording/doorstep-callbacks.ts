import { callbackData, count, id } from "./callback-data.ts";

export const topicData = callbackData("topic", {
  open: { id },
  new: { category: id, village: id },
  milestone: { id },
  result: { id },
  money: { id },
  before: { id },
  after: { id },
  photos: { id },
});

/** Rounds by `open` and `end`, a day's turn of one by the others. */
export const roundData = callbackData("round", {
  "": {},
  new: {},
  open: { id },
  end: { id },
  end_really: { id },
  edit: { id },
  missed: {},
  clear: { id },
  found: { id },
  undone: { id },
});

/** The town's store of condolence goods (库存). */
export const stockData = callbackData("stock", { "": {}, in: {}, back: { id } });

/** Surveys (调研): below a notice `answer`, at a door `door`, the others for those who asked. */
export const surveyData = callbackData("survey", {
  list: {},
  new: {},
  answer: { id },
  door: { id, household: id },
  open: { id },
  places: { id },
  words: { id, page: count },
  names: { id, page: count },
  end: { id },
  topic: { id },
  join: { id, topic: id },
  fresh: { id },
  tell: { id },
  edit: { id },
  export: { id },
});
