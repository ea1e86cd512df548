import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Kept, MeasureOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import css from './measures.module.css';

/** Was it done as planned? Counted, and each day for whoever opens it. */
export function FidelityLog({ measure }: { measure: MeasureOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const days = measure.fidelityEntries;
  const many = (kept: Kept) => days.filter((day) => day.kept === kept).length;
  const counts = t('measure.daysCount', { yes: many('YES'), partly: many('PARTLY'), no: many('NO') });
  return (
    <div className={css.days}>
      <strong>{t('measure.days')}</strong>
      <div>{days.length === 0 ? t('measure.noDays') : counts}</div>
      {days.length > 0 && (
        <Button className="no-print" size="compact-sm" variant="subtle" aria-expanded={open} onClick={() => setOpen((o) => !o)}>
          {t('measure.allDays', { count: days.length })}
        </Button>
      )}
      {open && (
        <ul className={css.dayList}>
          {days.map((day) => (
            <li key={day.id}>{[`${format.shortDay(day.day)}: ${t(`kept.${day.kept}`)}`, day.by.name, day.note].filter(Boolean).join(' · ')}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
