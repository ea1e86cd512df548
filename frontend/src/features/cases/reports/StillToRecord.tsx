import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseOut, ClockEvent } from '@/shared/api/generated';
import { useFormat } from '@/shared/lib/format';

interface Props {
  found: CaseOut;
  onTab: (tab: string) => void;
}

/** Of a type that goes nowhere else: whether a report is still to be recorded, or an answer to come. */
export function StillToRecord({ found, onTab }: Props) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const until = (event: ClockEvent) => found.clocks.find((clock) => clock.until === event);
  const answer = until('FEEDBACK_RECEIVED');
  const words = until('REPORT_SENT') ? t('case.notReported') : answer && t('case.awaitsFeedback', { day: format.shortDay(answer.dueOn) });
  if (!words) return <Text>{t('case.noStep')}</Text>;
  return (
    <>
      <Text>{words}</Text>
      <Button size="sm" variant="light" mt="xs" onClick={() => onTab('anmalningar')}>
        {t('reports.toTab')}
      </Button>
    </>
  );
}
