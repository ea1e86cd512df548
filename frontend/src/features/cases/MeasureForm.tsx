import { Button, Group, NativeSelect, Stack, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createCaseMeasure, type CaseOut, type Level, type Scope } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { useDraft, type Draft } from '@/shared/lib/drafts/useDraft';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { DraftStatus } from '@/shared/ui/DraftStatus';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { LeaveGuard } from '@/shared/ui/LeaveGuard';
import { notifyDone } from '@/shared/ui/notify';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import css from './cases.module.css';
import { DayInput } from './DayInput';
import { PersonSelect } from './PersonSelect';
import { useCaseWrite } from './useCaseWrite';
import { useReaders } from './useReaders';
import { weekdayIn } from './weekday';

const SIX_WEEKS = 42;
const levels: readonly Level[] = ['PROMOTIVE', 'PREVENTIVE', 'REMEDIAL'];
const scopes: readonly Scope[] = ['INDIVIDUAL', 'GROUP', 'UNIT'];

function start(found: CaseOut) {
  return { description: '', responsibleId: '', followUpOn: weekdayIn(SIX_WEEKS), level: found.level, scope: found.scope };
}
type Values = ReturnType<typeof start>;

interface Props {
  found: CaseOut;
  onDone: () => void;
}

export function MeasureForm(props: Props) {
  const draft = useDraft<Values>('case-measure', props.found.id);
  return draft.ready ? <Form {...props} draft={draft} /> : null;
}

function Form({ found, onDone, draft }: Props & { draft: Draft<Values> }) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const readers = useReaders(found.id, found.confidentiality);
  const f = useAppForm<Values>({
    initialValues: { ...start(found), ...draft.restored },
    onValuesChange: draft.save,
    validate: {
      description: (v) => (v.trim() ? null : t('measure.descriptionMissing')),
      followUpOn: (v) => (parseDate(v, 0) === v && v >= today() ? null : t('measure.followUpWrong')),
    },
  });
  const save = async ({ responsibleId, ...rest }: Values) => {
    await createCaseMeasure({ path: { caseId: found.id }, body: { ...rest, responsibleId: responsibleId || null }, throwOnError: true });
    await draft.discard();
    await changed();
    notifyDone(t('measure.saved'));
    onDone();
  };
  return (
    <form {...f.props(save)} className={css.item} aria-label={t('measure.add')}>
      <LeaveGuard when={draft.state.phase === 'waiting'} />
      <Stack gap="sm">
        <ErrorSummary {...f.summary} />
        <Textarea
          label={`${t('measure.description')} ${t('common:form.required')}`}
          description={t('measure.descriptionHint')}
          autosize
          minRows={2}
          {...f.field('description')}
        />
        <SecrecyLine level={found.confidentiality} readers={readers} />
        <PersonSelect label={t('measure.responsible')} schoolId={found.school.id} empty={t('measure.me')} field={f.field('responsibleId')} />
        <DayInput label={`${t('measure.followUpOn')} ${t('common:form.required')}`} field={f.field('followUpOn')} />
        <Group grow preventGrowOverflow={false}>
          <NativeSelect label={t('measure.level')} data={levels.map((one) => ({ value: one, label: t(`level.${one}`) }))} {...f.field('level')} />
          <NativeSelect label={t('measure.scope')} data={scopes.map((one) => ({ value: one, label: t(`scope.${one}`) }))} {...f.field('scope')} />
        </Group>
        <DraftStatus state={draft.state} />
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('measure.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
