import { Button, Group, Modal, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createCaseClosure, type CaseOut, type ClosureReason } from '@/shared/api/generated';
import { listClosureObstaclesOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { ifMatch } from '@/shared/api/etag';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import { ClosureObstacles } from './ClosureObstacles';
import type { TabOfGate } from './GateTab';
import { useCaseWrite } from './useCaseWrite';

/** The reasons are those that fit the phase, as the API says; a pupil's case asks how those concerned were told, and a complaint why
 * somebody could not be. What is left to do first stands above, with the way to it. */
export function CloseDialog({ found, onClose }: { found: CaseOut; onClose: () => void }) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const aboutPupil = found.subject === 'STUDENT';
  const left = useQuery(listClosureObstaclesOptions({ path: { caseId: found.id } })).data?.items ?? [];
  const toTell = left.some(({ step }) => step !== null);
  const navigate = useNavigate();
  const show = (tab: TabOfGate) => {
    onClose();
    void navigate({ to: '/arenden/$caseId', params: { caseId: found.id }, search: { flik: tab }, resetScroll: false });
  };
  const f = useAppForm({
    initialValues: { reason: '' as ClosureReason | '', feedback: '', noFeedbackReason: '' },
    validate: {
      reason: (v) => (v ? null : t('closing.reasonMissing')),
      feedback: (v, all) => (aboutPupil && !v.trim() && !all.noFeedbackReason.trim() ? t('closing.feedbackMissing') : null),
    },
  });
  const save = async (values: typeof f.form.values) => {
    if (!values.reason) return;
    const body = { reason: values.reason, feedback: values.feedback.trim() || null, noFeedbackReason: values.noFeedbackReason.trim() || null };
    const { data } = await journal.guarded((journalReason) => createCaseClosure({ path: { caseId: found.id }, headers: ifMatch(found), body: { ...body, journalReason }, throwOnError: true }));
    await changed(data);
    notifyDone(t('closing.saved'));
    onClose();
  };
  const reasons = found.closureReasons.map((one) => ({ value: one, label: t(`closureReason.${one}`) }));
  return (
    <Modal opened onClose={onClose} title={t('closing.title')} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <form {...f.props(save)}>
        <Stack gap="md">
          <ErrorSummary {...f.summary} />
          <Text>{t('closing.text')}</Text>
          <ClosureObstacles found={found} items={left} onTab={show} />
          <NativeSelect label={`${t('closing.reason')} ${t('common:form.required')}`} data={[{ value: '', label: t('common:form.choose') }, ...reasons]} {...f.field('reason')} />
          {aboutPupil && (
            <>
              <Textarea label={t('closing.feedback')} autosize minRows={2} {...f.field('feedback')} />
              <Textarea label={t('closing.noFeedback')} autosize minRows={2} {...f.field('noFeedbackReason')} />
            </>
          )}
          {toTell && <Textarea label={t('closing.notReached')} description={t('closing.notReachedHint')} autosize minRows={2} {...f.field('noFeedbackReason')} />}
          {journal.field}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" color="tegel" loading={f.pending}>
              {t('closing.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
