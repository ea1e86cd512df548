import type { ReactNode } from 'react';
import type { AppForm } from '@/shared/lib/useAppForm';

interface DayField {
  id: string;
  error: ReactNode;
  value: string;
  onChange: (day: string) => void;
}

/** `<DateField label={…} {...dayField(f, 'dueOn')} />` */
export function dayField<T extends Record<string, unknown>>(f: AppForm<T>, path: keyof T & string): DayField {
  const { id, error } = f.field(path);
  const onChange = (day: string) => {
    f.form.setValues({ [path]: day } as Partial<T>);
    f.form.clearFieldError(path);
  };
  return { id, error, value: String(f.form.values[path] ?? ''), onChange };
}
