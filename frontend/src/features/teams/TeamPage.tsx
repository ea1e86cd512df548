import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeTeam, type TeamOut } from '@/shared/api/generated';
import { listTeamsQueryKey, readTeamOptions, readTeamQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { ifMatch } from '@/shared/api/etag';
import { useLookups } from '@/shared/api/lookups';
import { today } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/format';
import { ConfirmAction } from '@/shared/ui/ConfirmAction';
import { notifyDone } from '@/shared/ui/notify';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { SchoolNav } from '@/shared/ui/SectionNav';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { TeamForm } from './TeamForm';
import { TeamMembers } from './TeamMembers';

const route = getRouteApi('/shell/skolan/team/$teamId');

export function TeamPage() {
  const { teamId } = route.useParams();
  const query = useQuery(readTeamOptions({ path: { teamId } }));
  return (
    <>
      <SchoolNav />
      <QueryState query={query}>{(team) => <Team team={team} />}</QueryState>
    </>
  );
}

function Team({ team }: { team: TeamOut }) {
  const { t } = useTranslation('teams');
  const { label } = useLookups();
  const [editing, setEditing] = useState(false);
  const mayChange = team.allowedActions.includes('team.change');
  const place = team.school ? team.school.name : t('teams.organiser');
  const facts = [label('team_type', team.type), place];
  return (
    <Stack gap="lg">
      <PageHeader
        title={team.name}
        lead={facts.filter(Boolean).join(' · ')}
        action={mayChange && !editing && <Button onClick={() => setEditing(true)}>{t('team.change')}</Button>}
      />
      <State team={team} />
      {editing ? <TeamForm team={team} onDone={() => setEditing(false)} /> : team.purpose && <Text maw={720}>{team.purpose}</Text>}
      <TeamMembers team={team} />
      {mayChange && <Ending team={team} />}
      <Anchor component={Link} to="/skolan/team" className="no-print">
        {t('team.back')}
      </Anchor>
    </Stack>
  );
}

/** That it has ended, and what the rules say about it. */
function State({ team }: { team: TeamOut }) {
  const { t } = useTranslation('teams');
  const format = useFormat();
  return (
    <>
      {team.endedOn && (
        <Group>
          <StatusBadge tone="closed">{t('teams.ended', { day: format.day(team.endedOn) })}</StatusBadge>
        </Group>
      )}
      {team.notices.map((notice) => (
        <Alert key={notice.code} variant="outline" color="hav" bg="white">
          {notice.text}
        </Alert>
      ))}
    </>
  );
}

/** Closing a team, and opening it again. */
function Ending({ team }: { team: TeamOut }) {
  const { t } = useTranslation('teams');
  const queryClient = useQueryClient();
  const put = async (endedOn: string | null) => {
    const path = { teamId: team.id };
    await changeTeam({ path, headers: ifMatch(team), body: { endedOn }, throwOnError: true });
    await queryClient.invalidateQueries({ queryKey: readTeamQueryKey({ path }) });
    await queryClient.invalidateQueries({ queryKey: listTeamsQueryKey() });
    notifyDone(t(endedOn ? 'team.closed' : 'teams.saved'));
  };
  return (
    <Group className="no-print">
      {team.endedOn ? (
        <Button variant="default" onClick={() => void put(null)}>
          {t('team.reopen')}
        </Button>
      ) : (
        <ConfirmAction
          label={t('team.close')}
          title={t('team.closeTitle')}
          consequence={t('team.closeConsequence')}
          confirmLabel={t('team.close')}
          onConfirm={() => put(today())}
        />
      )}
    </Group>
  );
}
