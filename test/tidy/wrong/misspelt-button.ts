import { careData } from "../../../src/wording/callbacks.ts";

export const data = careData.pack("vist", { id: 5 });
