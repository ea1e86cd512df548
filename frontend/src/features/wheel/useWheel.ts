import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  changeWheelActivity,
  deleteWheelActivity,
  listWheelActivities,
  type ActivityOut,
  type ActivityPatch,
} from '@/shared/api/generated';
import {
  readAnnualWheelOptions,
  readAnnualWheelQueryKey,
  readFocusQueryKey,
  readRuleStatusOptions,
  readRuleStatusQueryKey,
  readWheelDatesOptions,
} from '@/shared/api/generated/@tanstack/react-query.gen';
import { asProblem } from '@/shared/api/problem';
import { useFormat } from '@/shared/lib/format';
import { notifyDone, notifyUndo } from '@/shared/ui/notify';

const limit = 100;
const mostPages = 5;
const keyOf = (wheelId: string) => ['wheel-activities', wheelId];
/** The strong tag is made from the version; rows of a list have no answer of their own to take it from. */
const ofVersion = ({ version }: ActivityOut) => ({ 'If-Match': `"${version}"` });

async function everything(wheelId: string): Promise<ActivityOut[]> {
  const found: ActivityOut[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const { data } = await listWheelActivities({ path: { wheelId }, query: { page, limit }, throwOnError: true });
    found.push(...data.items);
    if (!data._links.next) break;
  }
  return found;
}

/** A wheel with all that stands on it. */
export function useWheel(wheelId: string) {
  const path = { wheelId };
  return {
    wheel: useQuery(readAnnualWheelOptions({ path })),
    activities: useQuery({ queryKey: keyOf(wheelId), queryFn: () => everything(wheelId), staleTime: 15_000 }),
    status: useQuery(readRuleStatusOptions({ path })),
    dates: useQuery(readWheelDatesOptions({ path })),
  };
}

/** After a change: the wheel, its activities, its rule status and the focus. */
export function useWheelChanged(wheelId: string): () => Promise<void> {
  const queryClient = useQueryClient();
  const path = { wheelId };
  return async () => {
    const keys = [keyOf(wheelId), readAnnualWheelQueryKey({ path }), readRuleStatusQueryKey({ path }), readFocusQueryKey()];
    await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  };
}

type Days = { start: string; end: string };

/** Moving, marking and removing; each is shown at once and can be undone for ten seconds. */
export function useActivityVerbs(wheelId: string) {
  const { t } = useTranslation(['wheel', 'common']);
  const format = useFormat();
  const queryClient = useQueryClient();
  const changed = useWheelChanged(wheelId);
  const put = (row: ActivityOut) =>
    queryClient.setQueryData<ActivityOut[]>(keyOf(wheelId), (rows) => rows?.map((r) => (r.id === row.id ? row : r)));
  const refused = async (error: unknown) => {
    const problem = asProblem(error);
    notifyDone(problem.stale ? t('activity.stale') : problem.detail || t('common:form.unknown'));
    await changed();
  };

  const patch = async (row: ActivityOut, body: ActivityPatch): Promise<ActivityOut | null> => {
    try {
      const { data } = await changeWheelActivity({ path: { wheelId, activityId: row.id }, headers: ofVersion(row), body, throwOnError: true });
      put(data);
      await changed();
      return data;
    } catch (error) {
      await refused(error);
      return null;
    }
  };
  const statusBack = (row: ActivityOut) => (row.status === 'REMOVED' ? {} : { status: row.status });

  return {
    move: async (row: ActivityOut, days: Days) => {
      if (days.start === row.startsOn && days.end === row.endsOn) return;
      put({ ...row, startsOn: days.start, endsOn: days.end });
      const moved = await patch(row, { startsOn: days.start, endsOn: days.end });
      if (moved) notifyUndo(t('activity.moved', { day: format.day(days.start) }), () => void patch(moved, { startsOn: row.startsOn, endsOn: row.endsOn, ...statusBack(row) }), row.id);
    },
    mark: async (row: ActivityOut, status: 'PLANNED' | 'DONE' | 'MISSED') => {
      put({ ...row, status });
      const marked = await patch(row, { status });
      if (marked) notifyUndo(t('activity.statusSet'), () => void patch(marked, statusBack(row)), row.id);
    },
    remove: async (row: ActivityOut) => {
      try {
        await deleteWheelActivity({ path: { wheelId, activityId: row.id }, headers: ofVersion(row), throwOnError: true });
      } catch (error) {
        return refused(error);
      }
      await changed();
      notifyUndo(t('activity.removed'), () => void patch({ ...row, version: row.version + 1 }, statusBack(row)), row.id);
    },
  };
}

export type Verbs = ReturnType<typeof useActivityVerbs>;
