import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createReportCorrection, type CaseOut, type ReportOut } from '@/shared/api/generated';
import { dayInSweden } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/format';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { useCaseWrite } from '../useCaseWrite';
import { sentAt, sentNow, sentRules, SentWhen } from './SentWhen';

interface Props {
  found: CaseOut;
  report: ReportOut;
  /** The time is the server's and stays (C10). */
  fixed: boolean;
  onDone: () => void;
}

/** What was wrong is a line in the timeline; nothing is written over unseen. */
export function CorrectionForm({ found, report, fixed, onDone }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const format = useFormat();
  const changed = useCaseWrite(found.id);
  const f = useAppForm({
    initialValues: { reason: '', ...sentNow(), day: dayInSweden(new Date(report.sentAt)) },
    rename: { sentAt: 'day' },
    validate: { ...sentRules(t('reports.dayWrong'), t('reports.timeWrong')), reason: (v: string) => (v.trim().length > 2 ? null : t('reports.reasonMissing')) },
  });
  const save = async (values: typeof f.form.values) => {
    const body = { reason: values.reason, sentAt: sentAt(values) };
    await createReportCorrection({ path: { caseId: found.id, reportId: report.id }, body, throwOnError: true });
    await changed();
    notifyDone(t('reports.corrected'));
    onDone();
  };
  return (
    <form {...f.props(save)} aria-label={t('reports.correct')}>
      <Stack gap="sm" mt="sm">
        <ErrorSummary {...f.summary} />
        {fixed ? <Text>{t('reports.timeStays', { at: format.instant(report.sentAt) })}</Text> : <SentWhen form={f} label={t('reports.whenReally')} kept />}
        <Textarea label={`${t('reports.reason')} ${t('common:form.required')}`} autosize minRows={2} {...f.field('reason')} />
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('reports.correctSave')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
