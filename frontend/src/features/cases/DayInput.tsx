import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/format';
import { DateField } from '@/shared/ui/DateField';

interface Props {
  label: string;
  /** The last day that is taken. */
  max?: string | null;
  /** `f.field('nextFollowUpOn')` */
  field: { id: string; error?: ReactNode } & Record<string, unknown>;
}

/** A day of a form. */
export function DayInput({ label, max, field }: Props) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const { id, error, value, onChange } = field;
  const latest = max ? { max, description: t('case.followUpLatest', { day: format.day(max) }) } : {};
  return <DateField label={label} {...latest} id={id} error={error} value={typeof value === 'string' ? value : ''} onChange={onChange as (day: string) => void} />;
}
