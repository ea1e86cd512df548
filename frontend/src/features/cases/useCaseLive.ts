import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { CaseOut } from '@/shared/api/generated';
import { followCaseChanges } from '@/shared/api/generated';
import { useLive } from '@/shared/lib/useLive';
import { ownWrite } from './useCaseWrite';

const OWN_MS = 3_000;

/** Keeps an open case fresh while others write in it; answers how often they did, for those who hear the page. */
export function useCaseLive(found: CaseOut): number {
  const queryClient = useQueryClient();
  const [times, setTimes] = useState(0);
  const refresh = useCallback(() => {
    if (Date.now() - ownWrite.at > OWN_MS) setTimes((before) => before + 1);
    void queryClient.invalidateQueries({ predicate: (q) => JSON.stringify(q.queryKey).includes(found.id) });
  }, [queryClient, found.id]);
  useLive(found.id, (how) => followCaseChanges({ path: { caseId: found.id }, ...how }), refresh);
  return times;
}
