import { callbackData, count, id, idOrNone } from "./callback-data.ts";

/** Households by `home`, `household`, `walked` and `moved`, visits by the others. */
export const visitData = callbackData("visit", {
  home: { id },
  moved: { id },
  page: { page: count },
  field: {},
  new: {},
  coverage: {},
  file: {},
  people: { id, people: count },
  count: { id },
  heard: { id },
  report: { id },
  undo: { id },
  day: { id },
  along: { id },
  household: { id },
  listen: { id },
  find: {},
  round: {},
  route: { village: id, group: idOrNone },
  walked: { id, group: idOrNone },
});
