import { Button, Group, NativeSelect, Paper, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changeTeam, createTeam, type TeamOut, type TeamType } from '@/shared/api/generated';
import { listTeamsQueryKey, readTeamQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { ifMatch } from '@/shared/api/etag';
import { useLookups } from '@/shared/api/lookups';
import { useMe } from '@/shared/api/me';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';

interface Values extends Record<string, unknown> {
  name: string;
  purpose: string;
  type: string;
  schoolId: string;
}

function valuesOf(team: TeamOut | undefined, schoolId: string | undefined): Values {
  return { name: team?.name ?? '', purpose: team?.purpose ?? '', type: 'WORK_TEAM', schoolId: schoolId ?? '' };
}

/** A new team, or the name and purpose of one that is there. */
export function TeamForm({ team, schoolId, onDone }: { team?: TeamOut; schoolId?: string; onDone: () => void }) {
  const { t } = useTranslation(['teams', 'common']);
  const { options } = useLookups();
  const { assignments } = useMe();
  const queryClient = useQueryClient();
  const schools = assignments.flatMap((a) => a.schools).filter((s, i, list) => list.findIndex((o) => o.id === s.id) === i);
  const homes = [...schools.map((s) => ({ value: s.id, label: s.name })), { value: '', label: t('teams.organiser') }];
  const f = useAppForm<Values>({
    initialValues: valuesOf(team, schoolId ?? schools[0]?.id),
    validate: { name: (v) => (v.trim() ? null : t('teams.nameMissing')) },
  });
  const save = async (values: Values) => {
    const words = { name: values.name.trim(), purpose: values.purpose.trim() || null };
    if (team) {
      const path = { teamId: team.id };
      await changeTeam({ path, headers: ifMatch(team), body: words, throwOnError: true });
      await queryClient.invalidateQueries({ queryKey: readTeamQueryKey({ path }) });
    } else {
      await createTeam({ body: { ...words, type: values.type as TeamType, schoolId: values.schoolId || null }, throwOnError: true });
    }
    await queryClient.invalidateQueries({ queryKey: listTeamsQueryKey() });
    notifyDone(t(team ? 'teams.saved' : 'teams.made'));
    onDone();
  };
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="team-form">
      <form {...f.props(save)}>
        <Stack gap="md" maw={560}>
          <Title order={2} id="team-form">
            {t(team ? 'team.change' : 'teams.new')}
          </Title>
          <ErrorSummary {...f.summary} />
          <TextInput label={`${t('teams.name')} ${t('common:form.required')}`} {...f.field('name')} />
          {!team && <NativeSelect label={t('teams.type')} data={options('team_type')} {...f.field('type')} />}
          {!team && <NativeSelect label={t('teams.where')} data={homes} {...f.field('schoolId')} />}
          <Textarea label={t('teams.purpose')} description={t('teams.purposeHint')} autosize minRows={2} {...f.field('purpose')} />
          <Group>
            <Button type="submit" loading={f.pending}>
              {t('common:action.save')}
            </Button>
            <Button variant="default" onClick={onDone}>
              {t('common:action.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
