import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TeamOut } from '@/shared/api/generated';
import { useLookups } from '@/shared/api/lookups';
import { useFormat } from '@/shared/lib/format';
import { DataTable } from '@/shared/ui/DataTable';
import type { PageOf } from '@/shared/ui/Pager';
import { StatusBadge } from '@/shared/ui/StatusBadge';

interface Props {
  rows: readonly TeamOut[];
  page?: PageOf;
  sort?: string;
  onSearch?: (patch: { page: number; sort?: string }) => void;
  stale?: boolean;
}

/** Teams, each leading to its own page. */
export function TeamTable({ rows, ...paging }: Props) {
  const { t } = useTranslation('teams');
  const { label } = useLookups();
  const format = useFormat();
  return (
    <DataTable
      caption={t('teams.caption')}
      rows={rows}
      rowId={(team) => team.id}
      {...paging}
      columns={[
        {
          key: 'name',
          header: t('teams.name'),
          sortable: true,
          cell: (team) => (
            <>
              <Anchor inherit component={Link} to="/skolan/team/$teamId" params={{ teamId: team.id } as never}>
                {team.name}
              </Anchor>{' '}
              {team.endedOn && <StatusBadge tone="closed">{t('teams.ended', { day: format.shortDay(team.endedOn) })}</StatusBadge>}
            </>
          ),
        },
        { key: 'type', header: t('teams.type'), sortable: true, cell: (team) => label('team_type', team.type) },
        { key: 'school', header: t('teams.school'), cell: (team) => team.school?.name ?? t('teams.organiser') },
        { key: 'chair', header: t('teams.chair'), cell: (team) => team.chair?.name },
        { key: 'members', header: t('teams.members'), numeric: true, cell: (team) => format.number(team.memberCount) },
      ]}
    />
  );
}
