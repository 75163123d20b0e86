import type { Work } from "../../database/work.ts";
import { changePerson } from "./person.ts";

/** 浅色 or 深色: how pictures are drawn for somebody from now on. */
export const keepPictures = (work: Work, personId: number, isDark: boolean) => changePerson(work, personId, { darkPictures: isDark });
