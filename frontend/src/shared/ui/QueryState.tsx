import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asProblem } from '@/shared/api/problem';
import { ErrorState, LoadingState, NoAccess, NotFound } from './states';

/** Loading, refused, failed or there: `<QueryState query={q}>{(data) => …}</QueryState>`. Old data stays while new is fetched. */
export function QueryState<T>({ query, children }: { query: UseQueryResult<T, unknown>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isPending) return <LoadingState />;
  const problem = asProblem(query.error);
  if (problem.notThere) return <NotFound />;
  if (problem.notAllowed) return <NoAccess detail={problem.detail} />;
  return <ErrorState error={query.error} retry={() => void query.refetch()} />;
}
