import type { ReactNode } from 'react';
import { DateField } from '@/shared/ui/DateField';

interface Props {
  label: string;
  /** `f.field('nextFollowUpOn')` */
  field: { id: string; error?: ReactNode } & Record<string, unknown>;
}

/** A day of a form. */
export function DayInput({ label, field }: Props) {
  const { id, error, value, onChange } = field;
  return <DateField label={label} id={id} error={error} value={typeof value === 'string' ? value : ''} onChange={onChange as (day: string) => void} />;
}
