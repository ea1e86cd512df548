import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/format';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Points, Section } from './Section';

const WRITTEN = '2026-11-22';

/** The statement that 13 § of the Act (2018:1937) asks for. */
export function AccessibilityPage() {
  const { t } = useTranslation('about');
  const format = useFormat();
  return (
    <>
      <PageHeader title={t('accessibility.title')} lead={t('accessibility.lead')} />
      <Section title={t('accessibility.goalTitle')}>
        <Text>{t('accessibility.goal')}</Text>
      </Section>
      <Section title={t('accessibility.howTitle')}>
        <Points points={t('accessibility.how', { returnObjects: true })} />
      </Section>
      <Section title={t('accessibility.knownTitle')}>
        <Points points={t('accessibility.known', { returnObjects: true })} />
      </Section>
      <Section title={t('accessibility.tellTitle')}>
        <Text>{t('accessibility.tell')}</Text>
        <Text>{t('accessibility.authority')}</Text>
        <Text c="dimmed">{t('accessibility.dated', { day: format.day(WRITTEN) })}</Text>
      </Section>
    </>
  );
}
