import { useColleagues } from '@/shared/api/people';

export interface Choice {
  value: string;
  label: string;
}

/** Active staff as choices; with a school, those who work there today. */
export function usePeople(schoolId: string | null, enabled = true): Choice[] {
  return useColleagues(schoolId ?? undefined, enabled).map((p) => ({ value: p.id, label: p.name }));
}
