import { useTranslation } from 'react-i18next';
import type { PupilOut } from '@/shared/api/generated';

/** As the register writes it, which nobody says. */
export const PRESCHOOL_CLASS = 'F';

/** Names of pupils, for those who may know them; a protected one is said to be so. */
export function Pupils({ students }: { students: readonly PupilOut[] }) {
  const { t } = useTranslation('cases');
  return students.map((pupil) => {
    const grade = pupil.grade === null ? '' : `, ${pupil.grade === PRESCHOOL_CLASS ? t('pupils.preschoolClass') : t('pupils.grade', { grade: pupil.grade })}`;
    const mark = pupil.protected && pupil.name !== null ? ` (${t('pupils.protected')})` : '';
    return <div key={pupil.id}>{`${pupil.name ?? t('pupils.hidden')}${grade}${mark}`}</div>;
  });
}
