import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseOut } from '@/shared/api/generated';

/** Which pupil, where the case is about more than one. */
export function StudentChoice({ found, field }: { found: CaseOut; field: object }) {
  const { t } = useTranslation('cases');
  if (found.subject !== 'STUDENT' || found.students.length < 2) return null;
  return <NativeSelect label={t('voice.who')} data={found.students.map((one) => ({ value: one.id, label: one.name ?? t('pupils.hidden') }))} {...field} />;
}
