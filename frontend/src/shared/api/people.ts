import { useQuery } from '@tanstack/react-query';
import { allOf } from './allOf';
import { listPeople, type PersonOut } from './generated';

const everybody = (schoolId: string | undefined): Promise<PersonOut[]> =>
  allOf((paging) => listPeople({ query: { ...paging, status: 'ACTIVE', ...(schoolId && { schoolId }) }, throwOnError: true }));

/** Everybody on the staff of a unit, or whom the caller may see, in Swedish order: for a choice of persons. */
export function useColleagues(schoolId?: string, enabled = true): readonly PersonOut[] {
  return useQuery({ queryKey: ['colleagues', schoolId ?? ''], queryFn: () => everybody(schoolId), staleTime: 60_000, enabled }).data ?? [];
}
