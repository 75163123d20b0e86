import type { Message } from "@grammyjs/types";
import type { Emulator } from "../emulator/server.ts";
import { createPhone, type Phone } from "./chaos-people.ts";
import { until } from "./until.ts";

export type ChaosTown = { admin: Phone; cadres: Phone[]; villagers: Phone[] };

/** Founds a town by chat, while nothing fails: an admin, a village for each cadre, and villagers spread over them. */
export async function foundTown(telegram: Emulator, claim: string, given: { villagers: number; cadres: number }): Promise<ChaosTown> {
  const admin = createPhone(telegram, "周敏");
  const cadres = Array.from({ length: given.cadres }, (_, index) => createPhone(telegram, `干部${index}`));
  const villagers = Array.from({ length: given.villagers }, (_, index) => createPhone(telegram, `村民${index}`));
  await ask(admin, `/start ${claim}`, "镇叫什么名字");
  await ask(admin, "青石镇", "请发村名");
  await ask(admin, cadres.map((_, index) => `第${index}村`).join("\n"), "邀请谁");
  for (const [index, cadre] of cadres.entries()) await invite(admin, cadre, `第${index}村`);
  await Promise.all(villagers.map((phone, index) => ask(phone, `/start v${1 + (index % given.cadres)}`, "您在")));
  return { admin, cadres, villagers };
}

async function ask(phone: Phone, words: string, expected: string) {
  const before = phone.fromBot().length;
  const isAnswered = () => phone.textsFromBot().slice(before).join("\n").includes(expected);
  phone.says(words);
  await until(isAnswered, expected);
}

async function invite(admin: Phone, cadre: Phone, village: string) {
  const before = admin.fromBot().length;
  admin.says("/invite");
  await until(() => admin.fromBot().length > before, "the roles");
  admin.presses(admin.newest() as Message, "包村干部");
  await until(() => admin.buttonOn(admin.newest(), village) !== undefined, "the villages");
  admin.presses(admin.newest() as Message, village);
  await until(() => admin.textOf(admin.newest()).includes("只能用一次"), "the link");
  await ask(cadre, `/start ${/start=(\S+)/.exec(admin.textOf(admin.newest()))?.[1]}`, "您现在");
}
