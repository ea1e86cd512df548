import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeSmartGoal, type GoalOut } from '@/shared/api/generated';
import { readSmartGoalOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { ifMatch } from '@/shared/api/etag';
import { useDraft } from '@/shared/lib/drafts/useDraft';
import { notifyDone } from '@/shared/ui/notify';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { LoadingState, NoAccess } from '@/shared/ui/states';
import { YearNav } from '@/shared/ui/YearNav';
import { GoalForm } from './GoalForm';
import { useGoalChanged } from './useGoal';
import { patchOf, valuesOf, type GoalValues } from './values';

const route = getRouteApi('/shell/lasaret/mal/$goalId/andra');
const underWay = ['ACTIVE', 'ADJUSTED'];

export function ChangeGoalPage() {
  const { goalId } = route.useParams();
  const query = useQuery(readSmartGoalOptions({ path: { goalId } }));
  return (
    <>
      <YearNav />
      <QueryState query={query}>{(goal) => (goal.allowedActions.includes('goal.change') ? <Change goal={goal} /> : <NoAccess />)}</QueryState>
    </>
  );
}

/** Saves against the version that was there when the page was opened, also when a newer one has been fetched since. */
function Change({ goal }: { goal: GoalOut }) {
  const { t, i18n } = useTranslation(['goals', 'common']);
  const comma = i18n.language === 'en' ? '.' : ',';
  const navigate = useNavigate();
  const changed = useGoalChanged(goal.id);
  const [opened] = useState(goal);
  const draft = useDraft<GoalValues>('change-goal', goal.id);
  const locked = underWay.includes(opened.state);
  const back = () => navigate({ to: '/lasaret/mal/$goalId', params: { goalId: goal.id } });
  const save = async (values: GoalValues, nameReason: string | null) => {
    await changeSmartGoal({ path: { goalId: goal.id }, headers: ifMatch(opened), body: { ...patchOf(values, locked), nameReason }, throwOnError: true });
    await draft.discard();
    await changed();
    notifyDone(t('form.saved'));
    await back();
  };
  if (!draft.ready) return <LoadingState />;
  return (
    <>
      <PageHeader title={t('form.changeTitle')} lead={t(locked ? 'form.lockedLead' : 'form.changeLead')} />
      <GoalForm
        start={draft.restored ?? valuesOf(opened, (n) => String(n).replace('.', comma))}
        draft={draft}
        schoolId={opened.school.id}
        locked={locked}
        onSave={save}
        onCancel={() => void back()}
      />
    </>
  );
}
