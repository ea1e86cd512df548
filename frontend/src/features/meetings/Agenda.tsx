import { Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeAgendaItem, type AgendaItemOut, type MeetingOut } from '@/shared/api/generated';
import { QueryState } from '@/shared/ui/QueryState';
import { AddItem } from './AddItem';
import { AgendaRow } from './AgendaRow';
import css from './meetings.module.css';
import { useAgenda, useRefresh } from './parts';
import { minutesBetween } from '@/shared/lib/times';
import { upon } from './upon';

/** The agenda as a plan: in order, with minutes, moved by buttons or Alt and the arrow keys. */
export function Agenda({ meeting }: { meeting: MeetingOut }) {
  const { t } = useTranslation('meetings');
  const query = useAgenda(meeting.id);
  const may = meeting.allowedActions.includes('meeting.plan');
  return (
    <section className={css.section} aria-labelledby="agenda">
      <Title order={2} id="agenda">{t('meeting.agenda')}</Title>
      <QueryState query={query}>{(page) => <Items meeting={meeting} items={page.items} may={may} />}</QueryState>
      {may && <AddItem meeting={meeting} />}
    </section>
  );
}

function useMove(meetingId: string, items: readonly AgendaItemOut[]) {
  const { t } = useTranslation('meetings');
  const refresh = useRefresh(meetingId);
  const [said, setSaid] = useState('');
  const target = useRef<string | null>(null);
  useEffect(() => {
    if (target.current) document.getElementById(target.current)?.focus();
    target.current = null;
  }, [items]);
  const move = async (item: AgendaItemOut, by: -1 | 1, focus: string) => {
    const position = item.position + by;
    if (position < 1 || position > items.length) return;
    const path = { meetingId, itemId: item.id };
    await changeAgendaItem({ path, headers: upon(item), body: { position }, throwOnError: true }).catch(() => undefined);
    target.current = focus;
    await refresh.agenda();
    setSaid(t('agenda.moved', { item: item.label, position, count: items.length }));
  };
  return { move, said };
}

function Items({ meeting, items, may }: { meeting: MeetingOut; items: readonly AgendaItemOut[]; may: boolean }) {
  const { t } = useTranslation('meetings');
  const { move, said } = useMove(meeting.id, items);
  if (items.length === 0) return <p className={css.muted}>{t('agenda.empty')}</p>;
  const planned = items.reduce((sum, item) => sum + item.plannedMinutes, 0);
  const length = minutesBetween(meeting.startsAt, meeting.endsAt);
  return (
    <>
      <ol className={css.items}>
        {items.map((item) => (
          <AgendaRow key={item.id} meetingId={meeting.id} item={item} may={may} isLast={item.position === items.length} move={move} />
        ))}
      </ol>
      <p className={css.muted}>
        {t('agenda.total', { planned, length })}
        {planned > length && <strong>{` · ${t('agenda.over', { over: planned - length })}`}</strong>}
      </p>
      {may && items.length > 1 && <p className={`${css.below} no-print`}>{t('agenda.keys')}</p>}
      <p className="vh" role="status">{said}</p>
    </>
  );
}
