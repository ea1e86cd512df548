import { Button, Checkbox, Group, NativeSelect, Stack } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listTeamsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useLookups } from '@/shared/api/lookups';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { SchoolNav } from '@/shared/ui/SectionNav';
import { EmptyState } from '@/shared/ui/states';
import { TeamForm } from './TeamForm';
import { TeamTable } from './TeamTable';
import { useSearchPatch } from '@/shared/lib/useSearchPatch';

const route = getRouteApi('/shell/skolan/team');

export function TeamsPage() {
  const { t } = useTranslation('teams');
  const { options } = useLookups();
  const [adding, setAdding] = useState(false);
  const search = route.useSearch();
  const patchSearch = useSearchPatch();
  const query = useQuery({
    ...listTeamsOptions({ query: { page: search.page, sort: search.sort, type: search.type, includeEnded: search.ended ?? false, limit: 50 } }),
    placeholderData: keepPreviousData,
  });
  const mayMake = query.data?.allowedActions.includes('team.create') && !adding;
  const newTeam = mayMake && <Button onClick={() => setAdding(true)}>{t('teams.new')}</Button>;
  const filtered = Boolean(search.type) || Boolean(search.ended);
  return (
    <>
      <SchoolNav />
      <PageHeader title={t('teams.title')} lead={t('teams.lead')} action={newTeam} />
      <Stack gap="md">
        {adding && <TeamForm onDone={() => setAdding(false)} />}
        <Group className="no-print" align="flex-end">
          <NativeSelect
            label={t('teams.type')}
            data={[{ value: '', label: t('teams.allTypes') }, ...options('team_type')]}
            value={search.type ?? ''}
            onChange={(e) => patchSearch({ page: undefined, type: e.currentTarget.value || undefined })}
          />
          <Checkbox
            label={t('teams.showEnded')}
            checked={search.ended ?? false}
            onChange={(e) => patchSearch({ page: undefined, ended: e.currentTarget.checked || undefined })}
          />
        </Group>
        <QueryState query={query}>
          {(data) =>
            data.items.length === 0 && !filtered ? (
              <EmptyState title={t('teams.empty')} text={t('teams.emptyText')} example={t('teams.emptyExample')} />
            ) : (
              <TeamTable
                rows={data.items}
                page={data}
                sort={search.sort}
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
