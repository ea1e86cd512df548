import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createAssessmentReference, type AssessmentKind, type CaseOut } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';
import { DayInput } from '../DayInput';
import { useCaseWrite } from '../useCaseWrite';

const kinds: readonly AssessmentKind[] = ['PEDAGOGICAL', 'PSYCHOLOGICAL', 'MEDICAL', 'SOCIAL'];

/** Where an assessment lies; what it says is read there. */
export function AssessmentForm({ found, first, onDone }: { found: CaseOut; first: AssessmentKind; onDone: () => void }) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const f = useAppForm({
    initialValues: { kind: first, madeBy: '', madeOn: '', keptWhere: '' },
    validate: {
      madeBy: (v) => (v.trim().length > 1 ? null : t('assessment.byMissing')),
      madeOn: (v) => (parseDate(v, 0) === v && v <= today() ? null : t('reports.dayWrong')),
      keptWhere: (v) => (v.trim().length > 1 ? null : t('assessment.whereMissing')),
    },
  });
  const save = async (body: typeof f.form.values) => {
    await createAssessmentReference({ path: { caseId: found.id }, body, throwOnError: true });
    notifyDone(t('assessment.saved'));
    onDone();
    await changed();
  };
  return (
    <form {...f.props(save)} aria-label={t('assessment.add')}>
      <Stack gap="sm" mt="sm">
        <ErrorSummary {...f.summary} />
        <NativeSelect label={t('assessment.kind')} data={kinds.map((one) => ({ value: one, label: t(`assessmentKind.${one}`) }))} {...f.field('kind')} />
        <TextInput label={`${t('assessment.by')} ${t('common:form.required')}`} description={t('assessment.byHint')} maxLength={200} {...f.field('madeBy')} />
        <DayInput label={`${t('assessment.on')} ${t('common:form.required')}`} field={f.field('madeOn')} />
        <TextInput label={`${t('assessment.where')} ${t('common:form.required')}`} description={t('assessment.whereHint')} maxLength={200} {...f.field('keptWhere')} />
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('assessment.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
