import { useTranslation } from 'react-i18next';
import { schoolDaysBetween, today } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/format';
import css from './cases.module.css';

/** The day of the next follow-up in school days; that it is missing or late is said in words. */
export function FollowUp({ day, closed }: { day: string | null; closed: boolean }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  if (closed) return '–';
  if (day === null) return <span className={css.late}>{t('list.noFollowUp')}</span>;
  const left = schoolDaysBetween(today(), day);
  return <span className={day < today() ? css.late : undefined}>{day < today() ? `${t('list.late')} (${format.shortDay(day)})` : format.due(left, day)}</span>;
}
