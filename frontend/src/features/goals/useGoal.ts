import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  listGoalAcceptancesOptions,
  listGoalCheckInsOptions,
  listSmartGoalsQueryKey,
  readFocusQueryKey,
  readSmartCheckOptions,
  readSmartGoalOptions,
} from '@/shared/api/generated/@tanstack/react-query.gen';

const most = { limit: 100 };

/** A goal with everything that its page shows. */
export function useGoal(goalId: string) {
  const path = { goalId };
  return {
    goal: useQuery(readSmartGoalOptions({ path })),
    check: useQuery(readSmartCheckOptions({ path })),
    stances: useQuery(listGoalAcceptancesOptions({ path, query: most })),
    checkIns: useQuery(listGoalCheckInsOptions({ path, query: most })),
  };
}

/** After a change: the goal, its check, stances and check-ins, the list and the focus. */
export function useGoalChanged(goalId: string): () => Promise<void> {
  const queryClient = useQueryClient();
  const path = { goalId };
  return async () => {
    const keys = [
      readSmartGoalOptions({ path }).queryKey,
      readSmartCheckOptions({ path }).queryKey,
      listGoalAcceptancesOptions({ path, query: most }).queryKey,
      listGoalCheckInsOptions({ path, query: most }).queryKey,
      listSmartGoalsQueryKey(),
      readFocusQueryKey(),
    ];
    await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  };
}
