import { NativeSelect, Stack, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createMeasureDecision, type CaseOut, type MeasureOut, type Outcome } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { FormButtons } from '@/shared/ui/FormButtons';
import { notifyDone } from '@/shared/ui/notify';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import { DayInput } from '../DayInput';
import { useCaseWrite } from '../useCaseWrite';
import { useReaders } from '../useReaders';
import { weekdayIn } from '../weekday';

const outcomes: readonly Outcome[] = ['APPROVED', 'PARTLY', 'REJECTED'];
const SIX_WEEKS = 42;

interface Props {
  found: CaseOut;
  measure: MeasureOut;
  onDone: () => void;
}

/** A proposal is decided once, with why. */
export function DecisionForm({ found, measure, onDone }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const readers = useReaders(found.id, measure.confidentiality);
  const late = measure.followUpOn < today();
  const f = useAppForm({
    initialValues: { decision: '' as Outcome | '', motivation: '', followUpOn: late ? weekdayIn(SIX_WEEKS) : measure.followUpOn },
    validate: {
      decision: (v) => (v ? null : t('measure.decisionMissing')),
      motivation: (v) => (v.trim() ? null : t('measure.motivationMissing')),
      followUpOn: (v) => (parseDate(v, 0) === v && v >= today() ? null : t('measure.followUpWrong')),
    },
  });
  const rejects = f.form.values.decision === 'REJECTED';
  const save = async ({ decision, motivation, followUpOn }: typeof f.form.values) => {
    if (!decision) return;
    const body = { decision, motivation, followUpOn: decision === 'REJECTED' ? null : followUpOn };
    await journal.guarded((journalReason) => createMeasureDecision({ path: { caseId: found.id, measureId: measure.id }, body: { ...body, journalReason }, throwOnError: true }));
    await changed();
    notifyDone(t('measure.decided'));
    onDone();
  };
  return (
    <form {...f.props(save)} aria-label={t('measure.decide')}>
      <Stack gap="sm" mt="sm">
        <ErrorSummary {...f.summary} />
        <NativeSelect
          label={`${t('measure.decision')} ${t('common:form.required')}`}
          data={[{ value: '', label: t('common:form.choose') }, ...outcomes.map((one) => ({ value: one, label: t(`outcome.${one}`) }))]}
          {...f.field('decision')}
        />
        <Textarea label={`${t('measure.motivation')} ${t('common:form.required')}`} description={t('measure.motivationHint')} autosize minRows={2} {...f.field('motivation')} />
        <SecrecyLine level={measure.confidentiality} readers={readers} />
        {!rejects && <DayInput label={t('measure.followUpOn')} field={f.field('followUpOn')} />}
        {journal.field}
        <FormButtons save={t('measure.decideSave')} pending={f.pending} onCancel={onDone} />
      </Stack>
    </form>
  );
}
