import type { AlarmKind, Role, ServiceField, TicketKind } from "../../database/values.ts";
import type { termsTable } from "../tickets/terms.ts";

/** One sheet of a workbook; the first row holds the headings. */
export type SheetRows = { sheet: string; rows: (string | number)[][] };

/** The sheets of the town's workbook, and the headings by which their columns are found again. */
export const orgSheetNames = {
  places: "村组",
  stations: "站所",
  ties: "包联",
  categories: "类别",
  rules: "规则",
  alarmWords: "警示词",
} as const;
export const headings = {
  places: ["村", "组"],
  stations: ["站所"],
  ties: ["编号", "姓名", "身份", "村", "组", "站所", "负责人"],
  categories: ["类型", "名称", "英文名", "图标", "归口站所", "时限", "关键词", "说明", "填写项", "可上门", "交纪检", "停用"],
  rules: ["类型", "类别", "村", "交给站所", "编号", "姓名"],
  alarmWords: ["种类", "词"],
} as const;

/** Words of the workbook for values of the program, both ways. */
export const roleWords: Record<Role, string> = {
  admin: "管理员",
  leader: "镇领导",
  cadre: "包村干部",
  station: "站所人员",
  discipline: "纪检",
};
export const kindWords: Record<TicketKind, string> = {
  problem: "问题",
  service: "办事",
  dispute: "矛盾纠纷",
  petition: "信访",
  emergency: "紧急",
};
export const alarmKindWords: Record<AlarmKind | "harmless", string> = {
  self_harm: "轻生",
  danger: "危险",
  violence: "家暴",
  harmless: "不算",
};
export const termsWords: Record<keyof typeof termsTable, string> = {
  urgent: "紧急",
  quick: "快办",
  standard: "一般",
  service: "办事",
  dispute: "纠纷",
  conduct: "作风",
  petition: "信访",
};
const fieldWords: Record<ServiceField["type"], string> = {
  text: "文字",
  number: "数字",
  date: "日期",
  phone: "电话",
  id_card: "身份证",
  choice: "选择",
};

export const yes = "是";

/** The value of the program for a word of the workbook. */
export const valueFor = <V extends string>(words: Record<V, string>, word: string): V | undefined =>
  (Object.entries(words) as [V, string][]).find(([, one]) => one === word)?.[0];

/** `老人姓名|文字；办哪一种|选择:迁入/迁出|必填` */
export const writeFields = (fields: readonly ServiceField[]): string =>
  fields
    .map(({ name, type, required, options }) =>
      [name, fieldWords[type] + (options ? `:${options.join("/")}` : ""), ...(required ? ["必填"] : [])].join("|"),
    )
    .join("；");

/** Reads what `writeFields` wrote. @returns undefined when it cannot be read */
export function readFields(typed: string, before: readonly ServiceField[] = []): ServiceField[] | undefined {
  const fields = typed
    .split(/[；;]/)
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => {
      const [name = "", kind = "文字", ...marks] = one.split(/[|｜]/).map((part) => part.trim());
      const [word = "", options] = kind.split(/[:：]/);
      const type = valueFor(fieldWords, word);
      const chosen = options?.split(/[/／、]/).filter(Boolean) ?? [];
      if (!name || !type || (type === "choice" && chosen.length < 2)) return undefined;
      const nameEn = before.find((known) => known.name === name)?.nameEn ?? name;
      return { name, nameEn, type, required: marks.includes("必填"), ...(type === "choice" ? { options: chosen } : {}) };
    });
  return fields.includes(undefined) ? undefined : (fields as ServiceField[]);
}
