import { Button, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeetingOut } from '@/shared/api/generated';
import { QueryState } from '@/shared/ui/QueryState';
import css from './meetings.module.css';
import { useParticipants, useTodos } from './parts';
import { TodoForm } from './TodoForm';
import { TodoList } from './TodoList';

/** What came out of the meeting, and a way to add to it. */
export function Todos({ meeting, title }: { meeting: MeetingOut; title?: string }) {
  const { t } = useTranslation('meetings');
  const query = useTodos(meeting.id);
  const [adding, setAdding] = useState(false);
  const people = useParticipants(meeting.id).data?.items ?? [];
  const owners = people.map((p) => ({ value: p.person.id, label: p.person.name }));
  const may = meeting.allowedActions.includes('meeting.assign');
  return (
    <section className={css.section} aria-labelledby="todos">
      <Title order={2} id="todos">{title ?? t('meeting.todo')}</Title>
      <QueryState query={query}>
        {(page) => (page.items.length === 0 ? <p className={css.muted}>{t('todo.none')}</p> : <TodoList items={page.items} />)}
      </QueryState>
      {may && !adding && (
        <Button variant="subtle" onClick={() => setAdding(true)} className="no-print">{t('todo.add')}</Button>
      )}
      {may && adding && <TodoForm meetingId={meeting.id} people={owners} onDone={() => setAdding(false)} />}
    </section>
  );
}
