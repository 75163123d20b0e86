import { expect, test } from "vitest";
import { phoneIn, readOffice, readPerson, samePhone } from "../../src/domain/people/written.ts";
import { writtenPeople } from "./written-people.ts";

test("a person written in any of 200 ways is read by name, phone and note", () => {
  expect(new Set(writtenPeople.map(([line]) => line)).size).toBeGreaterThanOrEqual(200);
  const read = writtenPeople.map(([line]) => {
    const person = readPerson(line);
    return person ? { line, ...person } : { line };
  });
  const meant = writtenPeople.map(([line, name, phone, note = "", unclear]) =>
    name === undefined ? { line } : { line, name, phone: phone || undefined, note, ...(unclear ? { unclear } : {}) },
  );
  expect(read).toEqual(meant);
});

test("nothing of a line is lost: each letter and digit stands in the name, the phone or the note", () => {
  const announced =
    /姓名|名字|户主姓名|户主|联系人|联系电话|联系方式|家庭电话|电话号码|手机号码|手机号|手机|座机|电话|短号|备注|转|是|name|tel|phone|mobile/gi;
  const bare = (text: string) =>
    [
      ...text
        .normalize("NFKC")
        .replace(announced, "")
        .replace(/[^\p{L}\p{N}]/gu, ""),
    ]
      .toSorted()
      .join("");
  for (const [line, name] of writtenPeople) {
    // Numbers of a list, the country's and words for digits are not kept as they are written.
    if (name === undefined || /^\s*(?:[①③]|[(（]\d+[)）]|\d{1,2}[.、) ])|幺|一三八|86|^.{3} 013/u.test(line)) continue;
    const { name: found = "", phone = "", note = "" } = readPerson(line) ?? {};
    expect({ line, left: bare(`${found}${phone}${note}`) }).toEqual({ line, left: bare(line) });
  }
});

const phones: [string, string | undefined][] = [
  ["13800138000", "13800138000"],
  ["138 0013 8000", "13800138000"],
  ["电话：138-0013-8000", "13800138000"],
  ["（＋86）138 0013 8000", "13800138000"],
  ["１３８００１３８０００", "13800138000"],
  ["13800138000。", "13800138000"],
  ["我的电话是13800138000", "13800138000"],
  ["幺三八零零幺三八零零零", "13800138000"],
  ["666 6666", "6666666"],
  ["(0797)6666666", "07976666666"],
  ["0797 6666666转802", "07976666666-802"],
  ["+44 7911 123456", "+447911123456"],
  ["400-800-1234", "4008001234"],
  ["12345", "12345"],
  ["1380013800", undefined],
  ["138001380001", undefined],
  ["20230105", undefined],
  ["王有根13800138000", undefined],
  ["桥断了13800138000", undefined],
  ["13800138000 13900139000", undefined],
  ["", undefined],
];

test("what is nothing but a phone is read as one, however it is written", () => {
  expect(phones.map(([typed]) => [typed, phoneIn(typed)])).toEqual(phones);
  expect(["+86 138-0013-8000", "013800138000", "8613800138000"].map(samePhone)).toEqual(Array(3).fill("13800138000"));
});

test("an office outside keeps its name whatever it is called, and its phone as it is written", () => {
  expect(readOffice("县公路段 0797-6666666")).toEqual({ name: "县公路段", phone: "0797-6666666" });
  expect(readOffice("东坑村电话：6666666")).toEqual({ name: "东坑村", phone: "6666666" });
  expect(readOffice("县医院")).toEqual({ name: "县医院", phone: undefined });
});
