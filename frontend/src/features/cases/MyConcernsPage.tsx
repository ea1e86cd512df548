import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ConcernRow } from '@/shared/api/generated';
import { listConcernsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { DataTable, type Column } from '@/shared/ui/DataTable';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { ConcernState } from './ConcernState';

const route = getRouteApi('/shell/rapportera-oro/mina');

/** What one has reported, and what came of it. */
export function MyConcernsPage() {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const { page } = route.useSearch();
  const navigate = useNavigate();
  const query = useQuery({ ...listConcernsOptions({ query: { mine: true, sort: '-receivedAt', page: page ?? 1 } }), placeholderData: keepPreviousData });
  const columns: Column<ConcernRow>[] = [
    {
      key: 'number',
      header: t('concern.number'),
      cell: (row) => (
        <Link to="/signaler/$concernId" params={{ concernId: row.id }}>
          {row.number}
        </Link>
      ),
    },
    { key: 'received', header: t('concern.received'), cell: (row) => format.instant(row.receivedAt) },
    { key: 'state', header: t('concern.state'), cell: (row) => <ConcernState concern={row} /> },
  ];
  return (
    <>
      <PageHeader title={t('mine.title')} lead={t('mine.lead')} action={<Link to="/rapportera-oro">{t('report.title')}</Link>} />
      <QueryState query={query}>
        {(data) =>
          data.items.length === 0 ? (
            <EmptyState title={t('mine.empty')} text={t('mine.emptyText')} example={t('mine.emptyExample')} />
          ) : (
            <DataTable
              caption={t('mine.caption')}
              columns={columns}
              rows={data.items}
              rowId={(row) => row.id}
              page={data}
              stale={query.isPlaceholderData}
              onSearch={(patch) => void navigate({ to: '/rapportera-oro/mina', search: { page: patch.page } })}
            />
          )
        }
      </QueryState>
    </>
  );
}
