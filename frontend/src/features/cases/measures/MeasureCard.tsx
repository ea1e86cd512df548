import { Alert, Button, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut, MeasureOut } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/format';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import css from '../cases.module.css';
import { AgreedPart } from './AgreedPart';
import { FidelityLog } from './FidelityLog';
import { MeasureFacts } from './MeasureFacts';
import own from './measures.module.css';

/** Fetched when somebody has something to write. */
const DecisionForm = lazy(() => import('./DecisionForm').then((part) => ({ default: part.DecisionForm })));
const EvaluationForm = lazy(() => import('./EvaluationForm').then((part) => ({ default: part.EvaluationForm })));
const FidelityForm = lazy(() => import('./FidelityForm').then((part) => ({ default: part.FidelityForm })));
const MoveForm = lazy(() => import('./MoveForm').then((part) => ({ default: part.MoveForm })));

interface Props {
  found: CaseOut;
  measure: MeasureOut;
  /** Where the heading does not say it. */
  showScope?: boolean;
}

const forms = { decide: DecisionForm, follow: FidelityForm, evaluate: EvaluationForm, move: MoveForm };
type Doing = keyof typeof forms;

function isUnderWay({ state }: MeasureOut): boolean {
  return state === 'APPROVED' || state === 'PARTLY';
}

/** What can be done with it now, by whoever looks. */
function offered(found: CaseOut, measure: MeasureOut): Doing[] {
  const may = (action: string) => found.allowedActions.includes(action);
  const move: Doing[] = may('case.decide-measure') ? ['move'] : [];
  if (measure.state === 'PROPOSED') return may('case.decide-measure') ? ['decide', ...move] : [];
  if (!isUnderWay(measure)) return [];
  const rest: Doing[] = [...(measure.startOn <= today() && may('case.propose-measure') ? (['follow'] as const) : []), ...(may('case.write-measure') ? (['evaluate'] as const) : [])];
  return measure.toMove ? [...move, ...rest] : [...rest, ...move];
}

/** One measure, what was decided, the days, and the one thing that is next. */
export function MeasureCard({ found, measure, showScope = false }: Props) {
  const { t } = useTranslation('cases');
  const [doing, setDoing] = useState<Doing | null>(null);
  const done = () => setDoing(null);
  const Form = doing && forms[doing];
  return (
    <article className={own.card}>
      <Text className={css.words} fw={650}>
        {measure.description}
      </Text>
      <State measure={measure} />
      <MeasureFacts measure={measure} showScope={showScope} />
      {measure.toMove && (
        <Alert variant="outline" my="xs">
          {t('measure.toMove')}
        </Alert>
      )}
      {measure.whatHappened && <Text className={css.words}>{measure.whatHappened}</Text>}
      {(isUnderWay(measure) || measure.fidelityEntries.length > 0) && <FidelityLog measure={measure} />}
      <AgreedPart found={found} measure={measure} />
      {doing === null && (
        <div className={`${own.buttons} no-print`}>
          {offered(found, measure).map((one) => (
            <Button key={one} size="sm" variant={one === 'decide' || (one === 'move' && measure.toMove) ? 'filled' : 'default'} onClick={() => setDoing(one)}>
              {t(`measure.${one}`)}
            </Button>
          ))}
        </div>
      )}
      <Suspense>{Form && <Form found={found} measure={measure} onDone={done} />}</Suspense>
    </article>
  );
}

function State({ measure }: { measure: MeasureOut }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  if (measure.endedOn && measure.effect) {
    return (
      <>
        <StatusBadge tone="done">{t('measure.ended', { day: format.shortDay(measure.endedOn) })}</StatusBadge>
        <Text>{t('tried.effect', { effect: t(`effect.${measure.effect}`) })}</Text>
      </>
    );
  }
  if (measure.state === 'REJECTED') return <StatusBadge tone="closed">{t('measureState.REJECTED')}</StatusBadge>;
  if (measure.state === 'PROPOSED') return <StatusBadge tone="waiting">{t('measureState.PROPOSED')}</StatusBadge>;
  if (measure.followUpOn < today()) return <StatusBadge tone="late">{t('measure.late')}</StatusBadge>;
  return <StatusBadge tone="active">{t(`measureState.${measure.state}`)}</StatusBadge>;
}
