import { callbackData, count, id } from "./callback-data.ts";
import { period } from "./callbacks.ts";

/** A county's towns with their figures, one of them as a picture, and the tickets behind one of its numbers, by the place of that in its table. */
export const townsData = callbackData("towns", {
  "": { period, page: count },
  town: { period, id },
  rows: { period, id, figure: count, page: count },
});
