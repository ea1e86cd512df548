import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Named } from '@/shared/api/generated';
import { useColleagues } from '@/shared/api/people';

interface Props {
  label: ReactNode;
  schoolId: string;
  /** Somebody who may stand there already without working at the unit. */
  also?: Named | null;
  /** The first choice in words, where it is one too: nobody, or oneself. */
  empty?: string;
  field: Record<string, unknown>;
}

/** Staff of the unit, in Swedish order. */
export function PersonSelect({ label, schoolId, also, empty, field }: Props) {
  const { t } = useTranslation();
  const staff = useColleagues(schoolId).map((person) => ({ value: person.id, label: person.name }));
  const first = also && !staff.some((one) => one.value === also.id) ? [{ value: also.id, label: also.name }] : [];
  return <NativeSelect label={label} data={[...(also ? [] : [{ value: '', label: empty ?? t('form.choose') }]), ...first, ...staff]} {...field} />;
}
