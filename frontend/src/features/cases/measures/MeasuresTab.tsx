import { Button, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut, MeasureOut } from '@/shared/api/generated';
import { listCaseMeasuresOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { Chain } from '../links/Chain';
import { MeasureCard } from './MeasureCard';
import css from './measures.module.css';
import { TriedBefore } from './TriedBefore';

const MeasureForm = lazy(() => import('./MeasureForm').then((part) => ({ default: part.MeasureForm })));
const levels = ['INDIVIDUAL', 'GROUP', 'WIDER'] as const;
type Level = (typeof levels)[number];

function levelOf({ scope }: MeasureOut): Level {
  return scope === 'INDIVIDUAL' || scope === 'GROUP' ? scope : 'WIDER';
}

/** What is done, for the pupil, in the group and in the organisation beside one another, and what came of it. */
export function MeasuresTab({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const [writing, setWriting] = useState(false);
  const query = useQuery(listCaseMeasuresOptions({ path: { caseId: found.id } }));
  const decides = found.allowedActions.includes('case.decide-measure');
  const add = found.allowedActions.includes('case.propose-measure') && !writing && (
    <Button onClick={() => setWriting(true)} mb="md">
      {t(decides ? 'measure.add' : 'measure.propose')}
    </Button>
  );
  return (
    <>
      <QueryState query={query}>
        {(data) => (
          <>
            {data.items.length === 0 && !writing ? (
              <EmptyState title={t('measure.empty')} text={t('measure.emptyText')} example={t('measure.emptyExample')} action={add} />
            ) : (
              add
            )}
            <Suspense>{writing && <MeasureForm found={found} onDone={() => setWriting(false)} />}</Suspense>
            <Proposals found={found} rows={data.items.filter(({ state }) => state === 'PROPOSED')} />
            <Levels found={found} rows={data.items.filter(({ state }) => state !== 'PROPOSED')} />
          </>
        )}
      </QueryState>
      <Chain found={found} />
      <TriedBefore found={found} />
    </>
  );
}

function Proposals({ found, rows }: { found: CaseOut; rows: readonly MeasureOut[] }) {
  const { t } = useTranslation('cases');
  if (rows.length === 0) return null;
  return (
    <section className={css.waiting}>
      <Title order={3} size="h4">
        {t('measure.proposals', { count: rows.length })}
      </Title>
      {rows.map((row) => (
        <MeasureCard key={row.id} found={found} measure={row} showScope />
      ))}
    </section>
  );
}

function Levels({ found, rows }: { found: CaseOut; rows: readonly MeasureOut[] }) {
  const { t } = useTranslation('cases');
  if (rows.length === 0) return null;
  const shown = levels.filter((level) => level !== 'INDIVIDUAL' || found.subject === 'STUDENT' || rows.some((row) => levelOf(row) === level));
  const empty = shown.filter((level) => rows.every((row) => levelOf(row) !== level));
  return (
    <>
      <div className={css.levels}>
        {shown
          .filter((level) => !empty.includes(level))
          .map((level) => (
            <section key={level} aria-labelledby={`level-${level}`}>
              <Title order={3} size="h4" id={`level-${level}`}>
                {t(`levels.${level}`)}
              </Title>
              {rows
                .filter((row) => levelOf(row) === level)
                .map((row) => (
                  <MeasureCard key={row.id} found={found} measure={row} />
                ))}
            </section>
          ))}
      </div>
      {empty.map((level) => (
        <p key={level} className={css.none}>
          <strong>{t(`levels.${level}`)}</strong>
          {`: ${t('measure.none')}`}
        </p>
      ))}
    </>
  );
}
