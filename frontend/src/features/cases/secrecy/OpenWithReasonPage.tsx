import { Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ActingPageBreakGlassOut, BreakGlassOut } from '@/shared/api/generated';
import { listBreakGlassAccessesOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { useSearchPatch } from '@/shared/lib/useSearchPatch';
import { DataTable, type Column } from '@/shared/ui/DataTable';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { OpenWithReasonForm } from './OpenWithReasonForm';

const route = getRouteApi('/shell/arenden/oppna-med-skal');

/** A case opened from outside its circle: what that means before it is done, and the openings one is told of. */
export function OpenWithReasonPage() {
  const { t } = useTranslation('cases');
  const { page } = route.useSearch();
  const query = useQuery({ ...listBreakGlassAccessesOptions({ query: { page: page ?? 1 } }), placeholderData: keepPreviousData });
  return (
    <>
      <PageHeader title={t('glass.title')} lead={t('glass.lead')} />
      <QueryState query={query}>
        {(data) => (
          <>
            {data.allowedActions.includes('case.break-glass') && <OpenWithReasonForm />}
            <Title order={2} mt="xl" mb="sm">
              {t('glass.openings')}
            </Title>
            {data.items.length === 0 ? <EmptyState title={t('glass.empty')} text={t('glass.emptyText')} /> : <Openings page={data} stale={query.isPlaceholderData} />}
          </>
        )}
      </QueryState>
    </>
  );
}

function Openings({ page, stale }: { page: ActingPageBreakGlassOut; stale: boolean }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const patchSearch = useSearchPatch();
  const columns: Column<BreakGlassOut>[] = [
    { key: 'number', header: t('list.number'), cell: (row) => <Number row={row} /> },
    { key: 'person', header: t('glass.who'), cell: (row) => row.person.name },
    { key: 'school', header: t('glass.school'), cell: (row) => row.school.name },
    { key: 'openedAt', header: t('glass.openedAt'), cell: (row) => format.instant(row.openedAt) },
    { key: 'until', header: t('glass.until'), cell: (row) => format.instant(row.until) },
  ];
  return (
    <DataTable
      caption={t('glass.openings')}
      columns={columns}
      rows={page.items}
      rowId={(row) => row.id}
      page={page}
      stale={stale}
      onSearch={(patch) => patchSearch({ page: patch.page })}
    />
  );
}

function Number({ row }: { row: BreakGlassOut }) {
  if (row.caseId === null) return row.caseNumber;
  return (
    <Link to="/arenden/$caseId" params={{ caseId: row.caseId }}>
      {row.caseNumber}
    </Link>
  );
}
