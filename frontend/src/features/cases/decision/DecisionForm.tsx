import { Button, Group, NativeSelect, Stack, Textarea, Title } from '@mantine/core';
import { lazy, Suspense, useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { changeDecision, discardDecisionDraft, type CaseOut, type DecisionOut } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { useDraft, type Draft } from '@/shared/lib/drafts/useDraft';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { useMerge } from '@/shared/lib/useMerge';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { DraftStatus } from '@/shared/ui/DraftStatus';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { LeaveGuard } from '@/shared/ui/LeaveGuard';
import { MergeNotice } from '@/shared/ui/MergeNotice';
import { notifyDone } from '@/shared/ui/notify';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import css from '../cases.module.css';
import { DayInput } from '../DayInput';
import { useCaseWrite } from '../useCaseWrite';
import { useReaders } from '../useReaders';
import { labels } from './labels';
import { Obstacles } from './Obstacles';
import { ProgrammeFields } from './ProgrammeFields';
import { SupportFields } from './SupportFields';
import { bodyOf, onlyChanged, refusedAt, startOf, type Values } from './values';

/** With its password field: fetched when somebody signs. */
const SignDialog = lazy(() => import('./SignDialog').then((part) => ({ default: part.SignDialog })));

interface Props {
  found: CaseOut;
  one: DecisionOut;
  onSaved: () => void;
}

/** A draft, written in together until it is signed. What is missing stands above the button, with its paragraph. */
export function DecisionForm(props: Props) {
  const draft = useDraft<Partial<Values>>('decision', props.one.id);
  return draft.ready ? <Form {...props} draft={draft} /> : null;
}

const upTo = (version: number) => ({ 'If-Match': `"${version}"` });
const isDay = (text: string) => text === '' || parseDate(text, 0) === text;

function Form({ found, one, onSaved, draft }: Props & { draft: Draft<Partial<Values>> }) {
  const { t } = useTranslation(['cases', 'common']);
  const headId = useId();
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const readers = useReaders(found.id, one.confidentiality);
  const [signing, setSigning] = useState<number | null>(null);
  const path = { caseId: found.id, decisionId: one.id };
  const before = startOf(one);
  const wrong = (text: string) => (isDay(text) ? null : t('decision.dayWrong'));
  const f = useAppForm<Values>({
    initialValues: { ...before, ...draft.restored },
    onValuesChange: (values) => draft.save(onlyChanged(before, values)),
    onStale: () => void changed(),
    rename: refusedAt,
    validate: {
      bornOn: (v) => (isDay(v) && v <= today() ? null : t('decision.dayWrong')),
      startsOn: wrong,
      endsOn: wrong,
      followUpOn: wrong,
      evaluateOn: wrong,
      guardian1Invited: wrong,
      guardian2Invited: wrong,
    },
  });
  const merging = useMerge(f, before);
  const save = async (values: Values, sign: boolean) => {
    const body = bodyOf(one, merging.base, values);
    let latest = one;
    if (Object.keys(body).length > 0) latest = (await journal.guarded((journalReason) => changeDecision({ path, headers: upTo(one.version), body: { ...body, journalReason }, throwOnError: true }))).data;
    await draft.discard();
    await changed();
    if (sign && latest.obstacles.length === 0) return setSigning(latest.version);
    onSaved();
    notifyDone(t(sign ? 'decision.savedMissing' : 'decision.saved'));
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent;
    const sign = submitter instanceof HTMLButtonElement && submitter.value === 'sign';
    f.props((values) => save(values, sign)).onSubmit(event);
  };
  const discard = async () => {
    await discardDecisionDraft({ path, headers: upTo(one.version), throwOnError: true });
    await draft.discard();
    await changed();
  };
  const pupils = found.students.map((pupil) => ({ value: pupil.id, label: pupil.name ?? t('pupils.hidden') }));
  const maySign = one.allowedActions.includes('case.sign-decision') && found.phase === 'DECISION';
  return (
    <form noValidate onSubmit={submit} className={css.item} aria-labelledby={headId}>
      <LeaveGuard when={draft.state.phase === 'waiting'} />
      <Stack gap="md">
        <Title order={4} id={headId}>
          {t('decision.draftOf', { kind: one.label })}
        </Title>
        <ErrorSummary {...f.summary} />
        <MergeNotice merging={merging} label={(name) => t(labels[name])} />
        {pupils.length > 1 && <NativeSelect label={t('decision.student')} data={[{ value: '', label: t('common:form.choose') }, ...pupils]} {...f.field('studentId')} />}
        {found.subject === 'STUDENT' && <DayInput label={t('decision.bornOn')} field={f.field('bornOn')} />}
        <Textarea label={t('decision.ruling')} description={t('decision.rulingHint')} autosize minRows={2} {...f.field('ruling')} />
        {one.programme !== null && <SupportFields f={f} />}
        {one.programme !== null && <ProgrammeFields f={f} one={one} schoolId={found.school.id} />}
        <Textarea label={t('decision.reasons')} description={t('decision.reasonsHint')} autosize minRows={3} {...f.field('reasons')} />
        <Textarea label={`${t('decision.reuseReason')} ${t('common:form.optional')}`} description={t('decision.reuseHint')} autosize minRows={2} {...f.field('reuseReason')} />
        <Textarea label={`${t('decision.delegationRef')} ${t('common:form.optional')}`} description={t('decision.delegationHint')} autosize minRows={1} {...f.field('delegationRef')} />
        <SecrecyLine level={one.confidentiality} readers={readers} />
        <DraftStatus state={draft.state} />
        <Obstacles one={one} phase={found.phase} maySign={maySign} />
        {journal.field}
        <Group>
          <Button type="submit" value="save" variant="default" loading={f.pending} disabled={merging.disputes.length > 0}>
            {t('common:action.save')}
          </Button>
          {maySign && (
            <Button type="submit" value="sign" disabled={f.pending || merging.disputes.length > 0}>
              {t('decision.sign')}
            </Button>
          )}
          <ConfirmAction label={t('decision.discard')} title={t('decision.discardTitle')} consequence={t('decision.discardText')} confirmLabel={t('decision.discard')} onConfirm={discard} />
        </Group>
      </Stack>
      {signing !== null && (
        <Suspense fallback={null}>
          <SignDialog found={found} one={one} version={signing} onClose={() => { setSigning(null); onSaved(); }} />
        </Suspense>
      )}
    </form>
  );
}
