import { Checkbox } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listActionItemsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { Pager } from '@/shared/ui/Pager';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import css from './meetings.module.css';
import { MeetingTabs } from './MeetingTabs';
import { TodoList } from './TodoList';

const route = getRouteApi('/shell/moten/att-gora');

/** What the caller has taken on, across meetings. */
export function TodoPage() {
  const { t } = useTranslation('meetings');
  const { gjorda, sida } = route.useSearch();
  const navigate = useNavigate();
  const state = gjorda ? 'DONE' : 'OPEN';
  const query = useQuery({
    ...listActionItemsOptions({ query: { state, page: sida ?? 1, sort: gjorda ? '-dueOn' : 'dueOn' } }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHeader title={t('todo.title')} lead={t('todo.lead')} />
      <MeetingTabs here="att-gora" />
      <div className={css.bar}>
        <Checkbox
          label={t('todo.done')}
          checked={gjorda ?? false}
          onChange={(e) => void navigate({ to: '/moten/att-gora', search: { gjorda: e.currentTarget.checked || undefined } })}
        />
      </div>
      <QueryState query={query}>
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState title={t('todo.emptyTitle')} text={t('todo.emptyText')} example={t('todo.emptyExample')} />
          ) : (
            <>
              <TodoList items={page.items} showMeeting />
              <Pager page={page} onPage={(n) => void navigate({ to: '/moten/att-gora', search: { gjorda, sida: n > 1 ? n : undefined } })} />
            </>
          )
        }
      </QueryState>
    </>
  );
}
