import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Points, Section } from './Section';

/** Articles 13 and 14 of the GDPR in plain words; the organiser's own notice goes further. */
export function PrivacyPage() {
  const { t } = useTranslation('about');
  return (
    <>
      <PageHeader title={t('privacy.title')} lead={t('privacy.lead')} />
      <Section title={t('privacy.whoTitle')}>
        <Text>{t('privacy.who')}</Text>
      </Section>
      <Section title={t('privacy.whatTitle')}>
        <Points points={t('privacy.what', { returnObjects: true })} />
      </Section>
      <Section title={t('privacy.whyTitle')}>
        <Text>{t('privacy.why')}</Text>
      </Section>
      <Section title={t('privacy.logTitle')}>
        <Text>{t('privacy.log')}</Text>
      </Section>
      <Section title={t('privacy.browserTitle')}>
        <Points points={t('privacy.browser', { returnObjects: true })} />
      </Section>
      <Section title={t('privacy.rightsTitle')}>
        <Text>{t('privacy.rights')}</Text>
      </Section>
    </>
  );
}
