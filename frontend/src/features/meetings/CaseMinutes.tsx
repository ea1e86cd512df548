import { Alert, Button, Group, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createCaseMinutes, type AgendaItemOut } from '@/shared/api/generated';
import { listCaseReadersOptions, readCaseOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { asProblem } from '@/shared/api/problem';
import { useDraft, type Draft } from '@/shared/lib/drafts/useDraft';
import { DraftStatus } from '@/shared/ui/DraftStatus';
import { notifyDone } from '@/shared/ui/notify';
import { SecrecyLine } from '@/shared/ui/SecrecyLine';
import { useJournalReason } from '@/shared/ui/useJournalReason';

interface Typed {
  text: string;
}
interface Props {
  meetingId: string;
  item: AgendaItemOut;
  caseId: string;
}

/** What is said about a case: a draft of one's own until it is saved as a note in the case. */
export function CaseMinutes(props: Props) {
  const draft = useDraft<Typed>('case-minutes', props.item.id);
  return draft.ready ? <Editor {...props} draft={draft} /> : null;
}

function Editor({ meetingId, item, caseId, draft }: Props & { draft: Draft<Typed> }) {
  const { t } = useTranslation(['meetings', 'common']);
  const [text, setText] = useState(draft.restored?.text ?? '');
  const journal = useJournalReason();
  const [refusal, setRefusal] = useState('');
  const [pending, setPending] = useState(false);
  const save = async () => {
    setPending(true);
    setRefusal('');
    try {
      await journal.guarded((journalReason) => createCaseMinutes({ path: { meetingId }, body: { itemId: item.id, text: text.trim(), journalReason }, throwOnError: true }));
      setText('');
      await draft.discard();
      notifyDone(t('run.caseSaved'));
    } catch (error) {
      const problem = asProblem(error);
      setRefusal(problem.detail || t(problem.offline ? 'common:form.offline' : 'common:form.unknown'));
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <Textarea
        label={t('run.caseNote')}
        description={t('run.caseInside')}
        autosize
        minRows={8}
        maxLength={20_000}
        value={text}
        onChange={(e) => {
          setText(e.currentTarget.value);
          draft.save({ text: e.currentTarget.value });
        }}
      />
      <Secrecy caseId={caseId} />
      {journal.field}
      {refusal && <Alert role="alert" color="tegel" variant="outline" mt="sm">{refusal}</Alert>}
      <Group justify="space-between" mt="xs">
        {text ? <DraftStatus state={draft.state} /> : <Text size="sm" />}
        <Button disabled={!text.trim()} loading={pending} onClick={() => void save()}>{t('run.caseSave')}</Button>
      </Group>
    </>
  );
}

/** The class of the case and who reads it, before anything is saved. */
function Secrecy({ caseId }: { caseId: string }) {
  const found = useQuery(readCaseOptions({ path: { caseId } })).data;
  const readers = useQuery(listCaseReadersOptions({ path: { caseId } })).data;
  if (!found || !readers) return null;
  const reached = readers.items.filter((r) => r.upTo >= found.confidentiality);
  return <SecrecyLine level={found.confidentiality} readers={reached.map((r) => ({ id: r.person.id, name: r.person.name, why: r.why }))} />;
}
