import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { changeActionItem, type ActionItemOut, type ActionItemState } from '@/shared/api/generated';
import { listActionItemsQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { asProblem } from '@/shared/api/problem';
import { today } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/format';
import { notifyDone, notifyUndo } from '@/shared/ui/notify';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import css from './meetings.module.css';
import { dayOf } from '@/shared/lib/times';
import { upon } from './upon';

/** Things to do; those one may change have a box to tick. */
export function TodoList({ items, showMeeting }: { items: readonly ActionItemOut[]; showMeeting?: boolean }) {
  return (
    <ul className={css.items}>
      {items.map((item) => (
        <Todo key={item.id} item={item} showMeeting={showMeeting ?? false} />
      ))}
    </ul>
  );
}

function useChange() {
  const client = useQueryClient();
  const { t } = useTranslation(['meetings', 'common']);
  return useMutation({
    mutationFn: ({ item, state }: { item: ActionItemOut; state: ActionItemState }) =>
      changeActionItem({ path: { actionItemId: item.id }, headers: upon(item), body: { state }, throwOnError: true }),
    onSettled: () => client.invalidateQueries({ queryKey: listActionItemsQueryKey() }),
    onError: (error) => notifyDone(asProblem(error).detail || t('common:form.unknown')),
  });
}

function Todo({ item, showMeeting }: { item: ActionItemOut; showMeeting: boolean }) {
  const { t } = useTranslation(['meetings', 'common']);
  const change = useChange();
  const may = item.allowedActions.includes('part.change');
  const set = (state: ActionItemState) => change.mutate({ item, state });
  const settle = async (state: 'DONE' | 'DROPPED') => {
    const { data } = await change.mutateAsync({ item, state });
    notifyUndo(t(state === 'DONE' ? 'todo.isDone' : 'todo.isDropped'), () => change.mutate({ item: data, state: 'OPEN' }));
  };
  const isOpen = item.state === 'OPEN';
  return (
    <li className={css.todo} data-done={!isOpen || undefined}>
      <Checkbox
        aria-label={t('todo.markDone', { text: item.text })}
        checked={item.state === 'DONE'}
        disabled={!may || item.state === 'DROPPED' || change.isPending}
        onChange={() => (isOpen ? void settle('DONE') : set('OPEN'))}
      />
      <What item={item} showMeeting={showMeeting} />
      <div className={css.tools}>
        {isOpen && item.dueOn < today() && <StatusBadge tone="late">{t('todo.late')}</StatusBadge>}
        {item.state === 'DROPPED' && <StatusBadge tone="closed">{t('todo.dropped')}</StatusBadge>}
        {isOpen && may && showMeeting && (
          <Button variant="subtle" size="compact-md" onClick={() => void settle('DROPPED')}>{t('todo.drop')}</Button>
        )}
      </div>
    </li>
  );
}

function What({ item, showMeeting }: { item: ActionItemOut; showMeeting: boolean }) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const when = item.doneAt ? t('todo.doneOn', { day: format.shortDay(dayOf(item.doneAt)) }) : t('todo.due', { day: format.shortDay(item.dueOn) });
  return (
    <div>
      <div className={css.what}>{item.text}</div>
      <div className={css.below}>{`${item.owner.name} · ${when}`}</div>
      {showMeeting && <Link to="/moten/$meetingId" params={{ meetingId: item.meetingId }}>{item.meetingTitle}</Link>}
    </div>
  );
}
