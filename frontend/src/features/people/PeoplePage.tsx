import { Anchor, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonOut } from '@/shared/api/generated';
import { listPeopleOptions, listSchoolsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { capital, useLookups } from '@/shared/api/lookups';
import { DataTable, type Column } from '@/shared/ui/DataTable';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { SettingsNav } from '@/shared/ui/SectionNav';
import { EmptyState } from '@/shared/ui/states';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { PersonForm } from './PersonForm';
import { useSearchPatch } from '@/shared/lib/useSearchPatch';

const route = getRouteApi('/shell/installningar');

export function PeoplePage() {
  const { t } = useTranslation('people');
  const [adding, setAdding] = useState(false);
  const search = route.useSearch();
  const patchSearch = useSearchPatch();
  const { page, sort, anstallning: status, skola: schoolId } = search;
  const query = useQuery({ ...listPeopleOptions({ query: { page, sort, status, schoolId, limit: 50 } }), placeholderData: keepPreviousData });
  const mayAdd = query.data?.allowedActions.includes('person.create') && !adding;
  const columns = useColumns();
  return (
    <>
      <SettingsNav />
      <PageHeader title={t('people.title')} lead={t('people.lead')} action={mayAdd && <Button onClick={() => setAdding(true)}>{t('people.new')}</Button>} />
      <Stack gap="md">
        {adding && <PersonForm onDone={() => setAdding(false)} />}
        <Filters />
        <QueryState query={query}>
          {(data) =>
            data.items.length === 0 ? (
              <EmptyState title={t('people.empty')} text={t('people.emptyText')} example={t('people.emptyExample')} />
            ) : (
              <DataTable
                caption={t('people.caption')}
                columns={columns}
                rows={data.items}
                rowId={(person) => person.id}
                page={data}
                sort={sort}
                onSearch={(patch) => patchSearch({ ...patch })}
                stale={query.isPlaceholderData}
              />
            )
          }
        </QueryState>
      </Stack>
    </>
  );
}

function Filters() {
  const { t } = useTranslation('people');
  const { options } = useLookups();
  const { anstallning: status, skola } = route.useSearch();
  const patchSearch = useSearchPatch();
  const schools = useQuery(listSchoolsOptions({ query: { limit: 100 } })).data?.items ?? [];
  return (
    <Group className="no-print" align="flex-end">
      <NativeSelect
        label={t('people.school')}
        data={[{ value: '', label: t('people.allSchools') }, ...schools.map((school) => ({ value: school.id, label: school.name }))]}
        value={skola ?? ''}
        onChange={(e) => patchSearch({ page: undefined, skola: e.currentTarget.value || undefined })}
      />
      <NativeSelect
        label={t('people.status')}
        data={[{ value: '', label: t('people.all') }, ...options('person_status')]}
        value={status ?? ''}
        onChange={(e) => patchSearch({ page: undefined, anstallning: e.currentTarget.value || undefined })}
      />
    </Group>
  );
}

function useColumns(): Column<PersonOut>[] {
  const { t } = useTranslation('people');
  const { label } = useLookups();
  return [
    {
      key: 'name',
      header: t('people.name'),
      sortable: true,
      cell: (person) => (
        <Anchor inherit component={Link} to="/installningar/personal/$personId" params={{ personId: person.id } as never}>
          {person.name}
        </Anchor>
      ),
    },
    {
      key: 'assignments',
      header: t('people.assignments'),
      cell: (person) =>
        person.assignments.length === 0 ? (
          <Text span c="dimmed">
            {t('people.none')}
          </Text>
        ) : (
          person.assignments.map((post) => [capital(post.functionLabel), post.place?.name].filter(Boolean).join(' · ')).join('; ')
        ),
    },
    { key: 'email', header: t('people.email'), cell: (person) => person.email },
    { key: 'state', header: t('people.state'), cell: (person) => <StatusBadge tone={person.status === 'ACTIVE' ? 'active' : 'closed'}>{label('person_status', person.status)}</StatusBadge> },
  ];
}
