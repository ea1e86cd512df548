import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createCaseMilestone, type ByHand, type CaseOut } from '@/shared/api/generated';
import { asProblem } from '@/shared/api/problem';
import { notifyDone } from '@/shared/ui/notify';
import { useCaseWrite } from '../useCaseWrite';

/** A step that is recorded by hand, at the server's time, with a line on how. */
export function MilestoneStep({ found, step }: { found: CaseOut; step: ByHand }) {
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
