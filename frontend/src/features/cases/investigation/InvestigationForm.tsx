import { Alert, Button, Group, Stack } from '@mantine/core';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { changeInvestigation, createInvestigationCompletion, type CaseOut, type InvestigationOut, type PointOut } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { useDraft, type Draft } from '@/shared/lib/drafts/useDraft';
import { parseDate } from '@/shared/lib/parseDate';
import { useAppForm } from '@/shared/lib/useAppForm';
import { useMerge } from '@/shared/lib/useMerge';
import { DraftStatus } from '@/shared/ui/DraftStatus';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { LeaveGuard } from '@/shared/ui/LeaveGuard';
import { MergeNotice } from '@/shared/ui/MergeNotice';
import { notifyDone } from '@/shared/ui/notify';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import css from '../cases.module.css';
import { useCaseWrite } from '../useCaseWrite';
import { useReaders } from '../useReaders';
import { ConclusionFields } from './ConclusionFields';
import { FindingFields } from './FindingFields';
import { InvestigationHead } from './InvestigationHead';
import { bodyOf, labels, onlyChanged, startOf, type Values } from './values';

interface Props {
  found: CaseOut;
  one: InvestigationOut;
  points: readonly PointOut[];
  onSaved: () => void;
}
/** What was typed and not saved, and upon which version: the rest is as somebody else may have saved it. */
type Kept = Partial<Values> & { upon: number };

/** Written in together until it is completed: what others save meanwhile comes in. Mounted anew when it is saved here. */
export function InvestigationForm(props: Props) {
  const draft = useDraft<Kept>('investigation', props.one.id);
  return draft.ready ? <Form {...props} draft={draft} /> : null;
}

function Form({ found, one, points, onSaved, draft }: Props & { draft: Draft<Kept> }) {
  const { t } = useTranslation(['cases', 'common']);
  const headId = useId();
  const changed = useCaseWrite(found.id);
  const journal = useJournalReason();
  const readers = useReaders(found.id, one.confidentiality);
  const [waits, setWaits] = useState<'save' | 'finish'>('save');
  const before = startOf(one);
  const upon = draft.restored?.upon ?? one.version;
  const f = useAppForm<Values>({
    initialValues: { ...before, ...onlyKnown(draft.restored, before) },
    onValuesChange: (values) => draft.save({ ...onlyChanged(before, values), upon }),
    onStale: () => void changed(),
    validate: { studentHealthConsultedOn: (v) => (v === '' || (parseDate(v, 0) === v && v <= today()) ? null : t('investigation.consultedOnWrong')) },
  });
  const merging = useMerge(f, before);
  const save = async (values: Values, finish: boolean, journalReason: string | null) => {
    const path = { caseId: found.id, investigationId: one.id };
    let { version } = one;
    const body = bodyOf(merging.base, values);
    if (Object.keys(body).length > 0) ({ version } = (await changeInvestigation({ path, headers: upTo(version), body: { ...body, journalReason }, throwOnError: true })).data);
    if (finish) {
      const conclusion = { conclusion: values.conclusion || null, conclusionReason: values.conclusionReason.trim() || null, journalReason };
      await createInvestigationCompletion({ path, headers: upTo(version), body: conclusion, throwOnError: true }).catch(async (error: unknown) => {
        await changed();
        throw error;
      });
    }
    await draft.discard();
    await changed();
    onSaved();
    notifyDone(t(finish ? 'investigation.done' : 'investigation.saved'));
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent;
    const finish = submitter instanceof HTMLButtonElement && submitter.value === 'finish';
    setWaits(finish ? 'finish' : 'save');
    f.props((values) => journal.guarded((journalReason) => save(values, finish, journalReason))).onSubmit(event);
  };
  return (
    <form noValidate onSubmit={submit} className={css.item} aria-labelledby={headId}>
      <LeaveGuard when={draft.state.phase === 'waiting'} />
      <Stack gap="md">
        <InvestigationHead one={one} id={headId} />
        <ErrorSummary {...f.summary} />
        {upon !== one.version && (
          <Alert role="status" variant="outline">
            {t('investigation.elsewhere')}
          </Alert>
        )}
        <MergeNotice merging={merging} label={(name) => t(labels[name])} />
        <FindingFields f={f} kind={one.kind} points={points} />
        {journal.field}
        <SecrecyLine level={one.confidentiality} readers={readers} />
        <DraftStatus state={draft.state} />
        <Group>
          <Button type="submit" value="save" variant="default" loading={f.pending && waits === 'save'} disabled={f.pending || merging.disputes.length > 0}>
            {t('common:action.save')}
          </Button>
        </Group>
        <ConclusionFields f={f} one={one} />
        <Group>
          <Button type="submit" value="finish" loading={f.pending && waits === 'finish'} disabled={f.pending || merging.disputes.length > 0}>
            {t('investigation.finish')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const upTo = (version: number) => ({ 'If-Match': `"${version}"` });

function onlyKnown(kept: Kept | null, before: Values): Partial<Values> {
  return Object.fromEntries(Object.entries(kept ?? {}).filter(([name]) => name in before));
}
