import { Stack } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseHeadRow } from '@/shared/api/generated';
import { listCaseHeadsOptions, listCasesOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { DataTable, type Column } from '@/shared/ui/DataTable';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { stateFilter } from './caseState';
import { CaseTable } from './CaseTable';
import { FollowUp } from './FollowUp';
import { Patterns } from './Patterns';
import { useSearchPatch } from '@/shared/lib/useSearchPatch';

const route = getRouteApi('/shell/arenden');

/** The unit's cases by number, type and phase; a link only where one may open the case. */
export function UnitCases() {
  const { t } = useTranslation('cases');
  const { page, status } = route.useSearch();
  const patchSearch = useSearchPatch();
  const query = useQuery({
    ...listCaseHeadsOptions({ query: { page: page ?? 1, ...stateFilter(status) } }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<CaseHeadRow>[] = [
    { key: 'number', header: t('list.number'), cell: (row) => <Number row={row} /> },
    { key: 'type', header: t('list.type'), cell: (row) => row.caseType?.label ?? t('list.hidden') },
    { key: 'grade', header: t('list.grade'), cell: (row) => row.grade ?? '–' },
    { key: 'phase', header: t('list.phase'), cell: (row) => t(`phase.${row.phase}`) },
    { key: 'followUp', header: t('list.followUp'), cell: (row) => <FollowUp day={row.nextFollowUpOn} closed={row.closedAt !== null} /> },
  ];
  return (
    <Stack gap="md">
      <Patterns />
      <QueryState query={query}>
      {(data) =>
        data.items.length === 0 ? (
          <Others />
        ) : (
          <DataTable
            caption={t('list.captionUnit')}
            columns={columns}
            rows={data.items}
            rowId={(row) => row.id}
            page={data}
            stale={query.isPlaceholderData}
            onSearch={(patch) => patchSearch({ page: patch.page })}
          />
        )
      }
    </QueryState>
    </Stack>
  );
}

function Number({ row }: { row: CaseHeadRow }) {
  if (!row.mayOpen) return row.number;
  return (
    <Link to="/arenden/$caseId" params={{ caseId: row.id }}>
      {row.number}
    </Link>
  );
}

/** Who has no unit's list (the organiser's case officer) sees the cases that they may open. */
function Others() {
  const { t } = useTranslation('cases');
  const { page, status } = route.useSearch();
  const patchSearch = useSearchPatch();
  const query = useQuery(listCasesOptions({ query: { page: page ?? 1, ...stateFilter(status) } }));
  return (
    <QueryState query={query}>
      {(data) =>
        data.items.length === 0 ? (
          <EmptyState title={t('list.emptyUnit')} text={t('list.emptyUnitText')} example={t('list.example')} />
        ) : (
          <CaseTable caption={t('list.captionUnit')} page={data} stale={false} onSearch={(patch) => patchSearch({ page: patch.page })} />
        )
      }
    </QueryState>
  );
}
