import { Button, Checkbox, Group, NativeSelect, Stack, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createChildVoice, type CaseOut, type VoiceImpact, type VoiceMethod, type VoicePerspective } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { useDraft, type Draft } from '@/shared/lib/drafts/useDraft';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { DraftStatus } from '@/shared/ui/DraftStatus';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { LeaveGuard } from '@/shared/ui/LeaveGuard';
import { notifyDone } from '@/shared/ui/notify';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import css from './cases.module.css';
import { DayInput } from './DayInput';
import { useCaseWrite } from './useCaseWrite';
import { useReaders } from './useReaders';

const perspectives: readonly VoicePerspective[] = ['CHILD_OWN', 'ADULT_ON_CHILD', 'RIGHTS'];
const methods: readonly VoiceMethod[] = [
  'CONVERSATION', 'DRAWING', 'PICTURE_SUPPORT', 'AAC', 'WRITTEN', 'SURVEY', 'OBSERVATION', 'VIA_TRUSTED_ADULT', 'DECLINED', 'NOT_POSSIBLE',
];
const impacts: readonly VoiceImpact[] = ['NONE', 'PARTIAL', 'DECISIVE'];
const SHORTEST_REASON = 20;
const isMissing = (method: VoiceMethod) => method === 'DECLINED' || method === 'NOT_POSSIBLE';

const empty = {
  studentId: '',
  perspective: 'CHILD_OWN' as VoicePerspective,
  method: 'CONVERSATION' as VoiceMethod,
  askedOn: '',
  interpreter: false,
  content: '',
  missingReason: '',
  impact: '' as VoiceImpact | '',
  impactText: '',
  fedBackOn: '',
};
type Values = typeof empty;

interface Props {
  found: CaseOut;
  onDone: () => void;
}

export function VoiceForm(props: Props) {
  const draft = useDraft<Values>('child-voice', props.found.id);
  return draft.ready ? <Form {...props} draft={draft} /> : null;
}

function bodyOf(values: Values) {
  const missing = isMissing(values.method);
  return {
    ...values,
    studentId: values.studentId || null,
    content: missing ? null : values.content,
    missingReason: missing ? values.missingReason : null,
    impact: values.impact || null,
    impactText: values.impactText.trim() || null,
    fedBackOn: values.fedBackOn || null,
  };
}

function Form({ found, onDone, draft }: Props & { draft: Draft<Values> }) {
  const { t } = useTranslation(['cases', 'common']);
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const readers = useReaders(found.id, found.confidentiality);
  const f = useAppForm<Values>({
    initialValues: { ...empty, askedOn: today(), ...draft.restored },
    onValuesChange: draft.save,
    validate: {
      askedOn: (v) => (parseDate(v, 0) === v && v <= today() ? null : t('voice.askedOnWrong')),
      content: (v, all) => (isMissing(all.method) || v.trim() ? null : t('voice.contentMissing')),
      missingReason: (v, all) => (isMissing(all.method) && v.trim().length < SHORTEST_REASON ? t('voice.missingShort') : null),
    },
  });
  const save = async (values: Values) => {
    await journal.guarded((journalReason) => createChildVoice({ path: { caseId: found.id }, body: { ...bodyOf(values), journalReason }, throwOnError: true }));
    await draft.discard();
    await changed();
    notifyDone(t('voice.saved'));
    onDone();
  };
  const missing = isMissing(f.form.values.method);
  const children = found.students.map((pupil) => ({ value: pupil.id, label: pupil.name ?? t('pupils.hidden') }));
  return (
    <form {...f.props(save)} className={css.item} aria-label={t('voice.add')}>
      <LeaveGuard when={draft.state.phase === 'waiting'} />
      <Stack gap="sm">
        <ErrorSummary {...f.summary} />
        {children.length > 1 && <NativeSelect label={t('voice.who')} data={[{ value: '', label: t('voice.whoAll') }, ...children]} {...f.field('studentId')} />}
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <NativeSelect label={t('voice.perspective')} data={perspectives.map((one) => ({ value: one, label: t(`perspective.${one}`) }))} {...f.field('perspective')} />
          <NativeSelect label={t('voice.method')} data={methods.map((one) => ({ value: one, label: t(`method.${one}`) }))} {...f.field('method')} />
        </Group>
        <DayInput label={t('voice.askedOn')} field={f.field('askedOn')} />
        {missing ? (
          <Textarea label={`${t('voice.missing')} ${t('common:form.required')}`} description={t('voice.missingHint')} autosize minRows={3} {...f.field('missingReason')} />
        ) : (
          <Textarea label={`${t('voice.content')} ${t('common:form.required')}`} description={t('voice.contentHint')} autosize minRows={3} {...f.field('content')} />
        )}
        <SecrecyLine level={found.confidentiality} readers={readers} />
        <Checkbox label={t('voice.interpreter')} {...f.form.getInputProps('interpreter', { type: 'checkbox' })} />
        <NativeSelect
          label={`${t('voice.impact')} ${t('common:form.optional')}`}
          data={[{ value: '', label: t('voice.noImpact') }, ...impacts.map((one) => ({ value: one, label: t(`impact.${one}`) }))]}
          {...f.field('impact')}
        />
        {f.form.values.impact && <Textarea label={t('voice.impactText')} autosize minRows={2} {...f.field('impactText')} />}
        <DraftStatus state={draft.state} />
        {journal.field}
        <Group>
          <Button type="submit" loading={f.pending}>
            {t('voice.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
