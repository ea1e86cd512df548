import { Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActingPageConcernRow, ConcernOut } from '@/shared/api/generated';
import { listConcernsOptions, readConcernOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { usePageKeys } from '@/shared/lib/usePageKeys';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Pager } from '@/shared/ui/Pager';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { Assessment } from './Assessment';
import { CaseViews } from './CaseViews';
import css from './cases.module.css';
import { ConcernView } from './ConcernView';
import { Queue } from './Queue';

const route = getRouteApi('/shell/arenden/bedom');
const ROWS = 50;

/** Left the queue, what is urgent first and then what runs out first; right the concern with its three ways on. */
export function TriagePage() {
  const { t } = useTranslation('cases');
  const { page } = route.useSearch();
  const query = useQuery({ ...listConcernsOptions({ query: { state: 'NEW', sort: 'assessBy', limit: ROWS, page: page ?? 1 } }), placeholderData: keepPreviousData });
  const [done, setDone] = useState<ConcernOut | null>(null);
  const waiting = query.data?._meta.totalRecords ?? 0;
  usePageThatIs(query.data);
  return (
    <>
      <PageHeader title={t('triage.title')} lead={query.data && t('triage.lead', { count: waiting })} />
      <CaseViews here="bedom" />
      {done && <LedTo concern={done} />}
      <QueryState query={query}>
        {(data) =>
          waiting === 0 ? (
            <EmptyState title={t('triage.empty')} text={t('triage.emptyText')} example={t('triage.emptyExample')} />
          ) : (
            <Desk page={data} onDone={setDone} />
          )
        }
      </QueryState>
    </>
  );
}

/** From what was just assessed to where it goes on; the queue has moved to the next one. */
function LedTo({ concern }: { concern: ConcernOut }) {
  const { t } = useTranslation('cases');
  const found = concern.cases.at(-1);
  if (!found) return null;
  return (
    <div className={`${css.panel} ${css.ledTo}`} role="status">
      {t('triage.ledTo', { concern: concern.number })}{' '}
      <Link to="/arenden/$caseId" params={{ caseId: found.id }}>
        {t('triage.toCase', { number: found.number })}
      </Link>
    </div>
  );
}

/** The last one of a page may have been assessed: then the page before it is the last. */
function usePageThatIs(held: ActingPageConcernRow | undefined) {
  const navigate = useNavigate();
  const at = held?._meta.page ?? 1;
  const beyond = held !== undefined && held.items.length === 0 && at > 1;
  useEffect(() => {
    if (beyond) void navigate({ to: '/arenden/bedom', search: at > 2 ? { page: at - 1 } : {}, replace: true });
  }, [beyond, at, navigate]);
}

function Desk({ page, onDone }: { page: ActingPageConcernRow; onDone: (assessed: ConcernOut) => void }) {
  const { t } = useTranslation('cases');
  const { signal, page: number } = route.useSearch();
  const navigate = useNavigate();
  const rows = page.items;
  const at = Math.max(0, rows.findIndex((row) => row.id === signal));
  const current = rows[at] ?? rows[0];
  const choose = (id: string) => void navigate({ to: '/arenden/bedom', search: { signal: id, ...(number && { page: number }) }, replace: true, resetScroll: false });
  const keys = usePageKeys((event) => {
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    const next = step === undefined ? undefined : rows[at + step];
    if (next) choose(next.id);
  });
  if (!current) return null;
  return (
    <>
      {keys && (
        <Text size="sm" c="dimmed" mb="sm" className="no-print" visibleFrom="sm">
          {t('triage.keys')}
        </Text>
      )}
      <div className={css.sides}>
        <div>
          <Queue rows={rows} current={current.id} onChoose={choose} />
          <Pager page={page} onPage={(next) => void navigate({ to: '/arenden/bedom', search: next > 1 ? { page: next } : {} })} />
        </div>
        <Chosen key={current.id} id={current.id} onDone={onDone} />
      </div>
    </>
  );
}

function Chosen({ id, onDone }: { id: string; onDone: (assessed: ConcernOut) => void }) {
  const query = useQuery(readConcernOptions({ path: { concernId: id } }));
  return (
    <section>
      <QueryState query={query}>
        {(concern) => (
          <>
            <ConcernView concern={concern} />
            {concern.allowedActions.includes('concern.assess') && <Assessment concern={concern} onDone={onDone} />}
          </>
        )}
      </QueryState>
    </section>
  );
}
