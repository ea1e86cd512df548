import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConcernOut, ConcernRow } from '@/shared/api/generated';
import { listConcernsOptions, readConcernOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { usePageKeys } from '@/shared/lib/usePageKeys';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { Assessment } from './Assessment';
import { CaseViews } from './CaseViews';
import css from './cases.module.css';
import { ConcernView } from './ConcernView';
import { Queue } from './Queue';

const route = getRouteApi('/shell/arenden/bedom');
const MOST = 100;

/** Left the queue, right the concern with its three ways on. */
export function TriagePage() {
  const { t } = useTranslation('cases');
  const query = useQuery(listConcernsOptions({ query: { state: 'NEW', limit: MOST } }));
  const [done, setDone] = useState<ConcernOut | null>(null);
  const rows = query.data?.allowedActions.includes('concern.assess') ? query.data.items : [];
  return (
    <>
      <PageHeader title={t('triage.title')} lead={query.data && t(query.data._links.next ? 'triage.leadMany' : 'triage.lead', { count: rows.length })} />
      <CaseViews here="bedom" />
      {done && <LedTo concern={done} />}
      <QueryState query={query}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title={t('triage.empty')} text={t('triage.emptyText')} example={t('triage.emptyExample')} />
          ) : (
            <Desk rows={rows} onDone={setDone} />
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

function Desk({ rows, onDone }: { rows: readonly ConcernRow[]; onDone: (assessed: ConcernOut) => void }) {
  const { t } = useTranslation('cases');
  const { signal } = route.useSearch();
  const navigate = useNavigate();
  const at = Math.max(0, rows.findIndex((row) => row.id === signal));
  const current = rows[at] ?? rows[0];
  const choose = (id: string) => void navigate({ to: '/arenden/bedom', search: { signal: id }, replace: true, resetScroll: false });
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
        <Queue rows={rows} current={current.id} onChoose={choose} />
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
