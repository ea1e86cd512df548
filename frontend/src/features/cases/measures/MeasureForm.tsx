import { Checkbox, Group, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createCaseMeasure, type CaseOut, type Level, type Scope } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { useDraft, type Draft } from '@/shared/lib/drafts/useDraft';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { DraftStatus } from '@/shared/ui/DraftStatus';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { FormButtons } from '@/shared/ui/FormButtons';
import { LeaveGuard } from '@/shared/ui/LeaveGuard';
import { notifyDone } from '@/shared/ui/notify';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import css from '../cases.module.css';
import { DayInput } from '../DayInput';
import { PersonSelect } from '../PersonSelect';
import { useCaseWrite } from '../useCaseWrite';
import { useReaders } from '../useReaders';
import { weekdayIn } from '../weekday';

const SIX_WEEKS = 42;
const levels: readonly Level[] = ['PROMOTIVE', 'PREVENTIVE', 'REMEDIAL'];
const scopes: readonly Scope[] = ['INDIVIDUAL', 'GROUP', 'UNIT'];

function start(found: CaseOut) {
  return { description: '', responsibleId: '', evaluatorId: '', startOn: today(), endOn: '', followUpOn: weekdayIn(SIX_WEEKS), level: found.level, scope: found.scope, proposed: false };
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
  const journal = useJournalReason();
  const readers = useReaders(found.id, found.confidentiality);
  const f = useAppForm<Values>({
    initialValues: { ...start(found), ...draft.restored },
    onValuesChange: draft.save,
    validate: {
      description: (v) => (v.trim() ? null : t('measure.descriptionMissing')),
      startOn: (v) => (parseDate(v, 0) === v ? null : t('measure.followDayWrong')),
      endOn: (v, all) => (v === '' || (parseDate(v, 0) === v && v >= all.startOn) ? null : t('measure.endWrong')),
      followUpOn: (v, all) => (parseDate(v, 0) === v && v >= today() && v >= all.startOn ? null : t('measure.followUpWrong')),
    },
  });
  const decides = found.allowedActions.includes('case.decide-measure');
  const proposes = !decides || f.form.values.proposed;
  const save = async ({ responsibleId, evaluatorId, endOn, ...rest }: Values) => {
    const body = { ...rest, responsibleId: responsibleId || null, evaluatorId: evaluatorId || null, endOn: endOn || null, proposed: proposes };
    await journal.guarded((journalReason) => createCaseMeasure({ path: { caseId: found.id }, body: { ...body, journalReason }, throwOnError: true }));
    await draft.discard();
    await changed();
    notifyDone(t(proposes ? 'measure.proposalSaved' : 'measure.saved'));
    onDone();
  };
  return (
    <form {...f.props(save)} className={css.item} aria-label={t(decides ? 'measure.add' : 'measure.propose')}>
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
        <Group grow preventGrowOverflow={false} align="flex-start">
          <PersonSelect label={t('measure.responsibleFollow')} schoolId={found.school.id} empty={t('measure.me')} field={f.field('responsibleId')} />
          <PersonSelect label={t('measure.evaluator')} schoolId={found.school.id} empty={t('measure.sameAsResponsible')} field={f.field('evaluatorId')} />
        </Group>
        <Group grow preventGrowOverflow={false} align="flex-start">
          <DayInput label={t('measure.startOn')} field={f.field('startOn')} />
          <DayInput label={`${t('measure.followUpOn')} ${t('common:form.required')}`} field={f.field('followUpOn')} />
          <DayInput label={t('measure.endOn')} field={f.field('endOn')} />
        </Group>
        <Group grow preventGrowOverflow={false}>
          <NativeSelect label={t('measure.level')} data={levels.map((one) => ({ value: one, label: t(`level.${one}`) }))} {...f.field('level')} />
          <NativeSelect label={t('measure.scope')} data={scopes.filter((one) => one !== 'INDIVIDUAL' || found.subject === 'STUDENT').map((one) => ({ value: one, label: t(`scope.${one}`) }))} {...f.field('scope')} />
        </Group>
        {decides ? (
          <Checkbox label={t('measure.proposedOnly')} description={t('measure.proposedHint')} checked={f.form.values.proposed} onChange={(e) => f.form.setFieldValue('proposed', e.currentTarget.checked)} />
        ) : (
          <Text size="sm">{t('measure.proposeNote')}</Text>
        )}
        <DraftStatus state={draft.state} />
        {journal.field}
        <FormButtons save={t(proposes ? 'measure.saveProposal' : 'measure.save')} pending={f.pending} onCancel={onDone} />
      </Stack>
    </form>
  );
}
