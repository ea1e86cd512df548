import { NativeSelect, Text } from '@mantine/core';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpenCases } from '@/shared/api/openCases';

/** The open cases one is in oneself; nobody else sees which was chosen. */
export function CaseField(props: Partial<ComponentProps<typeof NativeSelect>>) {
  const { t } = useTranslation('meetings');
  const found = useOpenCases();
  if (found?.length === 0) return <Text c="dimmed">{t('agenda.noCases')}</Text>;
  return (
    <NativeSelect
      label={t('agenda.case')}
      data={[{ value: '', label: t('people.choose') }, ...(found ?? []).map((one) => ({ value: one.id, label: `${one.number} · ${one.caseType.label}` }))]}
      {...props}
    />
  );
}
