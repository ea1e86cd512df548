import { useQuery } from '@tanstack/react-query';
import { listPeopleOptions } from '@/shared/api/generated/@tanstack/react-query.gen';

const MOST = 100;
const KEPT_MS = 300_000;

export interface Choice {
  value: string;
  label: string;
}

/** Active staff as choices; with a school, those who work there today. */
export function usePeople(schoolId: string | null, enabled = true): Choice[] {
  const query = { status: 'ACTIVE', limit: MOST, ...(schoolId && { schoolId }) } as const;
  const people = useQuery({ ...listPeopleOptions({ query }), staleTime: KEPT_MS, enabled });
  return (people.data?.items ?? []).map((p) => ({ value: p.id, label: p.name }));
}
