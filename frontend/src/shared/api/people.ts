import { useQuery } from '@tanstack/react-query';
import { listPeople, type PersonOut } from './generated';

const limit = 100;
const mostPages = 20;

async function everybody(schoolId: string | undefined): Promise<PersonOut[]> {
  const found: PersonOut[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const { data } = await listPeople({ query: { page, limit, status: 'ACTIVE', ...(schoolId && { schoolId }) }, throwOnError: true });
    found.push(...data.items);
    if (!data._links.next) break;
  }
  return found;
}

/** Everybody on the staff of a unit, or whom the caller may see, in Swedish order: for a choice of persons. */
export function useColleagues(schoolId?: string): readonly PersonOut[] {
  return useQuery({ queryKey: ['colleagues', schoolId ?? ''], queryFn: () => everybody(schoolId), staleTime: 60_000 }).data ?? [];
}
