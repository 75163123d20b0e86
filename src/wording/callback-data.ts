/**
 * What the buttons carry. Each feature declares its callback data once, with typed fields; packing and reading both go by that
 * declaration. Ids in it are only a claim: the person who presses is checked against the thing each time, so a forged one opens nothing.
 */

/** One field of callback data: how it is written, and what is read off it; `undefined` is a forged or an old button. */
export type Field<T> = { pack: (value: T) => string; read: (packed: string) => T | undefined };
type AnyField = { pack: (value: never) => string; read: (packed: string) => unknown };
type Fields = Readonly<Record<string, AnyField>>;
export type AnyForms = Readonly<Record<string, Fields>>;
type ValueOf<F> = F extends Field<infer T> ? T : never;
type Values<Form extends Fields> = { [Name in keyof Form]: ValueOf<Form[Name]> };

/** An id of a row: up to 19 digits, as PostgreSQL's bigint has; one beyond what a number holds exactly is nobody's. */
export const id: Field<number> = { pack: String, read: (packed) => wholeNumber(packed, 19) };
/** A small number such as a page, from 0. */
export const count: Field<number> = { pack: String, read: (packed) => wholeNumber(packed, 15) };
/** An id, or nothing, which is 0. */
export const idOrNone: Field<number> = { pack: (value) => (value ? String(value) : ""), read: (packed) => (packed ? id.read(packed) : 0) };
/** One of these words. */
export const oneOf = <const Word extends string>(...words: readonly Word[]): Field<Word> => ({
  pack: (word) => word,
  read: (packed) => words.find((word) => word === packed),
});

function wholeNumber(packed: string, maxDigits: number): number | undefined {
  const value = /^\d+$/.test(packed) && packed.length <= maxDigits ? Number(packed) : Number.NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Telegram's limit: https://core.telegram.org/bots/api#inlinekeyboardbutton */
const maxBytes = 64;

/** The callback data of one feature: its forms by name, each with its fields. */
export type CallbackData<Forms extends AnyForms> = {
  readonly name: string;
  readonly forms: Forms;
  /** @throws Error for more than Telegram takes: a bug, since fields are short */
  pack: <What extends keyof Forms & string>(what: What, ...values: keyof Forms[What] extends never ? [] : [Values<Forms[What]>]) => string;
  /** @returns undefined for what none of its forms makes */
  read: (packed: string) => Pressed<Forms> | undefined;
};
/** What a press says: which form, and its fields. */
export type Pressed<Forms extends AnyForms> = {
  [What in keyof Forms & string]: { what: What; values: Values<Forms[What]> };
}[keyof Forms & string];

const names = new Set<string>();

/**
 * Declares the callback data of a feature, written as `g:<name>:<what>:<fields>`; a form without a name has its fields at once.
 *
 * @throws Error for a name that is taken
 */
export function callbackData<const Forms extends AnyForms>(name: string, forms: Forms): CallbackData<Forms> {
  if (names.has(name)) throw new Error(`There is callback data "${name}" already`);
  names.add(name);
  return {
    name,
    forms,
    pack(what, ...given) {
      const [values = {}] = given as [Record<string, never>?];
      const fields = fieldsOf(forms, what).map(([field, { pack }]) => pack(values[field] as never));
      const packed = ["g", name, ...(what || !fields.length ? [what] : []), ...fields].join(":");
      if (Buffer.byteLength(packed) > maxBytes) throw new Error(`Callback data of more than ${maxBytes} bytes: ${packed}`);
      return packed;
    },
    read(packed) {
      const [kind, feature, first = "", ...rest] = packed.split(":");
      const what = Object.hasOwn(forms, first) ? first : "";
      if (kind !== "g" || feature !== name || !Object.hasOwn(forms, what)) return undefined;
      const given = what === first && first ? rest : [first, ...rest];
      const fields = fieldsOf(forms, what).map(([field, { read }], index) => [field, read(given[index] ?? "")] as const);
      if (fields.some(([, value]) => value === undefined)) return undefined;
      return { what, values: Object.fromEntries(fields) } as Pressed<Forms>;
    },
  };
}

const fieldsOf = (forms: AnyForms, what: string) => Object.entries(forms[what] ?? {}) as [string, AnyField][];
