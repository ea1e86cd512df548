import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Named } from '@/shared/api/generated';
import { listPeopleOptions } from '@/shared/api/generated/@tanstack/react-query.gen';

interface Props {
  label: ReactNode;
  schoolId: string;
  /** Somebody who may stand there already without working at the unit. */
  also?: Named | null;
  /** The first choice in words, where nobody is one too. */
  empty?: string;
  field: Record<string, unknown>;
}

const MOST = 100;

/** Staff of the unit, in Swedish order. */
export function PersonSelect({ label, schoolId, also, empty, field }: Props) {
  const people = useQuery(listPeopleOptions({ query: { schoolId, status: 'ACTIVE', limit: MOST } }));
  const staff = (people.data?.items ?? []).map((person) => ({ value: person.id, label: person.name }));
  const first = also && !staff.some((one) => one.value === also.id) ? [{ value: also.id, label: also.name }] : [];
  return <NativeSelect label={label} data={[...(also ? [] : [{ value: '', label: empty ?? '' }]), ...first, ...staff]} {...field} />;
}
