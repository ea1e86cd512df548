import { NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createMeasureEvaluation, type CaseOut, type MeasureEffect, type MeasureOut } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { FormButtons } from '@/shared/ui/FormButtons';
import { notifyDone } from '@/shared/ui/notify';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import { DayInput } from '../DayInput';
import { useCaseWrite } from '../useCaseWrite';
import { weekdayIn } from '../weekday';

const effects: readonly MeasureEffect[] = ['YES', 'PARTLY', 'NO', 'TOO_EARLY'];
const FOUR_WEEKS = 28;

interface Props {
  found: CaseOut;
  measure: MeasureOut;
  onDone: () => void;
}

/** Too early to say lets the measure go on to a new day; anything else ends and locks it. */
export function EvaluationForm({ found, measure, onDone }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const f = useAppForm({
    initialValues: { effect: '' as MeasureEffect | '', whatHappened: '', nextFollowUpOn: weekdayIn(FOUR_WEEKS) },
    validate: {
      effect: (v) => (v ? null : t('measure.effectMissing')),
      whatHappened: (v) => (v.trim() ? null : t('measure.happenedMissing')),
      nextFollowUpOn: (v, all) => (all.effect !== 'TOO_EARLY' || (parseDate(v, 0) === v && v > today()) ? null : t('measure.followUpWrong')),
    },
  });
  const goesOn = f.form.values.effect === 'TOO_EARLY';
  const save = async (values: typeof f.form.values) => {
    const body = { effect: values.effect || null, whatHappened: values.whatHappened, nextFollowUpOn: goesOn ? values.nextFollowUpOn : null };
    await journal.guarded((journalReason) => createMeasureEvaluation({ path: { caseId: found.id, measureId: measure.id }, body: { ...body, journalReason }, throwOnError: true }));
    await changed();
    notifyDone(t('measure.evaluated'));
    onDone();
  };
  return (
    <form {...f.props(save)} aria-label={t('measure.evaluate')}>
      <Stack gap="sm" mt="sm">
        <ErrorSummary {...f.summary} />
        <NativeSelect
          label={`${t('measure.effect')} ${t('common:form.required')}`}
          data={[{ value: '', label: t('common:form.choose') }, ...effects.map((one) => ({ value: one, label: t(`effect.${one}`) }))]}
          {...f.field('effect')}
        />
        <Textarea label={`${t('measure.happened')} ${t('common:form.required')}`} autosize minRows={2} {...f.field('whatHappened')} />
        {goesOn ? <DayInput label={t('measure.nextOn')} field={f.field('nextFollowUpOn')} /> : <Text size="sm">{t('measure.lock')}</Text>}
        {journal.field}
        <FormButtons save={t('common:action.save')} pending={f.pending} onCancel={onDone} />
      </Stack>
    </form>
  );
}
