import { pressesOf } from "../../../src/bot/presses.ts";
import { languageData } from "../../../src/wording/callbacks.ts";

export const presses = pressesOf(languageData, { zh: () => {} });
