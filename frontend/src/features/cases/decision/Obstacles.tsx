import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CasePhase, DecisionOut } from '@/shared/api/generated';
import css from '../cases.module.css';

/** What is missing before it can be signed, in words with the paragraph; or who signs it, and when. */
export function Obstacles({ one, phase, maySign }: { one: DecisionOut; phase: CasePhase; maySign: boolean }) {
  const { t } = useTranslation('cases');
  if (one.obstacles.length > 0) {
    return (
      <div>
        <Text fw={600}>{t('decision.missing')}</Text>
        <List className={css.gates}>
          {one.obstacles.map((obstacle) => (
            <List.Item key={obstacle.pointer + obstacle.text}>{obstacle.text}</List.Item>
          ))}
        </List>
      </div>
    );
  }
  if (maySign) return <Text>{t('decision.readyToSign')}</Text>;
  return <Text>{t(phase === 'DECISION' ? 'decision.othersSign' : 'decision.waitsForPhase')}</Text>;
}
