import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { createTurn, type AgendaItemOut, type MeetingOut } from '@/shared/api/generated';
import { readMeetingQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { ifMatch } from '@/shared/api/etag';
import { useRefresh } from './parts';
import { minutesOn, secondsOn } from './turn';

const TICK_MS = 1_000;

export interface Turns {
  /** Whether the meeting goes on, and not pauses. */
  running: boolean;
  /** Whether the caller decides for everybody what is up. */
  may: boolean;
  /** The item that is up; in a pause the one that was. */
  up: string | null;
  take: (itemId: string | null) => void;
  secondsOn: (item: AgendaItemOut) => number;
  minutesOn: (item: AgendaItemOut) => number;
}

/** What is up, for everybody, by the server's clock; `asked` is when the server was asked. */
export function useTurns(meeting: MeetingOut, asked: number): Turns {
  const client = useQueryClient();
  const refresh = useRefresh(meeting.id);
  const running = meeting.currentItemId !== null;
  const now = useNow(running);
  const [up, setUp] = useState(meeting.currentItemId);
  if (running && meeting.currentItemId !== up) setUp(meeting.currentItemId);
  const path = { meetingId: meeting.id };
  const turn = useMutation({
    mutationFn: (itemId: string | null) => createTurn({ path, headers: ifMatch(meeting), body: { itemId }, throwOnError: true }),
    onSuccess: ({ data }) => {
      client.setQueryData(readMeetingQueryKey({ path }), data);
      return refresh.agenda();
    },
    // Somebody else was first, or the meeting is over: what is so is shown.
    onError: refresh.meeting,
  });
  return {
    running,
    up,
    may: meeting.allowedActions.includes('meeting.take-up'),
    take: (itemId) => {
      if (itemId !== meeting.currentItemId) turn.mutate(itemId);
    },
    secondsOn: (item) => secondsOn(item, meeting, asked, now),
    minutesOn: (item) => minutesOn(item, meeting, asked, now),
  };
}

function useNow(ticking: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!ticking) return;
    const tick = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(tick);
  }, [ticking]);
  return now;
}
