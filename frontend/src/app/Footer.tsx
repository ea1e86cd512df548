import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import css from './Shell.module.css';

export function Footer() {
  const { t } = useTranslation('app');
  return (
    <footer className={`${css.footer} no-print`}>
      <Text size="sm" c="dimmed" maw={780}>
        {t('footer.boundary')}
      </Text>
      <nav aria-label={t('footer.label')} className={css.footerLinks}>
        <Link to="/tillganglighet">{t('footer.accessibility')}</Link>
        <Link to="/personuppgifter">{t('footer.privacy')}</Link>
      </nav>
    </footer>
  );
}
