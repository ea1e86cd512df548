import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  listActionItemsOptions, listActionItemsQueryKey, listAgendaItemsOptions, listAgendaItemsQueryKey, listMeetingsQueryKey, listMinutesOptions,
  listMinutesQueryKey, listParticipantsOptions, listParticipantsQueryKey, readMeetingOptions, readMeetingQueryKey,
} from '@/shared/api/generated/@tanstack/react-query.gen';

const MOST = 100;
const LIVE_MS = 5_000;

/** While a meeting goes on, what others write is fetched every five seconds. */
const live = (on: boolean) => ({ refetchInterval: on ? LIVE_MS : (false as const) });

export const useMeeting = (meetingId: string) =>
  useQuery({ ...readMeetingOptions({ path: { meetingId } }), refetchInterval: ({ state }) => state.data?.state === 'IN_PROGRESS' && LIVE_MS });

export const useAgenda = (meetingId: string, isLive = false) =>
  useQuery({ ...listAgendaItemsOptions({ path: { meetingId }, query: { limit: MOST } }), ...live(isLive) });

export const useMinutes = (meetingId: string, isLive = false) =>
  useQuery({ ...listMinutesOptions({ path: { meetingId }, query: { limit: MOST } }), ...live(isLive) });

export const useParticipants = (meetingId: string, isLive = false) =>
  useQuery({ ...listParticipantsOptions({ path: { meetingId }, query: { limit: MOST } }), ...live(isLive) });

export const useTodos = (meetingId: string) => useQuery(listActionItemsOptions({ query: { meetingId, limit: MOST } }));

/** Fetches anew what a change may have touched. */
export function useRefresh(meetingId: string) {
  const client = useQueryClient();
  const again = (queryKey: readonly unknown[]) => client.invalidateQueries({ queryKey });
  return {
    meeting: async () => {
      await again(readMeetingQueryKey({ path: { meetingId } }));
      await again(listMeetingsQueryKey());
    },
    agenda: async () => {
      await again(listAgendaItemsQueryKey({ path: { meetingId } }));
      await again(listMinutesQueryKey({ path: { meetingId } }));
    },
    minutes: () => again(listMinutesQueryKey({ path: { meetingId } })),
    people: () => again(listParticipantsQueryKey({ path: { meetingId } })),
    todos: () => again(listActionItemsQueryKey()),
  };
}
