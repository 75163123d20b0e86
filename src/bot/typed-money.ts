/** Yuan as typed: `200`, `199.5 元`, `1,000`, `3万`. @returns fen; undefined when it is no amount, or more than `most` */
export function fenIn(typed: string, most: number): number | undefined {
  const [, whole, part = "", tenThousands] =
    /^[¥￥]?\s*(\d[\d,，]{0,9})(?:\.(\d{1,2}))?\s*(万)?\s*(?:元|块|yuan)?$/i.exec(typed.trim()) ?? [];
  if (!whole) return undefined;
  const fen = (Number(whole.replace(/[,，]/g, "")) * 100 + Number(part.padEnd(2, "0"))) * (tenThousands ? 10_000 : 1);
  return fen > 0 && fen <= most ? fen : undefined;
}
