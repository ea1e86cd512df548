import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ByHand, CaseOut, ClockEvent, RunningClockOut } from '@/shared/api/generated';
import { MilestoneStep } from './MilestoneStep';

const byHand: readonly ClockEvent[] = ['ANSWERED', 'CONFIRMED', 'MEETING_HELD'];
const byReport: readonly ClockEvent[] = ['REPORT_SENT', 'ORGANISER_NOTIFIED', 'FEEDBACK_RECEIVED'];

interface Props {
  found: CaseOut;
  clock: RunningClockOut;
  onTab: (tab: string) => void;
}

/** What stops a clock, one press away from it. */
export function ClockStep({ found, clock, onTab }: Props) {
  const { t } = useTranslation('cases');
  if (byReport.includes(clock.until) && found.allowedActions.includes('case.report')) {
    return (
      <Button size="compact-sm" variant="default" mt={4} onClick={() => onTab('anmalningar')}>
        {t('reports.toTab')}
      </Button>
    );
  }
  if (!byHand.includes(clock.until) || !found.allowedActions.includes('case.record-milestone')) return null;
  return <MilestoneStep found={found} step={clock.until as ByHand} />;
}
