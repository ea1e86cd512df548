import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { CaseOut } from '@/shared/api/generated';
import { listCaseHeadsQueryKey, listCasesQueryKey, readCaseQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';

/** When this tab wrote in a case the last time: what is told of it just after is nobody else's doing. */
export const ownWrite = { at: 0 };

/** After a change: the case as the server answered it, and everything that shows parts of it anew. */
export function useCaseWrite(caseId: string): (changed?: CaseOut) => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(
    async (changed) => {
      const path = { caseId };
      ownWrite.at = Date.now();
      if (changed) queryClient.setQueryData(readCaseQueryKey({ path }), changed);
      else await queryClient.invalidateQueries({ queryKey: readCaseQueryKey({ path }) });
      queryClient.setQueriesData({ predicate: ({ queryKey }) => isTimelineOf(caseId, queryKey) }, firstPage);
      await queryClient.invalidateQueries({ predicate: (q) => JSON.stringify(q.queryKey).includes(caseId) && !isTheCase(q.queryKey) });
      await queryClient.invalidateQueries({ queryKey: listCasesQueryKey() });
      await queryClient.invalidateQueries({ queryKey: listCaseHeadsQueryKey() });
    },
    [queryClient, caseId],
  );
}

/** Who writes stands at the top: what was fetched further back is not fetched once more, page after page. */
const firstPage = (held: InfiniteData<unknown> | undefined) => held && { pages: held.pages.slice(0, 1), pageParams: held.pageParams.slice(0, 1) };
const isTimelineOf = (caseId: string, [name, id]: readonly unknown[]): boolean => (name === 'case-notes' || name === 'case-events') && id === caseId;

function isTheCase(key: readonly unknown[]): boolean {
  const first: unknown = key[0];
  return typeof first === 'object' && first !== null && '_id' in first && first._id === 'readCase';
}
