import { NativeSelect, Text, Textarea, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InvestigationOut } from '@/shared/api/generated';
import type { AppForm } from '@/shared/lib/useAppForm';
import type { Values } from './values';

/** What it shows, said once: completed is locked. */
export function ConclusionFields({ f, one }: { f: AppForm<Values>; one: InvestigationOut }) {
  const { t } = useTranslation(['cases', 'common']);
  const { conclusion } = f.form.values;
  const reason = conclusion === 'INVESTIGATION_NOT_NEEDED' ? t('investigation.notNeededReason') : t('investigation.conclusionReason');
  return (
    <>
      <Title order={3} size="h4">
        {t('investigation.finish')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('investigation.finishText')}
      </Text>
      <NativeSelect
        label={t('investigation.conclusion')}
        data={[{ value: '', label: t('common:form.choose') }, ...one.conclusions.map((code) => ({ value: code, label: t(`conclusion.${code}`) }))]}
        {...f.field('conclusion')}
      />
      {conclusion && <Textarea label={reason} autosize minRows={2} {...f.field('conclusionReason')} />}
    </>
  );
}
