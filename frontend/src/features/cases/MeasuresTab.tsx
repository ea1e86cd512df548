import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut, MeasureOut } from '@/shared/api/generated';
import { listCaseMeasuresOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { today } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/format';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import css from './cases.module.css';
import { EvaluationForm } from './EvaluationForm';
import { MeasureForm } from './MeasureForm';

/** What is done, by whom, until when, and what came of it. */
export function MeasuresTab({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const [writing, setWriting] = useState(false);
  const query = useQuery(listCaseMeasuresOptions({ path: { caseId: found.id } }));
  const may = found.allowedActions.includes('case.write-measure');
  const add = may && !writing && (
    <Button onClick={() => setWriting(true)} mb="md">
      {t('measure.add')}
    </Button>
  );
  return (
    <QueryState query={query}>
      {(data) => (
        <>
          {data.items.length === 0 && !writing ? (
            <EmptyState title={t('measure.empty')} text={t('measure.emptyText')} example={t('measure.emptyExample')} action={add} />
          ) : (
            add
          )}
          {writing && <MeasureForm found={found} onDone={() => setWriting(false)} />}
          {data.items.map((measure) => (
            <Measure key={measure.id} measure={measure} found={found} may={may} />
          ))}
        </>
      )}
    </QueryState>
  );
}

function Measure({ measure, found, may }: { measure: MeasureOut; found: CaseOut; may: boolean }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const [evaluating, setEvaluating] = useState(false);
  const since = t('measure.since', {
    day: format.shortDay(measure.startOn),
    who: measure.responsible.name,
    next: format.shortDay(measure.followUpOn),
  });
  return (
    <article className={css.item}>
      <Text className={css.words} fw={650}>
        {measure.description}
      </Text>
      <div className={css.noteHead}>
        <span className={css.by}>{since}</span>
        <MeasureState measure={measure} />
      </div>
      {measure.whatHappened && <Text className={css.words}>{measure.whatHappened}</Text>}
      {may && measure.state === 'APPROVED' && !evaluating && (
        <Button size="sm" variant="default" onClick={() => setEvaluating(true)}>
          {t('measure.evaluate')}
        </Button>
      )}
      {evaluating && <EvaluationForm found={found} measure={measure} onDone={() => setEvaluating(false)} />}
    </article>
  );
}

function MeasureState({ measure }: { measure: MeasureOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  if (measure.endedOn && measure.effect) {
    const words = `${t('measure.ended', { day: format.shortDay(measure.endedOn) })}, ${t('measure.effect').toLowerCase()} ${t(`effect.${measure.effect}`)}`;
    return <StatusBadge tone="done">{words}</StatusBadge>;
  }
  return measure.followUpOn < today() ? <StatusBadge tone="late">{t('measure.late')}</StatusBadge> : null;
}
