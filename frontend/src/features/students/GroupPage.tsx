import { Anchor, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { GroupOut } from '@/shared/api/generated';
import { listGroupMembersOptions, readGroupOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useLookups } from '@/shared/api/lookups';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { SchoolNav } from '@/shared/ui/SectionNav';
import { StudentTable } from './StudentTable';
import { useSearchPatch } from '@/shared/lib/useSearchPatch';

const route = getRouteApi('/shell/skolan/grupper/$groupId');

export function GroupPage() {
  const { t } = useTranslation('students');
  const { groupId } = route.useParams();
  const query = useQuery(readGroupOptions({ path: { groupId } }));
  return (
    <>
      <SchoolNav />
      <QueryState query={query}>{(group) => <OneGroup group={group} />}</QueryState>
      <Anchor component={Link} to="/skolan/grupper" className="no-print">
        {t('groups.back')}
      </Anchor>
    </>
  );
}

function OneGroup({ group }: { group: GroupOut }) {
  const { t } = useTranslation('students');
  const { label } = useLookups();
  const leaders = group.leaders.map((leader) => `${leader.name} (${label('leader_role', leader.role)})`).join(', ');
  return (
    <Stack gap="lg" mb="lg">
      <PageHeader title={group.name} lead={[label('group_type', group.type), leaders].filter(Boolean).join(' · ')} />
      <section aria-labelledby="pupils">
        <Title order={2} id="pupils" mb="xs">
          {t('groups.pupils')}
        </Title>
        {group.allowedActions.includes('group.list-members') ? <Pupils group={group} /> : <Text c="dimmed">{t('groups.notYours')}</Text>}
      </section>
    </Stack>
  );
}

function Pupils({ group }: { group: GroupOut }) {
  const { t } = useTranslation('students');
  const { page, sort } = route.useSearch();
  const patchSearch = useSearchPatch();
  const query = useQuery({
    ...listGroupMembersOptions({ path: { groupId: group.id }, query: { page, sort, limit: 50 } }),
    placeholderData: keepPreviousData,
  });
  return (
    <QueryState query={query}>
      {(data) =>
        data.items.length === 0 ? (
          <Text c="dimmed">{t('groups.noPupils')}</Text>
        ) : (
          <StudentTable
            caption={t('groups.pupilsCaption', { group: group.name })}
            rows={data.items}
            page={data}
            sort={sort}
            onSearch={(patch) => patchSearch({ ...patch })}
            stale={query.isPlaceholderData}
          />
        )
      }
    </QueryState>
  );
}
