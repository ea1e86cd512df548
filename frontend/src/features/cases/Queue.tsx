import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConcernRow } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/format';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import css from './cases.module.css';

interface Props {
  rows: readonly ConcernRow[];
  current: string;
  onChoose: (id: string) => void;
}

/** What waits, each with its clock in school days. */
export function Queue({ rows, current, onChoose }: Props) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  return (
    <nav aria-label={t('triage.queue')}>
      <ul className={css.plain}>
        {rows.map((row) => (
          <li key={row.id}>
            <UnstyledButton className={css.queueItem} aria-current={row.id === current ? 'true' : undefined} onClick={() => onChoose(row.id)}>
              <span className={css.queueHead}>
                <span>{row.number}</span>
                <StatusBadge tone={row.assessBy < today() ? 'late' : 'new'}>{t(`urgency.${row.urgency}`)}</StatusBadge>
              </span>
              <span className={css.by}>
                {format.waiting(row.ageSchoolDays)}
                <br />
                {row.assessBy < today() ? (
                  <span className={css.late}>{format.due(-row.overdueSchoolDays, row.assessBy)}</span>
                ) : (
                  t('concern.within', { day: format.shortDay(row.assessBy) })
                )}
                {` · ${row.school.name}`}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </nav>
  );
}
