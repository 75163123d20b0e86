const digits = "零一二三四五六七八九";

/** 两, 十二, 三十: as people say how many. */
export function numberSaid(said: string): number {
  const [tens, ones] = said.includes("十") ? (said.split("十") as [string, string]) : ["0", said];
  const digit = (one: string, otherwise: number) => (one ? Math.max(0, digits.indexOf(one.replace("两", "二"))) : otherwise);
  return said.includes("十") ? digit(tens, 1) * 10 + digit(ones, 0) : digit(ones, 0);
}

/** 三口人, 大概20亩, 一共5个: the one number in what somebody says. @returns undefined when there is none, several, or one of another kind */
export function onlyNumberIn(typed: string): string | undefined {
  const text = typed
    .normalize("NFKC")
    .replace(/[,\s]/g, "")
    .replace(/[一统总]共|一家/g, "");
  if (/[百千万亿半几多\-负]/.test(text)) return undefined;
  const [only, ...more] =
    text.match(/\d+(?:\.\d+)?/g) ?? text.match(/[一二两三四五六七八九]?十[一二三四五六七八九]?|[零一二两三四五六七八九]+/g) ?? [];
  if (only === undefined || more.length) return undefined;
  if (/^\d/.test(only)) return only;
  return only.length === 1 || only.includes("十") ? String(numberSaid(only)) : undefined;
}
