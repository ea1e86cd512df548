import { useQuery } from '@tanstack/react-query';
import { allOf } from './allOf';
import { listCases, type CaseRow } from './generated';
import { listCasesQueryKey } from './generated/@tanstack/react-query.gen';

/** Every open case that the caller may open, the newest first: for a choice of one. Not there until it has come. */
export function useOpenCases(): CaseRow[] | undefined {
  const queryKey = [...listCasesQueryKey({ query: { state: 'OPEN' } }), 'all'];
  return useQuery({ queryKey, queryFn: () => allOf((paging) => listCases({ query: { ...paging, state: 'OPEN' }, throwOnError: true })) }).data;
}
