import type { Work } from "../database/work.ts";
import { addVillages, findVillages } from "../domain/places/places.ts";
import { settlePerson } from "./settle.ts";
import type { DemoPerson } from "./township.ts";

const village = "Eastbrook";
const line = `${village}: North, South, Mill`;

/** Those whom a visitor meets who reads English: a village of the demo township that speaks it. Invented, like the others. */
export const englishPeople: DemoPerson[] = [
  {
    id: 700000131,
    name: "Ann Baker",
    roleZh: "村民 · Eastbrook（英语）",
    roleEn: "villager · Eastbrook",
    home: village,
    phone: "19900000131",
  },
  {
    id: 700000132,
    name: "Ben Carter",
    roleZh: "包村干部 · Eastbrook（英语）",
    roleEn: "cadre · Eastbrook",
    grants: [{ role: "cadre", village }],
  },
  { id: 700000133, name: "Grace Hill", roleZh: "管理员（英语）", roleEn: "admin", grants: [{ role: "admin" }] },
  {
    id: 700000134,
    name: "Tom Reed",
    roleZh: "镇领导 · Eastbrook（英语）",
    roleEn: "leader · Eastbrook",
    grants: [{ role: "leader", village }],
  },
  { id: 700000135, name: "Ruth Dale", roleZh: "村民 · Eastbrook（英语）", roleEn: "villager · Eastbrook", home: village },
];

/** Adds that village once, also to a township that was furnished before there was one. */
export async function addEnglishVillage(work: Work) {
  if ((await findVillages(work)).some(({ name }) => name === village)) return;
  await addVillages(work, line);
  const villages = new Map((await findVillages(work)).map(({ id, name }) => [name, id]));
  for (const given of englishPeople) await settlePerson(work, given, "en", { villages, stations: new Map() });
}
