import { Alert, Button, Group, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { createAgreedObservation, type AgreedMeasureOut } from '@/shared/api/generated';
import { listMyAgreedMeasuresQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { asProblem } from '@/shared/api/problem';
import { useFormat } from '@/shared/lib/format';
import { notifyDone } from '@/shared/ui/notify';
import { useJournalReason } from '@/shared/ui/useJournalReason';
import css from './agreed.module.css';

/** What to do, whom to ask, and whether it works: one tap, and a short line for whoever wants to. */
export function AgreedLine({ line }: { line: AgreedMeasureOut }) {
  const { t } = useTranslation('students');
  const format = useFormat();
  const { answer, pending, refusal, journalField } = useAnswer(line);
  const facts = { since: format.shortDay(line.since), until: format.shortDay(line.until), name: line.ask.name };
  return (
    <article className={css.line}>
      <Text className={css.what}>{line.line}</Text>
      <Text size="sm" c="dimmed">
        {t('agreed.facts', facts)}
      </Text>
      {refusal && (
        <Alert role="alert" color="tegel" variant="outline" my="xs">
          {refusal}
        </Alert>
      )}
      <Group className="no-print" gap="xs" mt="xs" role="group" aria-label={t('agreed.ask', { line: line.line })}>
        {[true, false].map((works) => (
          <Button
            key={String(works)}
            className={css.tap}
            variant={line.today?.works === works ? 'filled' : 'default'}
            aria-pressed={line.today?.works === works}
            loading={pending === works}
            onClick={() => void answer(works, line.today?.note ?? null)}
          >
            {t(works ? 'agreed.works' : 'agreed.worksNot')}
          </Button>
        ))}
      </Group>
      {line.today && <Note key={line.today.note} line={line} today={line.today} onSave={answer} reason={journalField} />}
    </article>
  );
}

interface NoteProps {
  line: AgreedMeasureOut;
  today: NonNullable<AgreedMeasureOut['today']>;
  onSave: (works: boolean, note: string | null) => Promise<void>;
  /** Why words that usually stand in a journal belong here: asked for after they were found. */
  reason: ReactNode;
}

/** Only after the tap, and only for whoever wants to. */
function Note({ line, today, onSave, reason }: NoteProps) {
  const { t } = useTranslation('students');
  const [note, setNote] = useState(today.note ?? '');
  const save = (event: FormEvent) => {
    event.preventDefault();
    void onSave(today.works, note.trim() || null);
  };
  return (
    <form className={css.note} onSubmit={save} aria-label={t('agreed.noteFor', { name: line.student.name })}>
      <TextInput label={t('agreed.note')} description={t('agreed.noteHint')} maxLength={300} autoComplete="off" value={note} onChange={(e) => setNote(e.currentTarget.value)} />
      {reason}
      <Button type="submit" size="sm" variant="default">
        {t('agreed.noteSave')}
      </Button>
    </form>
  );
}

function useAnswer(line: AgreedMeasureOut) {
  const { t } = useTranslation('students');
  const queryClient = useQueryClient();
  const [pending, setPending] = useState<boolean | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const journal = useJournalReason();
  const answer = async (works: boolean, note: string | null) => {
    if (pending !== null) return;
    setPending(works);
    setRefusal(null);
    try {
      await journal.guarded((journalReason) => createAgreedObservation({ path: { agreedMeasureId: line.id }, body: { works, note, journalReason }, throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: listMyAgreedMeasuresQueryKey() });
      notifyDone(t('agreed.answered'));
    } catch (error) {
      setRefusal(asProblem(error).detail);
    } finally {
      setPending(null);
    }
  };
  return { answer, pending, refusal, journalField: journal.field };
}
