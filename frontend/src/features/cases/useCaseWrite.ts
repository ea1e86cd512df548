import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { CaseOut } from '@/shared/api/generated';
import { listCaseHeadsQueryKey, listCasesQueryKey, readCaseQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';

/** After a change: the case as the server answered it, and everything that shows parts of it anew. */
export function useCaseWrite(caseId: string): (changed?: CaseOut) => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(
    async (changed) => {
      const path = { caseId };
      if (changed) queryClient.setQueryData(readCaseQueryKey({ path }), changed);
      else await queryClient.invalidateQueries({ queryKey: readCaseQueryKey({ path }) });
      await queryClient.invalidateQueries({ predicate: (q) => JSON.stringify(q.queryKey).includes(caseId) && !isTheCase(q.queryKey) });
      await queryClient.invalidateQueries({ queryKey: listCasesQueryKey() });
      await queryClient.invalidateQueries({ queryKey: listCaseHeadsQueryKey() });
    },
    [queryClient, caseId],
  );
}

function isTheCase(key: readonly unknown[]): boolean {
  const first: unknown = key[0];
  return typeof first === 'object' && first !== null && '_id' in first && first._id === 'readCase';
}
