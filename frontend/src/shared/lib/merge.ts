/** A form that is open while somebody else saves: what to take over, and what only its writer can decide. */

export interface Merged<T> {
  /** What the other has changed and this form has not: taken over. */
  taken: Partial<T>;
  /** Changed by both, to different things. */
  disputed: (keyof T & string)[];
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Three ways by field: `base` is what both began with. */
export function merge<T extends Record<string, unknown>>(base: T, mine: T, theirs: T): Merged<T> {
  const changed = (Object.keys(base) as (keyof T & string)[]).filter((name) => !same(base[name], theirs[name]) && !same(mine[name], theirs[name]));
  const untouched = changed.filter((name) => same(mine[name], base[name]));
  return {
    taken: Object.fromEntries(untouched.map((name) => [name, theirs[name]])) as Partial<T>,
    disputed: changed.filter((name) => !untouched.includes(name)),
  };
}
