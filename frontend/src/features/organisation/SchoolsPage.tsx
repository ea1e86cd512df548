import { Anchor } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SchoolOut } from '@/shared/api/generated';
import { listSchoolsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useLookups } from '@/shared/api/lookups';
import { useMe } from '@/shared/api/me';
import { DataTable, type Column } from '@/shared/ui/DataTable';
import { gradeSpan } from '@/shared/lib/format';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { SchoolNav } from '@/shared/ui/SectionNav';
import { EmptyState } from '@/shared/ui/states';
import { useSearchPatch } from '@/shared/lib/useSearchPatch';

const route = getRouteApi('/shell/skolan');

/** All schools and preschools of the organiser; each leads to its teams, posts and coverage. */
export function SchoolsPage() {
  const { t } = useTranslation('organisation');
  const { organiser } = useMe();
  const search = route.useSearch();
  const patchSearch = useSearchPatch();
  const query = useQuery({ ...listSchoolsOptions({ query: { page: search.page, sort: search.sort, limit: 50 } }), placeholderData: keepPreviousData });
  const columns = useColumns();
  const count = query.data?._meta.totalRecords;
  return (
    <>
      <SchoolNav />
      <PageHeader title={t('schools.title')} lead={typeof count === 'number' && t('schools.lead', { count, organiser: organiser.name })} />
      <QueryState query={query}>
        {(data) =>
          data.items.length === 0 ? (
            <EmptyState title={t('schools.empty')} text={t('schools.emptyText')} example={t('schools.emptyExample')} />
          ) : (
            <DataTable
              caption={t('schools.caption')}
              columns={columns}
              rows={data.items}
              rowId={(school) => school.id}
              page={data}
              sort={search.sort}
              onSearch={(patch) => patchSearch({ ...patch })}
              stale={query.isPlaceholderData}
            />
          )
        }
      </QueryState>
    </>
  );
}

function useColumns(): Column<SchoolOut>[] {
  const { t } = useTranslation('organisation');
  const { label } = useLookups();
  return [
    {
      key: 'name',
      header: t('schools.name'),
      sortable: true,
      cell: (school) => (
        <Anchor inherit component={Link} to="/skolan/skolor/$schoolId" params={{ schoolId: school.id } as never}>
          {school.name}
        </Anchor>
      ),
    },
    { key: 'forms', header: t('schools.forms'), cell: (school) => school.schoolForms.map((form) => label('school_form', form)).join(', ') },
    { key: 'grades', header: t('schools.grades'), cell: (school) => gradeSpan(school.grades) },
    { key: 'unitCode', header: t('schools.unitCode'), cell: (school) => school.unitCode },
  ];
}
