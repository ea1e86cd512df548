import { Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import css from './cases.module.css';
import { FollowUp } from './FollowUp';
import { NewerRules } from './NewerRules';
import { Pupils } from './Pupils';
import { ClockStep } from './reports/ClockStep';
import { toldTo } from './toldTo';
import { useReaders } from './useReaders';

interface Props {
  found: CaseOut;
  onTab: (tab: string) => void;
}

const LinksPanel = lazy(() => import('./links/LinksPanel').then((part) => ({ default: part.LinksPanel })));

/** Whom it concerns, who answers for it, who reads it: before all else on a phone, beside it on a screen. */
export function CaseFacts({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const readers = useReaders(found.id, found.confidentiality);
  return (
    <section className={`${css.panel} ${css.caseFacts}`} aria-label={t('case.about')}>
      <dl className={css.sideFacts}>
        <dt>{t('case.about')}</dt>
        <dd>
          <Pupils students={found.students} />
          {found.group?.name}
          {(found.subject === 'UNIT' || found.subject === 'NONE') && t('case.unitCase')}
        </dd>
        {found.themes.length > 0 && (
          <>
            <dt>{t('theme.label')}</dt>
            <dd>{found.themes.map((one) => t(`theme.${one}`)).join(', ')}</dd>
          </>
        )}
        <dt>{t('case.owner')}</dt>
        <dd>{found.owner?.name ?? t('list.noOwner')}</dd>
        <dt>{t('case.followUp')}</dt>
        <dd>
          <FollowUp day={found.nextFollowUpOn} closed={found.phase === 'CLOSED'} />
        </dd>
      </dl>
      {found.waitingFor && found.waitingSince && <Text>{t('case.waiting', { what: found.waitingFor, day: format.shortDay(found.waitingSince) })}</Text>}
      <SecrecyLine level={found.confidentiality} readers={readers} />
    </section>
  );
}

/** Its clocks, what it hangs together with, and where it began. */
export function CaseSide({ found, onTab }: Props) {
  const { t } = useTranslation('cases');
  return (
    <aside>
      <Stack gap="md">
        <NewerRules found={found} />
        <Clocks found={found} onTab={onTab} />
        <Suspense>
          <LinksPanel found={found} />
        </Suspense>
        {found.concerns.length > 0 && (
          <section className={css.panel}>
            <Title order={2} size="h3">
              {t('case.concerns')}
            </Title>
            <ul className={css.plain}>
              {found.concerns.map((concern) => (
                <li key={concern.id}>
                  <Link to="/signaler/$concernId" params={{ concernId: concern.id }}>
                    {concern.number}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )}
      </Stack>
    </aside>
  );
}

function Clocks({ found, onTab }: Props) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  return (
    <section className={css.panel}>
      <Title order={2} size="h3">
        {t('case.clocks')}
      </Title>
      {found.clocks.length === 0 && <Text c="dimmed">{t('case.noClocks')}</Text>}
      <ul className={css.plain}>
        {found.clocks.map((clock) => (
          <li key={clock.code} className={css.clock}>
            <div>{t(`clock.${clock.until}`)}</div>
            <div className={clock.overdue ? css.late : undefined}>{format.due(clock.schoolDaysLeft, clock.dueOn)}</div>
            <div className={css.by}>{t(clock.kind === 'LOCAL_GUIDELINE' ? 'case.guideline' : 'case.law')}</div>
            {clock.escalatedTo && <div className={css.by}>{t('case.escalated', { to: t(`told.${toldTo(clock.escalatedTo)}`) })}</div>}
            <ClockStep found={found} clock={clock} onTab={onTab} />
          </li>
        ))}
      </ul>
    </section>
  );
}
