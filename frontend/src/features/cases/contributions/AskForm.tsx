import { Button, Checkbox, Group, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createContributions, type AgeGroup, type CaseOut, type ContributionsIn, type InvestigationOut } from '@/shared/api/generated';
import { useDraft, type Draft } from '@/shared/lib/drafts/useDraft';
import { useAppForm, type AppForm } from '@/shared/lib/useAppForm';
import { DraftStatus } from '@/shared/ui/DraftStatus';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { LeaveGuard } from '@/shared/ui/LeaveGuard';
import { notifyDone } from '@/shared/ui/notify';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import { PersonSelect } from '../PersonSelect';
import { useCaseWrite } from '../useCaseWrite';

const ages: readonly AgeGroup[] = ['UNDER_16', 'FROM_16', 'ADULT'];
const numbers = ['0', '1', '2', '3', '4'];

const empty = {
  to: 'STAFF' as 'STAFF' | 'HOME',
  role: 'TEACHER' as 'TEACHER' | 'PROFESSION',
  personId: '',
  ageGroup: '' as AgeGroup | '',
  student: false,
  guardians: '0',
  everyGuardian: false,
  consent: false,
  aboutHome: false,
  question: '',
};
type Values = typeof empty;

interface Props {
  found: CaseOut;
  one: InvestigationOut;
  onDone: () => void;
}

export function AskForm(props: Props) {
  const draft = useDraft<Values>('question', props.one.id);
  return draft.ready ? <Form {...props} draft={draft} /> : null;
}

/** Whom it goes to at home follows the pupil's age today; nothing to a guardian where the concern is about the home. */
function HomeFields({ f }: { f: AppForm<Values> }) {
  const { t } = useTranslation(['cases', 'common']);
  const { ageGroup, aboutHome } = f.form.values;
  const tick = (name: 'student' | 'everyGuardian' | 'consent' | 'aboutHome') => f.form.getInputProps(name, { type: 'checkbox' });
  const pupil = <Checkbox label={t('question.toPupil')} {...tick('student')} />;
  const home = <Checkbox label={t('question.aboutHome')} description={t('question.aboutHomeHint')} {...tick('aboutHome')} />;
  if (aboutHome) {
    return (
      <>
        {home}
        {pupil}
      </>
    );
  }
  return (
    <>
      {home}
      <NativeSelect
        label={t('question.age')}
        data={[{ value: '', label: t('common:form.choose') }, ...ages.map((age) => ({ value: age, label: t(`age.${age}`) }))]}
        {...f.field('ageGroup')}
      />
      {ageGroup && <Text size="sm">{t(`ageRule.${ageGroup}`)}</Text>}
      {pupil}
      <NativeSelect label={t('question.guardians')} data={numbers} w="10rem" {...f.field('guardians')} />
      {ageGroup === 'ADULT' ? <Checkbox label={t('question.consent')} {...tick('consent')} /> : <Checkbox label={t('question.every')} {...tick('everyGuardian')} />}
    </>
  );
}

/** Each guardian is a respondent of her own: two at two addresses are two. */
function respondentsOf(values: Values, student: string, guardian: (number: number) => string): ContributionsIn['respondents'] {
  if (values.to === 'STAFF') return [{ role: values.role, personId: values.personId }];
  const guardians = Array.from({ length: Number(values.guardians) }, (_, place) => ({ role: 'GUARDIAN' as const, recipient: guardian(place + 1) }));
  return values.student ? [{ role: 'STUDENT' as const, recipient: student }, ...guardians] : guardians;
}

function Form({ found, one, onDone, draft }: Props & { draft: Draft<Values> }) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const f = useAppForm<Values>({
    initialValues: { ...empty, ...draft.restored },
    onValuesChange: draft.save,
    validate: {
      question: (v) => (v.trim() ? null : t('question.textMissing')),
      personId: (v, all) => (all.to === 'HOME' || v ? null : t('question.personMissing')),
      guardians: (v, all) => (all.to === 'STAFF' || all.student || v !== '0' ? null : t('question.homeMissing')),
    },
  });
  const save = async (values: Values) => {
    const respondents = respondentsOf(values, t('question.pupil'), (number) => t('question.guardian', { number }));
    const { question, everyGuardian, consent, aboutHome } = values;
    const body = { investigationId: one.id, question, respondents, ageGroup: values.ageGroup || null, everyGuardian, consent, aboutHome };
    await journal.guarded((journalReason) => createContributions({ path: { caseId: found.id }, body: { ...body, journalReason }, throwOnError: true }));
    await draft.discard();
    await changed();
    notifyDone(t('question.asked'));
    onDone();
  };
  const { to } = f.form.values;
  return (
    <form {...f.props(save)} aria-label={t('question.ask')}>
      <LeaveGuard when={draft.state.phase === 'waiting'} />
      <Stack gap="sm" mt="sm">
        <ErrorSummary {...f.summary} />
        <NativeSelect label={t('question.to')} data={[{ value: 'STAFF', label: t('question.staff') }, { value: 'HOME', label: t('question.home') }]} {...f.field('to')} />
        {to === 'STAFF' ? (
          <Group align="flex-start" grow preventGrowOverflow={false}>
            <PersonSelect label={`${t('question.person')} ${t('common:form.required')}`} schoolId={found.school.id} field={f.field('personId')} />
            <NativeSelect label={t('question.role')} data={(['TEACHER', 'PROFESSION'] as const).map((role) => ({ value: role, label: t(`respondent.${role}`) }))} {...f.field('role')} />
          </Group>
        ) : (
          <HomeFields f={f} />
        )}
        <Textarea
          label={`${t('question.text')} ${t('common:form.required')}`}
          description={t(to === 'HOME' ? 'question.homeHint' : 'question.staffHint')}
          autosize
          minRows={3}
          {...f.field('question')}
        />
        <DraftStatus state={draft.state} />
        {journal.field}
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('question.send')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
