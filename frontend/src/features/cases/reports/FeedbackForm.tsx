import { Button, Group, NativeSelect, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createReportFeedback, type CaseOut, type ReportFeedback, type ReportOut } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { DayInput } from '../DayInput';
import { useCaseWrite } from '../useCaseWrite';

const answers: readonly ReportFeedback[] = ['OPENED', 'NOT_OPENED', 'ALREADY_OPEN', 'UNKNOWN'];

interface Props {
  found: CaseOut;
  report: ReportOut;
  onDone: () => void;
}

export function FeedbackForm({ found, report, onDone }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const f = useAppForm({
    initialValues: { summary: '' as ReportFeedback | '', on: today() },
    validate: {
      summary: (v) => (v ? null : t('reports.feedbackMissing')),
      on: (v) => (parseDate(v, 0) === v && v <= today() ? null : t('reports.dayWrong')),
    },
  });
  const save = async ({ summary, on }: typeof f.form.values) => {
    if (!summary) return;
    await createReportFeedback({ path: { caseId: found.id, reportId: report.id }, body: { summary, on }, throwOnError: true });
    await changed();
    notifyDone(t('reports.feedbackSaved'));
    onDone();
  };
  const options = [{ value: '', label: t('common:form.choose') }, ...answers.map((one) => ({ value: one, label: t(`reports.answer.${one}`) }))];
  return (
    <form {...f.props(save)} aria-label={t('reports.feedback')}>
      <Stack gap="sm" mt="sm">
        <ErrorSummary {...f.summary} />
        <NativeSelect label={`${t('reports.feedbackWhat')} ${t('common:form.required')}`} data={options} {...f.field('summary')} />
        <DayInput label={t('reports.feedbackOn')} field={f.field('on')} />
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('reports.feedbackSave')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
