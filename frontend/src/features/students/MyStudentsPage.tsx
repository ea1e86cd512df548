import { NativeSelect, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listGroupsOptions, listMyStudentsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { AgreedLines } from './agreed/AgreedLines';
import { StudentTable } from './StudentTable';
import { useSearchPatch } from '@/shared/lib/useSearchPatch';

const route = getRouteApi('/shell/mina-elever');

/** Mina elever – så gör vi: what is agreed on for the pupils of the groups that the caller leads today, and who they are. */
export function MyStudentsPage() {
  const { t } = useTranslation('students');
  const search = route.useSearch();
  const patchSearch = useSearchPatch();
  const { page, sort, grupp: groupId } = search;
  const query = useQuery({ ...listMyStudentsOptions({ query: { page, sort, groupId, limit: 50 } }), placeholderData: keepPreviousData });
  const groups = useQuery(listGroupsOptions({ query: { mine: true, limit: 100 } })).data?.items ?? [];
  const choices = [{ value: '', label: t('mine.allGroups') }, ...groups.map((group) => ({ value: group.id, label: group.name }))];
  return (
    <>
      <PageHeader title={t('mine.title')} lead={t('mine.lead')} />
      <Stack gap="md">
        {groups.length > 1 && (
          <NativeSelect
            className="no-print"
            maw={320}
            label={t('mine.group')}
            data={choices}
            value={groupId ?? ''}
            onChange={(e) => patchSearch({ page: undefined, grupp: e.currentTarget.value || undefined })}
          />
        )}
        <AgreedLines groupId={groupId} />
        <Title order={2} size="h3">
          {t('mine.who')}
        </Title>
        <QueryState query={query}>
          {(data) => {
            if (data.items.length === 0 && groupId) return <Text>{t('mine.none')}</Text>;
            if (data.items.length === 0) return <EmptyState title={t('mine.empty')} text={t('mine.emptyText')} example={t('mine.emptyExample')} />;
            return (
              <StudentTable
                caption={t('mine.caption')}
                rows={data.items}
                page={data}
                sort={sort}
                onSearch={(patch) => patchSearch({ ...patch })}
                stale={query.isPlaceholderData}
              />
            );
          }}
        </QueryState>
      </Stack>
    </>
  );
}
