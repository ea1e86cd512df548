import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changeCaseMeasure, type CaseOut, type MeasureOut } from '@/shared/api/generated';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { FormButtons } from '@/shared/ui/FormButtons';
import { notifyDone } from '@/shared/ui/notify';
import { PersonSelect } from '../PersonSelect';
import { upTo } from '../upTo';
import { useCaseWrite } from '../useCaseWrite';

interface Props {
  found: CaseOut;
  measure: MeasureOut;
  onDone: () => void;
}

/** Somebody else answers for a measure from now on. */
export function MoveForm({ found, measure, onDone }: Props) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const { responsible, evaluator } = measure;
  const stays = measure.toMove ? null : responsible;
  const f = useAppForm({
    initialValues: { responsibleId: stays?.id ?? '', evaluatorId: measure.toMove || evaluator.id === responsible.id ? '' : evaluator.id },
    validate: { responsibleId: (v) => (v ? null : t('measure.moveMissing')) },
  });
  const save = async ({ responsibleId, evaluatorId }: typeof f.form.values) => {
    const body = { responsibleId, evaluatorId: evaluatorId || null };
    await changeCaseMeasure({ path: { caseId: found.id, measureId: measure.id }, headers: upTo(measure), body, throwOnError: true });
    await changed();
    notifyDone(t('measure.moved'));
    onDone();
  };
  return (
    <form {...f.props(save)} aria-label={t('measure.move')}>
      <Stack gap="sm" mt="sm">
        <ErrorSummary {...f.summary} />
        <PersonSelect
          label={`${t('measure.responsibleFollow')} ${t('common:form.required')}`}
          schoolId={found.school.id}
          empty={t('common:form.choose')}
          also={stays}
          field={f.field('responsibleId')}
        />
        <PersonSelect label={t('measure.evaluator')} schoolId={found.school.id} empty={t('measure.sameAsResponsible')} field={f.field('evaluatorId')} />
        <FormButtons save={t('measure.moveSave')} pending={f.pending} onCancel={onDone} />
      </Stack>
    </form>
  );
}
