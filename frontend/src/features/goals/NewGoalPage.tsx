import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createSmartGoal, type TeamOfGoal } from '@/shared/api/generated';
import { listGoalTeamsOptions, listSmartGoalsQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useMe, useSchool } from '@/shared/api/me';
import { today } from '@/shared/lib/days';
import { useDraft } from '@/shared/lib/drafts/useDraft';
import { notifyDone } from '@/shared/ui/notify';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState, LoadingState } from '@/shared/ui/states';
import { YearNav } from '@/shared/ui/YearNav';
import { GoalForm } from './GoalForm';
import { bodyOf, emptyGoal, type GoalValues } from './values';

export function NewGoalPage() {
  const { t } = useTranslation(['goals', 'common']);
  const school = useSchool();
  const query = useQuery(listGoalTeamsOptions({ query: { limit: 100, ...(school && { schoolId: school.id }) } }));
  return (
    <>
      <YearNav />
      <PageHeader title={t('form.newTitle')} lead={t('form.newLead')} />
      <QueryState query={query}>
        {(page) => (page.items.length === 0 ? <EmptyState title={t('form.noTeamTitle')} text={t('form.noTeamText')} /> : <NewGoal teams={page.items} schoolId={school?.id} />)}
      </QueryState>
    </>
  );
}

function NewGoal({ teams, schoolId }: { teams: readonly TeamOfGoal[]; schoolId: string | undefined }) {
  const { t } = useTranslation(['goals', 'common']);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const me = useMe().person.id;
  const draft = useDraft<GoalValues>('new-goal');
  const save = async (values: GoalValues, nameReason: string | null) => {
    const { data } = await createSmartGoal({ body: { ...bodyOf(values), nameReason }, throwOnError: true });
    await draft.discard();
    await queryClient.invalidateQueries({ queryKey: listSmartGoalsQueryKey() });
    notifyDone(t('form.saved'));
    await navigate({ to: '/lasaret/mal/$goalId', params: { goalId: data.id } });
  };
  if (!draft.ready) return <LoadingState />;
  const only = teams.length === 1 ? (teams[0]?.id ?? '') : '';
  return (
    <GoalForm
      start={draft.restored ?? emptyGoal(only, me, today())}
      draft={draft}
      schoolId={schoolId}
      teams={teams}
      onSave={save}
      onCancel={() => void navigate({ to: '/lasaret/mal', search: { sort: 'deadlineOn' } })}
    />
  );
}
