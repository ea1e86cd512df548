import { NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { listCasesOptions } from '@/shared/api/generated/@tanstack/react-query.gen';

const MOST = 100;

/** The open cases one is in oneself; nobody else sees which was chosen. */
export function CaseField(props: Partial<ComponentProps<typeof NativeSelect>>) {
  const { t } = useTranslation('meetings');
  const cases = useQuery(listCasesOptions({ query: { state: 'OPEN', limit: MOST } }));
  const found = cases.data?.items ?? [];
  if (cases.data && found.length === 0) return <Text c="dimmed">{t('agenda.noCases')}</Text>;
  return (
    <NativeSelect
      label={t('agenda.case')}
      data={[{ value: '', label: t('people.choose') }, ...found.map((one) => ({ value: one.id, label: `${one.number} · ${one.caseType.label}` }))]}
      {...props}
    />
  );
}
