import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseOut, DisclosureBasis } from '@/shared/api/generated';

const bases: readonly DisclosureBasis[] = ['CONSENT_GUARDIAN', 'CONSENT_STUDENT', 'OSL_10_2', 'OSL_25_13A', 'STATUTORY_DUTY', 'NO_SECRECY'];

interface Props {
  found: CaseOut;
  field: (name: 'keptIn' | 'disclosureBasis') => object;
  /** The note leaves the branch of its author, which needs a basis. */
  crosses: boolean;
}

/** For those who work in a branch of their own: kept there, or handed over to the school with a basis. */
export function BranchFields({ found, field, crosses }: Props) {
  const { t } = useTranslation('cases');
  if (found.myBranch === 'SCHOOL') return null;
  return (
    <>
      <NativeSelect
        label={t('note.keptIn')}
        data={[
          { value: found.myBranch, label: t(`branch.${found.myBranch}`) },
          { value: 'SCHOOL', label: t('branch.SCHOOL') },
        ]}
        {...field('keptIn')}
      />
      {crosses && (
        <NativeSelect
          label={t('note.basis')}
          data={[{ value: '', label: t('note.noBasis') }, ...bases.map((one) => ({ value: one, label: t(`basis.${one}`) }))]}
          {...field('disclosureBasis')}
        />
      )}
    </>
  );
}
