import { Alert, Button, Group, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listMinutes, writeMinutes, type ItemMinutesOut } from '@/shared/api/generated';
import { asProblem } from '@/shared/api/problem';
import { useDraft, type Draft } from '@/shared/lib/drafts/useDraft';
import { useFormat } from '@/shared/lib/format';
import { DraftStatus } from '@/shared/ui/DraftStatus';
import { useRefresh } from './parts';
import css from './run.module.css';
import { upon } from './upon';

const MOST = 100;

interface Typed {
  text: string;
  /** The version it was written upon. */
  version: number;
}

/** Minutes that everybody sees grow: what is typed is one's own draft until the field is left or saved. */
export function MinutesEditor({ meetingId, minutes }: { meetingId: string; minutes: ItemMinutesOut }) {
  const draft = useDraft<Typed>('meeting-minutes', minutes.itemId);
  return draft.ready ? <Editor meetingId={meetingId} minutes={minutes} draft={draft} /> : null;
}

interface Props {
  meetingId: string;
  minutes: ItemMinutesOut;
  draft: Draft<Typed>;
}

function useMinutesText({ meetingId, minutes, draft }: Props) {
  const { t } = useTranslation(['meetings', 'common']);
  const refresh = useRefresh(meetingId);
  const [typed, setTyped] = useState<Typed | null>(draft.restored);
  const [newer, setNewer] = useState<ItemMinutesOut | null>(null);
  const [refusal, setRefusal] = useState('');
  const type = (text: string) => {
    const next = { text, version: typed?.version ?? minutes.version };
    setTyped(next);
    draft.save(next);
  };
  const refused = async (error: unknown) => {
    const problem = asProblem(error);
    if (!problem.stale) return setRefusal(problem.detail || t(problem.offline ? 'common:form.offline' : 'common:form.unknown'));
    const { data } = await listMinutes({ path: { meetingId }, query: { limit: MOST }, throwOnError: true });
    setNewer(data.items.find((m) => m.itemId === minutes.itemId) ?? null);
  };
  const save = async () => {
    if (!typed || newer) return;
    setRefusal('');
    const path = { meetingId, itemId: minutes.itemId };
    try {
      await writeMinutes({ path, headers: upon(typed), body: { text: typed.text }, throwOnError: true });
    } catch (error) {
      return refused(error);
    }
    await draft.discard();
    await refresh.minutes();
    setTyped(null);
  };
  const merge = () => {
    if (!newer || !typed) return;
    const next = { text: [newer.text, typed.text].filter(Boolean).join('\n'), version: newer.version };
    setTyped(next);
    draft.save(next);
    setNewer(null);
  };
  return { text: typed?.text ?? minutes.text, changed: typed !== null, newer, refusal, type, save, merge };
}

function Editor(props: Props) {
  const { minutes, draft } = props;
  const { t } = useTranslation(['meetings', 'common']);
  const format = useFormat();
  const { text, changed, newer, refusal, type, save, merge } = useMinutesText(props);
  const by = minutes.updatedBy?.name;
  return (
    <>
      <Textarea
        label={t('run.notes')}
        description={t('run.notesHint')}
        autosize
        minRows={8}
        maxLength={20_000}
        value={text}
        onChange={(e) => type(e.currentTarget.value)}
        onBlur={() => void save()}
        onKeyDown={(e) => e.key === 'Enter' && (e.ctrlKey || e.metaKey) && void save()}
      />
      {newer && (
        <Alert role="alert" variant="outline" title={t('run.staleTitle')} mt="sm">
          <Text>{t('run.staleText')}</Text>
          <div className={css.theirs}>{newer.text}</div>
          <Button variant="default" onClick={merge}>{t('run.merge')}</Button>
        </Alert>
      )}
      {refusal && <Alert role="alert" color="tegel" variant="outline" mt="sm">{refusal}</Alert>}
      <Group justify="space-between" mt="xs">
        {changed ? <DraftStatus state={draft.state} /> : <Text size="sm" c="dimmed">{by && minutes.text ? t('run.published', { time: format.time(minutes.updatedAt), name: by }) : ''}</Text>}
        <Button variant="default" disabled={!changed} onClick={() => void save()}>{t('run.publish')}</Button>
      </Group>
    </>
  );
}
