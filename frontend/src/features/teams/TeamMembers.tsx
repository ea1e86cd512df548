import { Button, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endTeamMember, type TeamMemberOut, type TeamOut } from '@/shared/api/generated';
import { listTeamMembersOptions, listTeamMembersQueryKey, readTeamQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useLookups } from '@/shared/api/lookups';
import { useFormat } from '@/shared/lib/format';
import { ConfirmDialog } from '@/shared/ui/ConfirmAction';
import { DataTable } from '@/shared/ui/DataTable';
import { notifyDone } from '@/shared/ui/notify';
import { QueryState } from '@/shared/ui/QueryState';
import { MemberForm } from './MemberForm';

/** Who is in the team, from when; adding and ending for those who keep it. */
export function TeamMembers({ team }: { team: TeamOut }) {
  const { t } = useTranslation('teams');
  const [adding, setAdding] = useState(false);
  const [past, setPast] = useState(false);
  const path = { teamId: team.id };
  const query = useQuery(listTeamMembersOptions({ path, query: { limit: 100, includePast: past } }));
  const mayAdd = team.allowedActions.includes('team.add-member') && !team.endedOn;
  return (
    <section aria-labelledby="members">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} id="members">
            {t('team.members')}
          </Title>
          {mayAdd && !adding && (
            <Button variant="default" className="no-print" onClick={() => setAdding(true)}>
              {t('team.add')}
            </Button>
          )}
        </Group>
        {adding && <MemberForm team={team} onDone={() => setAdding(false)} />}
        <QueryState query={query}>{(data) => <Members team={team} rows={data.items} />}</QueryState>
        <Checkbox className="no-print" label={t('team.showPast')} checked={past} onChange={(e) => setPast(e.currentTarget.checked)} />
      </Stack>
    </section>
  );
}

function Members({ team, rows }: { team: TeamOut; rows: readonly TeamMemberOut[] }) {
  const { t } = useTranslation('teams');
  const { label } = useLookups();
  const { day } = useFormat();
  const [leaving, setLeaving] = useState<TeamMemberOut | null>(null);
  if (rows.length === 0) return <Text c="dimmed">{t('team.noMembers')}</Text>;
  return (
    <>
      <DataTable
        caption={t('team.membersCaption')}
        rows={rows}
        rowId={(member) => member.id}
        columns={[
          { key: 'person', header: t('team.person'), cell: (member) => member.person.name },
          { key: 'role', header: t('team.role'), cell: (member) => label('member_role', member.role) },
          { key: 'profession', header: t('team.profession'), cell: (member) => member.professionLabel },
          { key: 'since', header: t('team.since'), cell: (member) => day(member.validFrom) },
          { key: 'until', header: t('team.until'), cell: (member) => member.validTo && day(member.validTo) },
          {
            key: 'end',
            header: t('team.end'),
            cell: (member) =>
              member.allowedActions.includes('team-member.end') && (
                <Button variant="default" size="compact-md" className="no-print" aria-label={t('team.endOf', { name: member.person.name })} onClick={() => setLeaving(member)}>
                  {t('team.end')}
                </Button>
              ),
          },
        ]}
      />
      {leaving && <Leaving team={team} member={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function Leaving({ team, member, onClose }: { team: TeamOut; member: TeamMemberOut; onClose: () => void }) {
  const { t } = useTranslation('teams');
  const queryClient = useQueryClient();
  const end = async () => {
    await endTeamMember({ path: { memberId: member.id }, body: {}, throwOnError: true });
    const path = { teamId: team.id };
    await queryClient.invalidateQueries({ queryKey: listTeamMembersQueryKey({ path }) });
    await queryClient.invalidateQueries({ queryKey: readTeamQueryKey({ path }) });
    notifyDone(t('team.ended'));
  };
  return (
    <ConfirmDialog
      title={t('team.endTitle')}
      consequence={t('team.endConsequence', { name: member.person.name })}
      confirmLabel={t('team.end')}
      onConfirm={end}
      onClose={onClose}
    />
  );
}
