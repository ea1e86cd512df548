import { Anchor, Checkbox, Group, NativeSelect, Stack } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { GroupOut } from '@/shared/api/generated';
import { listGroupsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useLookups } from '@/shared/api/lookups';
import { DataTable, type Column } from '@/shared/ui/DataTable';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { SchoolNav } from '@/shared/ui/SectionNav';
import { EmptyState } from '@/shared/ui/states';
import { useSearchPatch } from '@/shared/lib/useSearchPatch';

const route = getRouteApi('/shell/skolan/grupper');

export function GroupsPage() {
  const { t } = useTranslation('students');
  const { options } = useLookups();
  const search = route.useSearch();
  const patchSearch = useSearchPatch();
  const { page, sort, type, mina } = search;
  const query = useQuery({ ...listGroupsOptions({ query: { page, sort, type, mine: mina ?? false, limit: 50 } }), placeholderData: keepPreviousData });
  const columns = useColumns();
  return (
    <>
      <SchoolNav />
      <PageHeader title={t('groups.title')} lead={t('groups.lead')} />
      <Stack gap="md">
        <Group className="no-print" align="flex-end">
          <NativeSelect
            label={t('groups.type')}
            data={[{ value: '', label: t('groups.allTypes') }, ...options('group_type')]}
            value={type ?? ''}
            onChange={(e) => patchSearch({ page: undefined, type: e.currentTarget.value || undefined })}
          />
          <Checkbox label={t('groups.mine')} checked={mina ?? false} onChange={(e) => patchSearch({ page: undefined, mina: e.currentTarget.checked || undefined })} />
        </Group>
        <QueryState query={query}>
          {(data) =>
            data.items.length === 0 ? (
              <EmptyState title={t('groups.empty')} text={t('groups.emptyText')} example={t('groups.emptyExample')} />
            ) : (
              <DataTable
                caption={t('groups.caption')}
                columns={columns}
                rows={data.items}
                rowId={(group) => group.id}
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

function useColumns(): Column<GroupOut>[] {
  const { t } = useTranslation('students');
  const { label } = useLookups();
  return [
    {
      key: 'name',
      header: t('groups.name'),
      sortable: true,
      cell: (group) => (
        <Anchor inherit component={Link} to="/skolan/grupper/$groupId" params={{ groupId: group.id } as never}>
          {group.name}
        </Anchor>
      ),
    },
    { key: 'type', header: t('groups.type'), sortable: true, cell: (group) => label('group_type', group.type) },
    { key: 'leaders', header: t('groups.leaders'), cell: (group) => group.leaders.map((leader) => leader.name).join(', ') },
  ];
}
