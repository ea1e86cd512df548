import { Button, Group, NativeSelect } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgendaItemOut, MeetingOut } from '@/shared/api/generated';
import { useDocumentTitle } from '@/shared/lib/useDocumentTitle';
import { useMinutes, useParticipants } from './parts';
import css from './run.module.css';
import type { Turns } from './useTurn';

const route = getRouteApi('/shell/moten/$meetingId/genomfor');

interface Props {
  meeting: MeetingOut;
  items: readonly AgendaItemOut[];
  current: AgendaItemOut;
  choose: (id: string) => void;
  turns: Turns;
}

/** For the wall: large, nothing written about a case ever, other notes only when somebody shows them. */
export function Projector({ meeting, items, current, choose, turns }: Props) {
  const { t } = useTranslation('meetings');
  const search = route.useSearch();
  useDocumentTitle(meeting.title);
  const at = items.indexOf(current);
  const [before, after] = [items[at - 1], items[at + 1]];
  const facts = [
    t('run.current', { position: current.position, count: items.length }),
    current.phase && t(`phase.${current.phase}`),
    t('run.ofPlanned', { used: turns.minutesOn(current), planned: current.plannedMinutes }),
  ];
  return (
    <div className={css.big}>
      <p className={css.bigFacts}>{meeting.title}</p>
      <h1>{current.label}</h1>
      <p className={css.bigFacts} aria-live="polite">{facts.filter(Boolean).join(' · ')}</p>
      <Floor meetingId={meeting.id} />
      {current.kind !== 'CASE' && <Notes key={current.id} meetingId={meeting.id} itemId={current.id} />}
      <Group mt="xl">
        <Button size="lg" variant="default" disabled={!before} onClick={() => before && choose(before.id)}>{t('run.previous')}</Button>
        <Button size="lg" disabled={!after} onClick={() => after && choose(after.id)}>{t('run.next')}</Button>
        <Link to="/moten/$meetingId/genomfor" params={{ meetingId: meeting.id }} search={{ punkt: search.punkt }}>{t('run.ordinary')}</Link>
      </Group>
    </div>
  );
}

function Floor({ meetingId }: { meetingId: string }) {
  const { t } = useTranslation('meetings');
  const people = useParticipants(meetingId).data?.items ?? [];
  const data = people.map((p) => ({ value: p.id, label: p.proxy?.name ?? p.person.name }));
  return <NativeSelect size="lg" maw={420} label={t('run.floor')} data={[{ value: '', label: t('run.nobody') }, ...data]} />;
}

function Notes({ meetingId, itemId }: { meetingId: string; itemId: string }) {
  const { t } = useTranslation('meetings');
  const [shown, setShown] = useState(false);
  const text = useMinutes(meetingId, shown).data?.items.find((m) => m.itemId === itemId)?.text;
  return (
    <>
      <Button mt="lg" variant="default" aria-expanded={shown} onClick={() => setShown((s) => !s)}>{t(shown ? 'run.hide' : 'run.show')}</Button>
      {shown && <p className={css.bigNotes}>{text || t('meeting.minutesEmpty')}</p>}
    </>
  );
}
