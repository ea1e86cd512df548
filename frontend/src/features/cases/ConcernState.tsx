import { useTranslation } from 'react-i18next';
import type { ConcernRow } from '@/shared/api/generated';
import { StatusBadge } from '@/shared/ui/StatusBadge';

type Known = Pick<ConcernRow, 'state' | 'outcome' | 'overdueSchoolDays'>;

/** Where a concern stands, in words. */
export function ConcernState({ concern }: { concern: Known }) {
  const { t } = useTranslation('cases');
  if (concern.outcome) return <StatusBadge tone="done">{t(`outcome.${concern.outcome}`)}</StatusBadge>;
  return <StatusBadge tone={concern.overdueSchoolDays > 0 ? 'late' : 'new'}>{t(`state.${concern.state}`)}</StatusBadge>;
}
