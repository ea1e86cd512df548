/**
 * What stands after the "?" of an address, read by plain functions. Whatever cannot be read becomes the default, so
 * that an old or mistyped address still shows a page:
 * `validateSearch: searchOf({ page: pageNumber, sort: oneOf(['openedAt', '-openedAt'], '-openedAt') })`.
 */
type Reader<T> = (value: unknown) => T;
type Read<R extends Record<string, Reader<unknown>>> = { [K in keyof R as undefined extends ReturnType<R[K]> ? never : K]: ReturnType<R[K]> } & {
  [K in keyof R as undefined extends ReturnType<R[K]> ? K : never]?: ReturnType<R[K]>;
};

export function searchOf<R extends Record<string, Reader<unknown>>>(readers: R): (raw: Record<string, unknown>) => Read<R> {
  return (raw) => {
    const read = Object.entries(readers).map(([key, reader]) => [key, reader(raw[key])] as const);
    return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as Read<R>;
  };
}

/** From 1; left out of the address on the first page. */
export const pageNumber: Reader<number | undefined> = (v) => {
  const n = typeof v === 'string' || typeof v === 'number' ? Number(v) : Number.NaN;
  return Number.isInteger(n) && n > 1 ? n : undefined;
};

/** One of a few words; `otherwise` where there is none. */
export function oneOf<const T extends string, D extends T | undefined>(words: readonly T[], otherwise: D): Reader<T | D> {
  return (v) => words.find((w) => w === v) ?? otherwise;
}

/** Short text that names nobody: a filter, an id. Search words about people never stand in an address. */
export function word(maxLength = 100, form?: RegExp): Reader<string | undefined> {
  return (v) => {
    const text = typeof v === 'string' || typeof v === 'number' ? String(v) : '';
    return text && text.length <= maxLength && (!form || form.test(text)) ? text : undefined;
  };
}

export const flag: Reader<true | undefined> = (v) => (v === true || v === 1 || v === 'true' || v === '1' ? true : undefined);
