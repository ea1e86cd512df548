import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createCaseMilestone, type ByHand, type CaseOut, type ClockEvent, type RunningClockOut } from '@/shared/api/generated';
import { asProblem } from '@/shared/api/problem';
import { notifyDone } from '@/shared/ui/notify';
import { useCaseWrite } from '../useCaseWrite';

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
  return <Step found={found} step={clock.until as ByHand} />;
}

function Step({ found, step }: { found: CaseOut; step: ByHand }) {
  const { t } = useTranslation('cases');
  const changed = useCaseWrite(found.id);
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const record = async () => {
    try {
      const { data } = await createCaseMilestone({ path: { caseId: found.id }, body: { step, note: note.trim() || null }, throwOnError: true });
      await changed(data);
      notifyDone(t('reports.stepSaved'));
    } catch (error) {
      setRefusal(asProblem(error).detail);
    }
  };
  if (!open) {
    return (
      <Button size="compact-sm" variant="default" mt={4} onClick={() => setOpen(true)}>
        {t(`step.${step}`)}
      </Button>
    );
  }
  return (
    <>
      <TextInput label={t('reports.stepNote')} maxLength={300} value={note} onChange={(e) => setNote(e.currentTarget.value)} error={refusal} mt={4} />
      <Button size="compact-sm" mt={4} onClick={() => void record()}>
        {t('reports.stepSave')}
      </Button>
    </>
  );
}
