import { Button, Group, NativeSelect, Paper, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addTeamMember, type MemberRole, type TeamOut } from '@/shared/api/generated';
import { listTeamMembersQueryKey, readTeamQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useLookups } from '@/shared/api/lookups';
import { useColleagues } from '@/shared/api/people';
import { useAppForm } from '@/shared/lib/useAppForm';
import { ErrorSummary } from '@/shared/ui/ErrorSummary';
import { notifyDone } from '@/shared/ui/notify';

/** Somebody of the unit's staff, or, for a team of the organiser, anybody one may see. */
export function MemberForm({ team, onDone }: { team: TeamOut; onDone: () => void }) {
  const { t } = useTranslation(['teams', 'common']);
  const { options } = useLookups();
  const people = useColleagues(team.school?.id);
  const queryClient = useQueryClient();
  const f = useAppForm({
    initialValues: { personId: '', role: 'MEMBER' },
    validate: { personId: (v) => (v ? null : t('team.personMissing')) },
  });
  const save = async ({ personId, role }: { personId: string; role: string }) => {
    const path = { teamId: team.id };
    await addTeamMember({ path, body: { personId, role: role as MemberRole }, throwOnError: true });
    await queryClient.invalidateQueries({ queryKey: listTeamMembersQueryKey({ path }) });
    await queryClient.invalidateQueries({ queryKey: readTeamQueryKey({ path }) });
    notifyDone(t('team.added'));
    onDone();
  };
  const choices = [{ value: '', label: t('team.choosePerson') }, ...people.map((p) => ({ value: p.id, label: p.name }))];
  return (
    <Paper withBorder p="md">
      <form {...f.props(save)}>
        <Stack gap="md" maw={480}>
          <ErrorSummary {...f.summary} />
          <NativeSelect label={`${t('team.person')} ${t('common:form.required')}`} data={choices} {...f.field('personId')} />
          <NativeSelect label={t('team.role')} data={options('member_role')} {...f.field('role')} />
          <Group>
            <Button type="submit" loading={f.pending}>
              {t('team.add')}
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
