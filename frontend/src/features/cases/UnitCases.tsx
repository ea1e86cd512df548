import { Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseHeadRow } from '@/shared/api/generated';
import { listCaseHeadsOptions, listCasesOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { DataTable, type Column } from '@/shared/ui/DataTable';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { NothingFits } from './CaseFilters';
import { askedFilters, asksInside, isFiltered, stateFilter } from './caseState';
import { CaseTable } from './CaseTable';
import { FollowUp } from './FollowUp';
import { Patterns } from './Patterns';
import { useSearchPatch } from '@/shared/lib/useSearchPatch';

const route = getRouteApi('/shell/arenden');

/** The unit's cases by number, type and phase; whatever else is asked for is known of those one may open alone. */
export function UnitCases() {
  const asked = route.useSearch();
  return (
    <Stack gap="md">
      {!isFiltered(asked) && <Patterns />}
      {asksInside(asked) ? <Opened /> : <Heads />}
    </Stack>
  );
}

/** A link only where one may open the case. */
function Heads() {
  const { t } = useTranslation('cases');
  const { page, status, fas } = route.useSearch();
  const patchSearch = useSearchPatch();
  const query = useQuery({
    ...listCaseHeadsOptions({ query: { page: page ?? 1, ...stateFilter(status), ...(fas && { phase: fas }) } }),
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
    <QueryState query={query}>
      {(data) =>
        data.items.length === 0 ? (
          <Opened />
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

/** Those that one may open: all that the organiser's case officer has, and all that tell of an owner or a theme. */
function Opened() {
  const { t } = useTranslation('cases');
  const { page, status, ...asked } = route.useSearch();
  const patchSearch = useSearchPatch();
  const query = useQuery({
    ...listCasesOptions({ query: { page: page ?? 1, ...stateFilter(status), ...askedFilters(asked) } }),
    placeholderData: keepPreviousData,
  });
  return (
    <QueryState query={query}>
      {(data) => (
        <>
          {asksInside(asked) && <Text c="dimmed">{t('filter.opened')}</Text>}
          {data.items.length > 0 ? (
            <CaseTable caption={t('list.captionUnit')} page={data} stale={query.isPlaceholderData} onSearch={(patch) => patchSearch({ page: patch.page })} />
          ) : isFiltered(asked) ? (
            <NothingFits />
          ) : (
            <EmptyState title={t('list.emptyUnit')} text={t('list.emptyUnitText')} example={t('list.example')} />
          )}
        </>
      )}
    </QueryState>
  );
}
