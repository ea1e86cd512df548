import { Button, Group, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  createCaseNote, type CaseOut, type ConfidentialityClass, type DisclosureBasis, type NoteKind, type NoteOut, type SecrecyBranch,
} from '@/shared/api/generated';
import { useDraft, type Draft } from '@/shared/lib/drafts/useDraft';
import { useFormat } from '@/shared/lib/format';
import { useAppForm } from '@/shared/lib/useAppForm';
import { DraftStatus } from '@/shared/ui/DraftStatus';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { LeaveGuard } from '@/shared/ui/LeaveGuard';
import { notifyDone } from '@/shared/ui/notify';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import { BranchFields } from './secrecy/BranchFields';
import css from './cases.module.css';
import { useCaseWrite } from './useCaseWrite';
import { useReaders } from './useReaders';

const kinds: readonly NoteKind[] = ['NOTE', 'CONTACT', 'OBSERVATION', 'CONSULTATION'];
const classes: readonly ConfidentialityClass[] = ['K1', 'K2', 'K3', 'K4'];

const strictest = (a: ConfidentialityClass, b: ConfidentialityClass) => (a > b ? a : b);

type Values = { kind: NoteKind; text: string; confidentiality: ConfidentialityClass; disclosureBasis: DisclosureBasis | ''; keptIn: SecrecyBranch; journalReason: string };

interface Props {
  found: CaseOut;
  correcting: NoteOut | null;
  onDone: () => void;
}

/** A draft as one types; who will read it stands under the field, before it is saved. */
export function NoteForm(props: Props) {
  const draft = useDraft<Values>('case-note', props.found.id);
  return draft.ready ? <Form {...props} draft={draft} /> : null;
}

function Form({ found, correcting, onDone, draft }: Props & { draft: Draft<Values> }) {
  const { t } = useTranslation(['cases', 'common']);
  const format = useFormat();
  const changed = useCaseWrite(found.id);
  const empty: Values = { kind: 'NOTE', text: '', confidentiality: correcting?.confidentiality ?? found.confidentiality, disclosureBasis: '', keptIn: correcting?.keptIn ?? found.myBranch, journalReason: '' };
  const f = useAppForm<Values>({
    initialValues: { ...empty, ...draft.restored },
    onValuesChange: draft.save,
    validate: { text: (v) => (v.trim() ? null : t('note.textMissing')) },
  });
  const { keptIn, journalReason: kept } = f.form.values;
  const journal = useJournalReason({ value: kept, onChange: (reason) => f.form.setFieldValue('journalReason', reason) });
  const level = keptIn === 'SCHOOL' ? f.form.values.confidentiality : strictest(f.form.values.confidentiality, 'K3');
  const readers = useReaders(found.id, level, keptIn);
  const save = async ({ disclosureBasis, ...rest }: Values) => {
    const body = { ...rest, disclosureBasis: (rest.keptIn === 'SCHOOL' && disclosureBasis) || null, correctsId: correcting?.id ?? null };
    await journal.guarded((journalReason) => createCaseNote({ path: { caseId: found.id }, body: { ...body, journalReason }, throwOnError: true }));
    await draft.discard();
    f.form.setValues(empty);
    f.form.resetDirty(empty);
    await changed();
    notifyDone(t('note.saved'));
    onDone();
  };
  const offered = classes.filter((one) => one >= found.confidentiality && (found.myRole !== null || one <= 'K2'));
  return (
    <form {...f.props(save)} className={`${css.panel} no-print`} aria-label={t('note.write')}>
      <LeaveGuard when={draft.state.phase === 'waiting'} />
      <Stack gap="xs">
        <ErrorSummary {...f.summary} />
        {correcting && (
          <Group justify="space-between">
            <Text>{t('note.correcting', { at: format.instant(correcting.writtenAt) })}</Text>
            <Button size="compact-sm" variant="subtle" onClick={onDone}>
              {t('note.stop')}
            </Button>
          </Group>
        )}
        <Textarea label={t('note.text')} description={t('note.hint')} autosize minRows={3} {...f.field('text')} />
        {journal.field}
        <SecrecyLine level={level} readers={readers} />
        <Group align="flex-end">
          <NativeSelect label={t('note.kind')} data={kinds.map((one) => ({ value: one, label: t(`noteKind.${one}`) }))} {...f.field('kind')} />
          {offered.length > 1 && (
            <NativeSelect
              label={t('note.class')}
              data={offered.map((one) => ({ value: one, label: `${one} ${t(`common:secrecy.${one}`)}` }))}
              {...f.field('confidentiality')}
            />
          )}
          <BranchFields found={found} field={f.field} crosses={keptIn === 'SCHOOL'} />
          <Button type="submit" loading={f.pending}>
            {t('note.save')}
          </Button>
        </Group>
        <DraftStatus state={draft.state} />
      </Stack>
    </form>
  );
}
