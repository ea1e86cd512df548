import { useQueryClient } from '@tanstack/react-query';
import { changeAgendaItem, type AgendaItemOut, type PageAgendaItemOut } from '@/shared/api/generated';
import { listAgendaItemsOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { asProblem } from '@/shared/api/problem';
import { useRefresh } from './parts';
import { upon } from './upon';

const TRIES = 3;
const MOST = 100;

/** Adds minutes to an item. Upon a newer version where somebody has just moved or timed the same item. */
export function useUsedMinutes(meetingId: string, items: readonly AgendaItemOut[]): (itemId: string, minutes: number) => void {
  const client = useQueryClient();
  const refresh = useRefresh(meetingId);
  const options = listAgendaItemsOptions({ path: { meetingId }, query: { limit: MOST } });
  const add = async (item: AgendaItemOut | undefined, minutes: number, tries: number): Promise<void> => {
    if (!item) return;
    const body = { usedMinutes: item.usedMinutes + minutes };
    try {
      await changeAgendaItem({ path: { meetingId, itemId: item.id }, headers: upon(item), body, throwOnError: true });
    } catch (error) {
      if (!asProblem(error).stale || tries === 0) return;
      const page: PageAgendaItemOut = await client.fetchQuery({ ...options, staleTime: 0 });
      await add(page.items.find((one) => one.id === item.id), minutes, tries - 1);
    }
  };
  return (itemId, minutes) => {
    const known = client.getQueryData(options.queryKey)?.items ?? items;
    void add(known.find((one) => one.id === itemId), minutes, TRIES).then(refresh.agenda);
  };
}
