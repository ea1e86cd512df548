import { Alert, Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { startMeeting, type AgendaItemOut, type MeetingOut } from '@/shared/api/generated';
import { ifMatch } from '@/shared/api/etag';
import { asProblem } from '@/shared/api/problem';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { useAgenda, useMeeting, useRefresh } from './parts';
import { Projector } from './Projector';
import css from './run.module.css';
import { RunAgenda } from './RunAgenda';
import { RunBar } from './RunBar';
import { RunItem } from './RunItem';
import { RunSide } from './RunSide';
import { inView } from './turn';
import { useTurns, type Turns } from './useTurn';

const route = getRouteApi('/shell/moten/$meetingId/genomfor');

/** The meeting as it goes on: agenda, the item that is up, what comes out of it, and the time. */
export function RunPage() {
  const { meetingId } = route.useParams();
  const meeting = useMeeting(meetingId);
  const agenda = useAgenda(meetingId, meeting.data?.state === 'IN_PROGRESS');
  return (
    <QueryState query={meeting}>
      {(found) => <QueryState query={agenda}>{(page) => <Run meeting={found} asked={meeting.dataUpdatedAt} items={page.items} />}</QueryState>}
    </QueryState>
  );
}

/** Whoever runs the meeting takes up an item for everybody; others look at what they choose, or follow. */
function useCurrent(meeting: MeetingOut, items: readonly AgendaItemOut[], turns: Turns) {
  const { punkt, projektor } = route.useSearch();
  const navigate = useNavigate();
  const look = (id: string | undefined) =>
    void navigate({ to: '/moten/$meetingId/genomfor', params: { meetingId: meeting.id }, search: { punkt: id, projektor }, replace: true });
  const choose = (id: string) => {
    look(turns.may && turns.running ? undefined : id);
    if (turns.may && turns.running) turns.take(id);
  };
  return { current: inView(items, punkt, turns.up), choose };
}

function Run({ meeting, asked, items }: { meeting: MeetingOut; asked: number; items: readonly AgendaItemOut[] }) {
  const { projektor } = route.useSearch();
  const turns = useTurns(meeting, asked);
  const { current, choose } = useCurrent(meeting, items, turns);
  if (projektor && current) return <Projector meeting={meeting} items={items} current={current} choose={choose} turns={turns} />;
  return (
    <>
      <Head meeting={meeting} />
      <StartOrOver meeting={meeting} />
      {current ? (
        <>
          <div className={css.run}>
            <RunAgenda items={items} current={current} up={meeting.currentItemId} choose={choose} turns={turns} />
            <RunItem key={current.id} meeting={meeting} item={current} count={items.length} />
            <RunSide meeting={meeting} />
          </div>
          <RunBar meeting={meeting} items={items} current={current} choose={choose} turns={turns} />
        </>
      ) : (
        <NoItems />
      )}
    </>
  );
}

function NoItems() {
  const { t } = useTranslation(['meetings', 'common']);
  return <p>{t('run.noItems')}</p>;
}

function Head({ meeting }: { meeting: MeetingOut }) {
  const { punkt } = route.useSearch();
  const { t } = useTranslation(['meetings', 'common']);
  return (
    <>
      <Link to="/moten/$meetingId" params={{ meetingId: meeting.id }}>{t('run.plan')}</Link>
      <PageHeader
        title={t('run.title', { title: meeting.title })}
        action={
          <Group>
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link to="/moten/$meetingId/genomfor" params={{ meetingId: meeting.id }} search={{ punkt, projektor: true }} {...props} />
              )}
            >
              {t('run.projector')}
            </Button>
          </Group>
        }
      />
    </>
  );
}

function StartOrOver({ meeting }: { meeting: MeetingOut }) {
  const { t } = useTranslation(['meetings', 'common']);
  const refresh = useRefresh(meeting.id);
  const [refusal, setRefusal] = useState('');
  const start = useMutation({
    mutationFn: () => startMeeting({ path: { meetingId: meeting.id }, headers: ifMatch(meeting), throwOnError: true }),
    onSettled: refresh.meeting,
    onError: (error) => setRefusal(asProblem(error).detail || t('common:form.unknown')),
  });
  if (meeting.allowedActions.includes('meeting.start')) {
    return (
      <Alert variant="outline" mb="md" className="no-print">
        <Group justify="space-between">
          <span role="status">{refusal || t('run.startHint')}</span>
          <Button loading={start.isPending} onClick={() => start.mutate()}>{t('run.start')}</Button>
        </Group>
      </Alert>
    );
  }
  return meeting.endedAt ? <Alert variant="outline" mb="md">{t('run.over')}</Alert> : null;
}
