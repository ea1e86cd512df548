import { useState } from 'react';
import { merge } from './merge';
import type { AppForm } from './useAppForm';

export interface Merging<T> {
  /** What the form is compared with: what the server has, as far as it is taken into account. */
  base: T;
  /** Fields that both have changed, with what the other wrote. */
  disputes: { name: keyof T & string; theirs: unknown }[];
  /** What stands in the form stays; or what the other wrote takes its place. */
  keep: (name: keyof T & string) => void;
  take: (name: keyof T & string) => void;
}

/**
 * Keeps a form that is open apart from what is saved meanwhile. `latest` is what the server has now, as the form's
 * values: what nobody touched here follows it, what both changed becomes a dispute.
 */
export function useMerge<T extends Record<string, unknown>>({ form }: AppForm<T>, latest: T): Merging<T> {
  const [base, setBase] = useState(latest);
  const { taken, disputed } = merge(base, form.values, latest);
  if (Object.keys(taken).length > 0) {
    form.setValues(taken);
    setBase({ ...base, ...taken });
  }
  const settle = (name: keyof T & string) => setBase({ ...base, [name]: latest[name] });
  return {
    base,
    disputes: disputed.map((name) => ({ name, theirs: latest[name] })),
    keep: settle,
    take: (name) => {
      form.setValues({ [name]: latest[name] } as Partial<T>);
      settle(name);
    },
  };
}
