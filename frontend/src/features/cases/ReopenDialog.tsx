import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createCaseReopening, type CaseOut } from '@/shared/api/generated';
import { ifMatch } from '@/shared/api/etag';
import { today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import { DayInput } from './DayInput';
import { useCaseWrite } from './useCaseWrite';
import { weekdayIn } from './weekday';

const TWO_WEEKS = 14;
const SHORTEST = 3;

export function ReopenDialog({ found, onClose }: { found: CaseOut; onClose: () => void }) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const f = useAppForm({
    initialValues: { reason: '', nextFollowUpOn: weekdayIn(TWO_WEEKS) },
    validate: {
      reason: (v) => (v.trim().length >= SHORTEST ? null : t('reopening.reasonMissing')),
      nextFollowUpOn: (v) => (parseDate(v, 0) === v && v >= today() ? null : t('triage.followUpMissing')),
    },
  });
  const save = async (body: { reason: string; nextFollowUpOn: string }) => {
    const { data } = await journal.guarded((journalReason) => createCaseReopening({ path: { caseId: found.id }, headers: ifMatch(found), body: { ...body, journalReason }, throwOnError: true }));
    await changed(data);
    notifyDone(t('reopening.saved'));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('reopening.title')} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <form {...f.props(save)}>
        <Stack gap="md">
          <ErrorSummary {...f.summary} />
          <Text>{t('reopening.text')}</Text>
          <Textarea label={`${t('reopening.reason')} ${t('common:form.required')}`} autosize minRows={2} {...f.field('reason')} />
          <DayInput label={`${t('triage.followUp')} ${t('common:form.required')}`} max={found.latestFollowUpOn} field={f.field('nextFollowUpOn')} />
          {journal.field}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={f.pending}>
              {t('reopening.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
