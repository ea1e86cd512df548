import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InvestigationOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import { dayOf } from '@/shared/lib/times';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import css from '../cases.module.css';

/** Which investigation, since when, by whom, and what it shows. */
export function InvestigationHead({ one, id }: { one: InvestigationOut; id: string }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const day = (instant: string) => format.day(dayOf(instant));
  return (
    <div className={css.noteHead}>
      <Title order={2} size="h3" id={id} className={css.sentence}>
        {t(`investigationKind.${one.kind}`)}
      </Title>
      {one.conclusion ? <StatusBadge tone="done">{t(`conclusion.${one.conclusion}`)}</StatusBadge> : <StatusBadge tone="active">{t('investigation.underWay')}</StatusBadge>}
      <span className={css.by}>{t('investigation.started', { day: day(one.startedAt), name: one.startedBy.name })}</span>
      {one.completedAt && one.completedBy && <span className={css.by}>{t('investigation.completed', { day: day(one.completedAt), name: one.completedBy.name })}</span>}
    </div>
  );
}
