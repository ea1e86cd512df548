import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseOut, ClosureObstacleOut } from '@/shared/api/generated';
import { together } from '@/shared/lib/format';
import css from './cases.module.css';
import { GateTab, type TabOfGate } from './GateTab';
import { MilestoneStep } from './reports/MilestoneStep';

interface Props {
  found: CaseOut;
  items: readonly ClosureObstacleOut[];
  onTab: (tab: TabOfGate) => void;
}

/** What is left to do before the case can be closed, each with the way to it. */
export function ClosureObstacles({ found, items, onTab }: Props) {
  const { t } = useTranslation('cases');
  if (items.length === 0) return null;
  const running = items.some(({ measure }) => measure !== null);
  return (
    <Alert color="hav" variant="outline" bg="white" title={t('closing.left', { count: items.length })}>
      <ul className={css.plain}>
        {items.map((item) => (
          <li key={item.measure?.id ?? item.code} className={css.clock}>
            <Obstacle found={found} item={item} onTab={onTab} />
          </li>
        ))}
      </ul>
      {running && <GateTab gate="C09" onTab={onTab} />}
    </Alert>
  );
}

function Obstacle({ found, item, onTab }: { found: CaseOut; item: ClosureObstacleOut; onTab: Props['onTab'] }) {
  if (item.measure) return <Measure item={item} measure={item.measure} />;
  return (
    <>
      <Text>{item.legalBasis === null ? item.text : `${item.text} (${together(item.legalBasis)})`}</Text>
      {item.step === null ? <GateTab gate={item.code} onTab={onTab} /> : <MilestoneStep found={found} step={item.step} />}
    </>
  );
}

/** Its words, whoever answers for it, and what is to be done. */
function Measure({ item, measure }: { item: ClosureObstacleOut; measure: NonNullable<ClosureObstacleOut['measure']> }) {
  return (
    <>
      <Text fw={600}>{measure.description}</Text>
      <Text>{item.text}</Text>
      <Text className={css.by}>{measure.responsible.name}</Text>
    </>
  );
}
